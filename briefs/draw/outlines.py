"""Small path data for maps. In: path data of Vega (`M…L…Z`, px). Out: the same to a tenth of a px,
with fewer points.
"""

import math
import re
from functools import lru_cache

_RING = re.compile(r"M([^MZ]+)")
# Tenths of a px: rings smaller than that both ways are dropped. A lit country keeps its islands;
# those of quiet countries look like dirt on a cover.
_SPECK, _QUIET = 8, 180
_TOLERANCE = 3  # tenths of a px by which a line may move: less than half the width of a border

Ring = list[tuple[int, int]]


def compact(d: str, keep: bool = False, quiet: float = _QUIET) -> str:
    """`d` in tenths of a px and relative, without rings below `quiet` tenths of a px; `keep` leaves all but specks, and
    the largest ring where all are specks.
    """
    rings = [_points(ring) for ring in _RING.findall(d)]
    sizes = [max(max(axis) - min(axis) for axis in zip(*ring, strict=True)) for ring in rings]
    least = min(_SPECK, max(sizes, default=0)) if keep else quiet
    return "".join(_relative(_simplify(ring)) for ring, size in zip(rings, sizes, strict=True) if size >= least)


def _points(ring: str) -> Ring:
    pairs = (point.split(",") for point in ring.split("L"))
    return [(round(float(x) * 10), round(float(y) * 10)) for x, y in pairs]


def _simplify(ring: Ring) -> Ring:
    """The ring without points that its outline hardly needs (Ramer, Douglas and Peucker), on a
    stack of its own.
    """
    if len(ring) < 4:
        return ring
    first_x, first_y = ring[0]
    away = [(x - first_x) ** 2 + (y - first_y) ** 2 for x, y in ring]
    far = away.index(max(away))
    kept = {0, far, len(ring) - 1}
    stack = [(0, far), (far, len(ring) - 1)]
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        distances, along = _distances(ring[first + 1 : last], ring[first], ring[last])
        most = max(distances)
        if most > _TOLERANCE * along:
            middle = first + 1 + distances.index(most)
            kept.add(middle)
            stack += [(first, middle), (middle, last)]
    return [ring[n] for n in sorted(kept)]


def _distances(points: Ring, a: tuple[int, int], b: tuple[int, int]) -> tuple[list[float], float]:
    """How far points lie from a line, in a unit that they share: this many of it are one tenth of a px."""
    (ax, ay), (bx, by) = a, b
    dx, dy = bx - ax, by - ay
    if not dx and not dy:
        return [math.dist(point, a) for point in points], 1
    level = dx * ay - dy * ax
    return [abs(level + dy * x - dx * y) for x, y in points], math.dist(a, b)


def _relative(ring: Ring) -> str:
    (x, y), *rest = ring
    steps = []
    for to_x, to_y in rest:
        if (to_x, to_y) != (x, y):
            steps.append(f"{_tenths(to_x - x)} {_tenths(to_y - y)}")
        x, y = to_x, to_y
    return f"M{_tenths(ring[0][0])} {_tenths(ring[0][1])}" + ("l" + " ".join(steps)) * bool(steps) + "Z"


@lru_cache(maxsize=16_384)
def _tenths(value: int) -> str:
    text = f"{value / 10:.1f}".removesuffix(".0")
    return re.sub(r"^(-?)0\.", r"\1.", text)
