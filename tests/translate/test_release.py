"""A release shows nothing that is missing, stale, or was never accepted, and asks only for what its editions show."""

from pathlib import Path

import pytest

from briefs.pipeline import read
from briefs.problems import Problem
from briefs.translate.release import unfinished
from tests.real import EDITIONS

PERU = "content/publications/peru/es.yaml"


def open_ends(project: Path, *editions: tuple[str, str]) -> list[Problem]:
    """What a release of editions is refused for."""
    tree, content, problems = read(project)
    assert content is not None, problems
    return list(unfinished(tree, content, editions))


def change(path: Path, old: str, new: str) -> None:
    """A file with one text replaced, which it has once."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def test_every_edition_can_be_released(root: Path) -> None:
    assert open_ends(root, *EDITIONS) == []


def test_a_stale_text_stops_the_editions_that_show_it_and_no_other(project: Path) -> None:
    change(project / "content/publications/peru/en.yaml", "What coaching adds", "What coaching brings")
    (problem,) = open_ends(project, *EDITIONS)
    assert (problem.file, problem.key) == (PERU, "sections.coaching.title")
    assert problem.message == "es: the source has changed since this was translated"
    assert problem.hint == (
        "see `build.py translate diff es peru`, then accept it; the source is in content/publications/peru/en.yaml"
    )
    assert open_ends(project, ("peru", "en"), ("mali", "es"), ("mali", "fr")) == []


def test_a_shared_text_stops_every_language_that_shows_it(project: Path) -> None:
    change(project / "content/shared/en.yaml", "out of the poverty trap", "out of the trap of poverty")
    found = open_ends(project, *EDITIONS)
    assert {problem.file for problem in found} == {f"content/shared/{language}.yaml" for language in ("ar", "es", "fr")}
    assert open_ends(project, ("cooperation-diagnosis", "es"), ("cooperation-diagnosis", "pt")) == []


def test_a_label_stops_every_edition_of_its_language(project: Path) -> None:
    change(project / "content/labels/en.yaml", "    Key messages\n", "    Main messages\n")
    assert [problem.file for problem in open_ends(project, ("mali", "es"))] == ["content/labels/es.yaml"]
    assert open_ends(project, ("mali", "en")) == []


@pytest.mark.parametrize(("lines", "message"), [(2, "this is not translated yet"), (1, "this is not translated yet")])
def test_a_missing_or_empty_text_is_refused(project: Path, lines: int, message: str) -> None:
    path = project / PERU
    text = path.read_text("utf-8").splitlines(keepends=True)
    at = text.index("short: |-\n")
    del text[at + 2 - lines : at + 2]
    path.write_text("".join(text), "utf-8")
    (problem,) = open_ends(project, ("peru", "es"))
    assert problem.message == f"es: {message}"
    assert problem.file == PERU


def test_what_nobody_accepted_is_told_once_a_file(project: Path) -> None:
    (project / "content/publications/mali/fr.lock.yaml").unlink()
    (problem,) = open_ends(project, ("mali", "fr"), ("mali", "es"))
    assert problem.message == "fr: nobody has accepted 15 of the texts here; this is the first"
    assert (problem.file, problem.key) == ("content/publications/mali/fr.yaml", "title")
    assert "`build.py translate accept fr mali`" in problem.hint
