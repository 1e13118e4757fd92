"""What HarfBuzz does not make, WeasyPrint and fontTools make as before."""

import base64
import io
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import newTable
from fontTools.ttLib.tables.sbixGlyph import Glyph
from fontTools.ttLib.tables.sbixStrike import Strike
from weasyprint import HTML
from weasyprint.pdf.fonts import Font

from briefs import render_pdf
from briefs.jobs import PrintJob
from briefs.pdf_fonts import cut_by_harfbuzz
from tests.pdf_fonts.embedded import embedded

Job = Callable[..., PrintJob]

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
    buffer = io.BytesIO()
    builder.save(buffer)
    return buffer.getvalue()


def _square(pen: Any) -> Any:
    pen.moveTo((100, 0))
    for point in ((100, 500), (500, 500), (500, 0)):
        pen.lineTo(point)
    pen.closePath()
    return pen


@pytest.mark.parametrize("kind", ["plain", "layers", "bitmap", "drawing", "postscript"])
def test_a_font_with_pictures_or_other_outlines_goes_the_old_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    cuts = _counted(monkeypatch)
    (tmp_path / "odd.ttf").write_bytes(made(kind))
    face = "<style>@font-face{font-family:Odd;src:url(odd.ttf)}p{font-family:Odd}</style>"
    document = HTML(string=f"{face}<p>A", base_url=f"{tmp_path}/").render()
    old = embedded(document.write_pdf())
    with cut_by_harfbuzz():
        new = embedded(document.write_pdf())
    assert len(cuts) == (kind == "plain")
    assert [font.widths for font in new.values()] == [font.widths for font in old.values()]
    assert kind == "plain" or [font.program for font in new.values()] == [font.program for font in old.values()]
    assert len(new) == 1


def test_an_axis_that_a_font_has_not_is_told_as_before(print_job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    cuts = _counted(monkeypatch)
    found = render_pdf.render_pdf(print_job("<h1>H</h1>", "h1{font-variation-settings:'XYZW' 3}")).findings
    assert found[0].message == 'the renderer says: Unable to instantiate "Source Sans 3" variable font'
    assert not cuts


def test_a_font_that_harfbuzz_cannot_cut_goes_the_old_way(print_job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    def unable(_face: object, _wanted: object) -> None:
        raise RuntimeError("Subsetting failed")

    job = print_job("<h1>H</h1>")
    with monkeypatch.context() as patched:
        patched.setattr(render_pdf, "cut_by_harfbuzz", nullcontext)
        old = render_pdf.render_pdf(job)
    monkeypatch.setattr(uharfbuzz, "subset", unable)
    assert render_pdf.render_pdf(job) == old


def test_fonts_are_made_as_before_afterwards() -> None:
    before = Font.clean
    with cut_by_harfbuzz():
        assert Font.clean is not before
    assert Font.clean is before


def _counted(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    cuts: list[object] = []
    subset = uharfbuzz.subset

    def counted(face: uharfbuzz.Face, wanted: uharfbuzz.SubsetInput) -> uharfbuzz.Face:
        cuts.append(wanted)
        return subset(face, wanted)

    monkeypatch.setattr(uharfbuzz, "subset", counted)
    return cuts
