"""Matrices: which institutions (columns) have a mark for which countries (rows), and what follows from them."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import Field

from briefs.model.base import Country, Id, Strict, Text
from briefs.model.facts import Origin


class Column(Strict):
    """Who answered."""

    country: Country
    organisations: tuple[Id, ...] = Field(
        min_length=1, description="Ids of the registry; their short names are its head"
    )


class Matrix(Strict):
    """Rows are countries in groups; each names the columns that have a mark for it. Sums and shares are computed."""

    source: Origin = Field(description="Where the matrix was taken from")
    columns: dict[Id, Column] = Field(min_length=1)
    groups: dict[Id, dict[Country, tuple[Id, ...]]] = Field(min_length=1, description="Group → country → columns")
    editor_notes: dict[Id, Text] = {}


@dataclass(frozen=True)
class MatrixCount:
    """A number that follows from a matrix, and the whole that it is a part of."""

    value: int
    of: int


def counts(matrix: Matrix) -> Mapping[str, MatrixCount]:
    """What a text may name: `countries` (all rows), `marks`, the rows of each group, the marks of each column."""
    rows = {group: len(countries) for group, countries in matrix.groups.items()}
    columns = {
        column: sum(column in marks for countries in matrix.groups.values() for marks in countries.values())
        for column in matrix.columns
    }
    whole, all_marks = sum(rows.values()), sum(columns.values())
    return {
        "countries": MatrixCount(whole, whole),
        "marks": MatrixCount(all_marks, all_marks),
        **{group: MatrixCount(value, whole) for group, value in rows.items()},
        **{column: MatrixCount(value, all_marks) for column, value in columns.items()},
    }
