"""Small path data for maps. In: path data of Vega (`M…L…Z`, px). Out: the same to a tenth of a px,
with fewer points.
"""

import math
import re
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

_RING = re.compile(r"M([^MZ]+)")
# Tenths of a px: rings smaller than that both ways are dropped. A lit country keeps its islands;
# those of quiet countries look like dirt on a cover.
_SPECK, QUIET = 8, 180
_TOLERANCE = 3  # tenths of a px by which a line may move: less than half the width of a border
_MANY = 48  # points, from which on arrays are faster than lists

Ring = list[tuple[int, int]]
Points = NDArray[np.int64]  # a row a point
Numbers = NDArray[Any]


def compact(d: str, keep: bool = False, quiet: float = QUIET) -> str:
    """`d` in tenths of a px and relative, without rings below `quiet` tenths of a px; `keep` leaves all but specks, and
    the largest ring where all are specks.
    """
    rings = [_points(ring) for ring in _RING.findall(d)]
    sizes = [int((ring.max(axis=0) - ring.min(axis=0)).max()) for ring in rings]
    least = min(_SPECK, max(sizes, default=0)) if keep else quiet
    return "".join(_relative(_simplify(ring)) for ring, size in zip(rings, sizes, strict=True) if size >= least)


def _points(ring: str) -> Points:
    pairs = np.fromstring(ring.replace("L", ","), sep=",").reshape(-1, 2)
    return np.rint(pairs * 10).astype(np.int64)


def _simplify(points: Points) -> Ring:
    """The ring without points that its outline hardly needs (Ramer, Douglas and Peucker), on a
    stack of its own.
    """
    ring: Ring = [(x, y) for x, y in points.tolist()]
    if len(ring) < 4:
        return ring
    far = int(((points - points[0]) ** 2).sum(axis=1).argmax())
    kept = {0, far, len(ring) - 1}
    stack = [(0, far), (far, len(ring) - 1)]
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        if last - first < _MANY:
            distances, along = _distances(ring[first + 1 : last], ring[first], ring[last])
            most = max(distances)
            middle = distances.index(most)
        else:
            many, along = _many_distances(points[first + 1 : last], ring[first], ring[last])
            middle = int(many.argmax())
            most = float(many[middle])
        if most > _TOLERANCE * along:
            middle += first + 1
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


def _many_distances(points: Points, a: tuple[int, int], b: tuple[int, int]) -> tuple[Numbers, float]:
    """The same in whole numbers for many points, in a fraction of the time."""
    (ax, ay), (bx, by) = a, b
    dx, dy = bx - ax, by - ay
    if not dx and not dy:
        return np.sqrt(((points - (ax, ay)) ** 2).sum(axis=1)), 1
    return np.abs(dx * ay - dy * ax + dy * points[:, 0] - dx * points[:, 1]), math.dist(a, b)


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
