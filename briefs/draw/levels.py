"""The heights of a diagram. In: its grid, its routes, the words of its nodes. Out: where rows,
lanes and frames lie.

A gap between two rows holds, from above: the feet of frames, the lanes, the labels of links, the
heads of frames.
"""

from dataclasses import dataclass

from briefs.draw.graph import Diagram, Frame
from briefs.draw.grid import PAD, Grid, reach
from briefs.draw.labels import Label, gap_of
from briefs.draw.legs import Net, Place
from briefs.draw.measure import Type, balance
from briefs.draw.routing import Routes
from briefs.draw.svg import Box
from briefs.draw.tones import PAD_Y, Words

BEFORE, BETWEEN, AFTER = 16.0, 9.0, 18.0  # px above, between and below lanes
QUIET = 14.0  # px of a gap without links


@dataclass(frozen=True)
class Levels:
    """Tops and bottoms of the rows (the first at index 1), and of the label zone above each; height
    of the whole.
    """

    tops: dict[int, float]
    bottoms: dict[int, float]
    lanes: dict[tuple[int, Net], float]
    zones: dict[int, tuple[float, float]]
    height: float

    def y(self, place: Place) -> float:
        """The height at which a corner lies."""
        match place:
            case ("lane", gap, net):
                return self.lanes[gap, net]
            case ("top", row):
                return self.tops[row]
            case ("bottom", row):
                return self.bottoms[row]
            case (_, row):
                return (self.tops[row] + self.bottoms[row]) / 2


def head(frame: Frame, spec: Diagram, heads: dict[Frame, Label], kind: Type) -> float:
    """Height from the top of a frame to the top of its first row."""
    inner = [
        head(other, spec, heads, kind)
        for other in spec.frames
        if frame.contains(other) and other.first[0] == frame.first[0]
    ]
    return len(heads[frame].lines) * kind.leading + 13 + max(inner, default=0)


def foot(frame: Frame, spec: Diagram) -> float:
    """Height from the bottom of the last row to the bottom of a frame."""
    inner = [foot(other, spec) for other in spec.frames if frame.contains(other) and other.last[0] == frame.last[0]]
    return PAD + max(inner, default=0)


def levels(
    spec: Diagram,
    taken: Routes,
    said: dict[str, Words],
    labels: dict[int, Label],
    heads: dict[Frame, Label],
    *,
    kind: Type,
) -> Levels:
    """All heights; every row is as high as its highest box, and every gap as its links and frames
    need.
    """
    tops: dict[int, float] = {}
    bottoms: dict[int, float] = {0: 0.0}
    lanes: dict[tuple[int, Net], float] = {}
    zones: dict[int, tuple[float, float]] = {}
    y = 0.0
    for gap in range(spec.rows + 1):
        y += max((foot(f, spec) for f in spec.frames if f.last[0] == gap), default=0)
        own = {net: n for (g, net), n in taken.lanes.items() if g == gap}
        texts = [
            len(labels[n].lines) * kind.leading + 4
            for n, leg in enumerate(taken.legs)
            if n in labels and gap_of(leg) == gap
        ]
        start = y
        if own:
            lanes |= {(gap, net): y + BEFORE + n * BETWEEN for net, n in own.items()}
            y += BEFORE + max(own.values()) * BETWEEN
        zones[gap] = (y + 3, y + 3 + max(texts, default=0))
        y = zones[gap][1] if texts else y
        if gap < spec.rows:
            y += AFTER if own or taken.verticals.get(gap) else QUIET if gap else 0
            if not own and taken.verticals.get(gap):
                y = max(y, start + 28)
            if not own and texts:
                zones[gap] = (start + 6, y - 10)
            y += max(
                (head(f, spec, heads, kind) for f in spec.frames if f.first[0] == gap + 1),
                default=0,
            )
            row = [said[node.id].height for node in spec.nodes if node.row == gap + 1]
            sides = [
                2 * (len(balance(leg.link.label, kind, 88)) * kind.leading + 6)
                for leg in taken.legs
                if leg.link.label and leg.corners[0][1] == ("row", gap + 1)
            ]
            tops[gap + 1] = y = float(round(y))
            y = bottoms[gap + 1] = y + round(max(max(row, default=0) + 2 * PAD_Y + 2, *sides, 40))
        elif own:
            y += 3
    return Levels(tops, bottoms, lanes, zones, y)


def frame_box(frame: Frame, spec: Diagram, grid: Grid, at: Levels, above: float) -> Box:
    """The box of a frame, `above` px higher than its first row."""
    out = reach(frame, spec.frames)
    left, top = grid.lefts[frame.first[1]] - out, float(round(at.tops[frame.first[0]] - above))
    bottom = at.bottoms[frame.last[0]] + foot(frame, spec)
    return Box(left, top, grid.rights[frame.last[1]] + out - left, bottom - top)
