"""Small path data for maps. In: path data of Vega (`M…L…Z`, px). Out: the same to a tenth of a px,
with fewer points.
"""

import math
import re

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
    far = max(range(len(ring)), key=lambda n: math.dist(ring[0], ring[n]))
    kept = {0, far, len(ring) - 1}
    stack = [(0, far), (far, len(ring) - 1)]
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        distances = [_distance(ring[n], ring[first], ring[last]) for n in range(first + 1, last)]
        most = max(distances)
        if most > _TOLERANCE:
            middle = first + 1 + distances.index(most)
            kept.add(middle)
            stack += [(first, middle), (middle, last)]
    return [ring[n] for n in sorted(kept)]


def _distance(p: tuple[int, int], a: tuple[int, int], b: tuple[int, int]) -> float:
    along = math.dist(a, b)
    if not along:
        return math.dist(p, a)
    return abs((b[0] - a[0]) * (a[1] - p[1]) - (a[0] - p[0]) * (b[1] - a[1])) / along


def _relative(ring: Ring) -> str:
    (x, y), *rest = ring
    steps = []
    for to_x, to_y in rest:
        if (to_x, to_y) != (x, y):
            steps.append(f"{_tenths(to_x - x)} {_tenths(to_y - y)}")
        x, y = to_x, to_y
    return f"M{_tenths(ring[0][0])} {_tenths(ring[0][1])}" + ("l" + " ".join(steps)) * bool(steps) + "Z"


def _tenths(value: int) -> str:
    text = f"{value / 10:.1f}".removesuffix(".0")
    return re.sub(r"^(-?)0\.", r"\1.", text)
