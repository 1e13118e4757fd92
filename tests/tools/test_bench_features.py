"""The probe finds each feature in a PDF that has it, and does not find it in one that lacks it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from briefs.jobs import PrintJob
from briefs.render_pdf import render_pdf
from tools.bench.expected import Expected, Note, expected
from tools.bench.features import _beside, probe

NOTE = "A well is a hole that reaches the water below."
BODY = (
    """<header class="cover" data-series="Dry Lands" data-short="Wells"><h1>Wells of the plain</h1></header>
<section class="contents"><h2>Contents</h2><ol class="contents-list"><li><a href="#digging">On digging a well</a></li>
<li><a href="#water">On drinking water</a></li></ol></section>
<h2 id="digging">On digging a well</h2>
<p>Many villages of the plain dug wells<span class="footnote" role="doc-footnote">"""
    + NOTE
    + """</span> with their own hands.</p>
<table><thead><tr><th scope="col">Village</th><th scope="col">Wells</th></tr></thead>
<tbody><tr><td>Upper</td><td>Two</td></tr></tbody></table>
<h2 id="water">On drinking water</h2><p>It is clear.</p><h2 id="end">An end</h2><p>Done.</p>"""
)
CSS = """.contents,h2[id]{break-before:page}h2{bookmark-level:2}
.contents-list a::after{content:' ' target-counter(attr(href),page)}
@page{size:400px 500px;margin:90px 40px;@top-left{content:'Dry Lands'}@bottom-right{content:counter(page)}}"""
PLAIN = """.footnote{float:none!important}.contents-list a::after{content:' 77'!important}h1,h2{bookmark-level:none!important}
@page{@top-left{content:none}@bottom-right{content:none}}"""
SAYS = ("says it is PDF/UA", "says it is PDF/A", "tags", "language of the document", "bookmarks")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("page") / "page.html"
    file.write_text(f'<!doctype html><html lang="en"><head><title>T</title></head><body>{BODY}</body></html>', "utf-8")
    return file


@pytest.fixture
def pdf(print_job: Callable[..., PrintJob], tmp_path: Path) -> Callable[[str], Path]:
    def make(css: str) -> Path:
        file = tmp_path / "a.pdf"
        file.write_bytes(render_pdf(print_job(BODY, css)).data)
        return file

    return make


def test_a_page_says_what_is_to_be_looked_for(page: Path) -> None:
    assert expected(page) == Expected(
        language="en",
        headings=5,
        tables=1,
        head_cells=2,
        figures=0,
        notes=(Note("llagesoftheplaindugwells", "awellisaholethatreachest"),),
        contents=("ondiggingawell", "ondrinkingwater"),
        heads=("drylands", "wells"),
    )


def test_everything_is_found_in_a_pdf_that_has_it(page: Path, pdf: Callable[[str], Path]) -> None:
    found = probe(pdf(CSS), expected(page))
    assert found == {
        **dict.fromkeys(SAYS, (True, 1)),
        "headings, tagged": (5, 5),
        "tables, tagged": (1, 1),
        "head cells that say what they head": (2, 2),
        "notes, tagged": (1, 1),
        "figures with words in their place": (0, 0),
        "pages": (5, 5),
        "passes the fast checker, PDF/UA-1": (True, 1),
        "passes the fast checker, PDF/A-3a": (True, 1),
        "notes on the page of their call, below the text": (1, 1),
        "notes somewhere": (1, 1),
        "right page numbers in the contents": (2, 2),
        "pages with a running head": (3, 3),
        "pages with their number": (3, 3),
    }


def test_what_the_layout_lacks_is_not_found(page: Path, pdf: Callable[[str], Path]) -> None:
    found = probe(pdf(CSS + PLAIN), expected(page))
    assert found["notes on the page of their call, below the text"] == (0, 1)
    assert found["notes somewhere"] == (1, 1)
    assert found["right page numbers in the contents"] == (0, 2)
    assert found["pages with a running head"] == (0, 3)
    assert found["pages with their number"] == (0, 3)
    assert found["bookmarks"] == (False, 1)


ENTRIES_OF_TWO_LINES = """.contents-list a{display:block;position:relative;width:90px}
.contents-list a::after{position:absolute;left:200px;top:0}"""


@pytest.mark.parametrize(("css", "right"), [("", 2), (".contents-list a::after{content:'77'!important}", 0)])
def test_the_number_of_an_entry_of_two_lines_stands_beside_its_first(
    page: Path, pdf: Callable[[str], Path], css: str, right: int
) -> None:
    found = probe(pdf(CSS + ENTRIES_OF_TWO_LINES + css), expected(page))
    assert found["right page numbers in the contents"] == (right, 2)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Wells dug by hand        7\nNext 8", ["7"]),
        ("Wells dug                7\nby hand\nNext 8", ["7"]),
        ("Wells dug\nby hand                7\nNext 8", ["7"]),
        ("Wells 12 dug\n1999 by hand\n\n7\n\nNext 8", ["7"]),
        ("Wells dug 12\nby hand        7\nNext 8", ["7"]),
        ("Next 8\nWells dug by hand\nLast 9", []),
    ],
)
def test_a_number_belongs_to_an_entry_that_it_follows_or_stands_apart_from(text: str, numbers: list[str]) -> None:
    assert _beside("wellsdugbyhand", text) == numbers


def test_what_the_file_lacks_is_not_found(page: Path, pdf: Callable[[str], Path]) -> None:
    import pikepdf

    file = pdf(CSS)
    with pikepdf.open(file, allow_overwriting_input=True) as opened:
        for key in ("/StructTreeRoot", "/MarkInfo", "/Lang", "/Metadata"):
            del opened.Root[key]
        opened.save(file)
    found = probe(file, expected(page))
    lost = {name for name, (count, _) in found.items() if not count}
    assert lost == {
        *SAYS[:4],
        "headings, tagged",
        "tables, tagged",
        "head cells that say what they head",
        "notes, tagged",
        "figures with words in their place",
        "passes the fast checker, PDF/UA-1",
        "passes the fast checker, PDF/A-3a",
    }


def test_a_note_on_another_page_than_its_call_is_told_apart(page: Path, pdf: Callable[[str], Path]) -> None:
    found = probe(pdf(CSS + ".footnote{float:none;display:block;break-before:page}"), expected(page))
    assert found["notes on the page of their call, below the text"] == (0, 1)
    assert found["notes somewhere"] == (1, 1)
