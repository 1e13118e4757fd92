"""Cycles and matrices: what they name is there, no cell is marked twice, no two things share a label."""

from collections.abc import Iterator

from briefs.load import File, KeyPath
from briefs.model.figures import Cycle, Fields
from briefs.problems import Problem
from briefs.validate.keys import duplicates, known

SHARED_HINT = "give one of the two another id"


def check_cycle(file: File, path: KeyPath, figure: Cycle) -> Iterator[Problem]:
    """The stations of a cycle and which of them are strong."""
    yield from duplicates(file, (*path, "stations"), figure.stations, "station")
    if figure.center and "center" in figure.stations:
        here: KeyPath = (*path, "stations", figure.stations.index("center"))
        hint = "give the station another id: `center` is the label in the middle"
        yield file.problem(here, "`center` names two things in this figure, which would share a label", hint)
    yield from duplicates(file, (*path, "strong"), figure.strong, "station")
    for n, name in enumerate(figure.strong):
        yield from known(file, (*path, "strong", n), name, figure.stations, "station")


def check_fields(file: File, path: KeyPath, figure: Fields) -> Iterator[Problem]:
    """The axes of a matrix and its marked cells."""
    yield from duplicates(file, (*path, "columns"), figure.columns, "column")
    yield from duplicates(file, (*path, "rows"), figure.rows, "row")
    yield from _names(file, path, figure)
    marked: dict[tuple[str, ...], str] = {}
    for group, cells in figure.marked.items():
        for n, cell in enumerate(cells):
            here: KeyPath = (*path, "marked", group, n)
            row, column = cell
            if row in figure.columns and column in figure.rows and row not in figure.rows:
                hint = f"the row comes first, then the column: [{column}, {row}]"
                yield file.problem(here, f"the cell [{row}, {column}] is the wrong way round", hint)
                continue
            yield from known(file, (*here, 0), row, figure.rows, "row")
            yield from known(file, (*here, 1), column, figure.columns, "column")
            if cell in marked:
                where = f"`{marked[cell]}` and `{group}`" if marked[cell] != group else f"`{group}` twice"
                message = f"the cell [{row}, {column}] stands in {where}"
                yield file.problem(here, message, "keep one of the two: a cell has one mark")
            marked.setdefault(cell, group)


def _names(file: File, path: KeyPath, figure: Fields) -> Iterator[Problem]:
    """No two of columns, rows, groups and axes share an id, since each has a label."""
    taken = {"column-axis", "row-axis"}
    lists: tuple[tuple[str, tuple[str, ...]], ...] = (("columns", figure.columns), ("rows", figure.rows))
    for key, names in lists:
        for n, name in enumerate(names):
            if name in taken:
                message = f"`{name}` names two things in this figure, which would share a label"
                yield file.problem((*path, key, n), message, SHARED_HINT)
        taken.update(names)
    for name in figure.marked:
        if name in taken:
            message = f"`{name}` names two things in this figure, which would share a label"
            yield file.problem((*path, "marked", name), message, SHARED_HINT, at_key=True)
