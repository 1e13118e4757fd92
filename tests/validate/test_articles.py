"""An article before a name that brings its own is printed twice."""

from pathlib import Path

import pytest

from briefs.pipeline import read
from tests.translate.small import FOLDER, small

WORDS = f"{FOLDER}/es.yaml"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Con la {water-board} desde {opened}.", ["la"]),
        ("LA **{water-board.name}** desde {opened}.", ["LA"]),
        ("Informe del {water-board} de {opened}.", ["del"]),
        ("La {water-board.acronym} y la {water-board.bare} de la {water-board.plural} de {opened}.", []),
        ("Con {water-board} desde el {opened}, de {water-board}.", []),
    ],
)
def test_an_article_is_not_typed_before_a_name_that_brings_one(tmp_path: Path, text: str, found: list[str]) -> None:
    problems = [p for p in read(small(tmp_path, {"lead": text}))[2] if "its own article" in p.message]
    assert [p.message.split("`")[1] for p in problems] == found
    assert [p.excerpt[p.column - 1 : p.column - 1 + p.length] for p in problems] == found


def test_the_hint_says_how_the_name_is_written(tmp_path: Path) -> None:
    problems = read(small(tmp_path, {"lead": "La {water-board} comenzó en {opened}."}))[2]
    (hint,) = [p.hint for p in problems if "its own article" in p.message]
    assert hint == "take it out: {water-board} is written `la Junta de Aguas`"
