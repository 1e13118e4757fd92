"""Where the columns of a diagram lie. In: a diagram, its width. Out: the sides of every node, and
the gutters between.
"""

from dataclasses import dataclass

from briefs.draw.graph import Diagram, Frame, Node
from briefs.draw.measure import Type, balance, widest

GUTTER, PAD, LANE = (
    26.0,
    11.0,
    14.0,
)  # between columns; between a frame and its nodes; a connector outside the grid
LABEL = 88.0  # the widest label in a gutter


@dataclass(frozen=True)
class Grid:
    """Left and right sides of the columns, in px, the first of them at index 1."""

    lefts: tuple[float, ...]
    rights: tuple[float, ...]
    width: float
    outside: tuple[bool, bool]

    def left(self, node: Node) -> float:
        return self.lefts[node.column]

    def right(self, node: Node) -> float:
        return self.rights[node.last]

    def middle(self, node: Node) -> float:
        return (self.left(node) + self.right(node)) / 2

    def gutters(self) -> list[float]:
        """The middles of the gutters; a connector may run there."""
        return [(a + b) / 2 for a, b in zip(self.rights[1:-1], self.lefts[2:], strict=True)]


def reach(frame: Frame, frames: tuple[Frame, ...]) -> float:
    """How far a frame stands out from its nodes at the sides: one step, and one for each frame
    nested in it.
    """
    return PAD + max((reach(inner, frames) for inner in frames if frame.contains(inner)), default=0)


def layout(spec: Diagram, width: float, label: Type, outside: tuple[bool, bool]) -> Grid:
    """Columns of one width between gutters that hold the sides of frames and the labels of links
    along a row.

    `outside` says whether a connector runs left and right of the grid.
    """
    ends = dict.fromkeys(range(spec.columns + 1), 0.0)
    starts = dict.fromkeys(range(1, spec.columns + 2), 0.0)
    for frame in spec.frames:
        out = reach(frame, spec.frames)
        ends[frame.last[1]] = max(ends[frame.last[1]], out)
        starts[frame.first[1]] = max(starts[frame.first[1]], out)
    gaps = {
        c: max(GUTTER, ends[c] + starts[c + 1] + (12 if ends[c] or starts[c + 1] else 0))
        for c in range(1, spec.columns)
    }
    for link in spec.links:
        a, b = spec.node(link.source), spec.node(link.target)
        if link.label and a.row == b.row:
            a, b = sorted((a, b), key=lambda node: node.column)
            need = widest(balance(link.label, label, LABEL), label) + 22
            if b.column == a.last + 1:
                gaps[a.last] = max(gaps[a.last], need + ends[a.last] + starts[b.column])
    left = starts[1] + LANE * outside[0]
    right = width - ends[spec.columns] - LANE * outside[1]
    column = (right - left - sum(gaps.values())) / spec.columns
    lefts, rights, x = [0.0], [0.0], left
    for c in range(1, spec.columns + 1):
        # Whole pixels, so that borders are crisp.
        lefts.append(float(round(x)))
        rights.append(float(round(x + column)))
        x += column + gaps.get(c, 0)
    return Grid(tuple(lefts), tuple(rights), width, outside)
