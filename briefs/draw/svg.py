"""SVG elements in the colours of an `Ink`. In: shapes in px. Out: elements, and at the end the text
of a document.

Every colour stands twice: as a presentation attribute, which print and a lone file need, and as a
class, by which a stylesheet recolours it. There are no ids, styles or scripts, so drawings can
share a page under a strict policy.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from briefs.draw.ink import DrawingError, Ink, colour
from briefs.draw.measure import Type

NARROW = 420  # px: below this, drawings take the form for phones
CAP = 0.33  # half the height of a capital of the brand font, in em: text centred by it looks centred


@dataclass(frozen=True)
class Box:
    """A rectangle in px; x and y of its top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


def number(value: float) -> str:
    """`value` to a tenth, without a superfluous zero or a minus before one."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


@dataclass(frozen=True)
class Pen:
    """Draws elements in the colours of one ink; `classes` are names of `ink.CLASSES`."""

    ink: Ink

    def rect(self, box: Box, *classes: str, radius: float = 0, dash: str = "") -> ET.Element:
        """A rectangle; a stroke lies inside the box, so that a border makes nothing larger."""
        inset = 0.5 if any(name.startswith("d-line") for name in classes) else 0
        sizes = (box.x + inset, box.y + inset, box.width - 2 * inset, box.height - 2 * inset)
        attributes = {
            name: number(max(size, 0) if name in ("width", "height") else size)
            for name, size in zip(("x", "y", "width", "height"), sizes, strict=True)
        }
        if radius:
            attributes["rx"] = number(radius)
        return self._element("rect", attributes, classes, dash)

    def path(self, d: str, *classes: str, width: float = 1, dash: str = "") -> ET.Element:
        """A path with data `d`."""
        return self._element("path", {"d": d}, classes, dash, width)

    def text(
        self, line: str, x: float, y: float, kind: Type, name: str = "d-text", *, anchor: str = "start"
    ) -> ET.Element:
        """One line of text with its baseline at y; `anchor` as in SVG."""
        attributes = {
            "x": number(x),
            "y": number(y),
            # No space after the comma: WeasyPrint keeps it as part of the next name.
            "font-family": f"'{kind.family}',sans-serif",
            "font-size": number(kind.size),
            "font-weight": str(kind.weight),
        }
        if anchor != "start":
            attributes["text-anchor"] = anchor
        element = self._element("text", attributes, (name,), "")
        element.text = line
        return element

    def lines(
        self,
        lines: Sequence[str],
        x: float,
        top: float,
        kind: Type,
        name: str = "d-text",
        *,
        anchor: str = "start",
    ) -> list[ET.Element]:
        """Lines of text under each other, the first one's line box beginning at `top`."""
        first = top + kind.leading / 2 + kind.size * CAP
        return [self.text(line, x, first + n * kind.leading, kind, name, anchor=anchor) for n, line in enumerate(lines)]

    def _element(
        self,
        tag: str,
        attributes: dict[str, str],
        classes: tuple[str, ...],
        dash: str,
        width: float = 1,
    ) -> ET.Element:
        paint = dict(colour(self.ink, name) for name in classes)
        attributes = {"class": " ".join(classes), **attributes, **paint}
        attributes.setdefault("fill", "none")
        if "stroke" in paint and width != 1:
            attributes["stroke-width"] = number(width)
        if dash:
            attributes["stroke-dasharray"] = dash
        return ET.Element(tag, attributes)


def document(elements: Iterable[ET.Element], width: float, height: float, kind: str, alt: str) -> str:
    """The SVG document as text, without an XML declaration, to be placed in HTML.

    `kind` gives the class `d-<kind>` of the root, `alt` its title. Where `alt` is empty the drawing
    is decoration and hidden from assistive technology.
    """
    size = {"width": number(width), "height": number(math.ceil(height))}
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": f"drawing d-{kind}",
            "viewBox": f"0 0 {size['width']} {size['height']}",
            **size,
            **({"role": "img"} if alt else {"aria-hidden": "true"}),
        },
    )
    if alt:
        ET.SubElement(root, "title").text = alt
    root.extend(elements)
    return ET.tostring(root, encoding="unicode")


def require_alt(alt: str, what: str) -> None:
    """Raise `DrawingError` where a figure says nothing to somebody who cannot see it."""
    if not alt.strip():
        raise DrawingError(f"A {what} needs an alternative text.")
