"""Repeats: which sentences are the same, or nearly, and where the other one stands."""

from difflib import SequenceMatcher
from pathlib import Path

import pytest

from briefs.pipeline import read
from briefs.validate import repeats
from tests.validate.planted import MINIMAL, planted

WORDS = "content/publications/tanks/en.yaml"
REPLACED = "The office read the marks on each tank."
# The line of these words.
AT = next(n for n, line in enumerate((MINIMAL / WORDS).read_text("utf-8").splitlines(), 1) if REPLACED in line)
FIRST = "A good roof and a sound tank keep what falls in winter for all the dry months of a year."


@pytest.mark.parametrize(
    ("second", "message"),
    [
        (FIRST, "the same sentence stands in {file}:{line}"),
        (FIRST.upper().replace("ROOF", "**ROOF**"), "the same sentence stands in {file}:{line}"),
        (FIRST.replace("winter", "summer"), "nearly the same sentence stands in {file}:{line}"),
        (FIRST.replace("all the dry", "dry"), "nearly the same sentence stands in {file}:{line}"),
        (FIRST.replace("a sound tank", "a tank"), "nearly the same sentence stands in {file}:{line}"),
        ("A roof gathers rain that a school keeps through the dry months, as every pupil of the town knows.", ""),
        ("A good roof and a sound tank.", ""),
    ],
)
def test_a_sentence_that_stands_elsewhere_is_refused(tmp_path: Path, second: str, message: str) -> None:
    found = read(planted(tmp_path, WORDS, REPLACED, f"{FIRST}\n\n      {second}"))[2]
    assert [p.message for p in found] == ([message.format(file=WORDS, line=AT)] if message else [])
    assert [(p.line, p.column, p.length) for p in found] == ([(AT + 2, 7, len(second.rstrip("\n")))] if message else [])
    assert all("say it once" in p.hint for p in found)


def test_short_sentences_are_compared_as_they_stand(tmp_path: Path) -> None:
    eight, nearly = "The office read all marks on each tank.", "The office read all marks on one tank."
    text = f"{eight} {nearly} {eight}"
    found = read(planted(tmp_path, WORDS, REPLACED, text))[2]
    assert [(p.message, p.column) for p in found] == [(f"the same sentence stands in {WORDS}:{AT}", 86)]


def test_placeholders_are_words_of_a_sentence(tmp_path: Path) -> None:
    text = "In {filled} of all schools of the town the tanks are full in May."
    other = text.replace("{filled}", "{filled-before}")
    found = read(planted(tmp_path, WORDS, REPLACED, f"{text} {other}"))[2]
    assert [p.message for p in found] == [f"nearly the same sentence stands in {WORDS}:{AT}"]


def test_a_source_line_may_repeat_and_a_shared_text_comes_first(tmp_path: Path) -> None:
    long = "Own count in all the schools of the two northern villages"
    project = planted(tmp_path, "content/publications/sheet/en.yaml", "Own count", long)
    file = project / WORDS
    file.write_text(file.read_text("utf-8").replace("Own count", long), "utf-8")
    assert read(project)[2] == ()
    shared = "A sound roof decides how much water reaches the tank."
    file.write_text(file.read_text("utf-8").replace("Two steps help most.", shared), "utf-8")
    found = read(project)[2]
    assert [(p.file, p.message) for p in found] == [(WORDS, "the same sentence stands in content/shared/en.yaml:8")]
    assert found[0].hint.startswith("name `shared.roof` in publication.yaml")


def test_a_sentence_is_told_at_once_to_differ_only_where_it_does() -> None:
    words = [
        "a",
        "good",
        "roof",
        "and",
        "a",
        "sound",
        "tank",
        "keep",
        "what",
        "falls",
        "in",
        "winter",
        "for",
        "all",
        "the",
        "months",
    ]
    first = tuple(words)
    told = set()
    for n in range(len(words)):
        for other in (words[:n] + words[n + 1 :], words[n:] + words[:n], words[:n] + ["x"] * 2 + words[n + 2 :]):
            second = tuple(other)
            ratio = SequenceMatcher(None, first, second, autojunk=False).ratio()
            assert repeats._alike(first, frozenset(first), second) == (ratio >= repeats.LIKE)
            told.add(ratio >= repeats.LIKE)
    assert told == {True, False}
