"""Computed facts: what is made of which, how it is rounded, and what cannot be made."""

from typing import Any

import pytest
from pydantic import TypeAdapter

from briefs.model.computed import solve
from briefs.model.facts import Fact

FACTS: TypeAdapter[dict[str, Fact]] = TypeAdapter(dict[str, Fact])
SOURCE = {"document": "tanks", "at": "The tanks"}


def solved(**facts: dict[str, Any]) -> tuple[dict[str, Any], list[tuple[str, tuple[str | int, ...], str]]]:
    """What each fact holds beside its source, and the faults."""
    checked = FACTS.validate_python({name: {"source": SOURCE, **fact} for name, fact in facts.items()})
    known, faults = solve(checked)
    plain = {name: fact.model_dump(exclude_none=True, exclude={"source"}) for name, fact in known.items()}
    return plain, [(fault.fact, fault.path, fault.message) for fault in faults]


def count(value: int) -> dict[str, Any]:
    return {"value": value, "unit": "count"}


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ({"sum": ["a", "b"]}, count(239)),
        ({"sum": ["a", "b", "a"], "unit": "count", "value": 381}, count(381)),
        ({"difference": ["a", "b"]}, count(45)),
        ({"share": ["a", "all"]}, {"value": 30, "unit": "percent"}),
        ({"share": ["a", "all"], "digits": 1, "value": 29.8}, {"value": 29.8, "unit": "percent"}),
        ({"share": ["b", "double"]}, {"value": 50, "unit": "percent"}),
        ({"share": ["one", "eight"], "digits": 1}, {"value": 12.5, "unit": "percent"}),
        ({"share": ["one", "eight"]}, {"value": 13, "unit": "percent"}),
        ({"sum": ["of-computed", "b"]}, count(336)),
    ],
)
def test_a_fact_follows_from_others(fact: dict[str, Any], expected: dict[str, Any]) -> None:
    others = {
        "a": count(142), "b": count(97), "all": count(477), "double": count(194), "one": count(1), "eight": count(8),
        "of-computed": {"sum": ["a", "b"]},
    }  # fmt: skip
    known, faults = solved(made=fact, **others)
    assert (known["made"], faults) == (expected, [])


def test_amounts_keep_unit_scale_rate_and_the_year_they_share() -> None:
    money = {"unit": "PEN", "scale": "million", "rate": "ppp-2018"}
    known, faults = solved(
        a={"value": 40.1, "year": 2010, **money}, b={"value": 0.2, "year": 2010, **money},
        later={"value": 1, "year": 2017, **money}, both={"sum": ["a", "b"]}, mixed={"sum": ["a", "later"]},
    )  # fmt: skip
    assert known["both"] == {"value": 40.3, "year": 2010, **money}
    assert known["mixed"] == {"value": 41.1, **money}
    assert faults == []


def test_millions_shares_and_areas_are_added_without_a_binary_tail() -> None:
    known, faults = solved(
        a={"value": 1.1, "unit": "count", "scale": "million"}, b={"value": 2.2, "unit": "count", "scale": "million"},
        both={"sum": ["a", "b"]}, c={"value": 54.4, "unit": "percent"}, d={"value": 19.3, "unit": "percent"},
        shares={"sum": ["c", "d"]}, e={"value": 0.1, "unit": "hectare"}, land={"difference": ["e", "e"]},
        whole={"sum": ["f", "f"]}, f={"value": 1.5, "unit": "count", "scale": "million"},
    )  # fmt: skip
    assert [known[name]["value"] for name in ("both", "shares", "land", "whole")] == [3.3, 73.7, 0, 3]
    assert faults == []


@pytest.mark.parametrize(
    ("fact", "path", "message"),
    [
        ({"sum": ["a", "b"], "value": 240}, ("value",), "the value is 240, but 142 + 97 is 239"),
        ({"share": ["a", "b"], "value": 140}, ("value",), "the value is 140, but 142 / 97 is 146 per cent"),
        ({"sum": ["a", "x"]}, ("sum", 1), "there is no fact `x` here"),
        ({"sum": ["a", "made"]}, ("sum", 1), "`made` is made from itself: made → made"),
        ({"sum": ["a", "when"]}, ("sum", 1), "`when` is a time, which cannot be added"),
        ({"sum": ["a", "part"]}, ("sum", 1), "the facts differ in what they are counted in: count, percent"),
        ({"sum": ["pen", "ppp"]}, ("sum", 1), "the facts differ in what they are counted in: PEN, PEN ppp-2018"),
        ({"share": ["a", "none"]}, ("share", 1), "the whole is 0, of which nothing is a share"),
        ({"difference": ["b", "a"]}, ("difference",), "97 − 142 is -45: there are no fewer than none"),
        ({"difference": ["part", "part"]}, ("difference",), "shares cannot be subtracted"),
        (
            {"sum": ["a", "b"], "unit": "percent"},
            ("unit",),
            "`percent` is not its unit: it is made from facts in count",
        ),
    ],
)
def test_what_cannot_be_made_says_why_once(fact: dict[str, Any], path: tuple[str | int, ...], message: str) -> None:
    known, faults = solved(
        made=fact, follows={"sum": ["made", "made"], "value": 5} if "value" not in fact and path[0] != "unit" else count(1),
        a=count(142), b=count(97), none=count(0), part={"value": 39, "unit": "percent"}, when={"date": "2016"},
        pen={"value": 1, "unit": "PEN"}, ppp={"value": 1, "unit": "PEN", "rate": "ppp-2018"},
    )  # fmt: skip
    assert faults == [("made", path, message)]
    assert "made" in known
