"""The fonts of a PDF: HarfBuzz cuts a face down to the glyphs that are used and fixes its axes, in one call.

WeasyPrint cuts with HarfBuzz too, and has fontTools fix the axes afterwards, which takes many times as long.
Outlines and widths are the same; see decision 0015. This HarfBuzz is uharfbuzz's own, and the same on every machine.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import uharfbuzz
from uharfbuzz import SubsetFlags
from weasyprint.pdf.fonts import Font

# As WeasyPrint does: pictures, and what serves to choose and place glyphs, which is done when a page is laid out.
DROPPED = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ")
PICTURES = {"CBDT", "COLR", "SVG ", "sbix"}


@contextmanager
def cut_by_harfbuzz() -> Iterator[None]:
    """While this holds, WeasyPrint embeds what HarfBuzz cut, where it can. Not for several threads at once."""
    clean = Font.clean

    def cut_or_clean(font: Any, to_unicode: Mapping[int, str], hinting: bool) -> None:
        program = _program(font, to_unicode, hinting)
        if program:
            font.file_content = program
        else:
            clean(font, to_unicode, hinting)

    Font.clean = cut_or_clean
    try:
        yield
    finally:
        Font.clean = clean


def _program(font: Any, glyphs: Mapping[int, str], hinting: bool) -> bytes:
    """The font program with these glyphs under their numbers; empty where WeasyPrint is to make it.

    It does what is rare: pictures, outlines that are not TrueType's, whole fonts for forms, and its warnings, where a
    style sheet names an axis that the font has not, an axis has no place, or HarfBuzz cannot read the font.
    """
    if not glyphs or "glyf" not in font.tables or not PICTURES.isdisjoint(font.tables):
        return b""
    face = uharfbuzz.Face(uharfbuzz.Blob(font.file_content), font.index)
    axes = {axis.tag: axis for axis in face.axis_infos}
    places = _places(font, axes)
    if places.keys() != axes.keys():
        return b""
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode()) for tag in DROPPED)
    wanted.flags = SubsetFlags.RETAIN_GIDS
    if not hinting:
        wanted.flags |= SubsetFlags.NO_HINTING
    if font.missing:
        wanted.flags |= SubsetFlags.NOTDEF_OUTLINE
    if axes:
        # Contours of a variable font overlap; fontTools says so too, and a rasteriser then smooths their edges rightly.
        wanted.flags |= SubsetFlags.SET_OVERLAPS_FLAG
    for tag, place in places.items():
        wanted.pin_axis_location(face, tag, place)
    try:
        return bytes(uharfbuzz.subset(face, wanted).blob.data)
    except RuntimeError:
        return b""


def _places(font: Any, axes: Mapping[str, Any]) -> dict[str, float]:
    """Where WeasyPrint fixes each axis: as the style sheet says, or else by weight, size and style of the text."""
    if not axes:
        return {}
    slant = 0.0
    if font.style == 1 and (axis := axes.get("slnt")):
        slant = axis.max_value or axis.min_value
    by_style = {"wght": font.weight, "opsz": font.font_size, "slnt": slant, "ital": float(font.style == 2)}
    return {**{tag: place for tag, place in by_style.items() if tag in axes}, **font.variations}
