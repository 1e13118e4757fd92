"""The world with the partners of some institutions shaded. In: a `PartnerMap`. Out: one SVG.

Countries too small to be seen at the scale of a panel stand as dots at their place; dots that would lie on each other
move apart.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any
from xml.etree import ElementTree as ET

from briefs.draw.atlas import Point, outline, resolve
from briefs.draw.ink import STEPS, DrawingError, Ink
from briefs.draw.legend import Entry, legend
from briefs.draw.outlines import compact
from briefs.draw.panels import Panel, panels
from briefs.draw.sight import NOT_DRAWN, seen
from briefs.draw.signs import disc
from briefs.draw.svg import Box, Pen, document, require_alt
from briefs.draw.vega import Shape, marks, stand_in

_LAND, _ACCENT = "d-sand", "d-accent"
_PLACE = "d-head"  # stands in for the places of dots, which Vega projects too
_SMALL = 4.5  # px: a country smaller than that both ways is a dot
_DOT, _APART = 3.0, 7.2  # px: radius of a dot, between the middles of two
_KEY = 12.0  # px above the legend
Paths = tuple[tuple[str, str], ...]  # class, path data
Dots = tuple[tuple[str, Point], ...]  # country, place
# Tenths of a px: smaller islands are left out; under an outline in ink larger ones too, which it would blacken.
_SPECK, _ISLAND = 15, 70


@dataclass(frozen=True)
class PartnerMap:
    """`shades`: ISO 3166 code → how many institutions work with the country, 1 to `most`; `accented`: codes of
    countries in the accent colour, whatever their shade; `legend`: what 1 to `most` mean; `accent_label`: what the
    accent means.
    """

    shades: Mapping[str, int]
    most: int
    accented: tuple[str, ...]
    legend: tuple[str, ...]
    accent_label: str

    def __post_init__(self) -> None:
        if not self.shades:
            raise DrawingError("A map of partners needs at least one country.")
        if not 1 <= self.most <= len(STEPS):
            raise DrawingError(f"A map has 1 to {len(STEPS)} shades, not {self.most}.")
        if len(self.legend) != self.most:
            raise DrawingError(f"The legend has {len(self.legend)} texts for {self.most} shades.")
        for code, count in self.shades.items():
            if not 1 <= count <= self.most:
                raise DrawingError(f"The country {code!r} has the shade {count}; shades are 1 to {self.most}.")

    def step(self, count: int) -> str:
        """The class of a count: few shades are spread over all the steps that there are."""
        last = len(STEPS)
        return f"d-step-{last if self.most == 1 else 1 + round((count - 1) * (last - 1) / (self.most - 1))}"

    def classes(self) -> dict[str, str]:
        """The class that fills each country, by its name in the map data.

        Raises `DrawingError` for a country that the data does not have.
        """
        shaded = {name: self.step(count) for code, count in self.shades.items() for name in resolve([code])}
        return shaded | dict.fromkeys(resolve(self.accented), _ACCENT)


def partner_map(spec: PartnerMap, width: float, ink: Ink, alt: str) -> str:
    """The map as SVG, `width` px wide and as high as it needs, with its legend below.

    Raises `DrawingError` for a country that the map data does not have.
    """
    require_alt(alt, "map")
    pen, classes = Pen(ink), spec.classes()
    drawn: list[ET.Element] = []
    bottom = 0.0
    for panel, paths, dots in _geometry(width, tuple(classes.items())):
        drawn += _draw(panel, paths, dots, classes, pen)
        bottom = max(bottom, panel.box.bottom)
    key, high = legend(pen, _entries(spec, pen), width, bottom + _KEY)
    return document(drawn + key, width, bottom + _KEY + high + 1, "partners", alt)


@lru_cache(maxsize=16)
def _geometry(width: float, shaded: tuple[tuple[str, str], ...]) -> tuple[tuple[Panel, Paths, Dots], ...]:
    """Panels with their paths by class and the places of their dots by country; `shaded` are countries with their
    classes. The same for every language of a publication, and slow to make.
    """
    classes = dict(shaded)
    return tuple((panel, *_projected(panel, classes)) for panel in panels(width, [_middle(name) for name in classes]))


def _projected(panel: Panel, classes: Mapping[str, str]) -> tuple[Paths, Dots]:
    small = [name for name in classes if _size(name) * panel.scale < _SMALL]
    # The accent last, so that no border of a neighbour lies on its outline.
    shaded = sorted(set(classes.values()) - {_ACCENT})
    paths: dict[str, list[str]] = {name: [] for name in (_LAND, *shaded, _ACCENT)}
    places: list[Point] = []
    for shape in marks(_spec(panel, classes, [_middle(name) for name in small])):
        if isinstance(shape, Shape) and shape.name == _PLACE:
            places.append((shape.x, shape.y))
        elif isinstance(shape, Shape):
            paths[shape.name].append(compact(shape.d, quiet=_ISLAND if shape.name == _ACCENT else _SPECK))
    return tuple((name, "".join(parts)) for name, parts in paths.items()), tuple(
        zip(small, _apart(places), strict=True)
    )


def _draw(panel: Panel, paths: Paths, dots: Dots, classes: Mapping[str, str], pen: Pen) -> list[ET.Element]:
    lines = {_LAND: ("d-line", 0.5), _ACCENT: ("d-line-ink", 1.0)}
    drawn = []
    for name, d in paths:
        if d:
            line, wide = lines.get(name, ("d-line-paper", 0.5))
            drawn.append(pen.path(d, name, line, width=wide))
    for name, (x, y) in dots:
        if panel.box.x < x < panel.box.right and panel.box.y < y < panel.box.bottom:
            drawn.append(disc(pen, x, y, _DOT, classes[name], "d-line-ink", width=0.7))
    return drawn


def _spec(panel: Panel, classes: Mapping[str, str], dots: list[Point]) -> dict[str, Any]:
    fills = [{"name": name, "fill": stand_in(class_)} for name, class_ in classes.items()]
    found = {"data": {"values": fills}, "key": "name", "fields": ["fill"]}
    countries = {
        "data": {"values": seen(panel.view, _SPECK / 10), "format": {"type": "topojson", "feature": "countries"}},
        "transform": [
            {"filter": {"not": {"field": "properties.name", "equal": NOT_DRAWN}}},
            {"lookup": "properties.name", "from": found, "default": stand_in(_LAND)},
        ],
        "mark": {"type": "geoshape"},
        "encoding": {"fill": {"field": "fill", "type": "nominal", "scale": None}},
    }
    points = {
        "data": {"values": [{"lon": lon, "lat": lat} for lon, lat in dots]},
        "mark": {"type": "circle", "fill": stand_in(_PLACE)},
        "encoding": {axis: {"field": axis[:3], "type": "quantitative"} for axis in ("longitude", "latitude")},
    }
    size = {"width": panel.box.right, "height": panel.box.bottom}
    return {**size, "projection": dict(panel.projection), "layer": [countries, points]}


def _bounds(name: str) -> tuple[float, float, float, float]:
    """West, south, east and north of a country's largest part; east may lie beyond 180 degrees."""
    points = outline([name], least=1)
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    if max(lons) - min(lons) > 180:  # Fiji lies on both sides of the date line
        lons = [lon % 360 for lon in lons]
    return min(lons), min(lats), max(lons), max(lats)


def _size(name: str) -> float:
    """The larger of its width and height, in degrees of the equator."""
    west, south, east, north = _bounds(name)
    return max((east - west) * math.cos(math.radians((south + north) / 2)), north - south)


def _middle(name: str) -> Point:
    west, south, east, north = _bounds(name)
    return (west + east) / 2, (south + north) / 2


def _apart(places: list[Point]) -> list[Point]:
    """The places, moved by as little as it takes that no two are nearer to each other than `_APART`."""
    moved = [list(place) for place in places]
    for _ in range(200):
        for n, a in enumerate(moved):
            for b in moved[n + 1 :]:
                far = math.dist(a, b)
                if far < _APART:
                    dx, dy = ((b[0] - a[0]) / far, (b[1] - a[1]) / far) if far else (0.0, 1.0)
                    step = (_APART - far) / 2
                    a[0], a[1], b[0], b[1] = a[0] - dx * step, a[1] - dy * step, b[0] + dx * step, b[1] + dy * step
    return [(x, y) for x, y in moved]


def _entries(spec: PartnerMap, pen: Pen) -> tuple[Entry, ...]:
    steps = [Entry(partial(_sample, pen, (spec.step(n),)), text) for n, text in enumerate(spec.legend, 1)]
    accent = [Entry(partial(_sample, pen, (_ACCENT, "d-line-ink")), spec.accent_label)] if spec.accented else []
    return (*steps, *accent)


def _sample(pen: Pen, classes: tuple[str, ...], box: Box) -> list[ET.Element]:
    return [pen.rect(box, *classes)]
