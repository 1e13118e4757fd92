"""To a translator's editor and back, and the glossary."""

from pathlib import Path
from typing import Annotated

import typer

from briefs.cli_translate.common import (
    Language,
    Output,
    Project,
    What,
    folders_of,
    project_of,
    say,
    sound,
    texts_asked,
    tree_of,
)
from briefs.load import Tree
from briefs.pipeline import read
from briefs.problems import Problem, Severity, UsageError, render
from briefs.translate.exchange import ExchangeError, Parcel, context_of, entry, too_long
from briefs.translate.glossary import write_csv, write_tbx
from briefs.translate.importing import Refused, Taken, merge, texts_of
from briefs.translate.marks import fault_of
from briefs.translate.names import names_of
from briefs.translate.po import read_po, write_po
from briefs.translate.project import save, with_locks, written
from briefs.translate.xliff import read_xliff, write_tmx, write_xliff
from briefs.translation import Unit, folders, lock_name, source_language, units_of

WRITERS = {"po": write_po, "xliff": write_xliff, "tmx": write_tmx}
READERS = {".po": read_po, ".xlf": read_xliff, ".xliff": read_xliff}
GLOSSARIES = {"csv": write_csv, "tbx": write_tbx}


def export(
    context: typer.Context,
    language: Language,
    what: What = "",
    form: Annotated[str, typer.Option("--format", help="po, xliff or tmx.")] = "po",
    output: Output = None,
    project: Project = None,
) -> None:
    """Write the texts of a language as a file for a translation editor."""
    tree = tree_of(context, project)
    if form not in WRITERS:
        raise UsageError(f"there is no format `{form}`; there are: {', '.join(WRITERS)}")
    asked, names = texts_asked(tree, language, what), names_of(tree)
    entries = tuple(
        entry(tree, unit, names)
        for folder, only in asked.items()
        for unit in units_of(tree, folder, language)
        if unit.source is not None and (only is None or unit.path in only)
    )
    if form == "tmx":
        entries = tuple(each for each in entries if each.target and not each.fuzzy)
    text = WRITERS[form](entries, source_language(tree, next(iter(asked))), language)
    path = output or Path(f"{what.replace('/', '-') or 'briefs'}-{language}.{'xlf' if form == 'xliff' else form}")
    _write(path, text)
    say(f"{path}: {len(entries)} texts")


def take_in(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A PO or XLIFF file that `export` wrote and an editor filled in.")],
    project: Project = None,
) -> None:
    """Take in what a translation editor has made of an export. What was changed here meanwhile stays."""
    tree = tree_of(context, project)
    parcel = _parcel(file)
    touched = {f"content/{entry.context.partition('#')[0]}" for entry in parcel.entries}
    sound(tree, parcel.language, tuple(folder for folder in folders(tree) if folder in touched))
    taken, refused, idle = merge(tree, parcel, _fault)
    files, unwritten = _files(tree, parcel.language, taken)
    save(tree.root, files)
    for each in (*refused, *unwritten):
        say(f"refused: {each.context}: {each.reason}")
    lost = len(refused) + len(unwritten)
    say(f"{len(taken) - len(unwritten)} taken in, {idle} unchanged, {lost} refused")
    wrong = _wrong(project_of(context, project), taken)
    for problem in wrong:
        say(render(problem))
    if lost or wrong:
        raise typer.Exit(1)


def glossary(
    context: typer.Context,
    language: Language,
    form: Annotated[str, typer.Option("--format", help="csv or tbx.")] = "csv",
    output: Output = None,
    project: Project = None,
) -> None:
    """Write the official names of the registry in two languages."""
    if form not in GLOSSARIES:
        raise UsageError(f"there is no format `{form}`; there are: {', '.join(GLOSSARIES)}")
    tree = tree_of(context, project)
    source = source_language(tree, folders_of(tree, language, "")[0])
    path = output or Path(f"glossary-{language}.{form}")
    # With a byte order mark spreadsheets know the encoding.
    _write(path, ("\ufeff" if form == "csv" else "") + GLOSSARIES[form](names_of(tree), source, language))
    say(str(path))


def _wrong(project: Path, taken: tuple[Taken, ...]) -> list[Problem]:
    """What the validation says of the texts that were taken in: a draft cannot be built before that is mended."""
    places = {(each.unit.file, each.unit.key) for each in taken}
    problems = read(project)[2] if taken else ()
    return [p for p in problems if p.severity is Severity.ERROR and (p.file, p.key) in places]


def _fault(unit: Unit, text: str) -> str:
    return fault_of(unit, text) or too_long(unit, text)


def _files(tree: Tree, language: str, taken: tuple[Taken, ...]) -> tuple[dict[str, str], list[Refused]]:
    """The words and locks with what was taken in, and what could not be written."""
    files: dict[str, str] = {}
    refused: list[Refused] = []
    for folder, new in texts_of(taken):
        raw, faults = written(tree, folder, language, new)
        own = [each for each in taken if each.unit.folder == folder]
        refused += [Refused(context_of(each.unit), faults[each.unit.path]) for each in own if each.unit.path in faults]
        locks = {each.unit.key: each.lock for each in own if each.unit.path not in faults}
        if locks:
            files[f"{folder}/{language}.yaml"] = raw
            files[lock_name(folder, language)] = with_locks(tree, folder, language, locks)
    return files, refused


def _parcel(file: Path) -> Parcel:
    reader = READERS.get(file.suffix.lower())
    if reader is None:
        raise UsageError(f"{file}: this is neither PO (.po) nor XLIFF (.xlf, .xliff)")
    try:
        return reader(file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise UsageError(f"{file}: the file is not UTF-8; save it again with that encoding") from error
    except OSError as error:
        raise UsageError(f"{file}: the file cannot be read: {(error.strerror or 'fault').lower()}") from error
    except ExchangeError as error:
        raise UsageError(f"{file}: {error}") from error


def _write(path: Path, text: str) -> None:
    try:
        path.write_bytes(text.encode("utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: it cannot be written: {(error.strerror or 'fault').lower()}") from error
