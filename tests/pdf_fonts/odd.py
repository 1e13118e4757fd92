"""Makes small fonts of kinds that the brand has not."""

import base64
import io
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont, newTable
from fontTools.ttLib.tables.sbixGlyph import Glyph
from fontTools.ttLib.tables.sbixStrike import Strike
from fontTools.ttLib.tables.TupleVariation import TupleVariation

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def made(kind: str) -> bytes:
    """A font with a square for A: in colours, with a bitmap or a drawing, with outlines of PostScript, or none of these."""
    builder = FontBuilder(1000, isTTF=kind != "postscript")
    names = [".notdef", "A"]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord("A"): "A"})
    if kind == "postscript":
        builder.setupCFF("Odd", {}, dict.fromkeys(names, _square(T2CharStringPen(600, None)).getCharString()), {})
    else:
        builder.setupGlyf(dict.fromkeys(names, _square(TTGlyphPen(None)).glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 100)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200)
    builder.setupNameTable({"familyName": "Odd", "styleName": "Regular", "psName": "Odd-Regular"})
    builder.setupPost()
    if kind == "layers":
        builder.setupCOLR({"A": [("A", 0)]})
        builder.setupCPAL([[(1, 0, 0, 1)]])
    elif kind == "bitmap":
        builder.font["sbix"] = table = newTable("sbix")
        strike = table.strikes[20] = Strike(ppem=20, resolution=72)
        strike.glyphs = {"A": Glyph(graphicType="png ", glyphName="A", imageData=PIXEL)}
    elif kind == "drawing":
        builder.font["SVG "] = table = newTable("SVG ")
        table.docList = [('<svg xmlns="http://www.w3.org/2000/svg"><path id="glyph1" d="M0 0h500v-500z"/></svg>', 1, 1)]
    else:
        builder.font["Xtra"] = table = newTable("Xtra")  # nobody knows it
        table.data = b"more"
    return _saved(builder)


def varying(axis: str, lowest: float, highest: float) -> bytes:
    """A font with an axis around 0: at its lowest place the square for A lies 37 to the right, at its highest 17."""
    builder = FontBuilder(font=TTFont(io.BytesIO(made("plain"))))
    builder.setupFvar([(axis, lowest, 0, highest, axis)], [])
    ends = (((-1, -1, 0), 37), ((0, 1, 1), 17))
    builder.setupGvar(
        {".notdef": [], "A": [TupleVariation({axis: end}, [(by, 0)] * 4 + [(0, 0)] * 4) for end, by in ends]}
    )
    return _saved(builder)


def collection(*fonts: bytes) -> bytes:
    """Several fonts in one file."""
    file, buffer = TTCollection(), io.BytesIO()
    file.fonts = [TTFont(io.BytesIO(font)) for font in fonts]
    file.save(buffer)
    return buffer.getvalue()


def _saved(builder: FontBuilder) -> bytes:
    buffer = io.BytesIO()
    builder.save(buffer)
    return buffer.getvalue()


def _square(pen: Any) -> Any:
    pen.moveTo((100, 0))
    for point in ((100, 500), (500, 500), (500, 0)):
        pen.lineTo(point)
    pen.closePath()
    return pen
