"""The register of the sources' defects, class by class: each, planted in the real content, is refused where it stands.

A planting rewrites words of one file of a copy; what is said of it is one problem, at those words.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefs.pipeline import read

ROOT = Path(__file__).resolve().parents[1]
PERU = "content/publications/peru/en.yaml"
MEXICO = "content/publications/mexico/en.yaml"
LEAFLET = "content/publications/latin-america/en.yaml"
PERU_CASE = "content/cases/peru-haku-winay/case.yaml"
MEXICO_CASE = "content/cases/mexico-proinpro/case.yaml"
SERIES = "content/series/rural-synergies/en.yaml"


@dataclass(frozen=True)
class Planted:
    """Words of a file, what is written in their place, the words at fault (`at`), message and hint."""

    defect: str
    file: str
    find: str
    replace: str
    at: str
    message: str
    hint: str


CLASSES = {
    "drift": [
        Planted(
            "a shared key message, told again in a publication with a word or two changed", PERU,
            "    **Two studies start from these premises.**",
            "    **Two studies start from these premises.** When social protection works together with productive rural development, it can open a way out to households that are poor or at risk, and can stop poverty passing from one generation to another.",
            "When social protection", "nearly the same sentence stands in content/shared/en.yaml:5", "name `shared.poverty-trap`",
        ),
        Planted(
            "the same sentence twice in one document", MEXICO,
            "    **The results are not positive.**",
            "    **The results are not positive.** These poor results of {steia} were one of the arguments for the early closure of the project in {proinpro-closure}.",
            "These poor results", "the same sentence stands in content/publications/mexico/en.yaml:16", "say it once",
        ),
    ],
    "wrong sums": [
        Planted(
            "142 + 97 offered coaching", PERU_CASE, "    value: 239", "    value: 240", "240",
            "the value is 240, but 142 + 97 is 239", "hold them against the source",
        ),
        Planted(
            "239 of 477, said to be 42 per cent (which is 142 of 338)", PERU_CASE,
            "    share: [coaching-offered, coaching-universe]\n    value: 50", "    share: [coaching-offered, coaching-universe]\n    value: 42", "42",
            "the value is 42, but 239 / 477 is 50 per cent", "hold them against the source",
        ),
        Planted(
            "211 towns, followed by 133 and 78", MEXICO_CASE, "value: 133", "value: 134", "211",
            "the value is 211, but 134 + 78 is 212", "hold them against the source",
        ),
    ],
    "wrong conversions": [
        Planted(
            "PEN 1,400 = 803", PERU, "earn more and have taken up", "earn 803 dollars more and have taken up", "803", "the number `803 dollars` is typed", "make it a fact",
        ),
        Planted(
            "MXN 46,396,000,660 = 5,083,379,057", MEXICO, "assigned it {prospera-budget}", "assigned it {prospera-budget.amount}, or 5,083,379,057 dollars",
            "5,083,379,057", "the number `5,083,379,057 dollars` is typed", "make it a fact",
        ),
    ],
    "wrong decimal marks": [
        Planted(
            "22,96 million", PERU, "invested {agro-rural-training}", "invested 22,96 million", "22,96",
            "the number `22,96 million` is typed", "make it a fact",
        ),
        Planted(
            "2,400 soles = 1.377 dollars", PERU, "the programme adds {income-gain-p75} a year", "the programme adds {income-gain-p75.amount} (1.377 dollars) a year",
            "1.377", "the number `1.377 dollars` is typed", "make it a fact",
        ),
        Planted(
            "a decimal comma in a fact", PERU_CASE, "value: 0.3", "value: 0,3", "0,3", "expected a number, found a text", "a decimal point only",
        ),
    ],
    "left-over language": [
        Planted(
            "a heading", LEAFLET, "Summary of the results of the institutional analysis",
            "Tabla síntesis: Arquitectura institucional de los casos incluidos en el análisis", "Tabla síntesis",
            "this is in Spanish, the file is `en.yaml`", "translate it",
        ),
        Planted(
            "a heading in capitals", PERU, "Household incomes rise", "LOS CASOS ESTUDIADOS", "LOS CASOS",
            "this is in Spanish, the file is `en.yaml`", "translate it",
        ),
        Planted(
            "a caption of partners", SERIES, "With the technical cooperation of", "Con la cooperación técnica de:", "Con la",
            "this is in Spanish, the file is `en.yaml`", "translate it",
        ),
        Planted(
            "a word", PERU, "of the departments of", "of the departamentos of", "departamentos",
            "`departamentos` is not how it is spelt here", "write departments",
        ),
        Planted(
            "pages 4, 10 y 14", SERIES, "Map: Natural Earth", "Photography on pages 4, 10 y 14. Map: Natural Earth", "y 14",
            "`y` is not how it is spelt here", "write and",
        ),
        Planted(
            "México", MEXICO, "crisis in Mexico", "crisis in México", "México", "`México` is not how it is spelt here", "write Mexico",
        ),
    ],
    "acronyms expanded twice differently": [
        Planted(
            "the ministry by another order of words", PERU, "At the outset {midis} and", "At the outset the Ministry of Social Development and Inclusion and", "Ministry of", "`Ministry of Social Development and Inclusion` is not how it is spelt here", "write {midis}",
        ),
        Planted(
            "the acronym typed", PERU, "Within {midis}, targeting", "Within MIDIS, targeting", "MIDIS",
            "the name `MIDIS` is typed", "write {midis.acronym}",
        ),
        Planted(
            "FIDA for IFAD", MEXICO, "the design report by {ifad} says", "the design report by FIDA says", "FIDA",
            "the name `FIDA` is typed", "write {ifad.acronym}",
        ),
        Planted(
            "an acronym that nobody registered", LEAFLET, "Today this matters more than ever", "The Central American Court of Water (CACW) agrees", "CACW",
            "the registry has no acronym `CACW`", "content/registry/",
        ),
    ],
    "notes without target": [
        Planted(
            "a marker without a note", PERU, "[^yachachiq] and users", "[^yachachiqs] and users", "[^yachachiqs]",
            "there is no note `yachachiqs`", "did you mean `yachachiq`?",
        ),
        Planted(
            "note 3 without a marker", MEXICO, "graduation model[^brac] to", "graduation model to", "brac:",
            "no text calls the note `brac`", "call it with [^brac]",
        ),
    ],
    "citations without target": [
        Planted(
            "Diario Oficial de la Federación, 2018", MEXICO, "effective access to their social rights [@dof-2017]", "effective access to their social rights [@dof-2018]", "[@dof-2018]",
            "there is no reference `dof-2018`", "did you mean",
        ),
    ],
    "cross-references to nothing": [
        Planted(
            "a figure that is not there", PERU, "({ref:effects})", "({ref:effect})", "{ref:effect}", "there is no figure, table or numbered section `effect`", "did you mean `effects`?",
        ),
        Planted(
            "a number that is typed", PERU, "({ref:effects})", "(Figure 2)", "Figure 2", "`Figure 2` points to nothing that stays where it is", "write {ref:id}",
        ),
        Planted(
            "the table below, which is a list", PERU, "The evaluation measured its impact on the main ones that it promotes. {ref:technologies} shows the results",
            "The evaluation measured its impact on the main ones that it promotes. The table below shows the results", "The table below",
            "`The table below` points to nothing that stays where it is", "write {ref:id}",
        ),
        Planted(
            "Section II", MEXICO, "The programmes involved come first", "Section II has the programmes", "Section II", "`Section II` points to nothing that stays where it is", "say what it is about",
        ),
    ],
    "mixed spellings": [
        Planted(
            f"{wrong}, elsewhere {write}", MEXICO, "Budgets, targeting criteria", f"Budgets, {wrong} criteria", wrong,
            f"`{wrong}` is not how it is spelt {where}", f"write {write}",
        )
        for wrong, write, where in (
            ("targetting", "targeting", "here"), ("focalisation", "targeting", "here"), ("strategical", "strategic", "here"),
            ("wellbeing", "well-being", "here"), ("country-wide", "countrywide", "here"), ("analyzed", "analyse", "in en-GB"),
            ("prioritize", "prioritise", "in en-GB"), ("periurban", "peri-urban", "here"), ("bimonthly", "every two months", "here"),
        )
    ],
}  # fmt: skip


def cases() -> list[tuple[str, Planted]]:
    return [(f"{name}: {planted.defect}", planted) for name, group in CLASSES.items() for planted in group]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real content; each test leaves it as it was."""
    folder = tmp_path_factory.mktemp("register")
    shutil.copytree(ROOT / "content", folder / "content")
    return folder


@pytest.mark.parametrize("planted", [case for _, case in cases()], ids=[name for name, _ in cases()])
def test_a_defect_of_the_sources_is_refused_where_it_stands(copy: Path, planted: Planted) -> None:
    file = copy / planted.file
    before = file.read_text("utf-8")
    assert before.count(planted.find) == 1, f"{planted.find!r} stands {before.count(planted.find)} times"
    file.write_text(before.replace(planted.find, planted.replace), "utf-8")
    try:
        found = read(copy)[2]
    finally:
        file.write_text(before, "utf-8")
    assert [(problem.file, problem.message) for problem in found] == [(planted.file, planted.message)]
    problem = found[0]
    assert problem.line > 0
    assert problem.excerpt[problem.column - 1 :].startswith(planted.at)
    assert planted.hint in problem.hint


def test_every_class_of_the_register_has_its_defects() -> None:
    assert set(CLASSES) == {
        "drift", "wrong sums", "wrong conversions", "left-over language", "wrong decimal marks",
        "acronyms expanded twice differently", "notes without target", "citations without target",
        "cross-references to nothing", "mixed spellings",
    }  # fmt: skip
    assert all(CLASSES.values())


def test_the_copy_itself_has_nothing_to_mend(copy: Path) -> None:
    assert read(copy)[2] == ()
