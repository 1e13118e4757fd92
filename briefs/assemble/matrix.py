"""Matrices as tables: countries by group, in the order of the reader's language, with subtotals, total and shares."""

from collections.abc import Mapping

from briefs.assemble.document import Cell, RowGroup
from briefs.assemble.writer import Writer
from briefs.collation import sort_key
from briefs.model.matrix import Column, Matrix

MARK = Cell("", mark=True)
NONE = Cell("")


def matrix_table(
    writer: Writer, id_: str, unit: str
) -> tuple[tuple[Cell, ...], tuple[RowGroup, ...], str, tuple[Cell, ...]]:
    """Head, groups, unit and total row of the table of a matrix."""
    edition = writer.edition
    matrix, words, facts = edition.matrices[id_], edition.matrix_words[id_], edition.facts
    head = (Cell(edition.label("partner-country")), *(_head(writer, column) for column in matrix.columns.values()))
    groups = []
    for group, rows in matrix.groups.items():
        counted = edition.label(
            "partner-share", number=facts[f"{id_}/{group}"][""], share=facts[f"{id_}/{group}"]["share"]
        )
        sums = _sums(writer, edition.label("subtotal"), matrix, rows)
        groups.append(RowGroup(_rows(writer, matrix, rows), writer.inline(words.groups[group]), counted, sums))
    everything = {country: marks for rows in matrix.groups.values() for country, marks in rows.items()}
    return head, tuple(groups), unit, _sums(writer, edition.label("total"), matrix, everything)


def column_names(writer: Writer, column: Column) -> str:
    """The organisations of a column by their short names, as HTML: "SEDESOL, Oportunidades"."""
    writer.used.update(column.organisations)
    names = (writer.edition.names[id_] for id_ in column.organisations)
    return writer.names(name.short or name.full for name in names)


def _head(writer: Writer, column: Column) -> Cell:
    return Cell(writer.country(column.country), column_names(writer, column))


def _rows(writer: Writer, matrix: Matrix, rows: Mapping[str, tuple[str, ...]]) -> tuple[tuple[Cell, ...], ...]:
    edition = writer.edition
    ordered = sorted(rows, key=lambda country: sort_key(writer.country_name(country), edition.language))
    return tuple(
        (Cell(writer.country(country)), *(MARK if column in rows[country] else NONE for column in matrix.columns))
        for country in ordered
    )


def _sums(writer: Writer, title: str, matrix: Matrix, rows: Mapping[str, tuple[str, ...]]) -> tuple[Cell, ...]:
    counts = (sum(column in marks for marks in rows.values()) for column in matrix.columns)
    return Cell(title), *(Cell(writer.edition.number(count)) for count in counts)
