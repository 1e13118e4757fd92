"""Fonts that HarfBuzz cut have the outlines, widths and tables of those that fontTools makes."""

import hashlib
import pickle
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from html import escape
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz
from fontTools.ttLib import TTFont
from uharfbuzz import SubsetFlags

from briefs import fonts, render_pdf
from briefs.jobs import PrintJob
from tests.pdf_fonts.embedded import Embedded, differences, embedded, glyphs_differ, off

Job = Callable[..., PrintJob]
Spoil = Callable[[uharfbuzz.Face, uharfbuzz.SubsetInput], object]

FAMILIES = (*fonts.FAMILIES, *fonts.SCRIPTS["Arab"])
LETTERS = "".join(
    chr(c) for first, last in fonts.WEB_RANGES for c in range(first, last + 1) if c in fonts.printable("Latn")
)
ARABIC = "".join(chr(c) for c in sorted(fonts.printable("Arab") - fonts.printable("Latn")))
FACES = [
    f"font:{style} {weight} 10px '{family}'"
    for family in fonts.FAMILIES
    for style in ("normal", "italic")
    for weight in (400, 600, 700)
]
SOME = "AÁÇfiñg"
PLACES = [
    *(
        f"font:{weight} {size}px 'Source Serif 4'"
        for weight, size in ((200, 5), (400, 13.3), (600, 20), (900, 33), (600, 90))
    ),
    "font:16px 'Source Serif 4';font-variation-settings:'wght' 333,'opsz' 30",
]
VARYING = {"avar", "cvar", "fvar", "gvar", "HVAR", "MVAR", "VVAR"}


def page(print_job: Job, parts: list[tuple[str, str]]) -> PrintJob:
    """Texts in styles."""
    body = "".join(f'<p style="{style}">{escape(text)}</p>' for style, text in parts)
    faces = fonts.css(fonts.faces(FAMILIES), "https://fonts.invalid", "ttf")
    return print_job(body, f"{faces}@page{{size:900px 900px}}p{{line-height:1.2}}", {}, FAMILIES)


def by_harfbuzz(job: PrintJob) -> dict[str, Embedded]:
    """The fonts that are embedded."""
    return embedded(render_pdf.render_pdf(job).data)


def by_fonttools(job: PrintJob) -> dict[str, Embedded]:
    """The fonts that WeasyPrint would embed."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(render_pdf, "cut_by_harfbuzz", nullcontext)
        return by_harfbuzz(job)


@pytest.fixture(scope="module")
def every_face(print_job: Job) -> PrintJob:
    """All letters in each face and weight, and some at other places of the axes, on them and past their ends."""
    arabic = [(f"font:{weight} 16px 'Almarai'", ARABIC) for weight in fonts.WEIGHTS]
    return page(print_job, [*((style, LETTERS) for style in FACES), *((style, SOME) for style in PLACES), *arabic])


@pytest.fixture(scope="module")
def real(every_face: PrintJob) -> dict[str, Embedded]:
    """Its fonts."""
    return by_harfbuzz(every_face)


@pytest.fixture(scope="module")
def small(print_job: Job) -> PrintJob:
    """Some letters of two faces."""
    return page(print_job, [(style, SOME) for style in (FACES[0], PLACES[1])])


@pytest.fixture(scope="module")
def small_by_fonttools(small: PrintJob) -> dict[str, Embedded]:
    """Its fonts as WeasyPrint would embed them."""
    return by_fonttools(small)


def test_each_face_and_weight_is_there(real: Mapping[str, Embedded]) -> None:
    assert len(real) == len(FACES) + len(PLACES) + len(fonts.WEIGHTS)
    assert max(len(font.widths) for font in real.values()) > 300
    composite = [font.font["glyf"][name].isComposite() for font in real.values() for name in font.font.getGlyphOrder()]
    assert sum(composite) > 1000
    assert {axis.axisTag for face in fonts.faces(FAMILIES) for axis in _axes(face.path)} == {"wght", "opsz"}


def _axes(path: Path) -> list[Any]:
    with TTFont(path) as font:
        return list(font["fvar"].axes) if "fvar" in font else []


def test_outlines_widths_and_tables_are_those_that_fonttools_makes(
    every_face: PrintJob, real: Mapping[str, Embedded]
) -> None:
    assert differences(by_fonttools(every_face), real) == set()


def test_nothing_varies_any_more(real: Mapping[str, Embedded]) -> None:
    assert [name for name, font in real.items() if VARYING & set(font.font.keys())] == []


def test_the_widths_of_a_pdf_are_those_of_its_fonts(real: Mapping[str, Embedded]) -> None:
    assert {name: wrong for name, font in real.items() if (wrong := off(font))} == {}


def _another_weight(face: uharfbuzz.Face, wanted: uharfbuzz.SubsetInput) -> None:
    wanted.pin_axis_location(face, "wght", 510)


def _another_size(face: uharfbuzz.Face, wanted: uharfbuzz.SubsetInput) -> None:
    if any(axis.tag == "opsz" for axis in face.axis_infos):
        wanted.pin_axis_location(face, "opsz", 18)


def _a_glyph_lost(_face: uharfbuzz.Face, wanted: uharfbuzz.SubsetInput) -> None:
    wanted.glyph_set.discard(wanted.glyph_set.max)


def _other_numbers(_face: uharfbuzz.Face, wanted: uharfbuzz.SubsetInput) -> None:
    wanted.flags &= ~SubsetFlags.RETAIN_GIDS


def _no_word_of_overlap(_face: uharfbuzz.Face, wanted: uharfbuzz.SubsetInput) -> None:
    wanted.flags &= ~SubsetFlags.SET_OVERLAPS_FLAG


def _tables_left(_face: uharfbuzz.Face, wanted: uharfbuzz.SubsetInput) -> None:
    wanted.drop_table_tag_set.clear()


def _an_axis_left(face: uharfbuzz.Face, wanted: uharfbuzz.SubsetInput) -> None:
    for axis in face.axis_infos[:1]:
        wanted.set_axis_range(face, axis.tag, axis.min_value, axis.max_value, axis.default_value)


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (_another_weight, {"outlines", "advance widths", "usWeightClass"}),
        (_another_size, {"outlines", "advance widths"}),
        (_a_glyph_lost, {"outlines", "advance widths", "composites"}),
        (_other_numbers, {"outlines", "advance widths", "glyphs"}),
        (_no_word_of_overlap, {"overlap", "composites"}),
        (_tables_left, {"tables"}),
        (_an_axis_left, {"tables", "outlines", "advance widths", "usWeightClass"}),
    ],
)
def test_a_fault_in_what_harfbuzz_is_asked_for_is_seen(
    small: PrintJob,
    small_by_fonttools: Mapping[str, Embedded],
    monkeypatch: pytest.MonkeyPatch,
    spoil: Spoil,
    expected: set[str],
) -> None:
    assert differences(small_by_fonttools, by_harfbuzz(small)) == set()
    subset = uharfbuzz.subset

    def spoilt(face: uharfbuzz.Face, wanted: uharfbuzz.SubsetInput) -> uharfbuzz.Face:
        spoil(face, wanted)
        return subset(face, wanted)

    monkeypatch.setattr(uharfbuzz, "subset", spoilt)
    found = by_harfbuzz(small)
    assert differences(small_by_fonttools, found) == expected
    assert any(map(off, found.values())) == ("advance widths" in expected)
    assert any(VARYING & set(font.font.keys()) for font in found.values()) == (spoil is _an_axis_left)


def test_the_mark_for_a_missing_letter_keeps_its_outline(print_job: Job) -> None:
    job = print_job("<h1>a\u4e2d</h1>")
    (old,), (new,) = by_fonttools(job).values(), by_harfbuzz(job).values()
    assert new.font["glyf"][".notdef"].numberOfContours > 0
    assert not set(glyphs_differ(old.font, new.font, ".notdef", ".notdef"))


DIGEST = """
import hashlib, pickle, sys
from briefs.render_pdf import render_pdf
print(hashlib.sha256(render_pdf(pickle.loads(sys.stdin.buffer.read())).data).hexdigest())
"""


def test_a_font_is_the_same_after_other_documents_and_in_another_process(
    every_face: PrintJob, real: Mapping[str, Embedded], root: Path
) -> None:
    again = render_pdf.render_pdf(every_face).data
    assert {name: font.program for name, font in embedded(again).items()} == {
        name: font.program for name, font in real.items()
    }
    there = subprocess.run(
        [sys.executable, "-c", DIGEST], input=pickle.dumps(every_face), cwd=root, check=True, capture_output=True
    )
    assert there.stdout.decode().strip() == hashlib.sha256(again).hexdigest()
