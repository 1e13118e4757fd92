"""Vega-Lite as a source of shapes. In: a specification. Out: its marks with positions on the page
and their fills.

The SVG of Vega brings groups, roles, inline classes and clip paths with ids, which clash between
figures of one page, and it knows no classes for our colours. So nothing of it is kept but the
geometry: specifications name the classes of `ink.CLASSES` through the stand-in colours of
`stand_in`, and the marks come back with those names.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Thread
from typing import Any
from xml.etree import ElementTree as ET

import vl_convert

from briefs.draw.ink import CLASSES

VERSION = "6.1"  # named, so that a newer vl-convert does not change what a drawing looks like
_NAMES = list(CLASSES)
_TRANSLATE = re.compile(r"translate\(([-\d.e]+),([-\d.e]+)\)")


@dataclass(frozen=True)
class Shape:
    """A path of Vega: the class named by its fill, its data, and where its origin lies."""

    name: str
    d: str
    x: float
    y: float


@dataclass(frozen=True)
class Line:
    """A line of text of Vega: the class named by its fill, the baseline's start and how it is
    anchored there.
    """

    name: str
    text: str
    x: float
    y: float
    anchor: str


def start() -> None:
    """Start Vega's engine in the background: it takes half a second, and leaves the interpreter to others meanwhile."""
    Thread(target=lambda: tuple(marks({"mark": "point"})), daemon=True).start()


def stand_in(name: str) -> str:
    """The colour that stands for class `name` in a specification."""
    return f"#{_NAMES.index(name) + 1:06x}"


def marks(spec: dict[str, Any]) -> Iterator[Shape | Line]:
    """The painted marks of a Vega-Lite specification, back to front.

    Fonts play no part: a specification here has no axes, legends or automatic size, so no text is
    measured by Vega.
    """
    full: dict[str, Any] = {
        "padding": 0,
        "autosize": "none",
        "background": None,
        **spec,
        "config": {"aria": False, "view": {"stroke": None}},
    }
    svg = vl_convert.vegalite_to_svg(full, vl_version=VERSION, allowed_base_urls=[])
    yield from _walk(ET.fromstring(svg), 0, 0)  # noqa: S314  # written by Vega just now


def _walk(element: ET.Element, x: float, y: float) -> Iterator[Shape | Line]:
    if match := _TRANSLATE.match(element.get("transform", "")):
        x, y = x + float(match[1]), y + float(match[2])
    tag, name = element.tag.rpartition("}")[2], _name(element.get("fill", ""))
    if tag == "path" and name and (d := element.get("d")):
        yield Shape(name, d, x, y)
    elif tag == "text" and name:
        yield Line(name, element.text or "", x, y, element.get("text-anchor", "start"))
    else:
        for child in element:
            yield from _walk(child, x, y)


def _name(fill: str) -> str:
    number = int(fill[1:], 16) if re.fullmatch("#[0-9a-f]{6}", fill) else 0
    return _NAMES[number - 1] if 0 < number <= len(_NAMES) else ""
