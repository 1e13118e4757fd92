"""A matrix becomes a table and a map: rows by group in the language's order, marks, sums, shares."""

from typing import Any

import pytest

from briefs.assemble.document import Cell, RowGroup, Table
from briefs.assemble.figures import figure
from briefs.assemble.tables import table
from briefs.assemble.writer import Writer
from briefs.draw import PartnerMap
from briefs.localise import Edition
from briefs.model.matrix import Matrix
from briefs.model.structure import Publication
from briefs.model.words import LabelWords, MatrixWords, PublicationWords

from .samples import INTERFACE, edition

MATRIX = Matrix.model_validate(
    {
        "source": {"document": "d", "at": "Table 3"},
        "columns": {
            "one": {"country": "BR", "organisations": ["midis"]},
            "two": {"country": "CL", "organisations": ["ifad", "cusco"]},
        },
        "groups": {
            "europe": {"SE": ["two"], "ES": ["one", "two"], "DE": ["two"]},
            "africa": {"ZA": ["one"]},
        },
    }
)
NAMES = {
    "en": {"BR": "Brazil", "CL": "Chile", "SE": "Sweden", "ES": "Spain", "DE": "Germany", "ZA": "South Africa"},
    "es": {"BR": "Brasil", "CL": "Chile", "SE": "Suecia", "ES": "España", "DE": "Alemania", "ZA": "Sudáfrica"},
}
LABELS = {
    **INTERFACE, "partner-country": "Country", "partner-share": "{number} of all, {share}", "subtotal": "Subtotal",
    "total": "Total",
}  # fmt: skip
WORDS: dict[str, Any] = {
    "title": "T", "short": "S", "description": "D",
    "tables": {"who": {"title": "Who", "source": "List"}},
    "figures": {"reach": {"title": "Reach", "alt": "A", "source": "List",
                          "labels": {"count-1": "One", "count-2": "Two", "accented": "They"}}},
}  # fmt: skip


def sample(language: str = "en") -> Edition:
    structure = {
        "kind": "report", "series": "s", "matrices": ["aid"], "tables": {"who": {"derive": "matrix", "matrix": "aid"}},
        "figures": {"reach": {"kind": "map", "matrix": "aid"}},
    }  # fmt: skip
    return edition(
        language=language,
        publication=Publication.model_validate(structure),
        words=PublicationWords.model_validate(WORDS),
        matrices={"aid": MATRIX},
        matrix_words={"aid": MatrixWords(groups={"europe": "Europe", "africa": "Africa"})},
        facts={"aid/europe": {"": "3", "share": "75%"}, "aid/africa": {"": "1", "share": "25%"}},
        labels=LabelWords(interface=LABELS, dimensions={}, indicators={}, architecture={}),
        countries=NAMES[language],
    )


@pytest.fixture
def whole() -> Table:
    found = table(Writer(sample(), {}), "who", "table-who", "Table 1")
    assert isinstance(found, Table)
    return found


def test_each_column_is_headed_by_its_country_and_its_organisations(whole: Table) -> None:
    assert whole.head == (Cell("Country"), Cell("Brazil", "MIDIS"), Cell("Chile", "IFAD, Cusco"))
    assert (whole.shape, whole.caption, whole.title) == ("matrix", "Table 1", "Who")


def test_rows_have_marks_and_groups_their_sums_and_shares(whole: Table) -> None:
    mark, none = Cell("", mark=True), Cell("")
    assert whole.groups == (
        RowGroup(
            ((Cell("Germany"), none, mark), (Cell("Spain"), mark, mark), (Cell("Sweden"), none, mark)),
            "Europe", "3 of all, 75%", (Cell("Subtotal"), Cell("1"), Cell("3")),
        ),
        RowGroup(((Cell("South Africa"), mark, none),), "Africa", "1 of all, 25%", (Cell("Subtotal"), Cell("1"), Cell("0"))),
    )  # fmt: skip
    assert whole.total == (Cell("Total"), Cell("2"), Cell("3"))


def test_countries_stand_in_the_order_of_the_reader_s_language() -> None:
    """The source kept the Spanish order in English: Germany and Spain before France."""
    for language, order in (("en", ["Germany", "Spain", "Sweden"]), ("es", ["Alemania", "España", "Suecia"])):
        found = table(Writer(sample(language), {}), "who", "table-who", "")
        assert isinstance(found, Table)
        assert [row[0].html for row in found.groups[0].rows] == order


def test_the_organisations_of_a_table_count_as_used() -> None:
    writer = Writer(sample(), {})
    table(writer, "who", "table-who", "")
    assert writer.used == {"midis", "ifad", "cusco"}


def test_a_map_shades_countries_by_their_marks_and_tells_the_same_as_data() -> None:
    found = figure(Writer(sample(), {}), "reach", "figure-reach", "Figure 1")
    marks = {"SE": 1, "ES": 2, "DE": 1, "ZA": 1}
    assert found.drawing == PartnerMap(marks, 2, ("BR", "CL"), ("One", "Two"), "They")
    assert found.data == (("Germany", "1"), ("South Africa", "1"), ("Spain", "2"), ("Sweden", "1"))
