"""The rounds: every contender makes the same documents, one after another, in each round."""

import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from tools.bench import chromium, pandoc_typst, weasyprint_loop
from tools.bench.ours import BUILD, Copy, Edit
from tools.bench.pages import Page
from tools.bench.process import Run, python, run
from tools.bench.results import Measured, Results

LOOP = "WeasyPrint, command line"
ONE = "en/peru"
SENTENCE = Edit(
    "publications/peru/en.yaml",
    "It seeks to stop poverty passing from one generation to the next, by building the human capital of children and "
    "adolescents in these households.",
    "peru",
)
SHARED = Edit("shared/en.yaml", "and can stop poverty passing from one generation to the next.", "shared")
OURS = "This build, nothing kept"


@dataclass(frozen=True)
class Setting:
    """Where the contenders work: the project, its print pages, and a folder of their own for each."""

    project: Path
    pages: Sequence[Page]
    work: Path
    publications: Sequence[str] = ()

    def folder(self, contender: str) -> Path:
        """The folder for the PDFs of a contender, empty."""
        folder = self.work / "pdf" / contender
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder


def compare(setting: Setting, results: Results, rounds: int, skip: Sequence[str] = ()) -> None:
    """Measure so many rounds and save after each. `skip` names tasks to leave out, by the beginning of their names."""
    shutil.rmtree(setting.work / "copy", ignore_errors=True)
    copy = Copy.of(setting.project, setting.work / "copy", setting.publications)
    shutil.rmtree(setting.work / "manuscripts", ignore_errors=True)
    written = pandoc_typst.manuscripts(setting.pages, setting.work / "manuscripts")
    for number in range(rounds):
        first = not results.rounds
        measured: Measured = {}
        for name, task in chain(_others(setting, written), _own(setting, copy, once=first)):
            if name.startswith(tuple(skip)):
                continue
            started = time.perf_counter()
            for key, done in task(name).items():
                measured[key] = {"seconds": done.seconds, "memory": done.memory, "worker": done.worker}
            _say(f"round {number + 1}/{rounds}: {name}: {time.perf_counter() - started:.1f} s")
        results.rounds.append(measured)
        results.save()


Task = Callable[[str], dict[str, Run]]


def _others(setting: Setting, written: pandoc_typst.Manuscripts) -> Iterator[tuple[str, Task]]:
    def loop(name: str) -> dict[str, Run]:
        runs = weasyprint_loop.render(setting.pages, setting.folder("weasyprint"))
        one = {f"{name}, {ONE} alone": runs[ONE]} if ONE in runs else {}
        return {name: sum(runs.values(), Run(0.0)), **one}

    yield LOOP, loop
    yield "Chromium, one browser", lambda name: {name: chromium.render(setting.pages, setting.folder("chromium"))}
    yield (
        "Chromium, command line",
        lambda name: {name: chromium.render_each(setting.pages, setting.folder("chromium-command-line"))},
    )
    yield "pandoc with Typst", lambda name: {name: pandoc_typst.render(setting.pages, written, setting.folder("typst"))}


def _own(setting: Setting, copy: Copy, *, once: bool) -> Iterator[tuple[str, Task]]:
    """The builds, in an order in which each finds what it is to find; what takes long and says little, once."""

    def cold(*options: str, fonts: bool = False) -> Task:
        def task(name: str) -> dict[str, Run]:
            copy.forget(fonts=fonts)
            return {name: copy.build(*options)}

        return task

    def anew(name: str) -> dict[str, Run]:
        copy.forget_pdfs()
        return {name: copy.build()}

    def changed(edit: Edit) -> Task:
        def task(name: str) -> dict[str, Run]:
            copy.edit(edit)
            return {name: copy.build()}

        return task

    if once:
        yield OURS, cold(fonts=True)
        yield "This build, cold, one PDF at a time", cold("--jobs", "1")
        yield "This build, check", lambda name: {name: run(python(BUILD, "check", "--project", copy.folder))}
    yield "This build, pages for the screen alone", cold("--format", "html")
    yield "This build, cold", _kept(cold(), setting, copy)
    yield "This build, cold but for drawings", anew
    yield "This build, nothing changed", lambda name: {name: copy.build()}
    if not setting.publications or "peru" in setting.publications:
        yield "This build, a sentence of en/peru changed", changed(SENTENCE)
    yield "This build, a shared sentence changed", changed(SHARED)
    copy.restore(setting.project)


def _kept(task: Task, setting: Setting, copy: Copy) -> Task:
    """The task, its PDFs kept for the probe afterwards."""

    def keeping(name: str) -> dict[str, Run]:
        done = task(name)
        folder = setting.folder("briefs")
        for page in setting.pages:
            (made,) = (copy.folder / "output" / page.edition).glob("*.pdf")
            shutil.copy(made, weasyprint_loop.pdf(folder, page))
        return done

    return keeping


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
