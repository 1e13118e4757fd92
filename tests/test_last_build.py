"""A build is standing where its inputs and its output are what they were; whatever is unclear, it is not."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from briefs import manifest
from briefs.inputs import inputs
from briefs.last_build import LastBuild, Made, last_build, remember, standing


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of one file, built and remembered."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.yaml").write_text("a", "utf-8")
    output = tmp_path / "output"
    (output / "en").mkdir(parents=True)
    (output / "en" / "index.html").write_text("page", "utf-8")
    listed = manifest.render({"en/index.html": manifest.digest(b"page")})
    (output / manifest.NAME).write_bytes(listed)
    made = {"en/a": Made("en/a", 2, 10, {"content": "x"})}
    remember(tmp_path, LastBuild(inputs(tmp_path), False, manifest.digest(listed), made))
    return tmp_path


def test_what_was_remembered_is_known(project: Path) -> None:
    build = last_build(project)
    assert build.editions == {"en/a": Made("en/a", 2, 10, {"content": "x"})}
    assert build.inputs == inputs(project)
    assert build.changed(inputs(project)) == ()
    assert standing(project, False) == build


def write(name: str, text: str) -> Callable[[Path], object]:
    return lambda project: (project / name).write_text(text, "utf-8")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(write("content/a.yaml", "b"), id="content"),
        pytest.param(write("content/b.yaml", "b"), id="another file"),
        pytest.param(lambda project: (project / "content/a.yaml").unlink(), id="a file less"),
        pytest.param(write("output/en/index.html", "mended by hand"), id="output"),
        pytest.param(lambda project: (project / "output/en/index.html").unlink(), id="output less"),
        pytest.param(write(f"output/{manifest.NAME}", ""), id="another manifest"),
        pytest.param(lambda project: (project / "output" / manifest.NAME).unlink(), id="no manifest"),
        pytest.param(write(".cache/last-build.json", "{"), id="damaged"),
        pytest.param(write(".cache/last-build.json", "[]"), id="not ours"),
        pytest.param(write(".cache/last-build.json", '{"format": 1, "other": 2, "editions": {}}'), id="other keys"),
        pytest.param(lambda project: (project / ".cache/last-build.json").unlink(), id="forgotten"),
        pytest.param(lambda project: remember(project, replace(last_build(project), manifest="")), id="a part"),
    ],
)
def test_whatever_changed_it_is_not_standing(project: Path, change: Callable[[Path], object]) -> None:
    change(project)
    assert standing(project, False) is None


def test_a_draft_is_no_release(project: Path) -> None:
    assert standing(project, True) is None


def test_files_that_are_not_of_the_build_change_nothing(project: Path) -> None:
    write("output/CNAME", "example.org")(project)
    assert standing(project, False) is not None
