"""Typed numbers: which are facts and have to come by placeholder, and which are words."""

from pathlib import Path

import pytest

from briefs.pipeline import read
from tests.validate.planted import planted

WORDS = "content/publications/tanks/en.yaml"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It invested 22,96 million in all.", ["22,96 million"]),
        ("Income rose by PEN 1,400 (US$ 803).", ["1,400", "US$ 803"]),
        ("Income rose by UYU 1,400 (US$ 803).", ["UYU 1,400", "US$ 803"]),
        ("A share of 39% or 39 %, 39 per cent.", ["39%", "39 %", "39 per cent"]),
        ("The budget was 46,396,000,660 pesos.", ["46,396,000,660 pesos"]),
        ("The budget was 46.396.000.660,50.", ["46.396.000.660,50"]),
        ("It grew by 0.3 hectares, from 1.5 to 2.", ["0.3", "1.5"]),
        ("About 5\u00a0000 tanks, 12 345 678 litres.", ["5 000", "12 345 678"]),
        ("It cost $20, €20, 20 €, 20 UYU or 200 pesos.", ["$20", "€20", "20 €", "20 UYU", "200 pesos"]),
        ("Half a million, 40 million.", ["40 million"]),
        ("Below 100% of them, 100 % or 100 per cent.", []),
        ("In 2016, 12 schools of 3 towns; the 75th of 480 (E1, S266).", []),
        ("On 2017-04-01, in 2016–2017, page 12, 14, COVID-19.", []),
        ("Chapters 1, 2 and 3. 1. One, 2.", []),
        ("Version 1.2.3 and {filled}, {cost.amount}.", []),
        ("See https://example.org/1,400 or [1](https://example.org/39%25).", []),
    ],
)
def test_a_number_that_is_a_fact_comes_by_placeholder(tmp_path: Path, text: str, found: list[str]) -> None:
    problems = read(planted(tmp_path, WORDS, "The office read the marks on each tank.", text))[2]
    assert [p.message for p in problems] == [f"the number `{number}` is typed" for number in found]
    shown = [p.excerpt[p.column - 1 : p.column - 1 + p.length].replace("\u00a0", " ") for p in problems]
    assert shown == found


def test_a_credit_may_name_a_version(tmp_path: Path) -> None:
    credit = "Picture: Editorial office."
    assert read(planted(tmp_path, WORDS, credit, f"{credit} Licence: CC BY 4.0"))[2] == ()
