"""The marks of each language, as its readers expect them."""

import pytest

from briefs.typography import colon, named, spaced


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Qui ? Moi ; toi !", "Qui\u202f? Moi\u202f; toi\u202f!"),
        ("Mali : oui, « non » (a : b)", "Mali\u00a0: oui, «\u00a0non\u00a0» (a\u00a0: b)"),
        ("déjà\u202f; mis\u00a0: bien", "déjà\u202f; mis\u00a0: bien"),
        ("https://a.example 12:30, R &amp; D", "https://a.example 12:30, R &amp; D"),
    ],
)
def test_french_spaces_before_a_mark_break_no_line(typed: str, printed: str) -> None:
    assert spaced(typed, "fr") == printed


@pytest.mark.parametrize("language", ["en", "es", "pt", "ar", "de"])
def test_other_languages_keep_their_spaces(language: str) -> None:
    assert spaced("a : b ; c « d »", language) == "a : b ; c « d »"
    assert colon(language) == ": "
    assert named("Table 1", language, starts=False) == "Table 1"


def test_french_names_a_figure_in_small_letters_inside_a_sentence() -> None:
    assert named("Tableau 1", "fr", starts=False) == "tableau 1"
    assert named("Tableau 1", "fr", starts=True) == "Tableau 1"


def test_french_has_a_space_before_its_colon() -> None:
    assert colon("fr") == "\u00a0: "
