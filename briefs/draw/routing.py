"""Which way the links of a diagram take. In: a diagram and its grid. Out: for every link its
corners, still without heights.

A link leaves a box below and enters the next above; in the gap between two rows it runs along a
lane. Links that share a box share its lane (a bus); others that would meet get lanes of their own.
A link over several rows goes down a gutter.
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


@dataclass(frozen=True)
class Routes:
    """The legs; the lanes (gap, net) → number from above; the verticals above each row; sides where
    a lane is missing.
    """

    legs: tuple[Leg, ...]
    lanes: dict[tuple[int, Net], int]
    verticals: dict[int, set[float]]
    outside: tuple[bool, bool]


def routes(spec: Diagram, grid: Grid) -> Routes:
    """The corners of every link, from its upper or left box to the other."""
    legs = [_leg(spec, n, link) for n, link in enumerate(spec.links)]
    down = [leg for leg in legs if not leg.corners]
    for leg in legs:
        if leg.corners:
            row = leg.upper.row
            leg.corners = [
                (grid.right(leg.upper), ("row", row)),
                (grid.left(leg.lower), ("row", row)),
            ]
    straight = _straight(spec, grid, down)
    pins = _pins(grid, [leg for leg in down if id(leg) not in straight])
    used: list[tuple[float, range]] = []
    spans: dict[tuple[int, Net], list[float]] = defaultdict(list)
    for leg in down:
        if (x := straight.get(id(leg))) is not None:
            leg.corners = [(x, ("bottom", leg.upper.row)), (x, ("top", leg.lower.row))]
            leg.label_x = x
            continue
        a, b = (pins[leg.ends()[0], leg.first], pins[leg.ends()[1], leg.last])
        _bend(spec, grid, leg, (a, b), used, spans)
    verticals: dict[int, set[float]] = defaultdict(set)
    for leg in down:
        for (x, place), (to_x, to) in zip(leg.corners, leg.corners[1:], strict=False):
            if x == to_x:
                for gap in range(place[1], to[1]):
                    verticals[gap].add(x)
    outside = (any(x < 6 for x, _ in used), any(x > grid.width - 6 for x, _ in used))
    return Routes(tuple(legs), _lanes(spans), verticals, outside)


def _leg(spec: Diagram, n: int, link: Link) -> Leg:
    a, b = spec.node(link.source), spec.node(link.target)
    upper, lower = sorted((a, b), key=lambda node: (node.row, node.column))
    way = "both" if link.both else "down" if upper is a else "up"
    own = ("link", str(n))
    if upper.row == lower.row:
        between = any(
            node.row == upper.row and upper.last < node.column < lower.column for node in spec.nodes
        )
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


def _straight(spec: Diagram, grid: Grid, legs: list[Leg]) -> dict[int, float]:
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
            and _free(spec, grid, x, range(leg.upper.row + 1, leg.lower.row))
        ):
            by_wide[wide].append((leg, x))
    for side, candidates in by_wide.items():
        if len(candidates) == count[side]:
            chosen |= {id(leg): x for leg, x in candidates}
    return chosen


def _free(spec: Diagram, grid: Grid, x: float, rows: range) -> bool:
    return not any(
        node.row in rows and grid.left(node) - 8 < x < grid.right(node) + 8 for node in spec.nodes
    )


def _pins(grid: Grid, legs: list[Leg]) -> dict[tuple[Side, Net], float]:
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


def _bend(
    spec: Diagram,
    grid: Grid,
    leg: Leg,
    pins: tuple[float, float],
    used: list[tuple[float, range]],
    spans: dict[tuple[int, Net], list[float]],
) -> None:
    """Give a leg its corners, and its lanes their extent."""
    a, b = pins
    gap, end = leg.upper.row, leg.lower.row
    lane: Place = ("lane", gap, leg.first)
    if leg.along:
        spans[gap, leg.first] += [a, b]
        bottom: Place = ("bottom", gap)
        leg.corners = [(a, bottom), (a, lane), (b, lane), (b, bottom)]
        leg.label_x = (a + b) / 2
        return
    leg.label_x = b
    if end - gap == 1:
        spans[gap, leg.first] += [a, b]
        leg.corners = [(a, ("bottom", gap)), (a, lane), (b, lane), (b, ("top", end))]
        return
    rows = range(gap + 1, end)
    # Outside the grid there is always a way: where it has no room yet, `routes` reports the side.
    ways = [x for x in (a, b, *grid.gutters()) if _free(spec, grid, x, rows)] + [1, grid.width - 1]
    x = min(ways, key=lambda way: abs(way - a) + abs(way - b) + 30 * (way not in (a, b)))
    while any(abs(x - other) < 5 and set(rows) & set(taken) for other, taken in used):
        x += 6 if x < grid.width - 12 else -6
    used.append((x, rows))
    second: Place = ("lane", end - 1, leg.last)
    spans[gap, leg.first] += [a, x]
    spans[end - 1, leg.last] += [x, b]
    leg.corners = [
        (a, ("bottom", gap)),
        (a, lane),
        (x, lane),
        (x, second),
        (b, second),
        (b, ("top", end)),
    ]


def _lanes(spans: dict[tuple[int, Net], list[float]]) -> dict[tuple[int, Net], int]:
    """A number for every lane, from above: lanes that would touch get different ones."""
    lanes: dict[tuple[int, Net], int] = {}
    taken: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for (gap, net), xs in sorted(
        spans.items(), key=lambda item: (item[0][0], min(item[1]), item[0])
    ):
        low, high = min(xs) - 6, max(xs) + 6
        number = 0
        if max(xs) - min(xs) > 0.5:
            while any(low < b and a < high for a, b in taken[gap, number]):
                number += 1
            taken[gap, number].append((low, high))
        lanes[gap, net] = number
    return lanes
