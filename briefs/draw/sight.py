"""What a map can show of the world. In: a projection. Out: the map data without what it does not draw, so that Vega
projects a fraction of the points and draws the same.

A part of a country is cut where a cap or box around it, made as large as the projection stretches it, lies outside of
the map or is smaller than what is drawn.
"""

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Any

from briefs.draw.atlas import Point, topology

# As a broad stretched shape it would lie under the title of every southern country, and take a fifth of the world.
NOT_DRAWN = "Antarctica"
Side = tuple[int, ...]  # the arcs of one ring

_MARGIN = 0.1  # degrees: what rounding needs; a side of a country, a great circle, stays in a cap that holds its ends
_EDGE = 1.0  # px, likewise
_FAR = 170.0  # degrees from the centre: beyond, a projection from above stretches without bound


@dataclass(frozen=True)
class View:
    """A part of the globe from above `center`, true in area, up to `reach` degrees away.

    `scale` is px a radian; `window` is what is shown: left, top, right and bottom in px from the centre.
    """

    center: Point
    reach: float
    scale: float
    window: tuple[float, float, float, float]

    def shows(self, ring: Side) -> bool:
        """Whether a part of a country with this outline can be seen."""
        middle, radius = _cap(ring)
        if apart(middle, self.center) - radius > self.reach:
            return False
        far = self._radius(ring)
        x, y = _seen(middle, self.center)
        left, top, right, bottom = self.window
        x, y = x * self.scale, -y * self.scale
        return math.hypot(max(left - x, 0, x - right), max(top - y, 0, y - bottom)) <= far + _EDGE

    def size(self, ring: Side) -> float:
        """How many px an outline has at most, either way."""
        return 2 * self._radius(ring)

    def _radius(self, ring: Side) -> float:
        middle, radius = _cap(ring)
        farthest = apart(middle, self.center) + radius
        return self.scale * math.radians(radius) / math.cos(math.radians(farthest) / 2) if farthest < _FAR else math.inf


@dataclass(frozen=True)
class World:
    """All of it in the Equal Earth projection, `scale` px a radian of the equator or less."""

    scale: float

    def shows(self, ring: Side) -> bool:
        """Everything is seen."""
        return True

    def size(self, ring: Side) -> float:
        """How many px an outline has at most, either way.

        From the derivatives of the projection: a radian of longitude is 0.87 wide at the equator and less elsewhere;
        this changes by less than 0.77 a radian of latitude, which half a globe away makes 2.4.
        """
        west, south, east, north = _bounds(ring)
        return self.scale * math.radians(east - west + 2.5 * (north - south) + _MARGIN)


def seen(view: View | World, least: float, whole: Collection[str] = ()) -> dict[str, Any]:
    """The map data without the parts of countries that `view` does not show, and without those of less than `least` px
    both ways; the countries called `whole` keep all that is shown.
    """
    used: set[int] = set()
    geometries = []
    for geometry in topology()["objects"]["countries"]["geometries"]:
        name, single = geometry["properties"]["name"], geometry["type"] == "Polygon"
        parts = [geometry["arcs"]] if single else geometry.get("arcs", ())
        keeps = _keeps(view, 0 if name in whole else least)
        near = [part for part in parts if name != NOT_DRAWN and keeps(tuple(part[0]))]
        if near:
            used |= {arc if arc >= 0 else ~arc for part in near for ring in part for arc in ring}
            geometries.append({**geometry, "arcs": near[0] if single else near})
    arcs = [arc if n in used else [] for n, arc in enumerate(topology()["arcs"])]
    countries = {**topology()["objects"]["countries"], "geometries": geometries}
    return {**topology(), "objects": {"countries": countries}, "arcs": arcs}


def _keeps(view: View | World, least: float) -> Callable[[Side], bool]:
    return lambda ring: view.size(ring) + 2 * _EDGE / 10 >= least and view.shows(ring)


def apart(one: Point, other: Point) -> float:
    """How many degrees of the globe lie between two points (the haversine formula)."""
    (lon1, lat1), (lon2, lat2) = (tuple(map(math.radians, point)) for point in (one, other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return math.degrees(2 * math.asin(math.sqrt(min(1.0, half))))


def _seen(point: Point, center: Point) -> Point:
    """Lambert's azimuthal equal-area projection on the unit sphere, north up (Snyder 1987, equations 24-2 and 24-4)."""
    lon, lat = math.radians(point[0] - center[0]), math.radians(point[1])
    lat0 = math.radians(center[1])
    k = 1 + math.sin(lat0) * math.sin(lat) + math.cos(lat0) * math.cos(lat) * math.cos(lon)
    k = math.sqrt(2 / max(k, 1e-9))
    across = math.cos(lat) * math.sin(lon)
    return k * across, k * (math.cos(lat0) * math.sin(lat) - math.sin(lat0) * math.cos(lat) * math.cos(lon))


@cache
def _cap(ring: Side) -> tuple[Point, float]:
    """The middle of a ring's box, and how far (degrees of the globe) its farthest corner is from there."""
    west, south, east, north = _bounds(ring)
    middle = (west + east) / 2, (south + north) / 2
    if east - west > 90 or north - south > 90:
        return middle, 180
    return middle, max(apart(middle, (lon, lat)) for lon in (west, east) for lat in (south, north)) + _MARGIN


@cache
def _bounds(ring: Side) -> tuple[float, float, float, float]:
    """West, south, east and north of a ring."""
    boxes = [_box(arc if arc >= 0 else ~arc) for arc in ring]
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return west, south, east, north


@cache
def _box(arc: int) -> tuple[float, float, float, float]:
    """West, south, east and north of an arc."""
    scale, move = topology()["transform"]["scale"], topology()["transform"]["translate"]
    xs, ys = (list(accumulate(steps)) for steps in zip(*topology()["arcs"][arc], strict=True))
    return (
        min(xs) * scale[0] + move[0], min(ys) * scale[1] + move[1],
        max(xs) * scale[0] + move[0], max(ys) * scale[1] + move[1],
    )  # fmt: skip
