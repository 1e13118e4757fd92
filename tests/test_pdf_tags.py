"""What assistive technology is told: the tags, artefacts and metadata of a small PDF, read back with pikepdf."""

import io
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary
from weasyprint.pdf import tags

from briefs import pdf_tags
from briefs.jobs import PrintJob
from briefs.render_pdf import render_pdf

BODY = """<h1>Head</h1>
<p>First<span class="footnote" role="doc-footnote">One</span> and second<span class="footnote" role="doc-footnote">Two</span>.</p>
<p lang="es">Hola <em lang="qu">haku</em></p>
<table><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>
<tbody><tr><th scope="row">C</th><td>D</td></tr></tbody></table>
<p><a href="https://example.org/">A <b>long</b> <i>link</i></a> and <a href="https://example.org/two">two</a></p>
<h1 id="next">Next</h1><p>More</p>"""
CSS = (
    "h1+p{}#next{break-before:page}@page{@top-left{content:'Running head'}@bottom-right{content:'Page ' counter(page)}}"
)


@pytest.fixture(scope="module")
def pdf(print_job: Callable[..., PrintJob]) -> Iterator[pikepdf.Pdf]:
    made = render_pdf(print_job(BODY, CSS))
    assert made.findings == ()
    with pikepdf.open(io.BytesIO(made.data)) as opened:
        yield opened


def elements(pdf: pikepdf.Pdf) -> list[Any]:
    """Every structure element in reading order."""

    def below(node: Any) -> Iterator[Any]:
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                yield kid
                yield from below(kid)

    return list(below(pdf.Root.StructTreeRoot))


def of(pdf: pikepdf.Pdf, kind: str) -> list[Any]:
    return [element for element in elements(pdf) if str(element.S) == f"/{kind}"]


def test_each_note_is_a_note_element_with_an_id_of_its_own(pdf: pikepdf.Pdf) -> None:
    assert [str(note.ID) for note in of(pdf, "Note")] == ["note-1", "note-2"]


def test_header_cells_say_what_they_head(pdf: pikepdf.Pdf) -> None:
    assert [str(cell.A.Scope) for cell in of(pdf, "TH")] == ["/Column", "/Column", "/Row"]
    assert len(of(pdf, "TD")) == 1


def test_a_change_of_language_is_marked_at_its_element(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "en"
    assert [str(e.Lang) for e in elements(pdf) if "/Lang" in e and str(e.S) != "/Document"] == ["es", "qu"]


def test_running_heads_are_artefacts_and_nothing_else_is(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        artefacts = [
            instruction.operands[1].Type
            for instruction in pikepdf.parse_content_stream(page)
            if str(instruction.operator) == "BDC"
            and str(instruction.operands[0]) == "/Artifact"
            and isinstance(instruction.operands[1], Dictionary)
            and "/Type" in instruction.operands[1]
        ]
        assert [str(kind) for kind in artefacts].count("/Pagination") == 2


def test_a_link_of_several_boxes_is_one_annotation(pdf: pikepdf.Pdf) -> None:
    targets = [str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", []) if "/A" in note]
    assert targets == ["https://example.org/", "https://example.org/two"]


def test_the_metadata_claim_both_conformances_with_the_extension_schema(pdf: pikepdf.Pdf) -> None:
    xml = pdf.Root.Metadata.read_bytes().decode()
    for part in ('pdfuaid:part="1"', "pdfaExtension:schemas", "pdfaSchema:namespaceURI", "pdfaProperty:valueType"):
        assert part in xml
    with pdf.open_metadata() as meta:
        assert {key: meta.get(key) for key in ("pdfuaid:part", "pdfaid:part", "pdfaid:conformance")} == {
            "pdfuaid:part": "1",
            "pdfaid:part": "3",
            "pdfaid:conformance": "A",
        }


def test_richer_tags_are_taken_back_afterwards_even_when_the_writing_fails() -> None:
    before = tags._build_box_tree
    within = []

    def fail() -> None:
        with pdf_tags.richer_tags():
            within.append(tags._build_box_tree)
            raise RuntimeError("planted")

    with pytest.raises(RuntimeError, match="planted"):
        fail()
    assert within != [before]
    assert tags._build_box_tree is before


def test_finishing_gives_the_same_bytes(print_job: Callable[..., PrintJob]) -> None:
    data = render_pdf(print_job("<h1>H</h1>")).data
    assert pdf_tags.finish(data).count(b"%%EOF") == 1
    assert pdf_tags.finish(data) == pdf_tags.finish(data)
