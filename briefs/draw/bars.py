"""Horizontal bars with direct labels: no axis, from zero. In: labelled values. Out: one SVG.

Vega-Lite scales and places the bars and their texts; what it lacks is the measuring of the brand
font, so the widths kept free for labels and values are measured here and given to it as ranges.
"""

import re
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from briefs.draw.ink import DrawingError, Ink
from briefs.draw.measure import Type, balance, length, widest
from briefs.draw.svg import NARROW, Box, Pen, document, require_alt
from briefs.draw.vega import Line, marks, stand_in

_BAR = re.compile(r"M([-\d.]+),([-\d.]+)h([-\d.]+)v([-\d.]+)h")


@dataclass(frozen=True)
class Bar:
    """One bar: what it is, its value, the value as readers see it, and whether it is drawn hollow
    (not significant).
    """

    label: str
    value: float
    text: str
    muted: bool = False


@dataclass(frozen=True)
class Bars:
    """A chart; the bars stand in this order."""

    items: tuple[Bar, ...]

    def __post_init__(self) -> None:
        if not self.items:
            raise DrawingError("A chart of bars needs at least one bar.")


def bars(chart: Bars, width: float, ink: Ink, alt: str) -> str:
    """The chart as SVG, `width` px wide and as high as it needs; labels stand above the bars where
    it is narrow.
    """
    require_alt(alt, "chart")
    label, value = Type(ink.sans, 12.2), Type(ink.sans, 12.2, 600)
    narrow = width < NARROW
    column = width if narrow else min(max(length(b.label, label) for b in chart.items), width * 0.36)
    labels = [balance(bar.label, label, column) for bar in chart.items]
    thick = 14.0 if narrow else 16.0
    start = 0 if narrow else max(widest(lines, label) for lines in labels) + 18
    room = max(length(bar.text, value) for bar in chart.items) + 9
    if any(bar.value < 0 for bar in chart.items):
        start += room
    pen, y, tops = Pen(ink), 0.0, list[float]()
    drawn: list[ET.Element] = []
    for lines in labels:
        high = len(lines) * label.leading
        if narrow:
            drawn += pen.lines(lines, 0, y, label)
            tops.append(y + high + 3)
            y += high + 3 + thick + 14
        else:
            row = max(high, thick) + 12
            drawn += pen.lines(lines, 0, y + (row - high) / 2, label)
            tops.append(y + (row - thick) / 2)
            y += row
    height = y - 12 if narrow else y
    spec = _spec(chart, (start, width - room), tops, thick)
    spec |= {"width": width, "height": height}
    return document(_draw(spec, pen, value) + drawn, width, height, "bars", alt)


def _spec(chart: Bars, span: tuple[float, float], tops: list[float], thick: float) -> dict[str, Any]:
    """Bars between the px of `span`, `thick` px high under their `tops`, and the values beside
    their ends.
    """
    values = [bar.value for bar in chart.items]
    low, high = min(0, *values), max(0, *values)
    rows = [
        {
            "top": top,
            "middle": top + thick / 2,
            "bottom": top + thick,
            "value": bar.value,
            "text": bar.text,
            "align": "right" if bar.value < 0 else "left",
            "fill": stand_in("d-sand" if bar.muted else "d-brand2"),
        }
        for bar, top in zip(chart.items, tops, strict=True)
    ]
    scale = {
        "domain": [low, high if high > low else 1],
        "range": span,
        "zero": False,
        "nice": False,
    }
    bar_mark = {
        "mark": {"type": "rect"},
        "encoding": {
            "x2": {"datum": 0},
            "y": {"field": "top", "type": "quantitative", "scale": None, "axis": None},
            "y2": {"field": "bottom"},
            "fill": {"field": "fill", "scale": None},
        },
    }
    return {
        "data": {"values": rows},
        "encoding": {"x": {"field": "value", "type": "quantitative", "axis": None, "scale": scale}},
        "layer": [bar_mark, _values("left"), _values("right")],
    }


def _values(align: str) -> dict[str, Any]:
    """The layer of the values that stand right (aligned left) or left of their bars."""
    return {
        "transform": [{"filter": {"field": "align", "equal": align}}],
        "mark": {
            "type": "text",
            "align": align,
            "dx": 7 if align == "left" else -7,
            "baseline": "middle",
            "fontSize": 12.2,
            "fill": stand_in("d-text-brand"),
        },
        "encoding": {
            "y": {"field": "middle", "type": "quantitative", "scale": None, "axis": None},
            "text": {"field": "text"},
        },
    }


def _draw(spec: dict[str, Any], pen: Pen, value: Type) -> list[ET.Element]:
    drawn: list[ET.Element] = []
    for mark in marks(spec):
        if isinstance(mark, Line):
            drawn.append(pen.text(mark.text, mark.x, mark.y, value, mark.name, anchor=mark.anchor))
        elif match := _BAR.match(mark.d):
            x, y, wide, high = map(float, match.groups())
            hollow = ("d-line-brand2",) if mark.name == "d-sand" else ()
            # A value of nothing is still a thing to see: a hair's breadth at zero.
            box = Box(mark.x + x, mark.y + y, max(wide, 1), high)
            drawn.append(pen.rect(box, mark.name, *hollow))
    return drawn
