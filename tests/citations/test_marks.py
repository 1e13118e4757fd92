"""HTML passes the processor unharmed, and texts never become HTML."""

import pytest

from briefs.citations.marks import Marks, plain


def test_marks_become_elements_and_everything_else_is_escaped() -> None:
    marks = Marks()
    text = marks.around("a <b> & c", "span", lang="es")
    assert marks.html(f"'{text}'") == '&#x27;<span lang="es">a &lt;b&gt; &amp; c</span>&#x27;'


def test_attributes_are_escaped_and_may_be_named_like_a_word_of_python() -> None:
    marks = Marks()
    assert marks.html(marks.around("x", "a", class_="c", href='"><b>')) == (
        '<a class="c" href="&quot;&gt;&lt;b&gt;">x</a>'
    )


def test_marks_nest_and_the_same_element_has_the_same_marks() -> None:
    marks = Marks()
    inner = marks.around("x", "i")
    assert inner == marks.around("x", "i")
    assert marks.html(marks.around(inner, "b")) == "<b><i>x</i></b>"
    assert plain(inner) == "x"


@pytest.mark.parametrize(
    ("inside", "after", "expected"),
    [
        ("S.A.", ".", "<i>S.A.</i>"),
        ("Why?", ".", "<i>Why?</i>"),
        ("Now!", ". Lima", "<i>Now!</i> Lima"),
        ("and so on …", ".", "<i>and so on …</i>"),
        ("S.A.", ", Lima", "<i>S.A.</i>, Lima"),
        ("Wait...", ".", "<i>Wait...</i>"),
        ("Title", ".", "<i>Title</i>."),
    ],
)
def test_a_stop_is_not_set_twice_where_an_element_ends(inside: str, after: str, expected: str) -> None:
    marks = Marks()
    assert marks.html(marks.around(inside, "i") + after) == expected
