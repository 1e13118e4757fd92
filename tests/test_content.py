"""Rules on the real content: stored once, spelled one way, true to the register of the sources."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path

import pytest

from briefs.assemble.document import Block, Document, Prose, Section, Table
from briefs.load import load, value_at
from briefs.localise import Edition
from briefs.markup import MarkKind, marks
from briefs.model.content import Content
from briefs.model.matrix import counts
from tests.real import PUBLICATIONS

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
    "mexico": {
        *("2016–2017", "2016", "2017"),  # the title of the printed brief, and source lines
        *("E1", "E2", "E3"),  # strata of farmers
        "S266",  # the code of a programme
        *("1", "2", "3"),  # the numbers of components
    },
    "peru": {
        *("75th", "25th", "75", "25"),  # the names of percentiles
        *("2000s", "2000"),  # a decade
        "2018",  # the year of a rate
        "100%",  # all of them
    },
}
NAMES_WITH_DIGITS = {"COVID-19", "كوفيد-19"}
# Addresses, awards, what libraries write; the names of typefaces and the pages of pictures.
FREE = re.compile(r": (imprint\.|credits$)")
# The legend of a map says how many institutions each shade stands for.
SHADE = re.compile(r"\.labels\.count-(\d)$")


def test_digits_stand_in_words_only_where_they_are_no_facts() -> None:
    surplus: dict[str, set[str]] = {}
    for where, text in TEXTS.items():
        plain = re.sub(r"\{[^}]*\}|\[[@^][^\]]*\]|\]\([^)]*\)|^\d+\. ", "", text, flags=re.MULTILINE)
        words = {word.strip('.,;:()[]“”"*') for word in plain.split() if re.search(r"\d", word)}
        words -= WITH_DIGITS.get(where.split("/")[-2], set()) | NAMES_WITH_DIGITS
        if shade := SHADE.search(where):
            words -= {shade[1]}
        if words and not FREE.search(where):
            surplus[where] = words
    assert surplus == {}


def test_the_publications_of_both_series_are_there(content: Content) -> None:
    by_series: dict[str, set[tuple[str, str]]] = {}
    for id_, publication in content.publications.items():
        by_series.setdefault(publication.series, set()).add((id_, publication.kind))
    assert by_series == {
        "rural-synergies": {
            ("institutional-analysis", "institutional-analysis"),
            ("latin-america", "leaflet"),
            *((id_, "country-brief") for id_ in ("mexico", "peru")),
            *((id_, "short-brief") for id_ in ("colombia", "ethiopia", "lesotho", "mali")),
        },
        "social-protection-network": {("cooperation-diagnosis", "report")},
    }


def test_every_publication_of_the_first_series_opens_with_the_one_shared_key_message(
    content: Content, documents: Mapping[str, Document]
) -> None:
    """The register: four documents had this sentence, one without its first letter, one with a clause more."""
    opening = {id_: doc.messages[0] for id_, doc in documents.items() if doc.series_id == "rural-synergies"}
    assert len(opening) == 8
    assert {item.unit for item in opening.values()} == {"content/shared/en.yaml|messages.poverty-trap"}
    assert len({item.html for item in opening.values()}) == 1
    assert [id_ for id_, doc in documents.items() if not doc.messages] == [
        id_ for id_, publication in content.publications.items() if publication.kind == "report"
    ]


def test_every_technical_sheet_opens_with_the_shared_paragraphs_on_the_project(
    documents: Mapping[str, Document],
) -> None:
    sheets = {id_: doc.sheets[0] for id_, doc in documents.items() if doc.sheets}
    assert set(sheets) == set(PUBLICATIONS) - {"latin-america", "cooperation-diagnosis"}
    assert {sheet.unit for sheet in sheets.values()} == {"content/shared/en.yaml|sheets.project.title"}


def tables(document: Document) -> Iterator[Table]:
    """Every table of a document."""

    def inside(sections: tuple[Section, ...]) -> Iterator[Table]:
        for section in sections:
            yield from (block for block in section.blocks if isinstance(block, Table))
            yield from inside(section.sections)

    yield from inside((*document.sections, *document.sheets))
    yield from (table for table in document.tables.values() if isinstance(table, Table))


def derived(content: Content, document: Document, origin: str) -> list[Table]:
    """The tables of a document that are derived from its cases in that way."""
    specs = content.publications[document.id].tables
    ids = {id_ for id_, spec in specs.items() if getattr(spec, "derive", "") == origin} | {origin}
    return [table for table in tables(document) if table.id.removeprefix("table-") in ids]


Cells = tuple[str, ...]


def by_case(table: Table, origin: str) -> Iterator[tuple[Cells, Cells]]:
    """The cells of each case in a derived table, by country and programmes, or country and name."""
    body = [[cell.html for cell in row] for row in table.rows]
    if origin == "architecture":
        yield from ((tuple(row[:2]), tuple(row[2:])) for row in body)
    else:
        columns = [tuple(column) for column in zip(*body, strict=True)]
        heads = [(cell.html, cell.small) for cell in table.head]
        yield from zip(heads[1:], columns[1:], strict=True)


@pytest.mark.parametrize("origin", ["synthesis", "architecture"])
def test_a_case_has_the_same_cells_in_every_publication_that_shows_it(
    content: Content, documents: Mapping[str, Document], origin: str
) -> None:
    """The register: cells of the synthesis differed in a word or two between the leaflet and the analysis."""
    found: dict[Cells, dict[str, Cells]] = {}
    for id_, document in documents.items():
        for table in derived(content, document, origin):
            for case, cells in by_case(table, origin):
                found.setdefault(case, {})[id_] = cells
    assert len(found) == len(content.cases) == 7
    assert {case: shown for case, shown in found.items() if len(set(shown.values())) > 1} == {}
    assert all("institutional-analysis" in shown for shown in found.values())
    assert sum(len(shown) for shown in found.values()) > len(found), "some cases are shown in two publications"
    assert not [where for where in TEXTS if "publications" in where and f".{origin}.rows" in where]


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


PARTNERS = "cooperation-partners"
# The subtotals of Table 3, recomputed by the register: columns in order of the source, regions in its order.
SUBTOTALS = {
    "americas": (15, 13, 21, 19, 18),
    "africa": (6, 1, 2, 0, 7),
    "asia": (2, 1, 1, 2, 5),
    "middle-east": (3, 0, 0, 0, 2),
    "europe": (0, 0, 3, 0, 2),
}
TOTALS = (26, 15, 27, 21, 34)
ROWS = {"americas": 31, "africa": 11, "asia": 7, "middle-east": 4, "europe": 4}


def test_the_matrix_of_partners_has_the_sums_of_the_register(content: Content) -> None:
    matrix = content.matrices[PARTNERS]
    found = counts(matrix)
    sums = {
        group: tuple(sum(column in marks for marks in rows.values()) for column in matrix.columns)
        for group, rows in matrix.groups.items()
    }
    assert sums == SUBTOTALS
    assert tuple(found[column].value for column in matrix.columns) == TOTALS
    assert (found["countries"].value, found["marks"].value) == (57, 123)
    assert {group: found[group].value for group in matrix.groups} == ROWS


def test_the_table_of_partners_shows_these_sums_and_a_row_a_country(documents: Mapping[str, Document]) -> None:
    (table,) = (t for t in tables(documents["cooperation-diagnosis"]) if t.shape == "matrix")
    assert [tuple(int(cell.html) for cell in group.sums[1:]) for group in table.groups] == list(SUBTOTALS.values())
    assert tuple(int(cell.html) for cell in table.total[1:]) == TOTALS
    assert [len(group.rows) for group in table.groups] == list(ROWS.values())
    assert sum(cell.mark for row in table.rows for cell in row) == 123
    assert len({row[0].html for row in table.rows}) == len(table.rows) == 57
    assert all(cell.mark or not cell.html for row in table.rows for cell in row[1:])


def test_the_prose_says_57_countries_54_and_19_per_cent_by_placeholder(documents: Mapping[str, Document]) -> None:
    report = documents["cooperation-diagnosis"]
    prose = " ".join(block.html for block in blocks(report) if isinstance(block, Prose))
    assert all(re.search(rf"(?<![\d.]){number}(?!\d)", prose) for number in ("57", "54%", "19%"))
    source = " ".join(text for where, text in TEXTS.items() if "/cooperation-diagnosis/en.yaml: sections." in where)
    for placeholder in ("countries", "americas.share", "africa.share"):
        assert f"{{{PARTNERS}/{placeholder}}}" in source


def blocks(document: Document) -> Iterator[Block]:
    """Every block of a document in reading order."""

    def inside(sections: tuple[Section, ...]) -> Iterator[Block]:
        for section in sections:
            yield from section.blocks
            yield from inside(section.sections)

    yield from inside((*document.sections, *document.sheets))


def running(document: Document) -> str:
    """What is read one after the other: messages, leads, paragraphs, recommendations, notes; no tables, no titles."""
    prose = [block.html for block in blocks(document) if isinstance(block, Prose)]
    items = [item.html for item in (*document.messages, *document.recommendations.items)]
    parts = (*items, document.lead, *prose, document.recommendations.intro, *(note.html for note in document.notes))
    return unescape(re.sub(r"<[^>]+>", "", " ".join(parts)))


@pytest.mark.parametrize("publication", PUBLICATIONS)
def test_an_acronym_is_written_out_once_in_the_text_and_no_other_is_used_unexplained(
    editions: Mapping[tuple[str, str], Edition], documents: Mapping[str, Document], publication: str
) -> None:
    document, names = documents[publication], editions[publication, "en"].names
    text = running(document)
    acronyms = {id_: name for id_, name in names.items() if name.is_acronym and name.short}
    twice = [id_ for id_, name in acronyms.items() if text.count(f"{name.full} ({name.short})") > 1]
    assert twice == []
    listed = {acronym.short for acronym in document.acronyms}
    used = {str(n.short) for n in acronyms.values() if re.search(rf"(?<!\w){re.escape(str(n.short))}(?!\w)", text)}
    assert used - listed <= {"PPP"}, "US$ PPP is how rates are written"
    assert len(listed) == len(document.acronyms)


def test_no_text_types_a_name_of_the_registry(content: Content) -> None:
    """Names come by placeholder. What stands in italics or quotation marks is a title or another's words, and a term in
    small letters is a word.
    """
    english = [name.name["en"] for name in content.registry.names.values() if "en" in name.name]
    full = {text for text in english if " " in text and text[0].isupper()}
    short = {a for n in content.registry.names.values() if isinstance(a := n.acronym, str) and a.isupper()}
    assert len(full) > 60
    assert len(short) > 30
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(full | short, key=len)))
    masked = re.compile(r"\{[^}]*\}|\[[@^][^\]]*\]|\]\([^)]*\)|(?<!\*)\*[^*\n]+\*(?!\*)|“[^”]*”")
    typed = {
        where: found
        for where, text in TEXTS.items()
        if "/labels/" not in where and (found := pattern.findall(masked.sub("\ufffc", text)))
    }
    assert typed == {}


def test_every_shared_text_and_every_account_is_used(content: Content) -> None:
    """Shared texts are the one place of what several publications say: what none of them says is left over."""
    placed = {
        (mark.scope, mark.target) for text in TEXTS.values() for mark in marks(text) if mark.kind is MarkKind.BLOCK
    }
    named = {
        item
        for p in content.publications.values()
        for item in (*p.key_messages, *p.all_recommendations(), *p.technical_sheet)
    }
    words = content.shared["en"]
    for group in ("messages", "recommendations", "sheets"):
        assert {f"shared.{name}" for name in getattr(words, group)} - named == set(), group
    assert set(words.passages) - {target for scope, target in placed if scope == "passage"} == set()
    told = {case for case, own in content.case_words.items() if own["en"].account}
    assert told - {target for scope, target in placed if scope == "account"} == set()
