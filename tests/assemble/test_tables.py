"""Tables derived from the real cases, whole, as the register of the sources has them."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from briefs.assemble.document import Document, Results, Table
from briefs.assemble.tables import dimensions, table
from briefs.assemble.writer import Writer
from briefs.localise import Edition
from briefs.model.words import TableWords

Editions = Mapping[tuple[str, str], Edition]


@pytest.fixture(scope="module")
def leaflet(editions: Editions) -> Writer:
    return Writer(editions["latin-america", "en"], {})


def test_the_synthesis_table_is_put_together_from_the_cases(leaflet: Writer) -> None:
    found = table(leaflet, "synthesis", "table-synthesis", "")
    assert isinstance(found, Table)
    assert [(cell.html, cell.small) for cell in found.head] == [
        ("Level", ""),
        ("Colombia", "FEST, UNIDOS"),
        ("Colombia", "PPP"),
        ("Mexico", "PROINPRO, PDPs"),
        ("Peru", "Haku Wiñay, Juntos"),
    ]
    assert [[cell.html for cell in row] for row in found.rows] == [
        [
            "National level",
            "Formal agreements at national level to prioritise targeting criteria",
            "SNARIV as a strategy and architecture of coordination",
            "Robust political willingness",
            "Changes in the design of Haku Wiñay have altered coordination",
        ],
        [
            "Coordination",
            "Low level of coordination",
            "Low level of coordination, without a conceptual and operative coordination strategy",
            "Failure of STEIA as coordinating node; lack of relevant incentives and budgetary provisions",
            "Differences in priorities and budgets between sectors",
        ],
        [
            "Local level",
            "Informal coordination at local level for the development of programme activities",
            "Informal coordination at local level with other institutions and programmes",
            "Differences in the target population and programme requirements",
            "Informal coordination at local level between programme managers",
        ],
    ]


def test_the_architecture_table_is_put_together_from_the_cases(editions: Editions) -> None:
    edition = editions["latin-america", "en"]
    words = edition.words.model_copy(update={"tables": {"architecture": TableWords(title="T", source="S")}})
    found = table(Writer(replace(edition, words=words), {}), "architecture", "table-architecture", "Table 1")
    assert isinstance(found, Table)
    assert [cell.html for cell in found.head] == [
        "Country",
        "Case study",
        "Type of political and institutional architecture",
        "Number of programmes",
        "Intentionality of the coordination",
    ]
    types = edition.labels.architecture
    assert [[cell.html for cell in row] for row in found.rows] == [
        ["Colombia", "Familias en su Tierra (FEST) and the Estrategia UNIDOS", types["same-institution"], "2", "Not intentional"],
        ["Colombia", "The Programa Proyectos Productivos (PPP)", types["independent-programmes"], "2", "Not intentional"],
        ["Mexico", "Proyecto de Inclusión Productiva Rural (PROINPRO) and productive development programmes", types["coordinated-institutions"], "14", "Intentional"],
        ["Peru", "Juntos and Haku Wiñay", types["integrated-strategy"], "2", "Intentional"],
    ]  # fmt: skip


def test_there_are_25_results_of_which_18_rose_and_7_fell(leaflet: Writer) -> None:
    findings = [f for dimension in dimensions(leaflet) for _, group in dimension.groups for f in group]
    assert (len(findings), sum(f.up for f in findings), sum(not f.up for f in findings)) == (25, 18, 7)


def test_results_stand_by_dimension_and_programmes_as_in_the_leaflet(leaflet: Writer) -> None:
    found = [
        (dimension.title, programmes, ", ".join(("+ " if f.up else "− ") + f.text for f in findings))
        for dimension in dimensions(leaflet)
        for programmes, findings in dimension.groups
    ]
    assert found == [
        ("Productive", "FEST", "+ Productive assets, + Dedication to work in secondary activities"),
        ("Productive", "PPP", "+ Productive assets, + Livestock products, − Food crop products"),
        ("Productive", "Haku Wiñay", "+ New technologies"),
        ("Income, poverty and local economic development", "PPP", "− Poverty"),
        ("Income, poverty and local economic development", "Haku Wiñay", "+ Income"),
        ("Food security and education", "FEST + UNIDOS", "− Severe food insecurity, + Mild food insecurity"),
        ("Food security and education", "PPP", "− Moderate food insecurity, + Mild food insecurity"),
        ("Finances and risks", "FEST + UNIDOS", "+ Savings, − Informal loans"),
        ("Finances and risks", "PPP", "+ Formal loans, − Informal loans"),
        ("Psychological and social", "FEST + UNIDOS", "+ Subjective well-being, + Expectations, + Social capital"),
        ("Psychological and social", "PPP", "+ Empowerment, + Subjective well-being, + Social capital"),
        ("Psychological and social", "Haku Wiñay", "+ Locus of control"),
        ("Psychological and social", "Haku Wiñay + Soft Skills Programme", "+ Internal locus of control, − Powerful Others Index"),
    ]  # fmt: skip


def test_direction_and_judgement_are_two_things_told_in_words(leaflet: Writer) -> None:
    findings = {f.text: f for dimension in dimensions(leaflet) for _, group in dimension.groups for f in group}
    poverty, food, mild = (findings[name] for name in ("Poverty", "Food crop products", "Mild food insecurity"))
    assert (poverty.up, poverty.good, poverty.words) == (False, True, "less, an improvement")
    assert (food.up, food.good, food.words) == (False, False, "less, a setback")
    assert (mild.up, mild.good, mild.words) == (True, False, "more, a setback")


def test_every_result_of_the_cases_is_shown(leaflet: Writer, documents: Mapping[str, Document]) -> None:
    results = documents["latin-america"].tables["results"]
    assert isinstance(results, Results)
    shown = sum(len(findings) for dimension in results.dimensions for _, findings in dimension.groups)
    assert shown == sum(len(case.results) for case in leaflet.edition.cases.values())
