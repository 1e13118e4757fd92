"""The build on the command line: an answer at once where nothing changed, else progress, a summary, problems.

Nothing slow is imported before it is known that there is something to do.
"""

import gc
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from briefs import events
from briefs.last_build import LastBuild, standing
from briefs.request import FORMATS, Request

if TYPE_CHECKING:
    from briefs.pipeline import Result

_out = Console(emoji=False)
OBJECTS = 50_000  # new ones before the collector looks at them: most of a build's stay until its end
MANY = 3  # names of changed files that a summary tells


def answered(arguments: list[str]) -> bool:
    """Answer a plain `build.py` (with --project DIR or --release at most) where there is nothing to do.

    Says whether it did. To read arguments in earnest takes longer than to know this.
    """
    rest, release = [each for each in arguments if each != "--release"], "--release" in arguments
    if rest and not (len(rest) == 2 and rest[0] == "--project"):
        return False
    started, project = time.perf_counter(), Path(rest[1] if rest else ".")
    build = standing(project, release)
    if build:
        _nothing_to_do(build, project, time.perf_counter() - started)
    return bool(build)


def run(request: Request, *, as_json: bool) -> "Result | None":
    """Build, and tell how it went; returns nothing where there was nothing to do. Raises what `build` raises."""
    started = time.perf_counter()
    if last := _standing(request):
        if as_json:
            _line({"event": "standing", "editions": [asdict(each) for each in last.editions.values()]})
        else:
            _nothing_to_do(last, request.project, time.perf_counter() - started)
        return None
    gc.set_threshold(OBJECTS)
    from briefs.pipeline import build  # half a second

    with _reporting(as_json) as report:
        result = build(request, report)
    seconds = time.perf_counter() - started
    if as_json:
        _line({
            "event": "built", "editions": [asdict(each) for each in result.built], "changed": result.changed,
            "written": result.published.written, "removed": result.published.removed, "seconds": round(seconds, 3),
        })  # fmt: skip
    else:
        _summary(result, request, seconds)
    return result


def _standing(request: Request) -> LastBuild | None:
    """The last build, where it made all that is asked for and nothing has changed since."""
    build = standing(request.project, request.release)
    if build is None:
        return None
    languages, ids = map(set, zip(*(name.split("/") for name in build.editions), strict=True))
    known = {*request.publications} <= ids and {*request.languages} <= languages and {*request.formats} <= {*FORMATS}
    return build if known else None  # the build itself says what there is


def _nothing_to_do(build: LastBuild, project: Path, seconds: float) -> None:
    where = project / "output" / "index.html"
    _tell(f"Nothing has changed: all {len(build.editions)} editions are as they were ({seconds:.2f} s): {where}")


@contextmanager
def _reporting(as_json: bool) -> Iterator[events.Report]:
    """What shows the events: lines of JSON, a bar on a terminal, and nothing elsewhere but notices."""
    if as_json:
        yield lambda event: _line(event.data())
    elif _out.is_terminal:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[left]}"),
        )
        with Progress(*columns, console=_out, transient=True) as bar:
            yield _Bar(bar)
    else:
        yield _notices


class _Bar:
    """A bar with what is being done and the time left."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task = bar.add_task("reading the content", total=None, left="")
        self._under_way: list[str] = []

    def __call__(self, event: events.Event) -> None:
        match event:
            case events.Planned(editions):
                self._bar.update(self._task, description="making pages", total=editions)
            case events.Kept():
                self._bar.update(self._task, advance=1)
            case events.Rendering(edition):
                self._under_way.append(edition)
                self._show()
            case events.Rendered(edition):
                self._under_way.remove(edition)
                left = f"about {event.left:.0f} s left" if event.left >= 1 else ""
                self._bar.update(self._task, advance=1, left=left)
                self._show()
            case events.Lost(edition):
                self._under_way.remove(edition)
                self._bar.update(self._task, advance=1)
                self._show()
            case events.Pages():
                self._bar.update(self._task, description="making the site", left="")
            case events.Waiting():
                self._bar.update(self._task, description="waiting for another build to publish")
            case _:
                _notices(event)

    def _show(self) -> None:
        """The editions that workers are at: they take them in the order in which they are given."""
        names = ", ".join(self._under_way[:2])
        self._bar.update(self._task, description=f"rendering {names}" if names else "making the site")


def _notices(event: events.Event) -> None:
    if isinstance(event, events.Notice):
        _tell(event.message)


def _line(data: dict[str, Any]) -> None:
    print(json.dumps(data, ensure_ascii=False), flush=True)


def _summary(result: "Result", request: Request, seconds: float) -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column("edition")
    for name in ("pages", "size", "seconds"):
        table.add_column(name, justify="right")
    table.add_column("PDF")
    for each in result.built:
        pages, size = (str(each.pages), _file_size(each.size)) if each.pages else ("–", "–")
        took = f"{each.seconds:.1f}" if each.why else "–"
        table.add_row(each.edition, pages, size, took, _why(each.why, request))
    _out.print(table, highlight=False)
    if result.changed:
        names, more = result.changed[:MANY], len(result.changed) - MANY
        _tell(f"Changed since the last build: {', '.join(names)}{f' and {more} more' if more > 0 else ''}")
    rendered = sum(bool(each.why) for each in result.built)
    noun, published = "PDF" if rendered == 1 else "PDFs", result.published
    _tell(
        f"{rendered} {noun} rendered, {len(result.built) - rendered} as before; files written {len(published.written)},"
        f" unchanged {len(published.unchanged)}, removed {len(published.removed)}"
    )
    _tell(f"Built in {seconds:.1f} s: {request.project / 'output' / 'index.html'}")
    reviews = request.project / "output" / "review" / "index.html"
    if not request.release and reviews.is_file():
        _tell(f"Translations beside their source: {reviews}")


def _tell(text: str) -> None:
    _out.print(text, markup=False, highlight=False, soft_wrap=True)


def _why(why: str, request: Request) -> str:
    if "pdf" not in request.formats:
        return "not asked for"
    return f"rendered: {why}" if why else "as before"


def _file_size(size: int) -> str:
    """A size in bytes, in kB or MB (powers of 1,000)."""
    return f"{round(size / 1000)} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
