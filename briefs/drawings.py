"""The figures of a document and the code of its address, as the HTML or SVG that a medium shows."""

import io
from html import escape
from typing import Literal

import segno

from briefs import draw
from briefs.assemble.document import Document, Figure, Picture, Section

Media = Literal["screen", "print"]

PRINT_WIDTH = 643.0  # px: the 170 mm of the text
PHONE_WIDTH = 320.0


def figures(document: Document) -> tuple[Figure, ...]:
    """All figures of a document in reading order."""

    def inside(sections: tuple[Section, ...]) -> tuple[Figure, ...]:
        found: tuple[Figure, ...] = ()
        for section in sections:
            found += tuple(block for block in section.blocks if isinstance(block, Figure)) + inside(section.sections)
        return found

    return inside(document.sections) + inside(document.sheets)


def drawing(figure: Figure, media: Media, ink: draw.Ink) -> str:
    """A figure in print, or on the screen for desks and for telephones; a picture as an image."""
    if isinstance(figure.drawing, Picture):
        folder = "assets" if media == "print" else "../../assets/pictures"
        return f'<img src="{folder}/{figure.drawing.file}" alt="{escape(figure.alt)}">'
    wide = _svg(figure, PRINT_WIDTH, ink)
    if media == "print":
        return wide
    return f'<div class="wide">{wide}</div><div class="narrow">{_svg(figure, PHONE_WIDTH, ink)}</div>'


def _svg(figure: Figure, width: float, ink: draw.Ink) -> str:
    match figure.drawing:
        case draw.Bars():
            return draw.bars(figure.drawing, width, ink, figure.alt)
        case draw.Timeline():
            return draw.timeline(figure.drawing, width, ink, figure.alt)
        case draw.Diagram():
            return draw.diagram(figure.drawing, width, ink, figure.alt)
        case draw.Cycle():
            return draw.cycle(figure.drawing, width, ink, figure.alt)
        case draw.Fields():
            return draw.fields(figure.drawing, width, ink, figure.alt)
        case draw.PartnerMap():
            return draw.partner_map(figure.drawing, width, ink, figure.alt)
    raise TypeError(type(figure.drawing).__name__)


def qr(address: str, alt: str) -> str:
    """The code of an address as SVG."""
    buffer = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        buffer,
        kind="svg",
        scale=4,
        border=2,
        xmldecl=False,
        svgclass="qr",
        lineclass=None,
        omitsize=True,
        dark="#1d2a26",
    )
    svg = buffer.getvalue().decode("utf-8").strip()
    head, _, rest = svg.partition(">")
    return f'{head} role="img"><title>{escape(alt)}: {escape(address)}</title>{rest}'
