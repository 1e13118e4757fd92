"""The command line: arguments, problems, exit codes. Alone to print and to exit, with the modules `cli_…` beside it.

Exit codes: 0 done, 1 the content is wrong or a folder differs from its manifest, 2 wrong usage, 3 our own fault,
4 the machine stood in the way (disk, rights, a cluster, a process that was ended), 130 stopped by Ctrl-C.
"""

import json
import os
import sys
import time
import traceback
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from typer.exceptions import TyperException

from briefs import __version__, cli_build, cli_translate, manifest
from briefs.faults import LostError
from briefs.problems import ContentError, Problem, Severity, UsageError, render
from briefs.publish import PublishError, reason
from briefs.request import CACHE_MB, FORMATS, Request
from briefs.worker import ClusterError

app = typer.Typer(
    help="Builds policy briefs, leaflets and reports from the content of a project. Without a command: everything.",
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
)
app.add_typer(cli_translate.app, name="translate")
STOPPED = 130
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
KeepGoing = Annotated[bool, typer.Option("--keep-going", help="Publish what is good, and list what is not.")]
Json = Annotated[bool, typer.Option("--json", help="Tell what happens in lines of JSON, for machines.")]
Cluster = Annotated[
    str, typer.Option("--cluster", metavar="ADDRESS", help="Render on a Dask cluster, such as tcp://10.0.0.5:8786.")
]
Cache = Annotated[
    Path | None,
    typer.Option(
        "--cache", envvar="BRIEFS_CACHE", help="The folder that keeps PDFs; machines may share it.",
        show_default=".cache in the project",
    ),
]  # fmt: skip
CacheMb = Annotated[int, typer.Option("--cache-mb", min=0, help="How many million bytes of PDFs it keeps.")]


@app.callback(invoke_without_command=True)
def everything(
    context: typer.Context,
    project: Project = None,
    jobs: Jobs = None,
    release: Release = False,
    keep_going: KeepGoing = False,
    as_json: Json = False,
    cluster: Cluster = "",
    cache: Cache = None,
    cache_mb: CacheMb = CACHE_MB,
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    """Builds policy briefs, leaflets and reports. Without a command: everything."""
    if version:
        _out.print(f"briefs {__version__}")
    elif context.invoked_subcommand is None:
        folder, workers = project or Path(), jobs or _cores()
        _build(
            Request(folder, (), (), FORMATS, workers, release, keep_going, cluster, cache, cache_mb),
            as_json,
        )
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
    keep_going: KeepGoing = False,
    as_json: Json = False,
    cluster: Cluster = "",
    cache: Cache = None,
    cache_mb: CacheMb = CACHE_MB,
) -> None:
    """Build some publications, languages or formats; the rest of the output stays as it is."""
    first_project, first_jobs = context.obj
    folder, workers = project or first_project or Path(), jobs or first_jobs or _cores()
    chosen = tuple(publications or ()), tuple(lang or ()), tuple(format or FORMATS)
    _build(Request(folder, *chosen, workers, release, keep_going, cluster, cache, cache_mb), as_json)


@app.command()
def check(context: typer.Context, project: Project = None) -> None:
    """Check the content without building it; where it is in order, list the notes that editors left."""
    from briefs.load import dotted, value_at
    from briefs.pipeline import read

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
def verify(
    context: typer.Context,
    folder: Annotated[Path | None, typer.Argument(help="A copy of an output folder.", show_default="output")] = None,
    project: Project = None,
    others: Annotated[
        bool, typer.Option("--others", help="Files that are not of the build may be there, too.")
    ] = False,
) -> None:
    """Check that an output folder, or a copy of one, holds exactly what was built."""
    where = folder or (project or context.obj[0] or Path()) / "output"
    if not where.is_dir():
        raise UsageError(f"there is no folder `{where}`")
    listed = manifest.read(where)
    if listed is None:
        _line(f"{where / manifest.NAME} is missing or damaged: nobody can say what was built.")
        raise typer.Exit(1)
    found = manifest.compare(where, listed)
    kinds = {"missing": found.missing, "changed": found.changed, "not of the build": found.others}
    for kind, paths in kinds.items():
        for path in paths:
            _line(f"{kind}: {path}")
    if found.missing or found.changed or (found.others and not others):
        counts = ", ".join(f"{len(paths)} {kind}" for kind, paths in kinds.items() if paths)
        _line(f"{where} is not what was built: {counts}.")
        raise typer.Exit(1)
    _line(f"{where} is what was built: {len(listed)} files.")


def _line(text: str) -> None:
    """Print a line; names of other people's files may hold what a terminal would obey."""
    plain = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
    _out.print(plain, markup=False, highlight=False, soft_wrap=True)


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


def _build(request: Request, as_json: bool) -> None:
    try:
        result = cli_build.run(request, as_json=as_json)
    except ContentError as error:
        _report(error.problems, UNTOUCHED, as_json=as_json)
        raise typer.Exit(1) from error
    except LostError as error:
        _stopped(f"{_lost(error.editions)} {UNTOUCHED}", as_json)
        raise typer.Exit(4) from error
    except ClusterError as error:
        _stopped(f"{error}. {UNTOUCHED}", as_json)
        raise typer.Exit(4) from error
    except PublishError as error:
        _stopped(str(error), as_json)
        raise typer.Exit(4) from error
    if result and result.left_out:
        count, names = len(result.left_out), ", ".join(result.left_out)
        after = f"The rest was published; {count} {'edition is' if count == 1 else 'editions are'} not: {names}"
        if result.problems:
            _report(result.problems, after, as_json=as_json)
        if result.lost:
            _stopped(f"{_lost(result.lost)} {'' if result.problems else after}".rstrip(), as_json)
        raise typer.Exit(1 if result.problems else 4)


def _lost(editions: tuple[str, ...]) -> str:
    return (
        f"The processes that rendered {', '.join(editions)} ended before they were done, each time they were tried:"
        " perhaps there was not enough memory. Try --jobs 1."
    )


def _stopped(message: str, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"event": "failed", "message": message}, ensure_ascii=False))
    _err.print(message, markup=False, highlight=False, soft_wrap=True)


def _report(problems: tuple[Problem, ...], after: str = "", *, as_json: bool = False) -> None:
    for problem in problems:
        if as_json:
            print(json.dumps({"event": "problem", **asdict(problem)}, ensure_ascii=False))
        _err.print(render(problem), markup=False, highlight=False, soft_wrap=True)
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if problems:
        noun = "problem" if errors == 1 else "problems"
        _err.print(f"\n{errors} {noun}. {after}".rstrip(), highlight=False)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit code. No error leaves it."""
    try:
        if cli_build.answered(sys.argv[1:] if arguments is None else arguments):
            return 0
        code = int(app(arguments, standalone_mode=False) or 0)
        if code == STOPPED:  # so Typer tells of Ctrl-C
            _err.print(f"Stopped. {UNTOUCHED}")
        return code
    except ContentError as error:
        _report(error.problems)
        return 1
    except UsageError as error:
        _err.print(str(error), markup=False, highlight=False, soft_wrap=True)
        return 2
    except (typer.Abort, KeyboardInterrupt):
        _err.print(f"Stopped. {UNTOUCHED}")
        return STOPPED
    except TyperException as error:
        _err.print(f"{error.format_message()}\nTry --help.", markup=False, highlight=False, soft_wrap=True)
        return 2
    except PublishError as error:
        _err.print(str(error), markup=False, highlight=False, soft_wrap=True)
        return 4
    except SystemExit:
        raise
    except OSError as error:
        if why := reason(error):
            _err.print(f"Stopped: {why[0]}.\n  at: {error.filename or 'this machine'}", markup=False, soft_wrap=True)
            _err.print(f"{why[1]}\n{UNTOUCHED}", highlight=False, soft_wrap=True)
            return 4
        return _our_fault()
    except BaseException:  # WeasyPrint's refusal to fetch is no Exception
        return _our_fault()


def _our_fault() -> int:
    traceback.print_exc()
    _err.print(
        f"\nThis is a fault of Briefs {__version__}, not of your content. Nothing was written."
        "\nPlease report it with the lines above and the command you ran: CONTRIBUTING.md says where.",
        highlight=False,
    )  # fmt: skip
    return 3


if __name__ == "__main__":
    sys.exit(main())
