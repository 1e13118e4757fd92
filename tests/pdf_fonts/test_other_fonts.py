"""Axes that the brand has not are fixed where WeasyPrint would; what HarfBuzz does not make is made as before."""

import io
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uharfbuzz
from fontTools.ttLib import TTFont
from weasyprint import HTML
from weasyprint.pdf.fonts import Font

from briefs import render_pdf
from briefs.jobs import PrintJob
from briefs.pdf_fonts import cut_by_harfbuzz
from tests.pdf_fonts.embedded import Embedded, differences, embedded
from tests.pdf_fonts.odd import collection, made, varying

START = 2082844800  # of 1970, in seconds of TrueType: fontTools writes no time of its own into a font
Job = Callable[..., PrintJob]


def with_a(folder: Path, font: bytes, face: str = "", text: str = "", **options: bool) -> tuple[Embedded, Embedded]:
    """The font of a document with one letter A, as WeasyPrint makes it and as HarfBuzz does.

    `face` and `text` are what style sheets say of the font and of the letter.
    """
    (folder / "odd.ttf").write_bytes(font)
    css = f"@font-face{{font-family:Odd;src:url(odd.ttf);{face}}}p{{font:16px Odd;{text}}}"

    def document() -> bytes:
        html = HTML(string=f"<style>{css}</style><p>A", base_url=f"{folder}/")
        return bytes(html.write_pdf(**options))

    (old,) = embedded(document()).values()
    with cut_by_harfbuzz():
        (new,) = embedded(document()).values()
    return old, new


@dataclass
class Stub:
    """What is read of one of WeasyPrint's fonts."""

    file_content: bytes
    index: int
    tables: tuple[str, ...] = ("glyf",)
    style: int = 0
    weight: int = 400
    font_size: float = 16
    missing: tuple[str, ...] = ()
    variations: Mapping[str, float] = field(default_factory=dict)


@pytest.fixture
def cuts(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Gathers what HarfBuzz is asked for."""
    asked: list[object] = []
    subset = uharfbuzz.subset

    def counted(face: uharfbuzz.Face, wanted: uharfbuzz.SubsetInput) -> uharfbuzz.Face:
        asked.append(wanted)
        return subset(face, wanted)

    monkeypatch.setattr(uharfbuzz, "subset", counted)
    return asked


@pytest.mark.parametrize("kind", ["layers", "bitmap", "drawing", "postscript"])
def test_a_font_with_pictures_or_other_outlines_is_made_as_before(
    tmp_path: Path, cuts: list[object], kind: str
) -> None:
    old, new = with_a(tmp_path, made(kind))
    assert (new.program, new.widths) == (old.program, old.widths)
    assert not cuts


def test_a_font_without_axes_is_only_cut(tmp_path: Path, cuts: list[object]) -> None:
    old, new = with_a(tmp_path, made("plain"), text="font-variation-settings:'wght' 300")
    assert differences({"": old}, {"": new}) == set()
    assert len(cuts) == 1


@pytest.mark.parametrize(
    ("axis", "lowest", "highest", "style", "moved"),
    [
        ("slnt", -10, 0, "oblique", 37), ("slnt", 0, 10, "oblique", 17), ("slnt", -10, 10, "oblique", 17),
        ("slnt", -10, 0, "normal", 0), ("slnt", -10, 0, "italic", 0),
        ("ital", 0, 1, "italic", 17), ("ital", 0, 1, "oblique", 0), ("ital", 0, 1, "normal", 0),
    ],
)  # fmt: skip
def test_an_axis_of_slant_is_fixed_as_weasyprint_would(
    tmp_path: Path, cuts: list[object], axis: str, lowest: float, highest: float, style: str, moved: int
) -> None:
    old, new = with_a(tmp_path, varying(axis, lowest, highest), f"font-style:{style}")
    assert differences({"": old}, {"": new}) == set()
    assert new.font["glyf"][new.font.getGlyphName(1)].xMin == 100 + moved
    assert len(cuts) == 1


@pytest.mark.parametrize(("axis", "moved"), [("opsz", 5), ("wght", 11)])
def test_an_axis_of_an_instance_by_name_is_fixed_by_the_size_or_weight(axis: str, moved: int) -> None:
    """Pango says nothing of its axes."""
    font = Stub(varying(axis, 0, 1000), index=0, weight=647, font_size=294)
    with cut_by_harfbuzz():
        Font.clean(font, {1: "A"}, hinting=False)
    glyphs = TTFont(io.BytesIO(font.file_content))["glyf"]
    assert glyphs[glyphs.glyphOrder[1]].xMin == 100 + moved


def test_the_face_of_a_file_is_the_one_that_is_used(tmp_path: Path) -> None:
    _, first = with_a(tmp_path, varying("slnt", -10, 0))
    font = Stub(collection(made("layers"), varying("slnt", -10, 0)), index=1)
    with cut_by_harfbuzz():
        Font.clean(font, {1: "A"}, hinting=False)
    assert font.file_content == first.program


def test_a_whole_font_is_made_as_before(tmp_path: Path, cuts: list[object]) -> None:
    old, new = with_a(tmp_path, varying("slnt", -10, 0), full_fonts=True)
    assert new.program == old.program
    assert not cuts


@pytest.mark.parametrize("axis", ["XYZW", "wdth"])
def test_an_axis_without_a_place_is_left_as_before(tmp_path: Path, cuts: list[object], axis: str) -> None:
    old, new = with_a(tmp_path, varying(axis, 0, 10))
    assert new.program == old.program
    assert not cuts


def test_an_axis_that_a_font_has_not_is_told_as_before(print_job: Job, cuts: list[object]) -> None:
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
    assert {font.font["head"].modified for font in embedded(old.data).values()} == {START}


def test_fonts_are_made_as_before_afterwards() -> None:
    before = Font.clean
    with cut_by_harfbuzz():
        assert Font.clean is not before
    assert Font.clean is before
