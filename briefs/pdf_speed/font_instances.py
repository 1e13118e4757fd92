"""Variable fonts: a glyph without an outline is not computed, since nothing in it varies.

WeasyPrint keeps the numbers of glyphs when it takes unused ones out of a font, so that thousands of empty glyphs remain
in what it then fixes at one weight. fontTools moves each through its whole computation. For a glyph without contours
and without variations the outcome is what was there: bounds of nought, the same advance width, the same bearing.
Arrays for HarfBuzz are of one type, whatever their length: a type for each length would be parsed, and kept for ever.
"""

from array import array
from collections.abc import Iterator
from struct import unpack_from
from sys import byteorder
from typing import Any

import fontTools
from fontTools.varLib import instancer
from weasyprint.pdf import fonts
from weasyprint.text.ffi import ffi

from briefs.pdf_speed.patches import Patch

WRITTEN_FOR = "4.68.0"
_HEAD = 20  # bytes before the offsets of a gvar table; its 13th and 15th hold the number of glyphs and the flags
_LONG = 1

_instantiate_gvar = instancer.instantiateGvar


def _instantiate_drawn_glyphs(font: Any, limits: Any, optimize: bool = True) -> None:
    order = _without_empty(font) if "gvar" in font and "vmtx" not in font and font.reader is not None else None
    if order is None:
        _instantiate_gvar(font, limits, optimize=optimize)
        return
    glyf = font["glyf"]
    whole = glyf.glyphOrder
    glyf.glyphOrder = _Order(whole, order)
    try:
        _instantiate_gvar(font, limits, optimize=optimize)
    finally:
        glyf.glyphOrder = whole


class _Order:
    """The names of all glyphs by their numbers; it runs over some of them only."""

    def __init__(self, whole: list[str], some: list[str]) -> None:
        self._whole, self._some = whole, some

    def __getitem__(self, number: int) -> str:
        return self._whole[number]

    def __len__(self) -> int:
        return len(self._whole)

    def __iter__(self) -> Iterator[str]:
        return iter(self._some)


def _without_empty(font: Any) -> list[str] | None:
    """The glyphs that have contours or variations; the others get their bounds and lose their place in the table."""
    glyf, variations, metrics = font["glyf"], font["gvar"].variations, font["hmtx"].metrics
    varied = _varied(font.reader["gvar"])
    if len(varied) != len(glyf.glyphOrder):
        return None
    order = []
    for name, varies in zip(glyf.glyphOrder, varied, strict=True):
        glyph = glyf.glyphs[name]
        if varies or getattr(glyph, "numberOfContours", None) != 0 or metrics[name][0] < 0:
            order.append(name)
        else:
            glyph.xMin = glyph.yMin = glyph.xMax = glyph.yMax = 0
            del variations[name]
    return order


def _varied(table: bytes) -> list[bool]:
    """Whether each glyph has variations, by the length of its data in the gvar table."""
    count, flags = unpack_from(">HH", table, 12)
    offsets = array("I" if flags & _LONG else "H")
    offsets.frombytes(table[_HEAD : _HEAD + (count + 1) * offsets.itemsize])
    if byteorder == "little":
        offsets.byteswap()
    return [start != end for start, end in zip(offsets, offsets[1:], strict=False)]


class _Arrays:
    """The interface to C of WeasyPrint's fonts, with arrays of code points of one type."""

    def __getattr__(self, name: str) -> Any:
        return getattr(ffi, name)

    @staticmethod
    def new(kind: Any, *args: Any) -> Any:
        codes = isinstance(kind, str) and kind.startswith("hb_codepoint_t[") and args
        return ffi.new("hb_codepoint_t[]" if codes else kind, *args)


def patches() -> Iterator[Patch]:
    """The names that this shortcut replaces."""
    if fontTools.version == WRITTEN_FOR:
        yield Patch(instancer, "instantiateGvar", _instantiate_drawn_glyphs)
    yield Patch(fonts, "ffi", _Arrays())
