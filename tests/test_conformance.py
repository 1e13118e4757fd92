"""The real output before the real judges: veraPDF, the Nu Html Checker, axe in a browser, a reader of QR codes."""

import re
import subprocess
import unicodedata
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path

import pikepdf
import pytest

from briefs.assemble.document import Document, Prose, Section
from briefs.fonts import FAMILIES
from briefs.model.content import Content
from tests.judges import axe, nu, qr, verapdf
from tests.judges.requirement import require
from tests.real import EDITIONS

Documents = Mapping[tuple[str, str], Document]  # by publication and language

every_edition = pytest.mark.parametrize(("id_", "language"), EDITIONS)


@pytest.fixture(scope="module")
def output(built: Path) -> Path:
    return built / "output"


def pdf_of(output: Path, document: Document) -> Path:
    return output / document.language / document.id / f"{document.file_stem}.pdf"


def text_of(pdf: Path) -> str:
    """The letters of a PDF in reading order, without spaces, hyphens at line ends and ligatures."""
    require(qr)  # pdftotext comes in one package with pdftoppm
    order = [] if pdf.stem.endswith("-ar") else ["-raw"]  # as drawn, the words of a line run from left to right
    done = subprocess.run(["pdftotext", *order, pdf, "-"], capture_output=True, check=True, text=True)
    return letters(done.stdout)


def letters(text: str) -> str:
    plain = unescape(re.sub(r"<[^>]+>", "", re.sub("\ue010\\d+\ue011", "", unicodedata.normalize("NFKC", text))))
    return "".join(char for char in plain.casefold() if char.isalnum())


def test_every_pdf_conforms_to_pdf_ua_1_and_pdf_a_3a(output: Path) -> None:
    require(verapdf)
    pdfs = sorted(output.rglob("*.pdf"))
    assert len(pdfs) == len(EDITIONS)
    assert verapdf.check(pdfs) == []


def test_every_page_and_style_sheet_is_valid(output: Path) -> None:
    require(nu)
    assert nu.check(sorted([*output.rglob("*.html"), *output.rglob("*.css"), *output.rglob("*.svg")])) == []


def test_every_page_can_be_used_by_everyone_and_offline(output: Path) -> None:
    """At a desk's and a telephone's width, in light and dark, without JavaScript, opened from disk."""
    require(axe)
    pages = sorted(output.rglob("index.html"))
    lists = 2 + len({language for _, language in EDITIONS})
    assert len(pages) == len(EDITIONS) + lists, "one an edition, and lists: of each language, of all, of the reviews"
    assert axe.check(pages, root=output, fonts=FAMILIES) == []


def test_a_page_works_the_same_when_it_is_served(output: Path) -> None:
    require(axe)
    with axe.serve(output) as address:
        assert axe.check([f"{address}en/latin-america/index.html"], fonts=FAMILIES) == []


@pytest.mark.parametrize("language", [language for id_, language in EDITIONS if id_ == "latin-america"])
def test_the_code_of_the_leaflet_leads_to_the_series(output: Path, every_document: Documents, language: str) -> None:
    require(qr)
    leaflet = every_document["latin-america", language]
    assert qr.check(pdf_of(output, leaflet), [leaflet.address]) == []


@every_edition
def test_pages_are_within_their_limits(
    output: Path, every_document: Documents, content: Content, id_: str, language: str
) -> None:
    document = every_document[id_, language]
    kind, limit = document.kind, content.publications[id_].limits.pages
    least, most = {"leaflet": (2, 2), "short-brief": (2, 4)}.get(kind, (8, limit or 30))
    with pikepdf.open(pdf_of(output, document)) as pdf:
        assert least <= len(pdf.pages) <= min(most, limit or most)


@every_edition
def test_the_text_of_a_pdf_holds_every_paragraph_whole(
    output: Path, every_document: Documents, id_: str, language: str
) -> None:
    document = every_document[id_, language]
    text = text_of(pdf_of(output, document))
    paragraphs = [p for html in said(document) for p in re.split(r"</p>|</li>", html) if letters(p)]
    assert len(paragraphs) >= 7
    # Notes and the head of a page may stand between two parts of a paragraph, and of one sentence of it.
    sentences = [s.partition("\ue010")[0] for p in paragraphs for s in re.split(r"(?<=[.!?])\s", p)]
    lost = [s for s in sentences if not stands(letters(s), text)]
    if document.direction == "rtl":
        # pdftotext sets a word with a vowel sign on a line of its own, so words are looked for one by one.
        lost = [word for s in lost for word in re.sub(r"<[^>]+>", "", s).split() if letters(word) not in text]
    assert lost == []


def stands(sentence: str, text: str) -> bool:
    """Whether a sentence is in a text, but for one break somewhere in it."""
    return any(sentence[:n] in text and sentence[n:] in text for n in range(len(sentence) or 1))


@every_edition
def test_a_page_and_its_pdf_say_the_same(output: Path, every_document: Documents, id_: str, language: str) -> None:
    page = letters((output / language / id_ / "index.html").read_text("utf-8").partition("<body")[2])
    for html in said(every_document[id_, language]):
        first = re.split(r"</?p>|<li>", html)[1]
        # Calls of notes are links with a number on screen.
        assert letters(first.partition("\ue010")[0]) in page


def said(document: Document) -> list[str]:
    """What a document says in paragraphs: messages and recommendations, sections, and the statements of a report."""

    def prose(sections: tuple[Section, ...]) -> Iterator[str]:
        for section in sections:
            yield from (block.html for block in section.blocks if isinstance(block, Prose))
            yield from prose(section.sections)

    items = [item.html for item in (*document.messages, *document.recommendations.items)]
    statements = [part.html for part in document.imprint.statements] if document.imprint else []
    return [*items, *prose((*document.sections, *document.sheets)), *statements]


def test_every_link_between_pages_leads_to_a_file(output: Path) -> None:
    for page in output.rglob("*.html"):
        for href in re.findall(r'(?:href|src)="([^"#:]+)(?:#[^"]*)?"', page.read_text("utf-8")):
            assert (page.parent / href).resolve().is_file(), (page, href)


def test_output_holds_no_file_beside_those_it_links_to(output: Path) -> None:
    kinds = {path.suffix for path in output.rglob("*") if path.is_file()}
    assert kinds == {".html", ".pdf", ".svg", ".css", ".woff2", ".js", ""}
    assert [p.name for p in output.rglob("*.js")] == ["review.js"], "reviews alone have a script"
    assert {p.name for p in output.rglob("*") if p.is_file() and not p.suffix} == {".gitkeep", "SHA256SUMS"}
