"""Variable fonts: a glyph without an outline is not computed, since nothing in it varies.

WeasyPrint keeps the numbers of glyphs when it takes unused ones out of a font, so that thousands of empty glyphs remain
in what it then fixes at one weight. fontTools moves each through its whole computation. For a glyph without contours
and without variations the outcome is what was there: bounds of nought, the same advance width, the same bearing.
"""

from collections.abc import Iterator
from typing import Any

from fontTools.varLib import instancer

from briefs.pdf_speed.patches import Patch

_instantiate_glyph = instancer._instantiateGvarGlyph


def _instantiate_glyph_if_drawn(
    name: str, glyf: Any, gvar: Any, horizontal: Any, vertical: Any, limits: Any, optimize: bool = True
) -> None:
    glyph = glyf[name]
    width = horizontal[name][0]
    if vertical is None and glyph.numberOfContours == 0 and width >= 0 and not gvar.variations.get(name):
        glyph.xMin = glyph.yMin = glyph.xMax = glyph.yMax = 0
        if name in gvar.variations:
            del gvar.variations[name]
    else:
        _instantiate_glyph(name, glyf, gvar, horizontal, vertical, limits, optimize=optimize)


def patches() -> Iterator[Patch]:
    """The function that this shortcut replaces."""
    yield Patch(instancer, "_instantiateGvarGlyph", _instantiate_glyph_if_drawn)
