"""Room: what is too long for its place is refused in every language, and marks count for nothing."""

from pathlib import Path

import pytest

from tests.validate.planted import messages, planted

WORDS = "content/publications/tanks/en.yaml"
SHORT = "short: |-\n  Rain for schools"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("x" * 40, []),
        ("x" * 41, ["41 characters, where there is room for 40"]),
        ("**Rain** for {water-board} and its schools", []),
        ("e\u0301" * 40, []),
    ],
)
def test_a_text_has_the_room_of_its_place(tmp_path: Path, text: str, found: list[str]) -> None:
    assert messages(planted(tmp_path, WORDS, SHORT, f"short: |-\n  {text}")) == found
