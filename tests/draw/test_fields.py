"""Matrices with marked cells."""

from itertools import combinations

import pytest

from briefs.draw import DrawingError, Fields, Group, fields

from .reading import boxes, elements, overlap, overlapping, text_box
from .samples import INK, MATRICES, MATRIX, WIDE_MATRIX

every = pytest.mark.parametrize("spec", MATRICES.values(), ids=MATRICES.keys())
widths = pytest.mark.parametrize("width", [643, 320, 460])


@every
@widths
def test_every_cell_is_there_and_nothing_overlaps(spec: Fields, width: float) -> None:
    svg = fields(spec, width, INK, "x")
    assert len(boxes(svg)) == len(spec.columns) * len(spec.rows)
    assert overlapping(svg) == []
    texts = [text_box(text) for text in elements(svg, "text")]
    assert not [(a, b) for a, b in combinations(texts, 2) if overlap(a, b)]
    assert not [(a, b) for a in texts for b in boxes(svg) if overlap(a, b)]


@every
@widths
def test_every_word_is_there(spec: Fields, width: float) -> None:
    shown = " ".join(t.text or "" for t in elements(fields(spec, width, INK, "x"), "text"))
    names = [" ".join(name) for name in (*spec.columns, *spec.rows)]
    for said in [*names, spec.column_axis, spec.row_axis, *(group.label for group in spec.groups)]:
        assert all(word in shown for word in said.split()), said


def test_marked_cells_stand_in_their_row_and_column() -> None:
    svg = fields(MATRIX, 643, INK, "x")
    cells = [r.get("class") for r in elements(svg, "rect") if r.get("rx") == "4"]
    one, two = "d-brand", "d-accent-soft d-line-accent"
    assert cells == ["d-sand", one, "d-sand", "d-sand", two, two, "d-sand", "d-sand", "d-sand"]


@widths
def test_a_mark_is_told_by_a_sign_too_which_the_legend_shows(width: float) -> None:
    svg = fields(WIDE_MATRIX, width, INK, "x")
    signs = [(p.get("class"), p.get("d", "").count("L"), "a" in p.get("d", "")) for p in elements(svg, "path")]
    shown = {sign: signs.count(sign) for sign in signs}
    assert sorted(shown.values()) == sorted(len(group.cells) + 1 for group in WIDE_MATRIX.groups)


def test_a_matrix_of_many_long_names_becomes_a_list_on_a_phone() -> None:
    wide, narrow = (boxes(fields(WIDE_MATRIX, width, INK, "x")) for width in (643, 320))
    assert len({int(cell.x) for cell in wide}) == 5  # borders lie half a px inside
    assert len({int(cell.x) for cell in narrow}) == 1


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Fields((), MATRIX.rows, "c", "r"), "at least one column and one row"),
        (lambda: Fields(MATRIX.columns, MATRIX.rows, "c", "r", (Group("g", ((0, 3),)),)), "0, 3 lies outside"),
        (lambda: Fields(MATRIX.columns, MATRIX.rows, "c", "r", (Group("g", ((0, 0), (0, 0))),)), "marked twice"),
        (lambda: Fields(MATRIX.columns, MATRIX.rows, "c", "r", (Group("g", ()),) * 5), "4 ways to mark a cell, not 5"),
    ],
)
def test_a_matrix_that_cannot_be_drawn_is_refused(make: object, message: str) -> None:
    assert callable(make)
    with pytest.raises(DrawingError, match=message):
        make()


def test_a_matrix_without_words_is_refused() -> None:
    with pytest.raises(DrawingError, match="alternative text"):
        fields(MATRIX, 643, INK, " ")
