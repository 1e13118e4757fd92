"""Spelling: what the list refuses, where, and for which locales."""

from pathlib import Path

import pytest

from briefs.pipeline import read
from tests.validate.planted import MINIMAL, messages, planted

LIST = "content/registry/spelling.yaml"
WORDS = "content/publications/tanks/en.yaml"


def _list(project: Path, text: str) -> None:
    (project / LIST).write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("entry", "text", "refused"),
    [
        ("{language: en, write: tank, not: [tanque]}", "A tanque.", ["`tanque` is not how it is spelt here"]),
        ("{language: en, write: tank, not: [tanque]}", "A Tanque.", ["`Tanque` is not how it is spelt here"]),
        ("{language: en, write: tank, not: [tanque]}", "Two tanques.", []),
        (
            "{language: en, write: tank, not: [tanque], whole_word: false}",
            "Two tanques.",
            ["`tanque` is not how it is spelt here"],
        ),
        ("{language: en, write: WB, not: [Wb]}", "The wb, the Wb.", ["`Wb` is not how it is spelt here"]),
        (
            "{language: en, write: one of, not: [one of one]}",
            "Part one\nof one",
            ["`one of one` is not how it is spelt here"],
        ),
        ("{language: en, write: tank, not: [tanque]}", "The word *tanque* is Spanish.", []),
        ("{language: es, write: tank, not: [tanque]}", "A tanque.", []),
        ("{language: en-GB, write: tank, not: [tanque]}", "A tanque.", ["`tanque` is not how it is spelt in en-GB"]),
        ("{language: en-US, write: tank, not: [tanque]}", "A tanque.", []),
        ("{language: en, write: tank, not: [tanque]}", "See https://example.org/tanque there.", []),
    ],
)
def test_a_form_is_refused_in_its_language_as_it_is_listed(
    tmp_path: Path, entry: str, text: str, refused: list[str]
) -> None:
    project = planted(tmp_path, WORDS, "The office read the marks on each tank.", text.replace("\n", "\n      "))
    _list(project, f"tank: {entry}\n")
    assert messages(project) == refused


def test_texts_that_two_series_share_obey_both_and_labels_neither(tmp_path: Path) -> None:
    project = planted(tmp_path, "content/publications/sheet/publication.yaml", "cases:", "locales: {en: en-US}\ncases:")
    _list(project, "keep: {language: en-US, write: hold, not: [falls, share, Contents]}\n")
    found = read(project)[2]
    assert [(p.file, p.message) for p in found] == [
        ("content/cases/tanks/en.yaml", "`share` is not how it is spelt in en-US"),
        ("content/shared/en.yaml", "`falls` is not how it is spelt in en-US"),
    ]


def test_a_project_without_a_list_refuses_no_form(tmp_path: Path) -> None:
    project = planted(tmp_path, WORDS, "litres a year", "liters a year")
    assert messages(project) == ["`liter` is not how it is spelt in en-GB"]
    (project / LIST).unlink()
    assert messages(project) == []
    assert (MINIMAL / LIST).exists()


def test_one_form_has_one_entry(tmp_path: Path) -> None:
    project = planted(tmp_path, WORDS, "", "")
    _list(project, "one: {language: en, write: tank, not: [tanque]}\ntwo: {language: en, write: tub, not: [Tanque]}\n")
    assert messages(project) == ["`Tanque` is refused under `one` too"]
