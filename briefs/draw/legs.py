"""The links of a diagram as legs: which lanes they take, where they meet their boxes. In: links.
Out: legs, pins.

A net is what shares a lane and a pin: the links that leave one box, or those that enter one, the
same way round.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Literal

from briefs.draw.graph import Diagram, Link, Node
from briefs.draw.grid import Grid

Net = tuple[str, ...]
Place = tuple[Literal["top", "bottom", "row"], int] | tuple[Literal["lane"], int, Net]
Corner = tuple[float, Place]
Side = tuple[str, str]  # a node's id, and "top" or "bottom"


@dataclass
class Leg:
    """A link on its way: the upper and the lower of its boxes (for a link along a row: the left and
    the right).
    """

    link: Link
    upper: Node
    lower: Node
    first: Net  # the lane it takes below the upper box
    last: Net  # the lane it takes above the lower box
    corners: list[Corner] = field(default_factory=list)
    label_x: float = 0

    @property
    def along(self) -> bool:
        return self.upper.row == self.lower.row

    def ends(self) -> tuple[Side, Side]:
        return (self.upper.id, "bottom"), (self.lower.id, "bottom" if self.along else "top")


def leg_of(spec: Diagram, n: int, link: Link) -> Leg:
    """The leg of the n-th link; it has corners (a mark, still without x) where it runs along a row."""
    a, b = spec.node(link.source), spec.node(link.target)
    upper, lower = sorted((a, b), key=lambda node: (node.row, node.column))
    way = "both" if link.both else "down" if upper is a else "up"
    own = ("link", str(n))
    if upper.row == lower.row:
        between = any(node.row == upper.row and upper.last < node.column < lower.column for node in spec.nodes)
        leg = Leg(link, upper, lower, own, own)
        if not between:
            leg.corners = [(0, ("row", upper.row))]
        return leg
    fan: Net = ("from", upper.id, way)
    into: Net = ("into", lower.id, way)
    if lower.row - upper.row > 1:
        return Leg(link, upper, lower, fan, own if link.label else into)
    others = [
        spec.node(other.target if other.source == upper.id else other.source)
        for other in spec.links
        if upper.id in (other.source, other.target)
    ]
    siblings = sum(other.row > upper.row for other in others)
    net = fan if siblings > 1 or link.label else into
    return Leg(link, upper, lower, net, net)


def straight(spec: Diagram, grid: Grid, legs: list[Leg]) -> dict[int, float]:
    """The x of links that can go straight: the middle of the narrower box, where the wider one lies
    over it.

    A box that has several links on a side sends all of them straight, or none: one bus is calmer
    than a bus and a line.
    """
    count: dict[Side, int] = defaultdict(int)
    for leg in legs:
        for side in leg.ends():
            count[side] += 1
    chosen: dict[int, float] = {}
    by_wide: dict[Side, list[tuple[Leg, float]]] = defaultdict(list)
    for leg in legs:
        if leg.along:
            continue
        sides = sorted(
            zip(leg.ends(), (leg.upper, leg.lower), strict=True),
            key=lambda end: grid.left(end[1]) - grid.right(end[1]),
        )
        (wide, wide_node), (narrow, narrow_node) = sides
        x = grid.middle(narrow_node)
        if (
            count[narrow] == 1
            and grid.left(wide_node) + 12 < x < grid.right(wide_node) - 12
            and free(spec, grid, x, range(leg.upper.row + 1, leg.lower.row))
        ):
            by_wide[wide].append((leg, x))
    for side, candidates in by_wide.items():
        if len(candidates) == count[side]:
            chosen |= {id(leg): x for leg, x in candidates}
    return chosen


def free(spec: Diagram, grid: Grid, x: float, rows: range) -> bool:
    return not any(node.row in rows and grid.left(node) - 8 < x < grid.right(node) + 8 for node in spec.nodes)


def meet(grid: Grid, legs: list[Leg]) -> dict[tuple[Side, Net], float]:
    """Where each net meets each side of a box: in the middle, or spread about it where there are
    several.
    """
    nets: dict[Side, dict[Net, list[float]]] = defaultdict(lambda: defaultdict(list))
    nodes: dict[Side, Node] = {}
    for leg in legs:
        ends = zip(leg.ends(), (leg.upper, leg.lower), (leg.first, leg.last), strict=True)
        for (side, node, net), other in zip(ends, (leg.lower, leg.upper), strict=True):
            nets[side][net].append(grid.middle(other))
            nodes[side] = node
    pins: dict[tuple[Side, Net], float] = {}
    for side, met in nets.items():
        node = nodes[side]
        room = grid.right(node) - grid.left(node) - 24
        step = min(24.0, room / len(met))
        order = sorted(met, key=lambda net: (sum(met[net]) / len(met[net]), net))
        for n, net in enumerate(order):
            pins[side, net] = grid.middle(node) + (n - (len(order) - 1) / 2) * step
    _part(pins, {side: node.row - (side[1] == "top") for side, node in nodes.items()})
    return pins


def _part(pins: dict[tuple[Side, Net], float], gaps: dict[Side, int]) -> None:
    """Move pins above a box off those below another at the same x, lest two links that differ lie
    on each other.
    """
    upper = [(gaps[side], x, net) for (side, net), x in pins.items() if side[1] == "bottom"]
    for (side, net), x in pins.items():
        if side[1] == "top" and any(
            gap == gaps[side] and abs(x - other) < 5 and net != met for gap, other, met in upper
        ):
            pins[side, net] = x + 12
