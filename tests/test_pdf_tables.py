"""Which heads a cell of a table has for those who hear it, in a real PDF whose table runs over several pages."""

import io
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary

from briefs.jobs import PrintJob
from briefs.render_pdf import render_pdf

GROUPS = {"North": 9, "South": 30}
COLUMNS = ("One", "Two")
CSS = "table{border-spacing:0;font-size:12px}td,th{padding:0}"


def body() -> str:
    """A table in the form of the templates: heads of columns, and groups with a heading, rows and sums each."""

    def row(name: str) -> str:
        cells = "".join(f"<td>{name} {column}</td>" for column in COLUMNS)
        return f'<tr><th scope="row">{name}</th>{cells}</tr>'

    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Country", *COLUMNS))
    groups = "".join(
        f'<tbody><tr><th colspan="3" scope="rowgroup">{group}</th></tr>'
        f"{''.join(row(f'{group}-{n}') for n in range(count))}{row(f'{group}-sum')}</tbody>"
        for group, count in GROUPS.items()
    )
    plain = '<table><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead><tbody><tr><td>C</td><td>D</td></tr></tbody></table>'
    return f"<h1>H</h1><table><thead><tr>{heads}</tr></thead>{groups}<tbody>{row('Total')}</tbody></table>{plain}"


@pytest.fixture(scope="module")
def pdf(print_job: Callable[..., PrintJob]) -> Iterator[pikepdf.Pdf]:
    made = render_pdf(print_job(body(), CSS))
    assert made.findings == ()
    with pikepdf.open(io.BytesIO(made.data)) as opened:
        yield opened


def elements(node: Any) -> Iterator[Any]:
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def tables(pdf: pikepdf.Pdf) -> list[list[list[Any]]]:
    """The rows of each table of the structure, as their cells; a table that breaks is one a page."""
    found = [element for element in elements(pdf.Root.StructTreeRoot) if element.S == "/Table"]
    return [
        [[cell for cell in elements(row) if cell.S in ("/TH", "/TD")] for row in elements(one) if row.S == "/TR"]
        for one in found
    ]


def heads(cell: Any) -> list[str]:
    return [str(head) for head in cell.A.get("/Headers", [])]


def test_the_heads_of_columns_are_repeated_on_every_page_with_ids_of_their_own(pdf: pikepdf.Pdf) -> None:
    pages = tables(pdf)[:-1]
    assert len(pages) == len(pdf.pages) >= 3
    for rows in pages:
        assert [str(cell.A.Scope) for cell in rows[0]] == ["/Column"] * 3
    ids = [str(cell.ID) for rows in tables(pdf) for row in rows for cell in row if cell.S == "/TH"]
    assert len(ids) == len(set(ids))


def test_a_cell_has_the_head_of_its_column_its_group_and_its_row_also_after_a_page_break(pdf: pikepdf.Pdf) -> None:
    group, seen, carried = "", 0, 0
    wanted = [*(name for name, count in GROUPS.items() for _ in range(count + 1)), ""]
    named: dict[str, str] = {}
    for rows in tables(pdf)[:-1]:
        columns, here = [str(cell.ID) for cell in rows[0]], False
        for row in rows[1:]:
            first, *others = row
            if len(row) == 1:  # the heading of a group
                group, here = str(first.ID), True
                named[group] = wanted[seen]
                assert str(first.A.Scope) == "/Column"
                assert heads(first) == []
                continue
            own = [group] if wanted[seen] else []
            assert heads(first) == own
            assert [named[id_] for id_ in own] == [name for name in wanted[seen : seen + 1] if name]
            assert [heads(cell) for cell in others] == [[column, *own, str(first.ID)] for column in columns[1:]]
            carried += bool(own) and not here
            seen += 1
    assert seen == len(wanted)
    assert carried > 0, "some rows stand on a page without the heading of their group"


def test_a_table_without_heads_of_rows_and_groups_has_those_of_its_columns(pdf: pikepdf.Pdf) -> None:
    (head, row) = tables(pdf)[-1]
    assert [heads(cell) for cell in row] == [[str(cell.ID)] for cell in head]


def test_every_head_that_a_cell_names_is_there(pdf: pikepdf.Pdf) -> None:
    cells = [cell for rows in tables(pdf) for row in rows for cell in row]
    there = {str(cell.ID) for cell in cells if "/ID" in cell}
    assert {head for cell in cells for head in heads(cell)} <= there
