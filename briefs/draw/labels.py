"""Where the labels of links and frames have room. In: the routes of a diagram. Out: lines, and
where they begin.
"""

from dataclasses import dataclass
from itertools import pairwise

from briefs.draw.graph import Diagram, Frame
from briefs.draw.grid import Grid, reach
from briefs.draw.legs import Leg
from briefs.draw.measure import Type, balance, length, widest, wrap
from briefs.draw.routing import Routes


@dataclass(frozen=True)
class Label:
    """Lines beside a vertical: where they begin (or end, `anchor`)."""

    lines: tuple[str, ...]
    x: float
    anchor: str


def link_labels(taken: Routes, grid: Grid, kind: Type) -> dict[int, Label]:
    """The labels of links between rows, by the number of the leg, where there is room for them.

    A label stands beside the vertical that enters the lower box; that of a link between boxes of
    one row below its lane.
    """
    labels: dict[int, Label] = {}
    filled: list[tuple[int, float, float]] = []
    numbered = [(n, leg) for n, leg in enumerate(taken.legs) if leg.link.label and leg.corners[0][1][0] != "row"]
    for n, leg in sorted(numbered, key=lambda item: item[1].along):
        gap, x = gap_of(leg), leg.label_x
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


def label_height(label: Label, kind: Type) -> float:
    """Height of a label in px."""
    return len(label.lines) * kind.leading


def gap_of(leg: Leg) -> int:
    """The gap, by the row above it, in which the label of a link stands."""
    return leg.upper.row if leg.along else leg.lower.row - 1
