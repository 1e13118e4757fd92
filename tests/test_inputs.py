"""Everything that a build reads has its digest, and nothing else has."""

from pathlib import Path

import pytest

from briefs import inputs as module
from briefs.inputs import PROGRAM, changes, inputs


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder with a file in each place that counts, and in some that do not."""
    for name in (
        "content/labels/en.yaml",
        "content/assets/p.png",
        "templates/brief.html",
        "output/index.html",
        ".cache/x",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    return tmp_path


def test_the_files_of_content_and_templates_count_and_the_program(small: Path) -> None:
    assert sorted(inputs(small)) == ["content/assets/p.png", "content/labels/en.yaml", "templates/brief.html", PROGRAM]


def test_a_changed_a_new_and_a_removed_file_are_named(small: Path) -> None:
    before = inputs(small)
    assert changes(before, inputs(small)) == ()
    (small / "content/labels/en.yaml").write_text("y", "utf-8")
    (small / "content/labels/es.yaml").write_text("x", "utf-8")
    (small / "templates/brief.html").unlink()
    assert changes(before, inputs(small)) == (
        "content/labels/en.yaml",
        "content/labels/es.yaml",
        "templates/brief.html",
    )


def test_the_time_of_a_file_does_not_count(small: Path) -> None:
    before = inputs(small)
    (small / "content/labels/en.yaml").touch()
    assert inputs(small) == before


def test_the_program_and_its_libraries_count(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = inputs(small)
    monkeypatch.setattr(module, "installed", lambda: {"pydantic": "0"})
    assert changes(before, inputs(small)) == (PROGRAM,)
    monkeypatch.undo()
    (small / "briefs").mkdir()
    (small / "briefs" / "x.py").write_text("", "utf-8")
    monkeypatch.setattr(module, "PACKAGE", small / "briefs")
    assert changes(before, inputs(small)) == (PROGRAM,)


def test_the_folder_does_not_count(small: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("elsewhere") / "moved"
    before = inputs(small)
    small.rename(other)
    assert inputs(other) == before


def test_what_cannot_be_read_counts_too(small: Path) -> None:
    before = inputs(small)
    (small / "content" / "gone.yaml").symlink_to(small / "nowhere")
    assert changes(before, inputs(small)) == ("content/gone.yaml",)
