"""Whole builds as processes: killed, stopped, started twice, in other folders, zones and locales; the site stays whole."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from briefs import manifest

ROOT = Path(__file__).resolve().parents[1]
WORDS = Path("content/publications/sheet/en.yaml")
SEED = 20_261_122


def start(project: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
    """Start a build in a process group of its own, so that a signal reaches it and its workers as a terminal's does."""
    return subprocess.Popen(
        [sys.executable, str(ROOT / "build.py"), "--project", str(project), *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        env={**os.environ, **(environment or {})},
    )  # fmt: skip


def run(project: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> str:
    """Build, and give what was printed."""
    process = start(project, *arguments, environment=environment)
    out, err = process.communicate(timeout=600)
    assert process.returncode == 0, out + err
    return out


def sums(project: Path) -> bytes:
    """The manifest of an output that holds just what its manifest says."""
    output = project / "output"
    listed = manifest.read(output)
    assert listed is not None
    assert manifest.compare(output, listed) == manifest.Differences((), (), ())
    return (output / manifest.NAME).read_bytes()


def left_over(project: Path) -> list[str]:
    return [path.name for path in project.iterdir() if path.name.startswith(".output")]


def wait_until_gone(leader: int) -> None:
    """Wait until no process of a group is left."""
    deadline = time.monotonic() + 10
    while True:
        try:
            os.killpg(leader, 0)
        except ProcessLookupError:
            return
        assert time.monotonic() < deadline, "a worker outlives its build"
        time.sleep(0.05)


@pytest.fixture
def small(tmp_path: Path, web_fonts: Path) -> Path:
    """A small project that is built in two or three seconds."""
    folder = tmp_path / "small"
    shutil.copytree(ROOT / "tests" / "projects" / "minimal", folder)
    shutil.copytree(web_fonts, folder / ".cache" / "fonts")
    return folder


def change(project: Path, number: int) -> None:
    """Give a publication another description: it stands in the page, in the PDF and in two lists."""
    path = project / WORDS
    lines = path.read_text("utf-8").splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if line.startswith("description:"))
    lines[at + 1] = f"  How {number} schools keep their water.\n"
    path.write_text("".join(lines), "utf-8")


def test_a_build_that_is_killed_anywhere_leaves_a_whole_site_and_the_next_one_heals(small: Path) -> None:
    """At 10 random times; how publishing survives at each of its steps stands in `tests/publish`."""
    run(small)
    chance = random.Random(SEED)  # noqa: S311 - any times will do
    change(small, 0)
    started = time.monotonic()
    run(small)
    took = time.monotonic() - started
    known = {sums(small)}
    for number in range(1, 11):
        change(small, number)
        process = start(small)
        time.sleep(chance.uniform(0.1, 1.1) * took)
        os.killpg(process.pid, signal.SIGKILL) if number % 2 else process.kill()
        process.communicate()
        now = sums(small)
        page = (small / "output" / "en" / "sheet" / "index.html").read_text("utf-8")
        listed = (small / "output" / "index.html").read_text("utf-8")
        shown = next(n for n in range(number, -1, -1) if f"How {n} schools" in page)
        assert f"How {shown} schools" in listed, "pages and lists are of one build"
        assert now in known or shown == number
        known.add(now)
        wait_until_gone(process.pid)
    run(small)
    assert "How 10 schools" in (small / "output" / "index.html").read_text("utf-8")
    sums(small)
    assert left_over(small) == []


@pytest.mark.parametrize("moment", ["", "reading", "planned", "rendering"])
def test_ctrl_c_stops_at_once_and_cleanly(small: Path, moment: str) -> None:
    """While the program is loaded, and when a build has just told of a moment: each is seconds before its end."""
    process = start(small, "--jobs", "2", "--json")
    assert process.stdout is not None
    if moment:
        next(line for line in process.stdout if json.loads(line)["event"] == moment)
    else:
        time.sleep(0.2)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=5)
    assert "Traceback" not in out + err
    assert (process.returncode, err.strip()) in [
        (130, "Stopped. Nothing was written; the last good output is as it was."),
        *([(-signal.SIGINT, "")] if not moment else []),  # before Python had begun
    ]
    assert not (small / "output").exists()
    assert left_over(small) == []
    wait_until_gone(process.pid)


def test_two_builds_at_once_do_not_harm_each_other(small: Path) -> None:
    both = [start(small), start(small)]
    ends = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], ends
    together = sums(small)
    shutil.rmtree(small / "output")
    run(small)
    assert sums(small) == together
    assert left_over(small) == []


def test_the_same_bytes_in_another_folder_zone_and_locale_and_with_another_number_of_workers(
    built: Path, tmp_path: Path, web_fonts: Path
) -> None:
    """The whole real content, from nothing, held against the build that all tests share."""
    other = tmp_path / "a folder, elsewhere"
    shutil.copytree(ROOT / "content", other / "content")
    shutil.copytree(web_fonts, other / ".cache" / "fonts")
    odd = {
        "TZ": "Asia/Kathmandu",
        "LC_ALL": "C",
        "LANG": "tr_TR.UTF-8",
        "PYTHONHASHSEED": "7",
        "SOURCE_DATE_EPOCH": "99",
    }
    process = start(other, "--jobs", "1", environment=odd)
    peaks: dict[int, int] = {}
    while process.poll() is None:
        peaks |= {pid: peak for pid in workers_of(process.pid) if (peak := peak_of(pid))}
        time.sleep(0.2)
    out, err = process.communicate()
    assert process.returncode == 0, out + err
    assert sums(other) == sums(built)
    renderers = [peak for peak in peaks.values() if peak > 50]  # the others have just been started
    assert len(renderers) == 1, "one worker renders all editions"
    assert renderers[0] < 250, "million bytes, however many editions there are"


def workers_of(build: int) -> list[int]:
    """The workers of a build that leads a process group: its children are helpers, and theirs render."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state = (folder / "stat").read_text("utf-8")
        except OSError:
            continue
        parent, group = state.rpartition(")")[2].split()[1:3]
        if group == str(build) and parent != str(build) and folder.name != str(build):
            found.append(int(folder.name))
    return found


def peak_of(pid: int) -> int:
    """The most memory that a process has had, in million bytes; 0 where it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("utf-8")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 // 1_000_000 for line in status.splitlines() if "VmHWM" in line), 0)


def test_a_build_that_changes_nothing_loads_no_stage(small: Path) -> None:
    run(small)
    before = {path: path.stat().st_mtime_ns for path in (small / "output").rglob("*")}
    code = (
        "import sys; from briefs.cli import main; code = main(sys.argv[1:]);"
        "print([n for n in ('weasyprint', 'briefs.load', 'jinja2', 'yaml', 'babel', 'fontTools') if n in sys.modules], code)"
    )
    command = [sys.executable, "-c", code, "--project", str(small)]
    out = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert out.startswith("Nothing has changed: all 4 editions are as they were")
    assert out.endswith("[] 0\n")
    assert {path: path.stat().st_mtime_ns for path in (small / "output").rglob("*")} == before


def test_the_cache_can_be_deleted_or_damaged_at_any_time(small: Path) -> None:
    run(small)
    first = sums(small)
    for path in (small / ".cache" / "pdf").rglob("*"):
        if path.is_file():
            path.write_bytes(b"damaged")
    (small / ".cache" / "last-build.json").write_bytes(b"damaged")
    assert "4 PDFs rendered, 0 as before" in run(small)
    shutil.rmtree(small / ".cache" / "pdf")
    (small / "output" / "index.html").unlink()
    assert "4 PDFs rendered, 0 as before" in run(small)
    assert sums(small) == first


def test_machines_share_a_cache(small: Path, tmp_path: Path) -> None:
    other, cache = tmp_path / "other", tmp_path / "shared"
    shutil.copytree(small, other)
    assert "4 PDFs rendered, 0 as before" in run(small, "--cache", str(cache))
    assert "0 PDFs rendered, 4 as before" in run(other, environment={"BRIEFS_CACHE": str(cache)})
    assert sums(small) == sums(other)
    change(small, 1)
    run(small, "--cache", str(cache), "--cache-mb", "0")
    assert [path for path in cache.rglob("*") if path.is_file()] == []
