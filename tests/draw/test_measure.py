"""Widths and lines of text."""

import pytest

from briefs.draw import DrawingError
from briefs.draw.measure import Type, balance, length, wrap

SANS = Type("Source Sans 3", 12)


def test_heavier_text_is_wider() -> None:
    assert length("households", Type("Source Sans 3", 12, 600)) > length("households", SANS)


def test_lines_fit_and_lose_no_word() -> None:
    text = "Technologies, assets and advice raise production and diversify income"
    lines = wrap(text, SANS, 120)
    assert " ".join(lines) == text
    assert all(length(line, SANS) <= 120 for line in lines)


def test_balanced_lines_are_no_more_and_no_wider() -> None:
    text = "Technologies, assets and advice raise production and diversify income"
    assert len(balance(text, SANS, 300)) == len(wrap(text, SANS, 300)) == 2
    assert max(length(line, SANS) for line in balance(text, SANS, 300)) < 240


def test_no_break_spaces_numbers_and_soft_hyphens() -> None:
    assert wrap("PEN\u00a02,400 2014\u20132019", SANS, 1)[-1].endswith("9")
    assert wrap("gain PEN\u00a02,400", SANS, 60) == ("gain", "PEN\u00a02,400")
    assert wrap("institu\u00adtional", SANS, 50) == ("institu-", "tional")
    assert wrap("institu\u00adtional", SANS, 90) == ("institutional",)
    assert wrap("", SANS, 90) == ()
    assert wrap("one\ntwo", SANS, 900) == ("one", "two")


def test_a_font_that_is_not_there_is_named() -> None:
    with pytest.raises(DrawingError, match="Comic Neue"):
        length("a", Type("Comic Neue", 12))
