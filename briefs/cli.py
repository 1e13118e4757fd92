"""The command line: arguments, progress, problems, exit codes. Alone to print and to exit.

Exit codes: 0 built, 1 the content is wrong, 2 wrong usage, 3 our own fault.
"""

import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from typer.exceptions import TyperException

from briefs import __version__, cli_translate
from briefs.formats import file_size
from briefs.load import dotted, value_at
from briefs.pipeline import FORMATS, Built, Request, UsageError, build, read
from briefs.problems import ContentError, Problem, Severity, render

app = typer.Typer(
    help="Builds policy briefs, leaflets and reports from the content of a project. Without a command: everything.",
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
)
app.add_typer(cli_translate.app, name="translate")
UNTOUCHED = "Nothing was written; the last good output is as it was."
_out, _err = Console(emoji=False), Console(stderr=True, emoji=False)

# None where it is not given: before the command or after it, it means the same.
Project = Annotated[
    Path | None, typer.Option("--project", help="The folder that holds content/ and output/.", show_default=".")
]
Jobs = Annotated[
    int | None, typer.Option("--jobs", min=1, help="How many PDFs are rendered at a time.", show_default="cores")
]


Release = Annotated[bool, typer.Option("--release", help="Refuse texts that are not translated, or stale.")]


@app.callback(invoke_without_command=True)
def everything(
    context: typer.Context,
    project: Project = None,
    jobs: Jobs = None,
    release: Release = False,
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    """Builds policy briefs, leaflets and reports. Without a command: everything."""
    if version:
        _out.print(f"briefs {__version__}")
    elif context.invoked_subcommand is None:
        _build(Request(project or Path(), jobs=jobs or _cores(), release=release))
    else:
        context.obj = project, jobs


@app.command("build")
def some(
    context: typer.Context,
    publications: Annotated[list[str] | None, typer.Argument(help="Publications by id; none means all.")] = None,
    lang: Annotated[list[str] | None, typer.Option("--lang", help="A language, such as en; may be repeated.")] = None,
    format: Annotated[list[str] | None, typer.Option("--format", help="html or pdf; may be repeated.")] = None,
    project: Project = None,
    jobs: Jobs = None,
    release: Release = False,
) -> None:
    """Build some publications, languages or formats; the rest of the output stays as it is."""
    first_project, first_jobs = context.obj
    where, workers = project or first_project or Path(), jobs or first_jobs or _cores()
    _build(Request(where, tuple(publications or ()), tuple(lang or ()), tuple(format or FORMATS), workers, release))


@app.command()
def check(context: typer.Context, project: Project = None) -> None:
    """Check the content without building it; where it is in order, list the notes that editors left."""
    tree, _, problems = read(project or context.obj[0] or Path())
    if problems:
        _report(problems, UNTOUCHED)
        raise typer.Exit(1)
    for name, file in tree.files.items():
        for path, mark in file.marks.items():
            within = len(path) > 1 and path[-2] == "editor_notes"
            if within or path[-1:] == ("editor_note",):
                key = dotted(path if within else path[:-1])
                note = f"{name}:{mark.key_line}: note on {key}: {value_at(file.data, path)}"
                _out.print(note, markup=False, highlight=False, soft_wrap=True)
    _out.print("The content is in order.")


@app.command()
def serve(
    context: typer.Context,
    port: Annotated[
        int | None,
        typer.Option("--port", min=0, max=65535, help="The port; 0 takes any.", show_default="8000 or the next"),
    ] = None,
    browser: Annotated[bool, typer.Option("--open/--no-open", help="Open a browser.")] = True,
    project: Project = None,
) -> None:
    """Show the project in a browser on this machine, with its drafts, and follow what is saved. Ctrl-C ends it."""
    from briefs.preview import serve as show

    def started(address: str, problems: tuple[Problem, ...]) -> None:
        _out.print(f"Preview: {address} (Ctrl-C ends it)", highlight=False, soft_wrap=True)
        if problems:
            _report(problems)
        if browser:
            typer.launch(address)

    def told(changed: tuple[str, ...], problems: tuple[Problem, ...], seconds: float) -> None:
        names = ", ".join(changed[:3]) + (f" and {len(changed) - 3} more" if len(changed) > 3 else "")
        count = "" if not problems else ": 1 problem" if len(problems) == 1 else f": {len(problems)} problems"
        _out.print(
            f"{time.strftime('%H:%M:%S')} {names}, {seconds:.2f} s{count}",
            markup=False, highlight=False, soft_wrap=True,
        )  # fmt: skip
        for problem in problems[:3]:
            place = f"{problem.file}:{problem.line}" if problem.line else problem.file
            _out.print(f"         {place}: {problem.message}", markup=False, highlight=False, soft_wrap=True)

    show(project or context.obj[0] or Path(), port, started, told)


def _cores() -> int:
    return os.cpu_count() or 1


def _build(request: Request) -> None:
    started = time.perf_counter()
    try:
        built = _progress(request)
    except ContentError as error:
        _report(error.problems, UNTOUCHED)
        raise typer.Exit(1) from error
    _summary(built, request, time.perf_counter() - started)


def _progress(request: Request) -> tuple[Built, ...]:
    """Build with a bar on a terminal, and a line for each PDF elsewhere."""
    if _out.is_terminal:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=_out, transient=True) as bar:
            task = bar.add_task("reading", total=None)

            def advance(edition: str, total: int) -> None:
                bar.update(task, description=edition, total=total, advance=1)

            return build(request, advance)
    return build(request, _plain_progress())


def _plain_progress() -> Callable[[str, int], None]:
    count = 0

    def advance(edition: str, total: int) -> None:
        nonlocal count
        count += 1
        _out.print(f"{count}/{total} {edition}", highlight=False)

    return advance


def _summary(built: tuple[Built, ...], request: Request, seconds: float) -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column("edition")
    for name in ("pages", "size", "seconds"):
        table.add_column(name, justify="right")
    for edition in built:
        pages = str(edition.pages) if edition.pages else "–"
        size = file_size(edition.size, "en") if edition.size else "–"
        took = f"{edition.seconds:.1f}" if edition.seconds else "–"
        table.add_row(edition.edition, pages, size, took)
    _out.print(table, highlight=False)
    where = request.project / "output" / "index.html"
    _out.print(f"Built in {seconds:.1f} s: {where}", highlight=False, soft_wrap=True)
    reviews = request.project / "output" / "review" / "index.html"
    if not request.release and reviews.is_file():
        _out.print(f"Translations beside their source: {reviews}", highlight=False, soft_wrap=True)


def _report(problems: tuple[Problem, ...], after: str = "") -> None:
    for problem in problems:
        _err.print(render(problem), markup=False, highlight=False, soft_wrap=True)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if problems:
        noun = "problem" if errors == 1 else "problems"
        _err.print(f"\n{errors} {noun}. {after}".rstrip(), highlight=False)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit code. No error leaves it."""
    try:
        code = app(arguments, standalone_mode=False)
        return int(code or 0)
    except ContentError as error:
        _report(error.problems)
        return 1
    except (UsageError, typer.Abort) as error:
        _err.print(str(error) or "stopped", markup=False, highlight=False)
        return 2
    except TyperException as error:
        _err.print(f"{error.format_message()}\nTry --help.", markup=False, highlight=False, soft_wrap=True)
        return 2
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # WeasyPrint's refusal to fetch is no Exception
        traceback.print_exc()
        _err.print(
            f"\nThis is a fault of Briefs {__version__}, not of your content. Nothing was written."
            "\nPlease report it with the lines above and the command you ran: CONTRIBUTING.md says where.",
            highlight=False,
        )  # fmt: skip
        return 3


if __name__ == "__main__":
    sys.exit(main())
