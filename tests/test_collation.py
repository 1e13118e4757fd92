"""Lists are in the order of the language's alphabet."""

import pytest

from briefs.collation import sort_key


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("es", ["Díaz", "Echeverri", "Élite", "Ezpeleta", "Nuñez", "Núñez", "Nz", "Ñandú", "Oca"]),
        ("en", ["Díaz", "Echeverri", "Élite", "Ezpeleta", "Ñandú", "Nuñez", "Núñez", "Nz", "Oca"]),
    ],
)
def test_accents_do_not_move_a_name_and_in_spanish_enye_is_a_letter(language: str, expected: list[str]) -> None:
    keys = [sort_key(name, language) for name in expected]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_capitals_count_for_nothing_and_composed_letters_are_the_same() -> None:
    assert sort_key("ÉLITE", "es") == sort_key("e\u0301lite", "es")
