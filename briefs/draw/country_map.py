"""The map of a cover: a quiet region with its countries lit. In: countries, size. Out: one SVG on a
clear ground.

Vega-Lite projects the data (Lambert's azimuthal equal-area, centred on the countries, so that a
country near the equator looks as large as it is); what is left to do is to find the centre and to
make the paths small.
"""

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree as ET

from briefs.draw.atlas import Point, outline, resolve
from briefs.draw.ink import DrawingError, Ink
from briefs.draw.outlines import QUIET, compact
from briefs.draw.sight import NOT_DRAWN, View, seen
from briefs.draw.svg import Pen, document
from briefs.draw.vega import Shape, marks, stand_in

# A small country is shown with its neighbours, a large one or a group with its continent (degrees
# across the width).
_NEAREST, _FARTHEST, _ROOM = 40.0, 80.0, 4.4
_EDGE = 4  # px that paths go beyond the edge, so that the border along the cut stays outside


def country_map(
    highlight: Iterable[str],
    width: float,
    height: float,
    ink: Ink,
    *,
    center: Point | None = None,
    across: float | None = None,
    anchor: Point = (0.62, 0.37),
    most: float = 0.6,
    clip: float = 100,
    ground: str = "",
    alt: str = "",
) -> str:
    """The map as SVG of `width` by `height` px; what lies outside is cut off at the edges.

    `highlight`: ISO 3166 codes or names (see `atlas.resolve`), at least one. `center`: longitude
    and latitude of the point that stands at `anchor` (parts of width and height), and `across`:
    degrees of the globe over the width; both come from the bounds of the countries unless given.
    `most`: the part of the width or height that lit countries may take. `clip`: how many degrees
    of the globe around the centre are shown; beyond 100 shapes are stretched past recognition.
    `ground`: a colour below the map.
    Without `alt` the map is decoration. Raises `DrawingError` for a country that the data does not
    have.
    """
    names = resolve(highlight)
    if not names:
        raise DrawingError("A map needs at least one country to highlight.")
    middle, wide, high = _bounds(names)
    if across is None:
        across = min(max(_ROOM * max(wide, high), _NEAREST), _FARTHEST)
        across = max(across, wide / most, high / most * width / height)
    lon, lat = center or middle
    paths = _paths(names, (width, height), (lon, lat), width / math.radians(across), anchor, clip)
    pen = Pen(ink)
    sheet = [ET.Element("rect", {"width": "100%", "height": "100%", "fill": ground})] if ground else []
    drawn = sheet + [pen.path(d, name, "d-line-brand", width=0.7) for name, d in paths]
    return document(drawn, width, height, "map", alt)


@lru_cache(maxsize=64)
def _paths(
    names: tuple[str, ...], size: Point, center: Point, scale: float, anchor: Point, clip: float
) -> tuple[tuple[str, str], ...]:
    """Class and path data, quiet countries first; the same for every language of a publication, and slow to make."""
    paths: dict[str, list[str]] = {"d-brand2": [], "d-lit": []}
    for mark in marks(_spec(names, size, center, scale, anchor, clip)):
        if isinstance(mark, Shape) and (d := compact(mark.d, keep=mark.name == "d-lit")):
            paths[mark.name].append(d)
    return tuple((name, "".join(parts)) for name, parts in paths.items())


def _spec(
    names: tuple[str, ...], size: Point, center: Point, scale: float, anchor: Point, clip: float
) -> dict[str, Any]:
    lit = {"field": "properties.name", "oneOf": list(names)}
    quiet = {"not": {"field": "properties.name", "oneOf": [*names, NOT_DRAWN]}}
    width, height = size
    left, top = -width * anchor[0] - _EDGE, -height * anchor[1] - _EDGE
    window = left, top, left + width + 2 * _EDGE, top + height + 2 * _EDGE
    land = seen(View(center, clip, scale, window), QUIET / 10, names)
    return {
        "width": width,
        "height": height,
        "data": {"values": land, "format": {"type": "topojson", "feature": "countries"}},
        "projection": {
            "type": "azimuthalEqualArea",
            "rotate": [-center[0], -center[1]],
            "translate": [width * anchor[0], height * anchor[1]],
            "scale": scale,
            "clipAngle": clip,
            "clipExtent": [[-_EDGE, -_EDGE], [width + _EDGE, height + _EDGE]],
        },
        "layer": [
            {
                "transform": [{"filter": test}],
                "mark": {"type": "geoshape", "fill": stand_in(name)},
            }
            for test, name in ((quiet, "d-brand2"), (lit, "d-lit"))
        ],
    }


@lru_cache(maxsize=256)
def _bounds(names: tuple[str, ...]) -> tuple[Point, float, float]:
    """Centre (longitude, latitude) of some countries, and width and height in degrees, seen from above
    that centre.
    """
    points = outline(names)
    vectors = [_vector(point) for point in points]
    center = _place(tuple(sum(axis) for axis in zip(*vectors, strict=True)))
    seen = [_project(point, center) for point in points]
    left, right = min(x for x, _ in seen), max(x for x, _ in seen)
    low, high = min(y for _, y in seen), max(y for _, y in seen)
    middle = _unproject(((left + right) / 2, (low + high) / 2), center)
    return middle, math.degrees(right - left), math.degrees(high - low)


def _vector(point: Point) -> tuple[float, float, float]:
    lon, lat = map(math.radians, point)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def _place(vector: tuple[float, ...]) -> Point:
    x, y, z = vector
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def _project(point: Point, center: Point) -> Point:
    """Lambert's azimuthal equal-area projection on the unit sphere (Snyder 1987, equations 24-2,
    22-4, 22-5).
    """
    lon, lat = math.radians(point[0] - center[0]), math.radians(point[1])
    sin0, cos0 = math.sin(math.radians(center[1])), math.cos(math.radians(center[1]))
    k = 1 + sin0 * math.sin(lat) + cos0 * math.cos(lat) * math.cos(lon)
    k = math.sqrt(2 / max(k, 0.01))
    x = k * math.cos(lat) * math.sin(lon)
    return x, k * (cos0 * math.sin(lat) - sin0 * math.cos(lat) * math.cos(lon))


def _unproject(seen: Point, center: Point) -> Point:
    """The inverse (Snyder 1987, equations 20-14, 20-15, 24-16)."""
    x, y = seen
    rho = math.hypot(x, y)
    if rho < 1e-9:
        return center
    c, lat0 = 2 * math.asin(rho / 2), math.radians(center[1])
    lat = math.asin(math.cos(c) * math.sin(lat0) + y * math.sin(c) * math.cos(lat0) / rho)
    lon = math.atan2(
        x * math.sin(c),
        rho * math.cos(lat0) * math.cos(c) - y * math.sin(lat0) * math.sin(c),
    )
    return center[0] + math.degrees(lon), math.degrees(lat)
