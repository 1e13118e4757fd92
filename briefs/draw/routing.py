"""Which way the links of a diagram take. In: a diagram and its grid. Out: for every link its
corners, still without heights.

A link leaves a box below and enters the next above; in the gap between two rows it runs along a
lane. Links that share a box share its lane (a bus); others that would meet get lanes of their own.
A link over several rows goes down a gutter.
"""

from collections import defaultdict
from dataclasses import dataclass

from briefs.draw.graph import Diagram
from briefs.draw.grid import Grid
from briefs.draw.legs import Leg, Net, Place, free, leg_of, meet, straight


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
    legs = [leg_of(spec, n, link) for n, link in enumerate(spec.links)]
    down = [leg for leg in legs if not leg.corners]
    for leg in legs:
        if leg.corners:
            row = leg.upper.row
            leg.corners = [
                (grid.right(leg.upper), ("row", row)),
                (grid.left(leg.lower), ("row", row)),
            ]
    direct = straight(spec, grid, down)
    pins = meet(grid, [leg for leg in down if id(leg) not in direct])
    used: list[tuple[float, range]] = []
    spans: dict[tuple[int, Net], list[float]] = defaultdict(list)
    for leg in down:
        if (x := direct.get(id(leg))) is not None:
            leg.corners = [(x, ("bottom", leg.upper.row)), (x, ("top", leg.lower.row))]
            leg.label_x = x
            continue
        a, b = (pins[leg.ends()[0], leg.first], pins[leg.ends()[1], leg.last])
        _bend(spec, grid, leg, (a, b), used=used, spans=spans)
    verticals: dict[int, set[float]] = defaultdict(set)
    for leg in down:
        for (x, place), (to_x, to) in zip(leg.corners, leg.corners[1:], strict=False):
            if x == to_x:
                for gap in range(place[1], to[1]):
                    verticals[gap].add(x)
    outside = (any(x < 6 for x, _ in used), any(x > grid.width - 6 for x, _ in used))
    return Routes(tuple(legs), _lanes(spans), verticals, outside)


def _bend(
    spec: Diagram,
    grid: Grid,
    leg: Leg,
    pins: tuple[float, float],
    *,
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
    ways = [x for x in (a, b, *grid.gutters()) if free(spec, grid, x, rows)] + [1, grid.width - 1]
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
    for (gap, net), xs in sorted(spans.items(), key=lambda item: (item[0][0], min(item[1]), item[0])):
        low, high = min(xs) - 6, max(xs) + 6
        number = 0
        if max(xs) - min(xs) > 0.5:
            while any(low < b and a < high for a, b in taken[gap, number]):
                number += 1
            taken[gap, number].append((low, high))
        lanes[gap, net] = number
    return lanes
