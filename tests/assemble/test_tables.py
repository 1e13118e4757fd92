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
    cases = leaflet.edition.case_words
    assert [cell.small for cell in found.head] == ["", "FEST, UNIDOS", "PPP", "PROINPRO, PDPs", "Haku Wiñay, Juntos"]
    assert [cell.html for cell in found.head[1:]] == ["Colombia", "Colombia", "Mexico", "Peru"]
    assert [[cell.html for cell in row[1:]] for row in found.rows] == [
        [leaflet.inline(getattr(words.synthesis, level)) for words in cases.values()]
        for level in ("framework", "coordination", "practice")
    ]
    assert found.rows[0][3].html == "Robust political willingness"


def test_the_architecture_table_is_put_together_from_the_cases(editions: Editions) -> None:
    edition = editions["latin-america", "en"]
    words = edition.words.model_copy(update={"tables": {"architecture": TableWords(title="T", source="S")}})
    found = table(Writer(replace(edition, words=words), {}), "architecture", "table-architecture", "Table 1")
    assert isinstance(found, Table)
    assert [cell.html for cell in found.head] == [
        "Country",
        "Case study",
        "Type of political-institutional architecture",
        "Number of programmes",
        "Intentionality of the coordination",
    ]
    types, names = edition.labels.architecture, edition.case_words
    writer = Writer(edition, {})
    expected = [
        ("Colombia", "colombia-fest-unidos", "same-institution", "2", "Not intentional"),
        ("Colombia", "colombia-ppp", "independent-programmes", "2", "Not intentional"),
        ("Mexico", "mexico-proinpro", "coordinated-institutions", "14", "Intentional"),
        ("Peru", "peru-haku-winay", "integrated-strategy", "2", "Intentional"),
    ]
    assert [[cell.html for cell in row] for row in found.rows] == [
        [country, writer.inline(names[case].name), types[kind], count, intent]
        for country, case, kind, count, intent in expected
    ]


def test_there_are_25_results_of_which_18_rose_and_7_fell(leaflet: Writer) -> None:
    findings = [
        f for dimension in dimensions(leaflet, leaflet.edition.cases) for _, group in dimension.groups for f in group
    ]
    assert (len(findings), sum(f.up for f in findings), sum(not f.up for f in findings)) == (25, 18, 7)


def test_results_stand_by_dimension_and_programmes_as_in_the_leaflet(leaflet: Writer) -> None:
    labels = leaflet.edition.labels
    titles = {text: id_ for id_, text in labels.dimensions.items()}
    indicators = {text: id_ for id_, text in labels.indicators.items()}
    found = [
        (titles[dimension.title], programmes, " ".join("-+"[f.up] + indicators[f.text] for f in findings))
        for dimension in dimensions(leaflet, leaflet.edition.cases)
        for programmes, findings in dimension.groups
    ]
    both, coached = "FEST + UNIDOS", "Haku Wiñay + Soft Skills Programme"
    assert found == [
        ("productive", "FEST", "+productive-assets +secondary-activities"),
        ("productive", "PPP", "+productive-assets +livestock-products -food-crop-products"),
        ("productive", "Haku Wiñay", "+new-technologies"),
        ("income", "PPP", "-poverty"),
        ("income", "Haku Wiñay", "+income"),
        ("food-education", both, "-severe-food-insecurity +mild-food-insecurity"),
        ("food-education", "PPP", "-moderate-food-insecurity +mild-food-insecurity"),
        ("finances-risks", both, "+savings -informal-loans"),
        ("finances-risks", "PPP", "+formal-loans -informal-loans"),
        ("psychological", both, "+subjective-well-being +expectations +social-capital"),
        ("psychological", "PPP", "+empowerment +subjective-well-being +social-capital"),
        ("psychological", "Haku Wiñay", "+locus-of-control"),
        ("psychological", coached, "+internal-locus-of-control -powerful-others-index"),
    ]


def test_direction_and_judgement_are_two_things_told_in_words(leaflet: Writer) -> None:
    findings = {
        f.text: f
        for dimension in dimensions(leaflet, leaflet.edition.cases)
        for _, group in dimension.groups
        for f in group
    }
    poverty, food, mild = (findings[name] for name in ("Poverty", "Food crop products", "Mild food insecurity"))
    assert (poverty.up, poverty.good, poverty.words) == (False, True, "less, an improvement")
    assert (food.up, food.good, food.words) == (False, False, "less, a setback")
    assert (mild.up, mild.good, mild.words) == (True, False, "more, a setback")


def test_every_result_of_the_cases_is_shown(leaflet: Writer, documents: Mapping[str, Document]) -> None:
    results = documents["latin-america"].tables["results"]
    assert isinstance(results, Results)
    shown = sum(len(findings) for dimension in results.dimensions for _, findings in dimension.groups)
    assert shown == sum(len(case.results) for case in leaflet.edition.cases.values())
