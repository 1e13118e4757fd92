"""An edition becomes a document: order, numbers, cross-references, contents, lists."""

from typing import Any

import pytest

from briefs.assemble import assemble
from briefs.assemble.document import (
    NOTE_CLOSE,
    NOTE_OPEN,
    Acronym,
    ContentsLine,
    Document,
    Figure,
    KeyFigures,
    Prose,
    Quote,
    Section,
    Table,
)
from briefs.assemble.partners import partner_map_of
from briefs.draw import Cycle, DrawingError, Fields, Group, PartnerMap, Station
from briefs.model.figures import Map
from briefs.model.structure import Publication, Series
from briefs.model.words import PublicationWords, SharedWords

from .samples import FACTS, edition

BARS = {"kind": "bars", "facts": ["a", "b"]}
FIGURE = {"title": "Title", "alt": "Alt", "source": "Source", "labels": {"a": "A", "b": "B"}}
TABLE = {"title": "Title", "source": "Source", "columns": {"_head": "What", "n": "How many"}, "rows": {"r": {"_head": "Row", "n": "{gain}"}}}  # fmt: skip


def document(publication: dict[str, Any], words: dict[str, Any], **changes: Any) -> Document:
    """The sample edition with sections, blocks and sheets."""
    structure = {
        "kind": "country-brief", "series": "s", "cases": ["c"], "key_messages": ["claim"],
        "recommendations": {"style": "numbered", "items": ["act"]}, **publication,
    }  # fmt: skip
    texts = {
        "title": "T", "short": "S", "description": "D", "messages": {"claim": "**Claim.** Ground."},
        "recommendations": {"items": {"act": "**Act.** Now."}}, **words,
    }  # fmt: skip
    fields = {"values": {"a": 1.0, "b": 2.0}, "facts": {**FACTS, "a": {"": "1%"}, "b": {"": "2%"}}, **changes}
    return assemble(
        edition(
            publication=Publication.model_validate(structure), words=PublicationWords.model_validate(texts), **fields
        )
    )


@pytest.fixture(scope="module")
def whole() -> Document:
    return document(
        {
            "sections": ["one", {"id": "two", "sections": ["inner"]}],
            "figures": {"first": BARS, "second": BARS, "third": BARS},
            "tables": {"sums": {"columns": ["n"], "rows": ["r"]}},
            "technical_sheet": ["shared.project", "method"],
            "key_figures": {"reach": ["big"]},
            "quotations": ["rule"],
            "further_reading": ["two"],
        },
        {
            "messages": {"claim": "**Claim.** {midis} acts; see {ref:third}.[^who]"},
            "lead": "{midis} leads.",
            "sections": {
                "one": {"title": "One", "lead": "Lead {ifad}.", "text": "See {ref:first}.[^who]\n\n{figure:second}\n\nNext.\n\n{key-figures:reach}"},
                "two": {"title": "Two", "text": "{figure:first}\n\n{table:sums}\n\n{quote:rule}"},
                "inner": {"title": "Inner", "text": "{ifad} again [@one]."},
            },
            "figures": {"first": FIGURE, "second": FIGURE, "third": FIGURE},
            "tables": {"sums": TABLE},
            "key_figures": {"big": {"value": "{gain.amount}", "text": "is a lot"}},
            "quotations": {"rule": {"text": "So it is.", "source": "{bank}"}},
            "technical_sheet": {"method": {"title": "Method", "text": "How.\n\n{figure:third}"}},
            "notes": {"who": "A note."},
        },
        shared=SharedWords.model_validate({"sheets": {"project": {"title": "Project", "text": "Shared {pdp}."}}}),
    )  # fmt: skip


def test_figures_and_tables_are_numbered_in_reading_order(whole: Document) -> None:
    assert [(block.id, block.caption) for block in blocks(whole)] == [
        ("figure-second", "Figure 1"),
        ("figure-first", "Figure 2"),
        ("table-sums", "Table 1"),
        ("figure-third", "Figure 3"),
    ]


def test_references_in_texts_carry_the_number_even_before_the_figure(whole: Document) -> None:
    assert '<a class="ref" href="#figure-third">Figure\u00a03</a>' in whole.messages[0].html
    first = whole.sections[0].blocks[0]
    assert isinstance(first, Prose)
    assert '<a class="ref" href="#figure-first">Figure\u00a02</a>' in first.html


def test_notes_are_numbered_through_the_document_in_reading_order(whole: Document) -> None:
    calls = [f"{NOTE_OPEN}{n}{NOTE_CLOSE}" for n in (1, 2)]
    first = whole.sections[0].blocks[0]
    assert isinstance(first, Prose)
    assert calls[0] in whole.messages[0].html
    assert calls[1] in first.html
    assert [(note.number, note.html) for note in whole.notes] == [(1, "A note."), (2, "A note.")]


def test_names_are_written_out_once_through_the_document(whole: Document) -> None:
    assert whole.messages[0].html.startswith("<p><strong>Claim.</strong> The Ministry of Inclusion (MIDIS) acts")
    assert whole.lead == "MIDIS leads."
    assert whole.sections[0].lead == "Lead the International Fund (IFAD)."
    inner = whole.sections[1].sections[0].blocks[0]
    assert isinstance(inner, Prose)
    assert inner.html.startswith("<p>IFAD again")


def test_blocks_stand_where_the_text_places_them(whole: Document) -> None:
    assert [block.kind for block in whole.sections[0].blocks] == ["prose", "figure", "prose", "key-figures"]
    assert [block.kind for block in whole.sections[1].blocks] == ["figure", "table", "quote"]
    figures, quote = whole.sections[0].blocks[3], whole.sections[1].blocks[2]
    assert isinstance(figures, KeyFigures)
    assert figures.items == (("PEN 1,400", "is a lot"),)
    assert isinstance(quote, Quote)
    assert (quote.html, quote.source) == ("<p>So it is.</p>", "The World Bank")


def test_every_part_names_the_words_it_came_from(whole: Document) -> None:
    own = "content/publications/sample/en.yaml"
    assert whole.messages[0].unit == f"{own}|messages.claim"
    assert whole.sections[1].sections[0].unit == f"{own}|sections.inner.title"
    assert [block.unit for block in whole.sections[1].blocks] == [
        f"{own}|figures.first",
        f"{own}|tables.sums",
        f"{own}|quotations.rule",
    ]
    assert whole.sheets[0].blocks[0].unit == "content/shared/en.yaml|sheets.project.text"
    assert whole.notes[0].unit == f"{own}|notes.who"


def test_contents_list_sections_subsections_and_the_fixed_parts(whole: Document) -> None:
    assert whole.contents == (
        ContentsLine("key-messages", "Key messages", 1),
        ContentsLine("section-one", "One", 1),
        ContentsLine("section-two", "Two", 1),
        ContentsLine("section-inner", "Inner", 2),
        ContentsLine("recommendations", "Recommendations", 1),
        ContentsLine("technical-sheet", "Technical sheet", 1),
        ContentsLine("references", "References", 1),
        ContentsLine("acronyms", "Acronyms", 1),
    )


def test_contents_leave_out_what_is_not_there() -> None:
    bare = document({}, {})
    assert [line.id for line in bare.contents] == ["key-messages", "recommendations"]
    assert (bare.references, bare.further_reading, bare.acronyms, bare.notes, bare.sheets) == ((), (), (), (), ())


def test_acronyms_are_those_that_the_document_uses_in_order(whole: Document) -> None:
    assert whole.acronyms == (
        Acronym("IFAD", "International Fund", None),
        Acronym("MIDIS", "Ministry of Inclusion", None),
        Acronym("PDP", "productive programme", None),
    )


def test_cited_works_and_further_reading_are_two_lists(whole: Document) -> None:
    assert [(entry.id, entry.html) for entry in whole.references] == [("ref-one", "Aldana, U. (2016). <i>A Title</i>.")]
    assert [(entry.id, entry.html) for entry in whole.further_reading] == [
        ("ref-two", "Escobal, J. and Ponce, C. (eds) (2016). <i>A Title</i>.")
    ]


def test_an_authored_table_has_the_cells_of_its_words(whole: Document) -> None:
    table = whole.sections[1].blocks[1]
    assert isinstance(table, Table)
    assert [cell.html for cell in table.head] == ["What", "How many"]
    assert [[cell.html for cell in row] for row in table.rows] == [["Row", "PEN 1,400 (US$ PPP 805)"]]


def test_a_chart_repeats_its_numbers_as_data(whole: Document) -> None:
    figure = whole.sections[0].blocks[1]
    assert isinstance(figure, Figure)
    assert figure.data == (("A", "1%"), ("B", "2%"))


def test_a_matrix_and_a_cycle_are_assembled_from_ids_and_labels() -> None:
    doc = document(
        {
            "sections": ["one"],
            "figures": {
                "ring": {"kind": "cycle", "stations": ["a", "b", "c"], "strong": ["b"], "center": True},
                "cells": {"kind": "fields", "columns": ["x", "y"], "rows": ["p", "q"], "marked": {"g": [["q", "x"]]}},
            },
        },
        {
            "sections": {"one": {"title": "One", "text": "{figure:ring}\n\n{figure:cells}"}},
            "figures": {
                "ring": {**FIGURE, "labels": {"a": "A\nfirst\nof all", "b": "B", "c": "C", "center": "Middle\ntext"}},
                "cells": {
                    **FIGURE,
                    "labels": {
                        "x": "X", "y": "Y", "p": "P", "q": "Q\nmore", "g": "Group", "column-axis": "Columns", "row-axis": "Rows",
                    },
                },
            },
        },
    )  # fmt: skip
    ring, cells = (block for block in doc.sections[0].blocks if isinstance(block, Figure))
    stations = (Station("A", "first of all"), Station("B", "", True), Station("C"))
    assert (ring.drawing, ring.data) == (Cycle(stations, ("Middle", "text")), ())
    names = (("P", ""), ("Q", "more"))
    assert cells.drawing == Fields((("X", ""), ("Y", "")), names, "Columns", "Rows", (Group("Group", ((1, 0),)),))
    assert cells.data == (("Q \u2013 X", "Group"),)


def test_a_map_of_partners_has_the_counts_that_are_there_and_their_labels() -> None:
    labels = {"count-1": "One", "count-2": "Two\ninstitutions", "count-3": "Three", "accented": "Answered"}
    assert partner_map_of({"PE": 2, "CL": 0, "BO": 1}, ["CL"], labels) == PartnerMap(
        {"PE": 2, "BO": 1}, 2, ("CL",), ("One", "Two institutions"), "Answered"
    )
    assert Map.labels(2) == ("count-1", "count-2", "accented")
    with pytest.raises(DrawingError, match="at least one country"):
        partner_map_of({"CL": 0}, [], labels)


def test_contacts_are_those_of_the_series_and_then_of_the_case(documents: dict[str, Document]) -> None:
    groups = documents["peru"].contacts
    assert [[name for name, _ in group.people] for group in groups] == [
        ["Jorge Maldonado", "Viviana León-Jurado"],
        ["Ursula Aldana", "Michael Carter"],
    ]
    assert "of Peru" in groups[1].title
    assert len(documents["latin-america"].contacts) == 1


def test_an_office_to_write_to_has_the_name_that_the_registry_gives_it() -> None:
    contacts = [{"name": "Ana Ruiz", "email": "a@a.org"}, {"organisation": "shcp", "email": "b@a.org"}]
    series = {"source_language": "en", "theme": "t", "address": "https://a.example", "locales": {}, "partners": []}
    (group,) = document({}, {}, series=Series.model_validate({**series, "contacts": contacts})).contacts
    assert group.people == (("Ana Ruiz", "a@a.org"), ("Secretaría de Hacienda", "b@a.org"))


def test_the_real_documents_have_these_numbers(documents: dict[str, Document]) -> None:
    found = {id_: [(block.caption, block.id) for block in blocks(doc)] for id_, doc in documents.items()}
    for captions in found.values():
        for kind in ("Figure", "Table"):
            numbers = [int(caption.split()[1]) for caption, _ in captions if caption.startswith(kind)]
            assert numbers == list(range(1, len(numbers) + 1))
    assert found["latin-america"] == []
    for doc in documents.values():
        assert [note.number for note in doc.notes] == list(range(1, len(doc.notes) + 1))
    assert [doc.file_stem for doc in documents.values()] == [
        f"{doc.series_id}-{id_}-en" for id_, doc in documents.items()
    ]


def test_real_acronyms_are_sorted_and_each_stands_once(documents: dict[str, Document]) -> None:
    for doc in documents.values():
        shorts = [acronym.short for acronym in doc.acronyms]
        assert shorts == sorted(set(shorts), key=str.casefold)
    assert [acronym.short for acronym in documents["latin-america"].acronyms] == [
        "FEST", "IFAD", "PDP", "PPP", "PROINPRO", "SNARIV", "STEIA", "UNIDOS",
    ]  # fmt: skip


def blocks(doc: Document) -> list[Figure | Table]:
    """Figures and tables in reading order."""

    def inside(sections: tuple[Section, ...]) -> list[Figure | Table]:
        found: list[Figure | Table] = []
        for section in sections:
            found += [block for block in section.blocks if isinstance(block, Figure | Table)]
            found += inside(section.sections)
        return found

    return inside(doc.sections) + inside(doc.sheets)


def test_the_address_is_shown_without_scheme_and_last_slash(documents: dict[str, Document]) -> None:
    assert (documents["peru"].address, documents["peru"].host) == (
        "https://sinergiasrurales.info/",
        "sinergiasrurales.info",
    )
