"""The loop of a translator: what is left to do, a file to write in, what changed, this is right."""

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from briefs.cli_translate.common import (
    Language,
    Project,
    What,
    by_key,
    folders_of,
    out,
    project_of,
    say,
    texts_asked,
    tree_of,
)
from briefs.load import Tree
from briefs.model.content import Content
from briefs.pipeline import read
from briefs.problems import ContentError, Problem, Severity, UsageError, did_you_mean
from briefs.translate.diff import changes
from briefs.translate.marks import fault_of
from briefs.translate.project import accepted, save, with_locks
from briefs.translate.scaffold import scaffold as scaffolded
from briefs.translate.splice import SpliceError
from briefs.translate.status import status as rows_of
from briefs.translate.used import used_units
from briefs.translation import State, lock_name, units_of

SETTLED = (State.CURRENT, State.EDITED, State.OBSOLETE)


def status(
    context: typer.Context,
    language: Annotated[str, typer.Argument(help="A language such as es; without one, all.")] = "",
    what: What = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON in place of a table.")] = False,
    fail_on: Annotated[str, typer.Option("--fail-on", help="End with 1 where a unit has one of these states.")] = "",
    project: Project = None,
) -> None:
    """How far each translation is: units, words of the source, share that is done, and the units of each state."""
    wanted = [state.strip() for state in fail_on.split(",") if state.strip()]
    for state in wanted:
        if state not in list(State):
            raise UsageError(f"there is no state `{state}`; {did_you_mean(state, list(State)) or ', '.join(State)}")
    tree = tree_of(context, project)
    named = {folder.removeprefix("content/") for folder in (folders_of(tree, language, what) if language else ())}
    rows = tuple(row for row in rows_of(tree) if not language or (row.language == language and row.folder in named))
    if as_json:
        typer.echo(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1))
    else:
        table = Table(box=None, pad_edge=False)
        table.add_column("language")
        table.add_column("words of")
        for name in ("units", "words", "done"):
            table.add_column(name, justify="right")
        table.add_column("states", overflow="fold")
        for row in sorted(rows, key=lambda row: (row.language, row.folder)):
            told = ", ".join(f"{count} {state}" for state, count in row.states.items())
            table.add_row(row.language, row.folder, str(row.units), str(row.words), f"{row.done:.0%}", told)
        out.print(table, highlight=False)
    if any(row.states.get(state) for row in rows for state in wanted):
        raise typer.Exit(1)


def scaffold(context: typer.Context, language: Language, what: What = "", project: Project = None) -> None:
    """Add the keys that a language lacks, empty, in the order of the source, its text above them as a comment."""
    tree = tree_of(context, project)
    for folder, only in texts_asked(tree, language, what).items():
        name = f"{folder}/{language}.yaml"
        try:
            raw, added = scaffolded(tree, folder, language, only)
        except SpliceError as error:
            hint = "add the key by hand, as a `|-` block"
            raise ContentError([Problem(name, 0, 0, f"no key can be added here: {error}", hint=hint)]) from error
        if added:
            # The lock has a place for each text from the start: see `translation.locks`.
            save(tree.root, {name: raw, lock_name(folder, language): with_locks(tree, folder, language, {})})
        say(f"{name}: {added} added")
    if what:
        say(f"Next: translate in these files; `build.py translate status {language} {what}` says what is left.")


def diff(context: typer.Context, language: Language, what: What = "", project: Project = None) -> None:
    """What changed in the source since it was translated, word by word, beside the translation."""
    tree = tree_of(context, project)
    found = 0
    looks = {"same": ("", ""), "added": ("+", "bold green"), "removed": ("-", "red strike")}
    for folder in folders_of(tree, language, what):
        for change in changes(units_of(tree, folder, language)):
            found += 1
            say(f"{change.unit.file} {change.unit.key} ({change.unit.state})")
            line = Text("  ")
            for piece in change.pieces:
                mark, style = looks[piece.kind]
                line.append(f"[{mark}{piece.text}{mark}]" if mark else piece.text, style=style)
            out.print(line, soft_wrap=True)
            out.print(Text(f"  {change.unit.target}\n"), soft_wrap=True)
    say(f"{found} changed")


def accept(
    context: typer.Context,
    language: Language,
    what: What = "",
    keys: Annotated[list[str] | None, typer.Argument(help="Key paths such as messages.income; none means all.")] = None,
    project: Project = None,
) -> None:
    """Say that translations are right as they stand: they are current until the source or they change."""
    tree, content, problems = read(project_of(context, project))
    named, refused = folders_of(tree, language, what), 0
    wrong = {(p.file, p.key): p.message for p in problems if p.severity is Severity.ERROR}
    for folder in named:
        units = tuple(unit for unit in units_of(tree, folder, language) if unit.source is not None and unit.target)
        wanted = by_key(units, keys or []) if keys else units
        told = ((unit, fault_of(unit, unit.target or "") or wrong.get((unit.file, unit.key), "")) for unit in wanted)
        faults = {unit.path: fault for unit, fault in told if fault}
        right = tuple(unit for unit in wanted if unit.path not in faults and unit.state is not State.CURRENT)
        if right:
            save(tree.root, {lock_name(folder, language): accepted(tree, folder, language, right)})
        for unit in wanted:
            if unit.path in faults:
                say(f"refused: {unit.file} {unit.key}: {faults[unit.path]}")
        refused += len(faults)
        missing = sum(unit.state is State.MISSING for unit in units_of(tree, folder, language))
        if units or missing:
            say(f"{folder}: {len(right)} accepted" + (f", {missing} missing" if missing else ""))
    id_ = named[0].removeprefix("content/publications/")
    if len(named) == 1 and content and id_ in content.publications:
        _tell_of_others(tree, content, id_, language, named[0])
    if refused:
        raise typer.Exit(1)


def _tell_of_others(tree: Tree, content: Content, id_: str, language: str, own: str) -> None:
    """What else a release of the publication asks for: texts that stand in other folders."""
    for folder, units in used_units(tree, content, id_, language):
        left = sum(unit.state not in SETTLED for unit in units)
        if left and folder != own:
            what = folder.removeprefix("content/")
            say(f"{id_} also shows {left} texts of {what}: `build.py translate accept {language} {what}`")
