"""The heights of a diagram. In: its grid, its routes, the words of its nodes. Out: where rows,
lanes and frames lie.

A gap between two rows holds, from above: the feet of frames, the lanes, the labels of links, the
heads of frames.
"""

from dataclasses import dataclass
from itertools import pairwise

from briefs.draw.graph import Diagram, Frame
from briefs.draw.grid import PAD, Grid, reach
from briefs.draw.measure import Type, balance, length, widest, wrap
from briefs.draw.routing import Leg, Net, Place, Routes
from briefs.draw.svg import Box
from briefs.draw.tones import PAD_Y, Words

BEFORE, BETWEEN, AFTER, QUIET = (
    16.0,
    9.0,
    18.0,
    14.0,
)  # px above, between and below lanes; a gap without links


@dataclass(frozen=True)
class Label:
    """Lines beside a vertical: where they begin (or end, `anchor`)."""

    lines: tuple[str, ...]
    x: float
    anchor: str


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


def link_labels(taken: Routes, grid: Grid, kind: Type) -> dict[int, Label]:
    """The labels of links between rows, by the number of the leg, where there is room for them.

    A label stands beside the vertical that enters the lower box; that of a link between boxes of
    one row below its lane.
    """
    labels: dict[int, Label] = {}
    filled: list[tuple[int, float, float]] = []
    numbered = [
        (n, leg)
        for n, leg in enumerate(taken.legs)
        if leg.link.label and leg.corners[0][1][0] != "row"
    ]
    for n, leg in sorted(numbered, key=lambda item: item[1].along):
        gap, x = _gap(leg), leg.label_x
        walls = [(o, o) for o in taken.verticals.get(gap, ())]
        walls += [(a, b) for g, a, b in filled if g == gap]
        want = min(length(leg.link.label, kind), 130)
        if leg.along:
            ends = sorted((leg.corners[0][0], leg.corners[-1][0]))
            inside = sorted(wall for wall in walls if ends[0] < wall[0] < ends[1])
            spaces = list(
                zip(
                    [ends[0], *(b for _, b in inside)],
                    [*(a for a, _ in inside), ends[1]],
                    strict=True,
                )
            )
            low, high = max(spaces, key=lambda space: space[1] - space[0])
            lines = balance(leg.link.label, kind, max(min(high - low - 12, 200), 40))
            labels[n] = Label(lines, (low + high) / 2, "middle")
        else:
            right = min((a for a, _ in walls if a > x + 1), default=grid.width) - x - 16
            left = x - max((b for _, b in walls if b < x - 1), default=0) - 16
            to_left = left > right and right < want
            lines = balance(leg.link.label, kind, max(min(left if to_left else right, 130), 40))
            labels[n] = Label(lines, x - 7, "end") if to_left else Label(lines, x + 7, "start")
            wide = widest(lines, kind) + 7
            filled.append((gap, x - wide, x) if to_left else (gap, x, x + wide))
    return labels


def heading(frame: Frame, spec: Diagram, grid: Grid, taken: Routes, kind: Type) -> Label:
    """The label of a frame in the free space of its head: beside the links that enter there, never
    under them.
    """
    out = reach(frame, spec.frames)
    left, right = grid.lefts[frame.first[1]] - out, grid.rights[frame.last[1]] + out
    inside = sorted(x for x in taken.verticals.get(frame.first[0] - 1, ()) if left < x < right)
    edges = [left + 4, *inside, right - 4]
    spaces = [(a + 8, b - 8) for a, b in pairwise(edges)]
    want = length(frame.label, kind)
    a, b = next((s for s in spaces if s[1] - s[0] >= want), max(spaces, key=lambda s: s[1] - s[0]))
    return Label(wrap(frame.label, kind, b - a), a, "start")


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
    inner = [
        foot(other, spec)
        for other in spec.frames
        if frame.contains(other) and other.last[0] == frame.last[0]
    ]
    return PAD + max(inner, default=0)


def levels(
    spec: Diagram,
    taken: Routes,
    said: dict[str, Words],
    labels: dict[int, Label],
    heads: dict[Frame, Label],
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
            if n in labels and _gap(leg) == gap
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


def label_height(label: Label, kind: Type) -> float:
    """Height of a label in px."""
    return len(label.lines) * kind.leading


def _gap(leg: Leg) -> int:
    return leg.upper.row if leg.along else leg.lower.row - 1
