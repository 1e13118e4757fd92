"""Measure this build beside the plain WeasyPrint command line on the same pages, in one run: `make bench`.

Rounds are interleaved, so that a busy machine slows both sides; the table gives medians, ratios of the medians, and the
spread of the ratios round by round.
"""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from briefs import fonts
from briefs.assemble import assemble
from briefs.fonts import FAMILIES
from briefs.localise import localise
from briefs.pipeline import TEMPLATES, read
from briefs.printing import print_job
from briefs.render_html import Renderer
from briefs.render_pdf import PrintJob, render_pdf

ROOT = Path(__file__).resolve().parent.parent
ONE = "peru"


def main() -> int:
    """Print the table as Markdown; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory(prefix="briefs-bench-") as folder:
        work = Path(folder)
        jobs = _jobs()
        pages = {id_: _page(job, work / id_) for id_, job in jobs.items()}
        project = work / "project"
        shutil.copytree(ROOT / "content", project / "content")
        shutil.copytree(ROOT / ".cache", project / ".cache", dirs_exist_ok=True)
        tasks: dict[str, Callable[[], object]] = {
            "command line, one": lambda: _command_line(pages[ONE]),
            "command line, all": lambda: list(map(_command_line, pages.values())),
            "load and validate": lambda: read(ROOT),
            "one HTML edition": lambda: _html(ONE),
            "one PDF edition": lambda: render_pdf(jobs[ONE]),
            "whole build": lambda: _build(project),
        }
        times: dict[str, list[float]] = {name: [] for name in tasks}
        for _ in range(rounds):
            for name, task in tasks.items():
                started = time.perf_counter()
                task()
                times[name].append(time.perf_counter() - started)
    _table(times, rounds, len(jobs))
    return 0


def _jobs() -> dict[str, PrintJob]:
    _, content, problems = read(ROOT)
    if content is None:
        sys.exit(f"the content has {len(problems)} problems; run python build.py check")
    renderer = Renderer((TEMPLATES,))
    documents = [assemble(localise(content, id_, "en")) for id_ in content.publications]
    return {d.id: print_job(d, renderer, renderer.cover_map(d).encode(), ROOT) for d in documents}


def _page(job: PrintJob, folder: Path) -> Path:
    """The same page as a file that the command line can render: style sheet, map and fonts beside it."""
    folder.mkdir()
    for face in fonts.faces(FAMILIES):
        shutil.copy(face.path, folder / f"{face.name}.ttf")
    for name, data in job.assets.items():
        (folder / name).write_bytes(data)
    style = job.stylesheet.replace("https://fonts.invalid/", "")
    page = folder / "page.html"
    page.write_text(job.html.replace("</head>", f"<style>{style}</style></head>"), "utf-8")
    return page


def _command_line(page: Path) -> None:
    options = ["--quiet", "--pdf-variant", "pdf/ua-1"]
    command: list[str | Path] = [sys.executable, "-m", "weasyprint", *options, page, page.with_suffix(".pdf")]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own arguments


def _html(publication: str) -> str:
    """Everything from the files on the disk to one page for the screen."""
    _, content, _ = read(ROOT)
    assert content is not None
    return Renderer((TEMPLATES,)).page(assemble(localise(content, publication, "en")), "screen", stylesheet="x.css")


def _build(project: Path) -> None:
    command: list[str | Path] = [sys.executable, ROOT / "build.py", "--project", project]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own arguments


def _table(times: dict[str, list[float]], rounds: int, count: int) -> None:
    where = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{rounds} interleaved rounds, {count} publications, {where}\n")
    print("| | median | ratio to the command line | spread |")
    print("|---|---|---|---|")
    for name, taken in times.items():
        against = "command line, all" if name in ("whole build", "command line, all") else "command line, one"
        ratios = [own / other for own, other in zip(taken, times[against], strict=True)]
        ratio = statistics.median(taken) / statistics.median(times[against])
        print(f"| {name} | {statistics.median(taken):.2f} s | {ratio:.2f} | {min(ratios):.2f}–{max(ratios):.2f} |")


if __name__ == "__main__":
    sys.exit(main())
