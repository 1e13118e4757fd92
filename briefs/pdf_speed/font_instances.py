"""Variable fonts: a glyph is fixed at a weight once in a worker, and one without an outline not at all.

WeasyPrint keeps the numbers of glyphs when it takes unused ones out of a font, so that thousands of empty glyphs remain
in what it then fixes at one weight. fontTools moves each through its whole computation. For a glyph without contours
and without variations the outcome is what was there: bounds of nought, the same advance width, the same bearing.
For a simple glyph the outcome comes from its bytes, those of its variations, its metrics and the weight alone, which
are the key under which it is kept; glyphs made of others are made each time.
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
MOST = 4000  # glyphs of about a kilobyte
_HEAD = 20  # bytes before the offsets of a gvar table
_LONG = 1

_instances: dict[Any, tuple[Any, Any]] = {}

_instantiate_gvar = instancer.instantiateGvar


def _instantiate_new_glyphs(font: Any, limits: Any, optimize: bool = True) -> None:
    if "gvar" not in font or "vmtx" in font or font.reader is None:
        _instantiate_gvar(font, limits, optimize=optimize)
        return
    glyf, variations, metrics = font["glyf"], font["gvar"].variations, font["hmtx"].metrics
    table = _Variations(font.reader["gvar"])
    whole = glyf.glyphOrder
    common = table.shared, str(limits), optimize
    new: dict[str, Any] = {}
    left = []
    for number, name in enumerate(whole):
        glyph, outline, varied = glyf.glyphs[name], None, table.data(number)
        if not varied and getattr(glyph, "numberOfContours", None) == 0 and metrics[name][0] >= 0:
            outline, metric = glyph, metrics[name]
            glyph.xMin = glyph.yMin = glyph.xMax = glyph.yMax = 0
        elif "data" in vars(glyph):
            key = glyph.data, varied, metrics[name], common
            outline, metric = _instances.pop(key, (None, None))
            new[name] = key
        if outline is None:
            left.append(name)
        else:
            if name in new:
                _instances[new.pop(name)] = outline, metric
                glyf.glyphs[name] = _copy(outline)
            metrics[name] = metric
            del variations[name]
    glyf.glyphOrder = _Order(whole, left)
    try:
        _instantiate_gvar(font, limits, optimize=optimize)
    finally:
        glyf.glyphOrder = whole
    for name, key in new.items():
        if glyf.glyphs[name].numberOfContours > 0 and name not in variations:
            _instances[key] = _copy(glyf.glyphs[name]), metrics[name]
    while len(_instances) > MOST:
        del _instances[next(iter(_instances))]


def _copy(glyph: Any) -> Any:
    same = type(glyph)()
    same.__dict__.update(glyph.__dict__)
    same.coordinates, same.flags = glyph.coordinates.copy(), glyph.flags[:]
    return same


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


class _Variations:
    """The gvar table of a font: what is common to its glyphs, and the bytes of each."""

    def __init__(self, table: bytes) -> None:
        axes, tuples, shared, count, flags, self._start = unpack_from(">HHIHHI", table, 4)
        self.shared = axes, table[shared : shared + 2 * axes * tuples]
        self._table, self._scale = table, 1 if flags & _LONG else 2
        offsets = array("I" if flags & _LONG else "H")
        offsets.frombytes(table[_HEAD : _HEAD + (count + 1) * offsets.itemsize])
        if byteorder == "little":
            offsets.byteswap()
        self._offsets = offsets

    def data(self, number: int) -> bytes:
        start, end = self._offsets[number] * self._scale, self._offsets[number + 1] * self._scale
        return self._table[self._start + start : self._start + end]


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
        yield Patch(instancer, "instantiateGvar", _instantiate_new_glyphs)
    yield Patch(fonts, "ffi", _Arrays())
