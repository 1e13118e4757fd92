"""A matrix of two axes with some of its cells marked. In: a `Fields`. Out: one SVG.

Names of rows stand beside the cells where there is room, above them where it is narrow; where not even the names of the
columns have room side by side, the matrix becomes a list.
"""

from dataclasses import dataclass
from functools import partial
from xml.etree import ElementTree as ET

from briefs.draw.ink import DrawingError, Ink
from briefs.draw.legend import Entry, legend
from briefs.draw.measure import Type, balance, longest_part, widest
from briefs.draw.signs import MARKS, mark
from briefs.draw.svg import NARROW, Box, Pen, document, require_alt
from briefs.draw.tones import PAD_X, Words, fits, words

Cell = tuple[int, int]
Name = tuple[str, str]

_GAP = 5.0  # px between cells
_HIGH, _LOW = 46.0, 34.0  # px of a cell, beside its name and under it
_SHARE = 0.27  # of the width: the names of rows never take more
_KEY = 16.0  # px above the legend


@dataclass(frozen=True)
class Group:
    """Cells (row and column, from 0) that mean the same, and what that is."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Fields:
    """The names (title, text) along both axes, the names of the axes, and the marked cells."""

    columns: tuple[Name, ...]
    rows: tuple[Name, ...]
    column_axis: str
    row_axis: str
    groups: tuple[Group, ...] = ()

    def __post_init__(self) -> None:
        if not self.columns or not self.rows:
            raise DrawingError("A matrix needs at least one column and one row.")
        if len(self.groups) > MARKS:
            raise DrawingError(f"A matrix has {MARKS} ways to mark a cell, not {len(self.groups)}.")
        marked: set[Cell] = set()
        for row, column in (cell for group in self.groups for cell in group.cells):
            if not (0 <= row < len(self.rows) and 0 <= column < len(self.columns)):
                raise DrawingError(f"The cell {row}, {column} lies outside the matrix.")
            if (row, column) in marked:
                raise DrawingError(f"The cell {row}, {column} is marked twice.")
            marked.add((row, column))

    def group(self, row: int, column: int) -> int | None:
        """The number of the group that marks a cell, from 0; None where none does."""
        return next((n for n, group in enumerate(self.groups) if (row, column) in group.cells), None)


def fields(spec: Fields, width: float, ink: Ink, alt: str) -> str:
    """The matrix as SVG, `width` px wide and as high as it needs."""
    require_alt(alt, "matrix")
    pen = Pen(ink)
    drawn, height = (
        (width >= NARROW and _beside(spec, width, pen)) or _above(spec, width, pen) or _list(spec, width, pen)
    )
    if spec.groups:
        entries = tuple(
            Entry(partial(mark, pen, which=n, radius=3), group.label) for n, group in enumerate(spec.groups)
        )
        key, high = legend(pen, entries, width, height + _KEY)
        drawn += key
        height += _KEY + high
    return document(drawn, width, height + 1, "fields", alt)


def _named(name: Name, width: float, ink: Ink) -> Words:
    """A name in lines of `width` px, without the padding of a box."""
    return words(*name, width + 2 * PAD_X, ink)


def _write(pen: Pen, said: Words, x: float, top: float, anchor: str = "start") -> list[ET.Element]:
    below = top + said.height - len(said.text) * said.text_kind.leading
    title = pen.lines(said.title, x, top, said.title_kind, "d-text-brand", anchor=anchor)
    return title + pen.lines(said.text, x, below, said.text_kind, "d-text-soft", anchor=anchor)


def _axis(ink: Ink) -> Type:
    return Type(ink.sans, 11.8)


def _beside(spec: Fields, width: float, pen: Pen) -> tuple[list[ET.Element], float] | None:
    """Names of rows at the left; None where a name has no room."""
    most = width * _SHARE
    if not all(fits(*name, most + 2 * PAD_X, pen.ink) for name in spec.rows):
        return None
    names = [_named(name, most, pen.ink) for name in spec.rows]
    axis = balance(spec.row_axis, _axis(pen.ink), most)
    left = max(max(widest(n.title, n.title_kind), widest(n.text, n.text_kind)) for n in names)
    left = float(round(max(left, widest(axis, _axis(pen.ink))) + 18))
    head = _heads(spec, left, width, pen)
    if head is None:
        return None
    drawn, top = head
    drawn += pen.lines(axis, 0, top - 8 - len(axis) * _axis(pen.ink).leading, _axis(pen.ink), "d-text-soft")
    drawn.append(pen.rect(Box(0, top - 1.6, width, 1.6), "d-brand"))
    y = top + 8
    for row, name in enumerate(names):
        high = max(_HIGH, name.height + 14)
        drawn += _write(pen, name, 0, y + (high - name.height) / 2)
        drawn += _cells(spec, row, left, width, y, high, pen)
        y += high + _GAP
    return drawn, y - _GAP


def _above(spec: Fields, width: float, pen: Pen) -> tuple[list[ET.Element], float] | None:
    """Names of rows above their cells; None where the name of a column has no room."""
    head = _heads(spec, 0, width, pen)
    if head is None:
        return None
    drawn, top = head
    drawn.append(pen.rect(Box(0, top - 1.6, width, 1.6), "d-brand"))
    axis = balance(spec.row_axis, _axis(pen.ink), width)
    drawn += pen.lines(axis, 0, top + 8, _axis(pen.ink), "d-text-soft")
    y = top + 8 + len(axis) * _axis(pen.ink).leading + 4
    for row, name in enumerate(spec.rows):
        said = _named(name, width, pen.ink)
        drawn += _write(pen, said, 0, y)
        y += said.height + 4
        drawn += _cells(spec, row, 0, width, y, _LOW, pen)
        y += _LOW + 12
    return drawn, y - 12


def _list(spec: Fields, width: float, pen: Pen) -> tuple[list[ET.Element], float]:
    """Every row a heading, every column a line under it beside its cell; the axes are named where their names stand."""
    small, plain, side = _axis(pen.ink), Type(pen.ink.sans, 12.2), 58.0
    drawn: list[ET.Element] = []
    y = 0.0
    for text, x in ((spec.row_axis, 0.0), (spec.column_axis, side)):
        lines = balance(text, small, width - x)
        drawn += pen.lines(lines, x, y, small, "d-text-soft")
        y += len(lines) * small.leading + 2
    y += 6
    for row, name in enumerate(spec.rows):
        drawn.append(pen.rect(Box(0, y, width, 1.6), "d-brand"))
        said = _named(name, width, pen.ink)
        drawn += _write(pen, said, 0, y + 7)
        y += 7 + said.height + 6
        for column, other in enumerate(spec.columns):
            line = balance("\n".join(filter(None, other)), plain, width - side)
            tall = len(line) * plain.leading
            high = max(26.0, tall + 4)
            drawn += _cell(spec, row, column, Box(0, y, side - 14, high), pen)
            drawn += pen.lines(line, side, y + (high - tall) / 2, plain)
            y += high + _GAP
        y += 9
    return drawn, y - 9 - _GAP


def _heads(spec: Fields, left: float, width: float, pen: Pen) -> tuple[list[ET.Element], float] | None:
    """The name of the column axis over the names of the columns, and where they end; None where a word has no room."""
    sides = _sides(spec, left, width)
    inside = sides[0][1] - sides[0][0] - 4
    if not all(fits(*name, inside + 2 * PAD_X, pen.ink) for name in spec.columns):
        return None
    kind = _axis(pen.ink)
    axis = balance(spec.column_axis, kind, width - left)
    if longest_part(spec.column_axis, kind) > width - left:
        return None
    names = [_named(name, inside, pen.ink) for name in spec.columns]
    drawn = pen.lines(axis, (left + width) / 2, 0, kind, "d-text-soft", anchor="middle")
    y = len(axis) * kind.leading + 3
    drawn.append(pen.rect(Box(left, y, width - left, 1), "d-rule"))
    bottom = y + 6 + max(name.height for name in names)
    for (low, high), name in zip(sides, names, strict=True):
        drawn += _write(pen, name, (low + high) / 2, bottom - name.height, "middle")
    return drawn, bottom + 7


def _sides(spec: Fields, left: float, width: float) -> list[tuple[float, float]]:
    """Left and right sides of the columns, on whole px."""
    step = (width - left + _GAP) / len(spec.columns)
    return [
        (float(round(left + n * step)), float(round(left + (n + 1) * step - _GAP))) for n in range(len(spec.columns))
    ]


def _cells(spec: Fields, row: int, left: float, width: float, y: float, high: float, pen: Pen) -> list[ET.Element]:
    drawn: list[ET.Element] = []
    for column, (low, side) in enumerate(_sides(spec, left, width)):
        drawn += _cell(spec, row, column, Box(low, y, side - low, high), pen)
    return drawn


def _cell(spec: Fields, row: int, column: int, box: Box, pen: Pen) -> list[ET.Element]:
    group = spec.group(row, column)
    return [pen.rect(box, "d-sand", radius=4)] if group is None else mark(pen, box, group)
