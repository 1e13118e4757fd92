"""How a problem is printed: place, message, the line with its underline, hint."""

import pytest

from briefs.problems import ContentError, Problem, did_you_mean, render


def test_a_problem_without_a_line_has_its_file_alone() -> None:
    assert render(Problem("content/a.yaml", 0, 0, "this file is missing", hint="add it")) == (
        "content/a.yaml: error: this file is missing\n      = add it"
    )


def test_a_problem_shows_its_line_underlined() -> None:
    problem = Problem("content/a.yaml", 12, 4, "wrong", "a.b", "mend it", "a: one two", 3)
    assert render(problem).splitlines() == [
        "content/a.yaml:12:4: error: wrong [a.b]",
        "   12 | a: one two",
        "      |    ^^^",
        "      = mend it",
    ]


@pytest.mark.parametrize("column", [1, 2, 40, 99, 100, 101, 250, 400, 489, 490])
@pytest.mark.parametrize("length", [1, 7, 300])
def test_a_long_line_is_cut_around_its_underline(column: int, length: int) -> None:
    line = "".join(chr(ord("a") + n % 26) for n in range(490))
    _, shown, marks = render(Problem("a.yaml", 7, column, "m", excerpt=line, length=length)).splitlines()
    assert len(shown) <= len("    7 | ") + 102
    start = marks.index("^")
    assert shown[start] == line[column - 1]
    under = shown[start : start + marks.count("^")].rstrip("…")
    assert line[column - 1 :].startswith(under)
    assert len(under) in (length, len(shown.rstrip("…")) - start)


@pytest.mark.parametrize(
    ("line", "column", "length", "under"),
    [
        ("\tx", 2, 1, " ^"),
        ("cafe\u0301 x", 7, 1, "     ^"),  # the accent takes no room
        ("水 x", 3, 1, "   ^"),  # the character takes two
        ("水水", 1, 2, "^^^^"),
        ("\u00a0x", 2, 1, " ^"),
    ],
)
def test_the_underline_stands_below_what_a_terminal_shows(line: str, column: int, length: int, under: str) -> None:
    marks = render(Problem("a.yaml", 1, column, "m", excerpt=line, length=length)).splitlines()[2]
    assert marks == "      | " + under


def test_nothing_a_terminal_would_obey_is_printed() -> None:
    text = render(Problem("a\x1b[2J.yaml", 1, 1, "`\x1b]0;x\x07`", "k\x9b", "\u202ehint", "\x1b[31mred\r"))
    assert all(char.isprintable() or char == "\n" for char in text)


def test_an_empty_line_and_a_column_beyond_the_end_do_no_harm() -> None:
    assert render(Problem("a.yaml", 3, 9, "m", excerpt="ab")).splitlines()[1:] == ["    3 | ab", "      |   ^"]


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("incme-gain", ["income-gain", "income-gap"], "did you mean `income-gain`?"),
        ("town", ["towns", "towna", "city"], "did you mean `towns` or `towna`?"),
        ("xyz", ["income-gain"], ""),
        ("xyz", [], ""),
    ],
)
def test_a_hint_names_what_was_most_likely_meant(word: str, known: list[str], hint: str) -> None:
    assert did_you_mean(word, known) == hint


def test_an_error_carries_its_problems_once_and_in_order() -> None:
    second, first = Problem("b.yaml", 1, 1, "x"), Problem("a.yaml", 9, 1, "x")
    assert ContentError([second, first, second]).problems == (first, second)
