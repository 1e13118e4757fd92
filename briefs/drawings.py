"""The figures of a document and the code of its address, as the HTML or SVG that a medium shows."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any, Literal

import segno

from briefs import draw
from briefs.assemble.document import Document, Drawing, Figure, Picture, Section
from briefs.draw.program import program
from briefs.store import kept

Media = Literal["screen", "print"]
CoverPlace = Mapping[str, Any]

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


@dataclass(frozen=True)
class _Asked:
    """A drawing that is asked for. It is the same as another where all that it is drawn from is written the same."""

    drawing: Drawing = field(compare=False)
    width: float
    ink: draw.Ink
    alt: str
    written: str
    folder: Path | None = field(compare=False)


def drawing(figure: Figure, media: Media, ink: draw.Ink, folder: Path | None = None) -> str:
    """A figure in print, or on the screen for desks and for telephones; a picture as an image.

    Drawings are kept below `folder`, where there is one.
    """
    if isinstance(figure.drawing, Picture):
        assets = "assets" if media == "print" else "../../assets/pictures"
        return f'<img src="{assets}/{figure.drawing.file}" alt="{escape(figure.alt)}">'
    wide = _svg(figure, PRINT_WIDTH, ink, folder)
    if media == "print":
        return wide
    return f'<div class="wide">{wide}</div><div class="narrow">{_svg(figure, PHONE_WIDTH, ink, folder)}</div>'


def get_ready(folder: Path) -> None:
    """Start what draws in the background, where nothing that was drawn is kept in a folder."""
    if not folder.is_dir():
        draw.start()


def cover_map(
    countries: tuple[str, ...],
    size: tuple[float, float],
    ink: draw.Ink,
    ground: str,
    place: CoverPlace,
    folder: Path | None = None,
) -> str:
    """The map of a cover as SVG; see `draw.country_map` for what `place` may say. It is kept below `folder`."""
    return _cover_map(countries, size, ink, ground, tuple(place.items()), folder)


@lru_cache(maxsize=256)
def _cover_map(
    countries: tuple[str, ...],
    size: tuple[float, float],
    ink: draw.Ink,
    ground: str,
    place: tuple[tuple[str, Any], ...],
    folder: Path | None,
) -> str:
    made_of = program(()) + repr((countries, size, ink, ground, place)).encode()
    return kept(
        folder, "cover", made_of, lambda: draw.country_map(countries, *size, ink, ground=ground, **dict(place)).encode()
    ).decode()


def _svg(figure: Figure, width: float, ink: draw.Ink, folder: Path | None) -> str:
    return _kept(_Asked(figure.drawing, width, ink, figure.alt, repr(figure.drawing), folder))


@lru_cache(maxsize=512)
def _kept(asked: _Asked) -> str:
    name = type(asked.drawing).__name__.lower()
    made_of = program((asked.ink.sans, asked.ink.serif))
    made_of += repr((name, asked.written, asked.width, asked.ink, asked.alt)).encode()
    return kept(asked.folder, name, made_of, lambda: _drawn(asked).encode()).decode()


def _drawn(asked: _Asked) -> str:
    width, ink, alt = asked.width, asked.ink, asked.alt
    match asked.drawing:
        case draw.Bars():
            return draw.bars(asked.drawing, width, ink, alt)
        case draw.Timeline():
            return draw.timeline(asked.drawing, width, ink, alt)
        case draw.Diagram():
            return draw.diagram(asked.drawing, width, ink, alt)
        case draw.Cycle():
            return draw.cycle(asked.drawing, width, ink, alt)
        case draw.Fields():
            return draw.fields(asked.drawing, width, ink, alt)
        case draw.PartnerMap():
            return draw.partner_map(asked.drawing, width, ink, alt)
    raise TypeError(type(asked.drawing).__name__)


@lru_cache(maxsize=128)
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
