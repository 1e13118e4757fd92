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
