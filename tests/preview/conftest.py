"""A small project to look at, and a preview of it that runs."""

import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.judges import axe
from tests.judges.requirement import require
from tools.browser import Browser, browser

ROOT = Path(__file__).resolve().parents[2]
MINIMAL = ROOT / "tests" / "projects" / "minimal"


@pytest.fixture
def small(tmp_path: Path, web_fonts: Path) -> Path:
    """A copy of the smallest project."""
    return copy_small(tmp_path / "small", web_fonts)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A browser for all tests that look."""
    require(axe)
    with browser() as found:
        yield found


@dataclass
class Running:
    """A preview that runs: its address without the slash, its project, what it printed, its process."""

    url: str
    project: Path
    log: Path
    process: "subprocess.Popen[bytes]"

    @property
    def words(self) -> Path:
        """The file of words that the tests change."""
        return self.project / "content/publications/tanks/en.yaml"

    def lines(self) -> list[str]:
        """What it has printed."""
        return self.log.read_text("utf-8").splitlines()

    def change(self, old: str, new: str) -> None:
        """Replace words as an editor does: a new file is put in the place of the old one."""
        text = self.words.read_text("utf-8")
        assert old in text
        fresh = self.words.with_name(".en.yaml.new")
        fresh.write_text(text.replace(old, new, 1), "utf-8")
        fresh.replace(self.words)


@pytest.fixture(scope="session")
def everlasting(tmp_path_factory: pytest.TempPathFactory, web_fonts: Path) -> Iterator[Running]:
    """A preview of the small project for all tests that leave it running."""
    folder = tmp_path_factory.mktemp("preview")
    found = start(copy_small(folder / "small", web_fonts), folder / "log")
    yield found
    stop(found)


@pytest.fixture
def running(everlasting: Running) -> Iterator[Running]:
    """The preview of all tests, whose project is put back as it was afterwards."""
    yield everlasting
    before = len(everlasting.lines())
    if not _put_back(everlasting.project):
        return
    for _ in range(600):
        saves = [line for line in everlasting.lines()[before:] if not line.startswith(" ")]
        if saves and "problem" not in saves[-1]:
            return
        time.sleep(0.1)
    raise AssertionError(everlasting.log.read_text("utf-8"))


@pytest.fixture
def alone(small: Path, tmp_path: Path) -> Iterator[Running]:
    """A preview of the small project that a test may end."""
    found = start(small, tmp_path / "log")
    yield found
    stop(found)


def _put_back(project: Path) -> bool:
    """Make content and templates those of the smallest project again; whether anything was changed."""
    kept = {path.relative_to(MINIMAL): path for path in MINIMAL.rglob("*") if path.is_file()}
    changed = False
    for name, path in kept.items():
        own = project / name
        if not own.is_file() or own.read_bytes() != path.read_bytes():
            own.write_bytes(path.read_bytes())
            changed = True
    for folder in ("content", "templates"):
        for path in (project / folder).rglob("*"):
            if path.is_file() and path.relative_to(project) not in kept:
                path.unlink()
                changed = True
    return changed


def copy_small(folder: Path, web_fonts: Path) -> Path:
    """Copy the smallest project, with the web fonts already cut."""
    shutil.copytree(MINIMAL, folder)
    shutil.copytree(web_fonts, folder / ".cache" / "fonts")
    drawings = web_fonts.with_name("drawings-of-previews")
    drawings.mkdir(exist_ok=True)
    (folder / ".cache" / "drawings").symlink_to(drawings)
    return folder


def start(project: Path, log: Path, *options: str, port: int = 0) -> Running:
    """Run a preview until it told its address."""
    words: list[str | Path] = ["serve", "--project", project, "--no-open", "--port", str(port), *options]
    with log.open("wb") as file:
        process = subprocess.Popen([sys.executable, ROOT / "build.py", *words], stdout=file, stderr=file)
    for _ in range(600):
        if found := re.search(r"Preview: (http://127\.0\.0\.1:\d+)/", log.read_text("utf-8")):
            return Running(found[1], project, log, process)
        assert process.poll() is None, log.read_text("utf-8")
        time.sleep(0.1)
    raise AssertionError("the preview does not start")


def stop(running: Running) -> int:
    """End a preview as Ctrl-C does; its exit code."""
    if running.process.poll() is None:
        running.process.send_signal(signal.SIGINT)
    return running.process.wait(20)
