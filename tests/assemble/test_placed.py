"""Accounts of cases and shared passages stand where a section places them, with their own facts and notes."""

from typing import Any

import pytest

from briefs.assemble import assemble
from briefs.assemble.document import Cell, Document, Prose, Results, Table
from briefs.assemble.tables import table
from briefs.assemble.writer import Writer
from briefs.localise import Edition
from briefs.model.structure import Case, Publication
from briefs.model.words import CaseWords, LabelWords, PublicationWords, SharedWords

from .samples import FACTS, INTERFACE, edition

FACTS_OF_BOTH = {
    **FACTS,
    "gain": {"": "3%"},  # that of the case which comes last
    "first/gain": {"": "1%"},
    "second/gain": {"": "3%"},
    "second/loss": {"": "4%"},
    "loss": {"": "4%"},
}
LABELS = {
    **INTERFACE, "aspect": "Aspect", "aspect-framework": "Framework", "aspect-coordination": "Coordination",
    "aspect-practice": "Practice", "section": "Section {number}", "short-brief": "Brief", "institutional-analysis": "Analysis",
    "analysis-contact": "About it", "table-country": "Country", "table-case": "Case", "table-architecture": "Type",
    "table-programmes": "Programmes", "table-coordination": "Intent", "intentional": "Yes", "not-intentional": "No",
}  # fmt: skip


def case(country: str, region: str, programme: str) -> Case:
    return Case.model_validate(
        {
            "country": country, "region": region, "programmes": [programme],
            "architecture": {"type": "one", "programmes": 2, "intentional": region == "africa"},
            "results": [{"programmes": [programme], "dimension": "d", "indicator": "i", "change": "increase", "desirable": True}],
        }
    )  # fmt: skip


def words(account: str, **notes: str) -> CaseWords:
    synthesis = {"framework": "{gain} nationally", "coordination": "C", "practice": "L"}
    return CaseWords.model_validate({"name": "N", "synthesis": synthesis, "account": account, "notes": notes})


def sample(text: str, **more: Any) -> Edition:
    structure = {
        "kind": "institutional-analysis", "series": "s", "cases": ["first", "second"],
        "sections": ["one", {"id": "two", "numbered": True}, {"id": "three", "numbered": True}], **more,
    }  # fmt: skip
    own = {
        "title": "T", "short": "S", "description": "D", "notes": {"own": "Own note."},
        "sections": {"one": {"title": "One", "text": text}, "two": {"title": "Two", "text": "See {ref:three}."},
                     "three": {"title": "Three", "text": "End."}},
        "tables": {id_: {"title": "T", "source": "S"} for id_ in ("south", "north", "results", "architecture")},
    }  # fmt: skip
    return edition(
        publication=Publication.model_validate(structure),
        words=PublicationWords.model_validate(own),
        cases={"first": case("PE", "latin-america", "juntos"), "second": case("ML", "africa", "midis")},
        case_words={
            "first": words("It rose by {gain} in {cusco}.[^how]", how="Up to {gain}."),
            "second": words("It rose by {gain} and fell by {loss}.\n\n- {first/gain}"),
        },
        shared=SharedWords.model_validate({"passages": {"both": "Both rose.[^n]"}, "notes": {"n": "A shared note."}}),
        facts=FACTS_OF_BOTH,
        labels=LabelWords(
            interface=LABELS, dimensions={"d": "D"}, indicators={"i": "I"}, architecture={"one": "One office"}
        ),
        countries={"PE": "Peru", "ML": "Mali"},
    )


@pytest.fixture
def placed() -> Document:
    return assemble(
        sample("First.[^own]\n\n{account:first}\n\n{passage:both}\n\n{account:second}\n\nIn all, {second/gain}.")
    )


def test_an_account_and_a_passage_are_paragraphs_of_the_section_that_places_them(placed: Document) -> None:
    assert [(b.unit.partition("|")[0], b.kind) for b in placed.sections[0].blocks] == [
        ("content/publications/sample/en.yaml", "prose"),
        ("content/cases/first/en.yaml", "prose"),
        ("content/shared/en.yaml", "prose"),
        ("content/cases/second/en.yaml", "prose"),
        ("content/publications/sample/en.yaml", "prose"),
    ]


def test_a_bare_fact_of_an_account_is_that_of_its_own_case(placed: Document) -> None:
    """Two cases have a fact `gain`; an account is written once and says it without naming its case."""
    prose = [block.html for block in placed.sections[0].blocks if isinstance(block, Prose)]
    assert "rose by 1% in" in prose[1]
    assert "rose by 3% and fell by 4%" in prose[3]
    assert "<li>1%</li>" in prose[3]
    assert "In all, 3%." in prose[4]


def test_notes_come_from_the_file_whose_text_calls_them_in_one_count(placed: Document) -> None:
    assert [(note.number, note.html, note.unit) for note in placed.notes] == [
        (1, "Own note.", "content/publications/sample/en.yaml|notes.own"),
        (2, "Up to 1%.", "content/cases/first/en.yaml|notes.how"),
        (3, "A shared note.", "content/shared/en.yaml|notes.n"),
    ]


def test_numbered_sections_are_counted_apart_and_referred_to_by_number(placed: Document) -> None:
    assert [section.number for section in placed.sections] == ["", "Section I", "Section II"]
    (block,) = placed.sections[1].blocks
    assert isinstance(block, Prose)
    assert block.html == '<p>See <a class="ref" href="#section-three">Section\u00a0II</a>.</p>'
    numbers = {line.id: line.number for line in placed.contents}
    assert (numbers["section-one"], numbers["section-two"]) == ("", "Section I")


def made(derive: str, id_: str, **more: str) -> Table | Results:
    return table(Writer(sample("X", tables={id_: {"derive": derive, **more}}), {}), id_, f"table-{id_}", "")


def test_a_derived_table_shows_the_cases_of_its_region_with_their_own_facts() -> None:
    south, north = made("synthesis", "south", region="africa"), made("synthesis", "north", region="latin-america")
    assert isinstance(south, Table)
    assert isinstance(north, Table)
    assert [[cell.html for cell in found.head] for found in (south, north)] == [["Aspect", "Mali"], ["Aspect", "Peru"]]
    assert [found.rows[0][1] for found in (south, north)] == [Cell("3% nationally"), Cell("1% nationally")]
    both = made("synthesis", "south")
    assert isinstance(both, Table)
    assert len(both.head) == 3


def test_the_other_derived_tables_take_a_region_too() -> None:
    found = made("architecture", "south", region="africa")
    assert isinstance(found, Table)
    assert [[cell.html for cell in row] for row in found.rows] == [["Mali", "N", "One office", "2", "Yes"]]
    results = made("results", "south", region="latin-america")
    assert isinstance(results, Results)
    assert [programmes for programmes, _ in results.dimensions[0].groups] == ["Juntos"]


def authored(cell: str) -> Table:
    own = sample("X", tables={"south": {"columns": ["a"], "rows": ["r", "s"]}})
    rows = {"r": {"_head": "Row", "a": cell}, "s": {"_head": "Second", "a": "Plain"}}
    raw = {"title": "T", "source": "S", "columns": {"_head": "H", "a": "A"}, "rows": rows}
    changed = own.words.model_copy(update={"tables": PublicationWords.model_validate(
        {"title": "T", "short": "S", "description": "D", "tables": {"south": raw}}).tables})  # fmt: skip
    fields = {**own.__dict__, "words": changed}
    found = table(Writer(Edition(**fields), {}), "south", "table-south", "")
    assert isinstance(found, Table)
    return found


@pytest.mark.parametrize(
    ("cell", "html"),
    [
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        ("- {midis} alone", "<ul>\n<li>The Ministry of Inclusion (MIDIS) alone</li>\n</ul>"),
    ],
)
def test_a_table_with_lists_or_paragraphs_in_its_cells_has_a_shape_of_its_own(cell: str, html: str) -> None:
    found = authored(cell)
    assert found.shape == "lists"
    assert [row[1].html for row in found.rows] == [html, "<p>Plain</p>"]


def test_a_table_of_short_cells_is_plain() -> None:
    found = authored("{first/gain}")
    assert found.shape == "plain"
    assert [[cell.html for cell in row] for row in found.rows] == [["Row", "1%"], ["Second", "Plain"]]


def test_a_document_of_several_countries_has_no_place(placed: Document) -> None:
    assert (placed.place, placed.countries) == ("", ("PE", "ML"))
