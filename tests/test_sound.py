"""What is left of content with mistakes: what needs none of the files that they stand in."""

import shutil
from pathlib import Path

import pytest

from briefs.load import load
from briefs.problems import Problem
from briefs.sound import editions, without
from tests.real import EDITIONS

ALL = {(id_, language) for id_, language in EDITIONS}


@pytest.fixture(scope="module")
def project(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    shutil.copytree(root / "content", folder / "content")
    return folder


def left(project: Path, *files: str) -> set[tuple[str, str]] | None:
    """The editions that are left where these files have a mistake."""
    tree = without(load(project), [Problem(f"content/{file}", 1, 1, "x") for file in files])
    return None if tree is None else editions(tree)


def test_every_edition_is_there_at_first(project: Path) -> None:
    assert editions(load(project)) == ALL


@pytest.mark.parametrize("file", ["publications/peru/es.yaml", "publications/peru/es.lock.yaml"])
def test_words_of_a_translation_cost_that_edition(project: Path, file: str) -> None:
    assert left(project, file) == ALL - {("peru", "es")}


@pytest.mark.parametrize("file", ["publications/peru/en.yaml", "publications/peru/publication.yaml"])
def test_structure_and_source_of_a_publication_cost_all_its_editions(project: Path, file: str) -> None:
    assert left(project, file) == {edition for edition in ALL if edition[0] != "peru"}


def test_a_case_costs_the_publications_that_name_it(project: Path) -> None:
    found = left(project, "cases/peru-haku-winay/case.yaml")
    assert found is not None
    gone = {id_ for id_, _ in ALL - found}
    assert "peru" in gone
    assert "cooperation-diagnosis" not in gone
    assert left(project, "cases/peru-haku-winay/es.yaml") == {e for e in ALL if e[0] not in gone or e[1] != "es"}


def test_shared_words_and_labels_of_a_language_cost_that_language(project: Path) -> None:
    for file in ("shared/es.yaml", "labels/es.yaml"):
        assert left(project, file) == {edition for edition in ALL if edition[1] != "es"}


def test_a_series_costs_its_publications(project: Path) -> None:
    found = left(project, "series/social-protection-network/series.yaml")
    assert found == {edition for edition in ALL if edition[0] != "cooperation-diagnosis"}


def test_several_mistakes_add_up(project: Path) -> None:
    assert left(project, "publications/peru/es.yaml", "publications/mali/fr.yaml") == ALL - {
        ("peru", "es"),
        ("mali", "fr"),
    }


@pytest.mark.parametrize("file", ["registry/places.yaml", "shared/en.yaml", "labels/en.yaml", "stray.txt"])
def test_what_everything_uses_has_no_rest(project: Path, file: str) -> None:
    assert left(project, file) is None
    assert left(project, file, "publications/peru/es.yaml") is None


def test_a_file_that_is_not_of_content_has_no_rest(project: Path) -> None:
    assert without(load(project), [Problem("content", 0, 0, "x")]) is None
    assert without(load(project), []) is None
