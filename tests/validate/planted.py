"""A copy of the minimal project with a fault planted in it, and what is said of it."""

import shutil
from pathlib import Path

from briefs.pipeline import read
from tests.broken_cases import MINIMAL

__all__ = ["MINIMAL", "messages", "planted"]


def planted(folder: Path, file: str, find: str, replace: str, *, of: Path = MINIMAL) -> Path:
    """A copy of a project below a folder, with the only place of some words in a file rewritten."""
    project = folder / "project"
    shutil.copytree(of / "content", project / "content")
    path = project / file
    text = path.read_text("utf-8")
    assert not find or text.count(find) == 1, f"{find!r} stands {text.count(find)} times"
    path.write_text(text.replace(find, replace) if find else text, "utf-8")
    return project


def messages(project: Path) -> list[str]:
    """The messages of all problems of a project, in order."""
    return [problem.message for problem in read(project)[2]]
