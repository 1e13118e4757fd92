"""The loop of a translator: what is left to do, a file to write in, what changed, this is right."""

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from briefs.cli_translate.common import Language, Project, What, by_key, folders_of, out, say, tree_of
from briefs.pipeline import UsageError
from briefs.problems import ContentError, Problem, did_you_mean
from briefs.translate.diff import changes
from briefs.translate.marks import fault_of
from briefs.translate.project import accepted, save, with_locks
from briefs.translate.scaffold import scaffold as scaffolded
from briefs.translate.splice import SpliceError
from briefs.translate.status import status as rows_of
from briefs.translation import State, lock_name, units_of


def status(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON in place of a table.")] = False,
    fail_on: Annotated[str, typer.Option("--fail-on", help="End with 1 where a unit has one of these states.")] = "",
    project: Project = None,
) -> None:
    """How far each translation is: units, words of the source, share that is done, and the units of each state."""
    wanted = [state.strip() for state in fail_on.split(",") if state.strip()]
    for state in wanted:
        if state not in list(State):
            raise UsageError(f"there is no state `{state}`; {did_you_mean(state, list(State)) or ', '.join(State)}")
    rows = rows_of(tree_of(context, project))
    if as_json:
        typer.echo(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1))
    else:
        table = Table(box=None, pad_edge=False)
        table.add_column("language")
        table.add_column("words of")
        for name in ("units", "words", "done"):
            table.add_column(name, justify="right")
        table.add_column("states")
        for row in sorted(rows, key=lambda row: (row.language, row.folder)):
            told = ", ".join(f"{count} {state}" for state, count in row.states.items())
            table.add_row(row.language, row.folder, str(row.units), str(row.words), f"{row.done:.0%}", told)
        out.print(table, highlight=False)
    if any(row.states.get(state) for row in rows for state in wanted):
        raise typer.Exit(1)


def scaffold(context: typer.Context, language: Language, what: What = "", project: Project = None) -> None:
    """Add the keys that a language lacks, empty, in the order of the source, its text above them as a comment."""
    tree = tree_of(context, project)
    for folder in folders_of(tree, language, what):
        name = f"{folder}/{language}.yaml"
        try:
            raw, added = scaffolded(tree, folder, language)
        except SpliceError as error:
            hint = "add the key by hand, as a `|-` block"
            raise ContentError([Problem(name, 0, 0, f"no key can be added here: {error}", hint=hint)]) from error
        if added:
            # The lock has a place for each text from the start: see `translation.locks`.
            save(tree.root, {name: raw, lock_name(folder, language): with_locks(tree, folder, language, {})})
        say(f"{name}: {added} added")


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
    what: What,
    keys: Annotated[list[str] | None, typer.Argument(help="Key paths such as messages.income; none means all.")] = None,
    project: Project = None,
) -> None:
    """Say that translations are right as they stand: they are current until the source or they change."""
    tree = tree_of(context, project)
    refused = 0
    for folder in folders_of(tree, language, what):
        units = tuple(unit for unit in units_of(tree, folder, language) if unit.source is not None and unit.target)
        wanted = by_key(units, keys or []) if keys else units
        faults = {unit.path: fault for unit in wanted if (fault := fault_of(unit, unit.target or ""))}
        sound = tuple(unit for unit in wanted if unit.path not in faults and unit.state is not State.CURRENT)
        if sound:
            save(tree.root, {lock_name(folder, language): accepted(tree, folder, language, sound)})
        for unit in wanted:
            if unit.path in faults:
                say(f"refused: {unit.file} {unit.key}: {faults[unit.path]}")
        refused += len(faults)
        if units:
            say(f"{folder}: {len(sound)} accepted")
    if refused:
        raise typer.Exit(1)
