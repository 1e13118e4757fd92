"""Rules on the real content: stored once, spelled one way, true to the register of the sources."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from briefs.assemble.document import Document, Table
from briefs.load import load, value_at
from briefs.markup import MarkKind, marks
from briefs.model.content import Content

ROOT = Path(__file__).resolve().parents[1]
WORDS = re.compile(r"content/(?:.+/)?[a-z]{2}\.yaml$")
TREE = load(ROOT)
# What no list of words can say. A pattern: how the sources have it, and what to write.
FORBIDDEN = {
    r"(?<=[a-z,;:] )Yachachiq": ("the Yachachiqs", "yachachiq, without a capital inside a sentence"),
    r"(?<=[a-z)])(?<!e\.g)(?<!i\.e)(?<!et al)\. [a-z]": ("countries. such as", "a capital after a full stop"),
}


def texts() -> Iterator[tuple[str, str]]:
    """Every text of every file of words, with `file: key path`."""
    for name, file in TREE.files.items():
        if WORDS.search(name):
            yield from _below(file.data, name)


def _below(value: object, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _below(inner, f"{where}: {key}" if where.endswith(".yaml") else f"{where}.{key}")
    elif isinstance(value, str):
        yield where, value


TEXTS = dict(texts())


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_no_text_has_a_spelling_of_the_register_s_defects(pattern: str) -> None:
    printed, write = FORBIDDEN[pattern]
    assert re.search(pattern, printed), "the pattern finds what the sources have"
    assert [where for where, text in TEXTS.items() if re.search(pattern, text)] == [], f"write: {write}"


# What stands in words with digits, by publication, each with its reason; every other number is a fact or computed.
WITH_DIGITS = {
    "labels": set(),
    "shared": {"COVID-19"},
    "rural-synergies": {"4", "3"},  # Source Serif 4, Source Sans 3
    "latin-america": {"COVID-19"},
    "mexico": {
        *("2016–2017", "2016", "2017"),  # the title of the printed brief, and source lines
        *("E1", "E2", "E3"),  # strata of farmers
        "COVID-19",
        "S266",  # the code of a programme
        *("1", "2", "3"),  # the numbers of components
    },
    "peru": {
        *("75th", "25th"),  # the names of percentiles
        "2000s",
        "2018",  # the year of a rate
        "100%",  # all of them
    },
}


def test_digits_stand_in_words_only_where_they_are_no_facts() -> None:
    found: dict[str, set[str]] = {}
    for where, text in TEXTS.items():
        plain = re.sub(r"\{[^}]*\}|\[[@^][^\]]*\]|\]\([^)]*\)|^\d+\. ", "", text, flags=re.MULTILINE)
        words = {word.strip(".,;:()[]“”*") for word in plain.split() if re.search(r"\d", word)}
        found.setdefault(where.split("/")[-2], set()).update(words)
    surplus = {name: words - WITH_DIGITS.get(name, set()) for name, words in found.items()}
    assert {name: words for name, words in surplus.items() if words} == {}


def test_the_shared_key_message_is_one_text_in_every_publication(documents: Mapping[str, Document]) -> None:
    firsts = {id_: document.messages[0] for id_, document in documents.items()}
    assert {item.unit for item in firsts.values()} == {"content/shared/en.yaml|messages.poverty-trap"}


def test_the_shared_project_paragraphs_are_those_of_both_briefs(documents: Mapping[str, Document]) -> None:
    units = {documents[id_].sheets[0].unit for id_ in ("mexico", "peru")}
    assert units == {"content/shared/en.yaml|sheets.project.title"}


def test_the_cells_of_the_leaflet_are_those_of_the_cases(
    content: Content, documents: Mapping[str, Document], editions: Mapping[tuple[str, str], object]
) -> None:
    leaflet = documents["latin-america"].tables["synthesis"]
    assert isinstance(leaflet, Table)
    for column, case in enumerate(content.publications["latin-america"].cases, 1):
        words = content.case_words[case]["en"].synthesis
        for row, level in enumerate(("national", "coordination", "local")):
            text = getattr(words, level)
            if "{" not in text:
                assert leaflet.rows[row][column].html == text
        assert f"content/cases/{case}/en.yaml: synthesis.national" in TEXTS
    assert not [where for where in TEXTS if "publications" in where and ".synthesis.rows" in where]


@pytest.mark.parametrize(
    ("publication", "references"),
    [
        ("mexico", ["dof-2003", "dof-2016", "dof-2017", "ifad-2015", "ifad-2017", "prospera-2016", "prospera-2017", "rimisp-2018"]),
        ("peru", ["aldana-2013", "baird-2018", "escobal-ponce-2016", "espinoza-wiggins-2016", "foncodes-2013", "foncodes-2016", "foncodes-2019", "juntos-2017", "mef-2019", "midis-2012", "midis-2017", "midis-resolution-2015", "minagri-2010", "vargas-trivelli-2014"]),
    ],
)  # fmt: skip
def test_every_reference_of_the_sources_is_listed(
    content: Content, documents: Mapping[str, Document], publication: str, references: list[str]
) -> None:
    """8 in the Mexico brief and 13 in the Peru brief, and the resolution that a source line of the latter names."""
    assert set(references) <= set(content.registry.references)
    document = documents[publication]
    listed = [entry.id.removeprefix("ref-") for entry in (*document.references, *document.further_reading)]
    assert sorted(listed) == references


def test_every_entry_of_the_registry_s_references_is_used(content: Content, documents: Mapping[str, Document]) -> None:
    used = {e.id.removeprefix("ref-") for d in documents.values() for e in (*d.references, *d.further_reading)}
    assert set(content.registry.references) - used == set()


def test_every_figure_and_numbered_table_is_referred_to_in_a_text() -> None:
    """The register: figure 2 of the Peru brief was never cited, and "the table below" was a list."""
    for publication in sorted({where.split("/")[2] for where in TEXTS if "/publications/" in where}):
        found = [
            mark for where, text in TEXTS.items() if f"/publications/{publication}/" in where for mark in marks(text)
        ]
        placed = {m.target for m in found if m.kind is MarkKind.BLOCK and m.scope in ("figure", "table")}
        cited = {m.target for m in found if m.kind is MarkKind.REF}
        assert placed - cited == set(), publication


def test_every_note_is_called_once(documents: Mapping[str, Document]) -> None:
    for document in documents.values():
        units = [note.unit for note in document.notes]
        assert len(units) == len(set(units))


def test_claims_and_recommendations_open_in_bold(documents: Mapping[str, Document]) -> None:
    for document in documents.values():
        for item in (*document.messages, *document.recommendations.items):
            assert item.html.startswith("<p><strong>"), item.unit


def test_contradictions_of_the_sources_are_kept_for_editors_and_shown_to_no_reader(
    documents: Mapping[str, Document],
) -> None:
    notes = [
        str(value)
        for name, file in TREE.files.items()
        for path in file.marks
        if path and (path[-1] == "editor_note" or (len(path) > 1 and path[-2] == "editor_notes"))
        for value in [value_at(file.data, path)]
    ]
    assert len(notes) > 40
    shown = " ".join(str(document) for document in documents.values())
    assert [note for note in notes if " ".join(note.split())[:60] in shown] == []
    for subject in ("5,083,379,057", "seven countries", "fourteen", "not positive", "locus of control", "Accessed|date of access"):  # fmt: skip
        assert any(re.search(subject, note) for note in notes), subject
