"""Lines with rounded corners and arrowheads. In: corners in px. Out: elements."""

import math
from xml.etree import ElementTree as ET

from briefs.draw.svg import Pen, number

LENGTH, HALF, ROUND = 7.0, 3.2, 5.0  # of an arrowhead; of a corner

Corners = list[tuple[float, float]]


def arrow(pen: Pen, corners: Corners, start: bool = False, end: bool = True) -> list[ET.Element]:
    """A line through `corners` with arrowheads at its ends, each with its tip on the corner."""
    points = _plain([(_half(x), _half(y)) for x, y in corners])
    line = list(points)
    heads = []
    if start:
        line[0] = _toward(points[0], points[1], LENGTH - 1)
        heads.append(head(pen, points[0], points[1]))
    if end:
        line[-1] = _toward(points[-1], points[-2], LENGTH - 1)
        heads.append(head(pen, points[-1], points[-2]))
    return [pen.path(_rounded(line), "d-line-soft"), *heads]


def _half(value: float) -> float:
    """The middle of the nearest pixel, where a hairline is crisp and lines of one bus lie on each
    other.
    """
    return math.floor(value) + 0.5


def _plain(corners: Corners) -> Corners:
    """The corners without those at which the line does not turn."""
    points: Corners = []
    for point in corners:
        if points and math.dist(points[-1], point) < 0.3:
            continue
        if len(points) > 1 and (
            points[-2][0] == points[-1][0] == point[0] or points[-2][1] == points[-1][1] == point[1]
        ):
            points.pop()
        points.append(point)
    return points


def _toward(a: tuple[float, float], b: tuple[float, float], far: float) -> tuple[float, float]:
    """The point `far` px from a in the direction of b."""
    part = far / (math.dist(a, b) or 1)
    return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part


def _rounded(points: Corners) -> str:
    d = f"M{_at(points[0])}"
    for a, b, c in zip(points, points[1:], points[2:], strict=False):
        r = min(ROUND, math.dist(a, b) / 2, math.dist(b, c) / 2)
        d += f"L{_at(_toward(b, a, r))}Q{_at(b)} {_at(_toward(b, c, r))}"
    return d + f"L{_at(points[-1])}"


def head(
    pen: Pen,
    tip: tuple[float, float],
    back: tuple[float, float],
    length: float = LENGTH,
    half: float = HALF,
    name: str = "d-head",
) -> ET.Element:
    """An arrowhead with its tip at `tip`, coming from `back`, of `length` and twice `half` px, in class `name`."""
    x, y = _toward(tip, back, length)
    dx, dy = (x - tip[0]) / length * half, (y - tip[1]) / length * half
    return pen.path(f"M{_at(tip)}L{_at((x - dy, y + dx))}L{_at((x + dy, y - dx))}Z", name)


def _at(point: tuple[float, float]) -> str:
    return f"{number(point[0])} {number(point[1])}"
