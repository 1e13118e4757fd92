"""How a publication is put together: what the models refuse, and what they tell."""

import pytest
from pydantic import TypeAdapter, ValidationError

from briefs.model.structure import DerivedTable, Isbn, Publication, Section, Table

ISBN: TypeAdapter[str] = TypeAdapter(Isbn)


@pytest.mark.parametrize("isbn", ["978-0-8270-5654-1", "978-3-16-148410-0", "9780306406157", "979-12-200-0852-5"])
def test_an_isbn_with_the_right_check_digit_is_kept_as_it_is_written(isbn: str) -> None:
    assert ISBN.validate_python(isbn) == isbn


@pytest.mark.parametrize(
    ("isbn", "fault"),
    [
        ("978-0-8270-5654-2", "isbn_check"),
        ("978-0-8270-6554-1", "isbn_check"),
        ("978-0-8270-5654", "isbn_length"),
        ("978-0-8270-5654-12", "isbn_length"),
        ("0-8270-5654-X", "isbn_length"),
        ("978-0-8270-5654-X", "isbn_length"),
        (9780827056541, "string_type"),
    ],
)
def test_any_other_isbn_is_refused(isbn: object, fault: str) -> None:
    with pytest.raises(ValidationError) as caught:
        ISBN.validate_python(isbn)
    assert [error["type"] for error in caught.value.errors()] == [fault]


def test_every_wrong_digit_of_an_isbn_is_noticed() -> None:
    right = "9780827056541"
    for place in range(len(right)):
        for digit in set("0123456789") - {right[place]}:
            with pytest.raises(ValidationError):
                ISBN.validate_python(right[:place] + digit + right[place + 1 :])


def publication(**more: object) -> Publication:
    return Publication.model_validate({"kind": "report", "series": "s", **more})


def test_sections_are_the_same_bare_and_nested() -> None:
    found = publication(sections=["a", {"id": "b", "sections": ["c"], "numbered": True}])
    assert found.outline() == (Section(id="a"), Section(id="b", sections=("c",), numbered=True))


def test_a_table_is_authored_or_derived_by_its_keys() -> None:
    found = publication(
        tables={"own": {"columns": ["a"], "rows": ["b"]}, "made": {"derive": "matrix", "matrix": "aid"}}
    )
    assert found.tables == {
        "own": Table(columns=("a",), rows=("b",)),
        "made": DerivedTable(derive="matrix", region=None, matrix="aid"),
    }


def test_the_matrices_that_are_shown_are_named_with_the_place_that_says_so_first() -> None:
    table = {"derive": "matrix", "matrix": "aid"}
    found = publication(figures={"reach": {"kind": "map", "matrix": "aid"}}, tables={"who": table, "more": {**table, "matrix": "help"}})  # fmt: skip
    assert found.shown_matrices() == {"help": ("tables", "more", "matrix"), "aid": ("figures", "reach", "matrix")}


def test_recommendations_in_groups_keep_their_order() -> None:
    groups = [{"id": "one", "items": ["a", "shared.b"]}, {"id": "two", "items": ["c"]}]
    found = publication(recommendations={"style": "numbered", "groups": groups})
    assert found.all_recommendations() == ("a", "shared.b", "c")
    assert publication().all_recommendations() == ()
