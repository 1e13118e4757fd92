"""The commands of translators: `build.py translate …`. Like `cli`, it prints and ends with an exit code."""

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from briefs.load import Tree, load
from briefs.pipeline import UsageError, read
from briefs.problems import ContentError, Severity, did_you_mean, render
from briefs.translate.checks import WARNINGS, findings
from briefs.translate.diff import changes
from briefs.translate.exchange import ExchangeError, Parcel, entry
from briefs.translate.glossary import write_csv, write_tbx
from briefs.translate.importing import merge, texts_of
from briefs.translate.marks import fault_of
from briefs.translate.po import read_po, write_po
from briefs.translate.project import accepted, chosen, save, with_locks, written
from briefs.translate.scaffold import scaffold as scaffolded
from briefs.translate.status import status as rows_of
from briefs.translate.xliff import read_xliff, write_tmx, write_xliff
from briefs.translation import State, Unit, folders, locale_of, lock_name, source_language, source_locale, units_of

app = typer.Typer(help="For translators: what is left to do, and the ways to do it.", no_args_is_help=True)
_out = Console(emoji=False)
WRITERS = {"po": write_po, "xliff": write_xliff, "tmx": write_tmx}
GLOSSARIES = {"csv": write_csv, "tbx": write_tbx}

Language = Annotated[str, typer.Argument(help="The language to translate into, such as es.")]
What = Annotated[str, typer.Argument(help="A publication, or shared, labels, cases, cases/<case>; nothing means all.")]
Project = Annotated[
    Path | None, typer.Option("--project", help="The folder that holds content/ and output/.", show_default=".")
]


def project_of(context: typer.Context, project: Path | None) -> Path:
    """The project that was named before or after the command, or the present folder."""
    return project or context.obj[0] or Path()


@app.command()
def status(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON in place of a table.")] = False,
    fail_on: Annotated[str, typer.Option("--fail-on", help="End with 1 where a unit has one of these states.")] = "",
    project: Project = None,
) -> None:
    """How far each translation is: units, words of the source, share that is done, and the units of each state."""
    rows = rows_of(_tree(context, project))
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
        _out.print(table, highlight=False)
    wanted = [state.strip() for state in fail_on.split(",") if state.strip()]
    for state in wanted:
        if state not in list(State):
            raise UsageError(f"there is no state `{state}`; {did_you_mean(state, list(State)) or ', '.join(State)}")
    if any(row.states.get(state) for row in rows for state in wanted):
        raise typer.Exit(1)


@app.command()
def scaffold(context: typer.Context, language: Language, what: What = "", project: Project = None) -> None:
    """Add the keys that a language lacks, empty, in the order of the source, its text above them as a comment."""
    tree = _tree(context, project)
    for folder in _folders(tree, what):
        raw, added = scaffolded(tree, folder, language)
        if added:
            save(tree.root, {f"{folder}/{language}.yaml": raw})
        _out.print(f"{folder}/{language}.yaml: {added} added", markup=False, highlight=False, soft_wrap=True)


@app.command()
def diff(context: typer.Context, language: Language, what: What = "", project: Project = None) -> None:
    """What changed in the source since it was translated, word by word, beside the translation."""
    tree = _tree(context, project)
    found = 0
    for folder in _folders(tree, what):
        for change in changes(units_of(tree, folder, language)):
            found += 1
            _out.print(f"{change.unit.file} {change.unit.key} ({change.unit.state})", markup=False, highlight=False)
            line = Text("  ")
            for piece in change.pieces:
                mark, style = {"same": ("", ""), "added": ("+", "bold green"), "removed": ("-", "red strike")}[
                    piece.kind
                ]
                line.append(f"[{mark}{piece.text}{mark}]" if mark else piece.text, style=style)
            _out.print(line, soft_wrap=True)
            _out.print(Text(f"  {change.unit.target}\n"), soft_wrap=True)
    _out.print(f"{found} changed", highlight=False)


@app.command()
def accept(
    context: typer.Context,
    language: Language,
    what: What,
    keys: Annotated[list[str] | None, typer.Argument(help="Key paths such as messages.income; none means all.")] = None,
    project: Project = None,
) -> None:
    """Say that translations are right as they stand: they are current until the source or they change."""
    tree = _tree(context, project)
    for folder in _folders(tree, what):
        units = tuple(unit for unit in units_of(tree, folder, language) if unit.source is not None and unit.target)
        wanted = _named(units, keys or []) if keys else units
        changed = tuple(unit for unit in wanted if unit.state is not State.CURRENT)
        if changed:
            save(tree.root, {lock_name(folder, language): accepted(tree, folder, language, changed)})
        if units:
            _out.print(f"{folder}: {len(changed)} accepted", markup=False, highlight=False, soft_wrap=True)


def _named(units: tuple[Unit, ...], keys: list[str]) -> tuple[Unit, ...]:
    known = {unit.key: unit for unit in units}
    for key in keys:
        if key not in known:
            raise UsageError(f"there is no translated text `{key}`; {did_you_mean(key, known)}".rstrip("; "))
    return tuple(known[key] for key in keys)


def _tree(context: typer.Context, project: Path | None) -> Tree:
    return load(project_of(context, project))


def _folders(tree: Tree, what: str) -> tuple[str, ...]:
    every = folders(tree)
    found = chosen(tree, every, what)
    if not found:
        names = [folder.rpartition("/")[2] for folder in every]
        raise UsageError(f"there are no words of `{what}`; {did_you_mean(what, names)}".rstrip("; "))
    return found


@app.command("export")
def export_(
    context: typer.Context,
    language: Language,
    what: What = "",
    form: Annotated[str, typer.Option("--format", help="po, xliff or tmx.")] = "po",
    output: Annotated[
        Path | None, typer.Option("--output", help="The file to write.", show_default="(by name)")
    ] = None,
    project: Project = None,
) -> None:
    """Write the texts of a language as a file for a translation editor."""
    tree = _tree(context, project)
    if form not in WRITERS:
        raise UsageError(f"there is no format `{form}`; there are: {', '.join(WRITERS)}")
    units = [unit for folder in _folders(tree, what) for unit in units_of(tree, folder, language)]
    entries = tuple(entry(unit) for unit in units if unit.source is not None)
    folder = _folders(tree, what)[0]
    text = WRITERS[form](entries, source_language(tree, folder), language)
    path = output or Path(f"{what.replace('/', '-') or 'briefs'}-{language}.{'xlf' if form == 'xliff' else form}")
    path.write_bytes(text.encode("utf-8"))
    _out.print(f"{path}: {len(entries)} texts", markup=False, highlight=False, soft_wrap=True)


@app.command("import")
def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A PO or XLIFF file that `export` wrote and an editor filled in.")],
    project: Project = None,
) -> None:
    """Take in what a translation editor has made of an export. What was changed here meanwhile stays."""
    tree = _tree(context, project)
    parcel = _parcel(file)
    taken, refused, idle = merge(tree, parcel, fault_of)
    files: dict[str, str] = {}
    for folder, new in texts_of(taken):
        files[f"{folder}/{parcel.language}.yaml"] = written(tree, folder, parcel.language, new)
        locks = {each.unit.key: each.lock for each in taken if each.unit.folder == folder}
        files[lock_name(folder, parcel.language)] = with_locks(tree, folder, parcel.language, locks)
    save(tree.root, files)
    for each in refused:
        _out.print(f"refused: {each.context}: {each.reason}", markup=False, highlight=False, soft_wrap=True)
    _out.print(f"{len(taken)} taken in, {idle} unchanged, {len(refused)} refused", highlight=False)
    if refused:
        raise typer.Exit(1)


@app.command()
def check(context: typer.Context, language: Language, what: What = "", project: Project = None) -> None:
    """What is wrong with translations: errors break a page or a fact, warnings can be waived. Ends with 1 on errors."""
    tree = _tree(context, project)
    every = [unit for folder in _folders(tree, what) for unit in units_of(tree, folder, language)]
    found = list(findings(every, source_locale(tree, every), locale_of(tree, language, every)))
    for each in found:
        problem = tree.files[each.unit.file].problem(each.unit.path, f"{each.message} ({each.check})", at_key=True)
        _out.print(render(replace(problem, severity=each.severity)), markup=False, highlight=False, soft_wrap=True)
    errors = sum(each.severity is Severity.ERROR for each in found)
    _out.print(f"{errors} errors, {len(found) - errors} warnings", highlight=False)
    if errors:
        raise typer.Exit(1)


@app.command()
def waive(
    context: typer.Context,
    language: Language,
    what: What,
    key: Annotated[str, typer.Argument(help="The key path of one text, such as messages.income.")],
    warning: Annotated[str, typer.Argument(help="The warning, such as numbers.")],
    reason: Annotated[str, typer.Argument(help="Why it does not count here.")],
    project: Project = None,
) -> None:
    """Say that a warning does not count for one text, and why."""
    if warning not in WARNINGS:
        raise UsageError(f"there is no warning `{warning}`; there are: {', '.join(WARNINGS)}")
    tree = _tree(context, project)
    folder = _folders(tree, what)[0]
    (unit,) = _named(units_of(tree, folder, language), [key])
    if unit.locked is None:
        raise UsageError(f"accept `{key}` first: a waiver stands in its lock")
    lock = replace(unit.locked, waived={**unit.locked.waived, warning: reason})
    save(tree.root, {lock_name(folder, language): with_locks(tree, folder, language, {key: lock})})
    _out.print(f"{folder}: {key}: {warning} waived", markup=False, highlight=False, soft_wrap=True)


@app.command()
def glossary(
    context: typer.Context,
    language: Language,
    form: Annotated[str, typer.Option("--format", help="csv or tbx.")] = "csv",
    output: Annotated[
        Path | None, typer.Option("--output", help="The file to write.", show_default="(by name)")
    ] = None,
    project: Project = None,
) -> None:
    """Write the official names of the registry in two languages."""
    if form not in GLOSSARIES:
        raise UsageError(f"there is no format `{form}`; there are: {', '.join(GLOSSARIES)}")
    tree, content, problems = read(project_of(context, project))
    if content is None:
        raise ContentError(problems)
    path = output or Path(f"glossary-{language}.{form}")
    text = GLOSSARIES[form](content.registry, source_language(tree, "content/shared"), language)
    path.write_bytes(text.encode("utf-8"))
    _out.print(str(path), markup=False, highlight=False, soft_wrap=True)


def _parcel(file: Path) -> Parcel:
    try:
        text = file.read_bytes().decode("utf-8-sig")
        return read_po(text) if file.suffix == ".po" else read_xliff(text)
    except (OSError, UnicodeDecodeError, ExchangeError) as error:
        raise UsageError(f"{file}: {error}") from error
