"""The imprint of a report: what its structure and its words say of it, put together."""

from typing import Any

from briefs.assemble import assemble
from briefs.assemble.document import Statement
from briefs.assemble.imprint import imprint
from briefs.assemble.writer import Writer
from briefs.localise import Edition
from briefs.model.structure import Publication
from briefs.model.words import LabelWords, PublicationWords

from .samples import INTERFACE, edition

FILE = "content/publications/sample/en.yaml"
SPEC = {
    "isbn": "978-3-16-148410-0",
    "classification": "OEA/1",
    "records": [{"title": "Documentos & más", "number": "D 1", "language": "es"}, {"title": "Records", "number": "R 2"}],
    "officers": [{"role": "chair", "name": "Ana Ruiz"}, {"role": "editor", "name": "Luz Paz"}],
    "statements": ["second", "first"],
}  # fmt: skip
WORDS: dict[str, Any] = {
    "title": "Help", "subtitle": "Two cases", "status": "A draft", "event": "Meeting in {cusco}", "short": "S",
    "description": "D", "sections": {"one": {"title": "One", "text": "{midis} acts."}},
    "imprint": {
        "cataloguing": {"heading": "Meeting of {midis}", "extent": "p.; cm.", "subjects": "Water."},
        "publisher": "By {midis}.", "rights": "All.", "permissions": "Ask.",
        "officers": {"chair": "Chair of {midis.acronym}", "editor": "Editor"},
        "statements": {"first": "We wrote it.", "second": "{midis} paid for it."},
    },
}  # fmt: skip


def sample(**changes: Any) -> Edition:
    structure = {"kind": "report", "series": "s", "imprint": SPEC, "sections": ["one"]}
    labels = {**INTERFACE, "report": "Report", "report-contact": "Write to"}
    return edition(
        publication=Publication.model_validate({**structure, **changes}),
        words=PublicationWords.model_validate(WORDS),
        labels=LabelWords(interface=labels, dimensions={}, indicators={}, architecture={}),
    )


def test_an_imprint_holds_what_libraries_and_readers_need() -> None:
    found = imprint(Writer(sample(), {}), FILE)
    assert found is not None
    assert found.heading == Statement(
        "<p>Meeting of the Ministry of Inclusion (MIDIS)</p>", f"{FILE}|imprint.cataloguing.heading"
    )
    assert (found.isbn, found.classification) == ("978-3-16-148410-0", "OEA/1")
    assert found.officers == (("Chair of MIDIS", "Ana Ruiz"), ("Editor", "Luz Paz"))
    assert found.rights == Statement("<p>All.</p>", f"{FILE}|imprint.rights")


def test_the_description_is_the_cover_with_the_extent_and_each_record_in_its_language() -> None:
    found = imprint(Writer(sample(), {}), FILE)
    assert found is not None
    assert found.description.html == (
        "<p>Help: Two cases: A draft: Meeting in Cusco. p.; cm."
        ' (<span lang="es">Documentos &amp; más; D 1</span>) (<span lang="en">Records; R 2</span>)</p>'
    )


def test_statements_stand_in_the_order_of_the_structure() -> None:
    found = imprint(Writer(sample(), {}), FILE)
    assert found is not None
    assert [part.unit for part in found.statements] == [f"{FILE}|imprint.statements.{id_}" for id_ in ("second", "first")]  # fmt: skip


def test_names_are_written_out_again_where_the_text_begins() -> None:
    document = assemble(sample())
    assert document.imprint is not None
    (block,) = document.sections[0].blocks
    assert getattr(block, "html", "") == "<p>The Ministry of Inclusion (MIDIS) acts.</p>"


def test_a_publication_without_one_has_none() -> None:
    writer = Writer(sample(imprint=None), {})
    assert imprint(writer, FILE) is None
    assert writer.met == set()


def test_an_edition_has_the_isbn_of_its_language_or_none() -> None:
    each = {**SPEC, "isbn": {"en": "978-3-16-148410-0", "es": "979-12-200-0852-5"}}
    made = imprint(Writer(sample(imprint=each), {}), FILE)
    assert made
    assert made.isbn == "978-3-16-148410-0"
    other = {**SPEC, "isbn": {"es": "979-12-200-0852-5"}}
    made = imprint(Writer(sample(imprint=other), {}), FILE)
    assert made
    assert made.isbn is None
