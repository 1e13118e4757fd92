"""An ellipse with boxes on it and arcs between them. In: centre and radii in px. Out: boxes, arcs, their paths.

An arc is a pair of angles in degrees, clockwise from the right, as the ellipse is drawn: x = cos, y = sin.
"""

import math
from dataclasses import dataclass
from itertools import pairwise

from briefs.draw.svg import Box, number

Arc = tuple[float, float]
Point = tuple[float, float]

_HEAD = 9.0  # px of an arc that its arrowhead covers
_STEP = 0.25  # degrees


@dataclass(frozen=True)
class Ring:
    """An ellipse around x, y, that reaches `across` px to the sides and `up` px to top and bottom."""

    x: float
    y: float
    across: float
    up: float

    def at(self, angle: float) -> Point:
        """The point of the ring at an angle."""
        a = math.radians(angle)
        return self.x + self.across * math.cos(a), self.y + self.up * math.sin(a)

    def box(self, angle: float, width: float, height: float) -> Box:
        """A box of that size whose middle lies on the ring, on whole px."""
        x, y = self.at(angle)
        return Box(float(round(x - width / 2)), float(round(y - height / 2)), width, height)

    def arcs(self, boxes: list[Box], space: float) -> list[Arc]:
        """The free parts of the ring from each box to the next and from the last to the first, `space` px off them.

        The boxes stand clockwise. A part that other boxes cover is left out, so that fewer arcs than boxes come back.
        """
        steps = round(360 / _STEP)
        covered = [any(_holds(box, self.at(n * _STEP), space) for box in boxes) for n in range(steps)]
        starts = [n for n in range(steps) if covered[n - 1] and not covered[n]]
        found = []
        for start in starts:
            end = next(n for n in range(start, start + steps) if covered[n % steps])
            found.append((start * _STEP, (end - 1) * _STEP))
        return found

    def length(self, arc: Arc) -> float:
        """Length of an arc in px."""
        points = [self.at(arc[0] + (arc[1] - arc[0]) * n / 24) for n in range(25)]
        return sum(math.dist(a, b) for a, b in pairwise(points))

    def arrow(self, arc: Arc) -> tuple[str, Point, Point]:
        """The path of an arc without its last px, the tip of its arrowhead, and a point from which that comes."""
        first, last = arc
        end = last
        while end > first and math.dist(self.at(end), self.at(last)) < _HEAD:
            end -= _STEP
        start, stop = self.at(first), self.at(end)
        large = int(end - first > 180)
        radii = f"{number(self.across)} {number(self.up)}"
        return f"M{_at(start)}A{radii} 0 {large} 1 {_at(stop)}", self.at(last), stop


def _holds(box: Box, point: Point, space: float) -> bool:
    return box.x - space <= point[0] <= box.right + space and box.y - space <= point[1] <= box.bottom + space


def _at(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"
