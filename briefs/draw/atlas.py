"""The countries of the map data: which there are, where they lie. In: codes or names. Out: names of
the data, bounds.

The data (`countries-50m.json`, see `countries-50m.md`) names its countries by ISO 3166 numbers.
Babel, which the project has for its formats, carries CLDR's table from numbers and three-letter
codes to two-letter codes, so none is kept here.
"""

import json
import math
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

from babel.core import get_global

from briefs.draw.ink import DrawingError

DATA = "countries-50m.json"
Point = tuple[float, float]


@cache
def topology() -> dict[str, Any]:
    """The countries of the data as TopoJSON, without its outlines of land. Not to be changed: it is
    shared.
    """
    data: dict[str, Any] = json.loads(files("briefs.draw").joinpath(DATA).read_bytes())
    return {**data, "objects": {"countries": data["objects"]["countries"]}}


_MARGIN = 5.0  # degrees: a side of a country is a great circle, which leaves the box of its ends by less
Side = tuple[int, ...]  # the arcs of one ring


def around(center: Point, reach: float) -> dict[str, Any]:
    """The data without the parts of countries that lie farther than `reach` degrees of the globe from `center`, whole:
    what is drawn within `reach` is the same, and drawn from a fraction of the points.
    """
    used: set[int] = set()
    geometries = []
    for geometry in topology()["objects"]["countries"]["geometries"]:
        single = geometry["type"] == "Polygon"
        parts = [geometry["arcs"]] if single else geometry.get("arcs", ())
        near = [part for part in parts if _near(tuple(part[0]), center, reach)]
        if near:
            used |= {arc if arc >= 0 else ~arc for part in near for ring in part for arc in ring}
            geometries.append({**geometry, "arcs": near[0] if single else near})
    arcs = [arc if n in used else [] for n, arc in enumerate(topology()["arcs"])]
    countries = {**topology()["objects"]["countries"], "geometries": geometries}
    return {**topology(), "objects": {"countries": countries}, "arcs": arcs}


def _near(ring: Side, center: Point, reach: float) -> bool:
    middle, radius = _cap(ring)
    return apart(middle, center) - radius - _MARGIN <= reach


@cache
def _cap(ring: Side) -> tuple[Point, float]:
    """The middle of a ring's box, and how far (degrees of the globe) its farthest corner is from there."""
    boxes = [_box(arc if arc >= 0 else ~arc) for arc in ring]
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    middle = (west + east) / 2, (south + north) / 2
    if east - west > 90 or north - south > 90:
        return middle, 180
    rows = {south, north, min(max(south, 0.0), north)}  # a box is widest where it is nearest to the equator
    return middle, max(apart(middle, (lon, lat)) for lon in (west, middle[0], east) for lat in rows)


@cache
def _box(arc: int) -> tuple[float, float, float, float]:
    """West, south, east and north of an arc."""
    scale, move = topology()["transform"]["scale"], topology()["transform"]["translate"]
    xs, ys = (list(accumulate(steps)) for steps in zip(*topology()["arcs"][arc], strict=True))
    return (
        min(xs) * scale[0] + move[0], min(ys) * scale[1] + move[1],
        max(xs) * scale[0] + move[0], max(ys) * scale[1] + move[1],
    )  # fmt: skip


def apart(one: Point, other: Point) -> float:
    """How many degrees of the globe lie between two points (the haversine formula)."""
    (lon1, lat1), (lon2, lat2) = (tuple(map(math.radians, point)) for point in (one, other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return math.degrees(2 * math.asin(math.sqrt(min(1.0, half))))


def reach(scale: float, corners: Iterable[Point]) -> float:
    """How many degrees of the globe the farthest of some corners (px from the centre) is away from the centre of
    Lambert's azimuthal equal-area projection; all of it where a corner lies outside.
    """
    far = max(math.hypot(x, y) for x, y in corners) / (2 * scale)
    return 180.0 if far >= 1 else math.degrees(2 * math.asin(far))


def resolve(wanted: Iterable[str]) -> tuple[str, ...]:
    """The names in the data of countries given by ISO 3166 code (PE, PER, 604) or by that name,
    sorted.

    Raises `DrawingError` for a country the data does not have.
    """
    found: set[str] = set()
    for key in wanted:
        names = _index().get(two_letters(key)) or _index().get(key.casefold())
        if not names:
            everything = [name for _, name in _countries()]
            near = get_close_matches(key, everything, n=3)
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            raise DrawingError(
                f"The map has no country {key!r}: give an ISO 3166 code such as PE or PER, or the"
                f" name it has in the map data{hint}"
            )
        found.update(names)
    return tuple(sorted(found))


def outline(names: Iterable[str], least: float = 0.05) -> tuple[Point, ...]:
    """The points (longitude, latitude) of the main parts of some countries.

    Parts that have less than `least` of the area of the largest are left out, so that islands far away do not decide
    where a country lies; 1 leaves the largest alone.
    """
    return _outline(frozenset(names), least)


@lru_cache(maxsize=512)
def _outline(wanted: frozenset[str], least: float) -> tuple[Point, ...]:
    points: list[Point] = []
    for geometry in topology()["objects"]["countries"]["geometries"]:
        if geometry["properties"]["name"] in wanted:
            parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
            rings = [[p for arc in part[0] for p in _arc(arc)] for part in parts]
            largest = max(map(_area, rings))
            points += [p for ring in rings if _area(ring) >= largest * least for p in ring]
    return tuple(points)


def _countries() -> list[tuple[str, str]]:
    geometries = topology()["objects"]["countries"]["geometries"]
    return [(g.get("id", ""), g["properties"]["name"]) for g in geometries]


@cache
def _index() -> dict[str, tuple[str, ...]]:
    """Names by two-letter code and by name; one code may have two outlines (Australia and its
    islands).
    """
    index: dict[str, tuple[str, ...]] = {}
    for number, name in _countries():
        for key in filter(None, (two_letters(number), name.casefold())):
            index[key] = (*index.get(key, ()), name)
    return index


def two_letters(code: str) -> str:
    """The ISO 3166 alpha-2 code that CLDR uses for a code: GB for UK, GBR and 826; empty for what is none."""
    aliases = get_global("territory_aliases").get(code.upper(), ())
    return aliases[0] if len(aliases) == 1 else code.upper() if len(code) == 2 else ""


@cache
def _arc(index: int) -> tuple[Point, ...]:
    """An arc of the data in degrees; a negative index (the complement) means backwards, as TopoJSON
    has it.
    """
    if index < 0:
        return _arc(~index)[::-1]
    scale, move = topology()["transform"]["scale"], topology()["transform"]["translate"]
    x = y = 0
    points = []
    for dx, dy in topology()["arcs"][index]:
        x, y = x + dx, y + dy
        points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
    return tuple(points)


def _area(ring: list[Point]) -> float:
    """Area of a ring in square degrees at its latitude: good enough to compare parts."""
    closed = zip(ring, ring[1:] + ring[:1], strict=True)
    plane = sum(a[0] * b[1] - b[0] * a[1] for a, b in closed) / 2
    return abs(plane) * math.cos(math.radians(ring[0][1]))
