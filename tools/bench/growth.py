"""How time and memory grow with a project: generated ones of several sizes, each built as whole processes."""

import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tools.bench.generate import generate
from tools.bench.ours import BUILD, FONTS, Copy
from tools.bench.process import Run, RunError, python, run
from tools.bench.results import Results

CHECK, HTML, SAMPLE = "check", "pages for the screen", "PDFs of a sample, cold"
WHOLE, AGAIN = "whole build, cold", "whole build, nothing changed"
SAMPLED = 10  # publications; the first is a long one
ALL_UP_TO = 100  # cases of which every PDF is made even without --full


def measure(sizes: Sequence[int], folder: Path, results: Results, *, full: bool = False, patience: float) -> None:
    """Measure each size once and save after each. Without `full`, a larger project's PDFs are those of a sample.

    One round a size; `about` says which sizes. What fails, or takes more seconds than there is patience,
    is told and left out.
    """
    shutil.rmtree(folder, ignore_errors=True)
    fonts = _web_fonts(folder / "first")
    for cases in sizes:
        project = folder / str(cases)
        generate(project, cases)
        shutil.copytree(fonts, project / ".cache" / FONTS, dirs_exist_ok=True)
        copy = Copy(project, patience=patience)
        measured: dict[str, dict[str, float]] = {}
        for name, task in _tasks(copy, cases, full=full).items():
            try:
                done = task()
            except RunError as failure:
                print(f"{cases} cases: {name}: {failure}", file=sys.stderr)
                continue
            print(f"{cases} cases: {name}: {done.seconds:.1f} s", file=sys.stderr, flush=True)
            measured[name] = {"seconds": done.seconds, "memory": done.memory, "worker": done.worker}
        results.about.setdefault("sizes", []).append(cases)
        results.rounds.append(measured)
        results.save()
        shutil.rmtree(project)
    shutil.rmtree(folder)


def _web_fonts(project: Path) -> Path:
    """The web fonts of a project: they are cut once a machine, and no size shall pay for that."""
    generate(project, 1)
    Copy(project).build("--format", "html")
    return project / ".cache" / FONTS


def _tasks(copy: Copy, cases: int, *, full: bool) -> dict[str, Callable[[], Run]]:
    """What is measured, in order: each finds what the one before left, but what is called cold."""
    found: dict[str, Callable[[], Run]] = {
        CHECK: lambda: run(python(BUILD, "check", "--project", copy.folder), patience=copy.patience),
        HTML: lambda: copy.build("--format", "html"),
    }
    if full or cases <= ALL_UP_TO:
        return {**found, WHOLE: lambda: _cold(copy), AGAIN: copy.build}
    some = Copy(copy.folder, [f"brief-{number}" for number in range(min(SAMPLED, cases))], patience=copy.patience)
    return {**found, SAMPLE: lambda: _cold(some)}


def _cold(copy: Copy) -> Run:
    copy.forget()
    return copy.build()
