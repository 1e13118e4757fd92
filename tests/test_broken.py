"""Every broken project is refused with exactly the message it should have, and leaves the last good output alone."""

import re
import shutil
from pathlib import Path

import pytest

from tests.broken_cases import CASES, EXPECTED, MADE, names, prepare, run, snapshot


@pytest.mark.parametrize("name", names())
def test_a_broken_project_is_refused_with_its_message_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    project = tmp_path / "project"
    prepare(CASES / name, project)
    before = snapshot(project)
    code, printed = run(project)
    assert printed == (CASES / name / EXPECTED).read_text("utf-8")
    assert code == 1
    assert "Traceback" not in printed
    shutil.rmtree(project / ".cache", ignore_errors=True)  # drawings and PDFs that are no fault's
    assert snapshot(project) == before
    assert sorted(path.name for path in project.iterdir()) == sorted({Path(file).parts[0] for file in before})


def test_every_case_is_whole() -> None:
    """A folder without its message, or a made case without its folder, tests nothing."""
    assert [name for name in names() if not (CASES / name / EXPECTED).is_file()] == []
    assert sorted(set(MADE) - set(names())) == []
    assert len(names()) >= 50


def test_a_message_has_a_place_and_no_words_of_the_libraries() -> None:
    for name in names():
        text = (CASES / name / EXPECTED).read_text("utf-8")
        assert re.search("content|templates/", text.splitlines()[0]), name
        for word in ("pydantic", "Input should", "validation", "Value error", "Traceback", "NoneType", "0x", "scalar"):
            assert word not in text, f"{name}: {word}"
