"""What pydantic finds, in plain words at the right place."""

import pytest

from briefs.load import File
from briefs.load import parse as parse_yaml
from briefs.model.structure import Case, Publication
from briefs.model.words import CaseWords, PublicationWords
from briefs.problems import render
from briefs.validate.schema import parse

CASE = """\
country: UY
region: africa
programmes: [tank-scheme]
architecture: {type: one, programmes: 2, intentional: true}
facts:
  cost: {value: 9, unit: UYU, source: {document: a, at: b}}
"""
PUBLICATION = """\
kind: country-brief
series: minimal
cases: [tanks]
key_messages: [a]
figures:
  flow:
    kind: diagram
    columns: 2
    nodes: {a: {at: [1, 1]}, b: {at: [2, 1]}}
recommendations: {style: numbered, items: [a]}
"""


def messages(text: str, model: type[Case | CaseWords | Publication | PublicationWords], name: str) -> list[str]:
    file = parse_yaml(text, name)
    assert isinstance(file, File)
    result = parse(file, model)
    if not isinstance(result, list):
        return []
    lines = (render(problem).splitlines() for problem in result)
    return [f"{shown[0].removeprefix(name)} = {shown[-1].partition('= ')[2]}" for shown in lines]


@pytest.mark.parametrize(
    ("find", "replace", "expected"),
    [
        ("UY\n", "UY\n", []),
        ("2, int", "two, int", [
            ":4:39: error: expected a whole number, found a text [architecture.programmes] = "
            "a number has digits and a decimal point only: 1400, 0.3; what it counts stands under `unit`",
        ]),
        ("2, int", "-2, int", [":4:39: error: -2 is too small: at least 0 [architecture.programmes] = "]),
        ("[tank-scheme]", "[]", [":3:13: error: there are too few here: at least 1 [programmes] = "]),
        ("[tank-scheme]", "tank-scheme", [
            ":3:13: error: expected a list, found a text [programmes] = write [one, two], or one a line after `- `",
        ]),
        ("UY\n", "NO\n", []),
        ("UY\n", "no\n", [":1:10: error: `no` is not a country code [country] = two capitals, such as PE"]),
        ("UY\n", "true\n", [
            ":1:10: error: expected a text, found true or false (true) [country] = "
            "if the text is meant, put it in quotation marks",
        ]),
        ("regions", "regions", []),
        ("region:", "regoin:", [":2:1: error: `regoin` is not a key here [regoin] = did you mean `region`?"]),
        ("region: africa\n", "", [":1:1: error: `region` is missing here [region] = add `region:`"]),
        ("  cost: {value", "  Cost: {value", [
            ":6:3: error: `Cost` is not an id [facts.Cost] = "
            "an id is lower-case letters, digits and hyphens: `income-gain`",
        ]),
        ("unit: UYU, ", "", [
            ":6:3: error: `unit` is missing here [facts.cost.unit] = a unit is a currency such as PEN, percent, count, "
            "square-metre or hectare; a time has `from` and `to`, or `date`",
        ]),
        ("{value: 9, unit: UYU, source: {document: a, at: b}}", "12", [
            ":6:9: error: expected a group of keys, found a number (12) [facts.cost] = a fact has `value` and `unit`",
        ]),
        ("value: 9,", "value: {a: b},", [
            ":6:17: error: expected a number, found a group of keys [facts.cost.value] = "
            "a number has digits and a decimal point only: 1400, 0.3; what it counts stands under `unit`",
        ]),
        ("unit: UYU,", "unit: UYU, scale: thousand,", [
            ":6:38: error: `thousand` is not one of: million [facts.cost.scale] = ",
        ]),
    ],
)  # fmt: skip
def test_a_fault_of_a_structure_file_is_told_once_in_plain_words(find: str, replace: str, expected: list[str]) -> None:
    text = CASE.replace(find, replace)
    assert [m.rstrip() for m in messages(text, Case, "content/cases/a/case.yaml")] == [m.rstrip() for m in expected]


@pytest.mark.parametrize(
    ("find", "replace", "expected"),
    [
        ("at: [1, 1]", "at: [1, x]", [
            ":9:25: error: expected a whole number, found a text [figures.flow.nodes.a.at[1]] = "
            "a number has digits and a decimal point only: 1400, 0.3; what it counts stands under `unit`",
        ]),
        ("columns: 2", "columns: 40", [":8:14: error: 40 is too large: at most 12 [figures.flow.columns] = "]),
        ("columns: 2", "colums: 2", [
            ":8:5: error: `colums` is not a key here [figures.flow.colums] = did you mean `columns`?",
        ]),
        ("kind: diagram", "kind: [diagram]", [
            ":7:11: error: expected a text, found a list [figures.flow.kind] = one of: bars, timeline, diagram, cycle, fields, map, image",
        ]),
    ],
)  # fmt: skip
def test_a_fault_inside_a_figure_stands_at_its_key(find: str, replace: str, expected: list[str]) -> None:
    found = messages(PUBLICATION.replace(find, replace), Publication, "content/publications/a/publication.yaml")
    assert [m.rstrip() for m in found] == [m.rstrip() for m in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n", [":1:1: error: expected keys here, found a list = a line is `key: value`; a text stands below a key"]),
        ("name: [a]\nsynthesis: {framework: |-\n", None),
        ("name: |-\n  x\nsynthesis: |-\n  y\n", [
            ":3:1: error: expected a group of keys, found a text [synthesis] = "
            "keys here: coordination, framework, practice",
        ]),
    ],
)  # fmt: skip
def test_a_fault_of_a_file_of_words_speaks_of_texts(text: str, expected: list[str] | None) -> None:
    if expected is None:
        assert isinstance(parse_yaml(text, "content/cases/a/en.yaml"), list)
    else:
        assert messages(text, CaseWords, "content/cases/a/en.yaml") == expected
