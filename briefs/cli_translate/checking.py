"""What is wrong with translations, and which warnings do not count."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

import typer

from briefs.cli_translate.common import Language, Project, What, by_key, folders_of, project_of, say, tree_of
from briefs.load import Tree
from briefs.pipeline import read
from briefs.problems import Severity, UsageError, did_you_mean, render
from briefs.translate.checks import WARNINGS, Finding, Reading, findings, reading_of, spare_waivers
from briefs.translate.names import names_of
from briefs.translate.project import save, with_locks
from briefs.translate.validation import problem_of, together
from briefs.translation import State, Unit, lock_name, units_of

OPEN = (State.MISSING, State.STALE, State.BOTH_CHANGED)


def check(context: typer.Context, language: Language, what: What = "", project: Project = None) -> None:
    """What is wrong with translations: errors break a page or a fact, warnings can be waived. Ends with 1 on errors."""
    tree, _, problems = read(project_of(context, project))
    named = folders_of(tree, language, what)
    found: list[Finding] = []
    notes: list[Finding] = []
    for units, reading in _read_as(tree, named, language):
        found += findings(units, reading)
        notes += spare_waivers(units, reading)
    told = together(tree, named, language, problems, found)
    for problem in told:
        say(render(problem))
    for note in notes:
        problem = problem_of(tree, note)
        say(f"{problem.file}:{problem.line}: note: {note.message} [{problem.key}]")
    errors = sum(problem.severity is Severity.ERROR for problem in told)
    say(f"{_count(errors, 'error')}, {_count(len(told) - errors, 'warning')}{_open(tree, named, language)}")
    if errors:
        raise typer.Exit(1)


def _open(tree: Tree, folders: tuple[str, ...], language: str) -> str:
    """How many texts are not translated, or no longer in step: no fault, and not done either."""
    begun = [folder for folder in folders if language in tree.languages(folder)]
    states = [unit.state for folder in begun for unit in units_of(tree, folder, language)]
    told = [f"{states.count(state)} {state}" for state in OPEN if state in states]
    return f"; {', '.join(told)}: see `translate status`" if told else ""


def waive(
    context: typer.Context,
    language: Language,
    what: What = "",
    key: Annotated[str, typer.Argument(help="The key path of one text, such as messages.income.")] = "",
    warning: Annotated[str, typer.Argument(help="The warning, such as numbers.")] = "",
    reason: Annotated[str, typer.Argument(help="Why it does not count here.")] = "",
    remove: Annotated[bool, typer.Option("--remove", help="Take the waiver back.")] = False,
    project: Project = None,
) -> None:
    """Say that a warning does not count for one text, and why. Without a text: list what is waived."""
    tree = tree_of(context, project)
    named = folders_of(tree, language, what)
    if not key:
        for unit, name, why in _waived(tree, named, language):
            say(f"{unit.file} {unit.key}: {name}: {why}")
        return
    if warning not in WARNINGS:
        raise UsageError(f"there is no warning `{warning}`; {did_you_mean(warning, WARNINGS) or ', '.join(WARNINGS)}")
    if len(named) > 1:
        raise UsageError(f"`{what or 'everything'}` is more than one folder; name one: {', '.join(named)}")
    (folder,) = named
    (unit,) = by_key(units_of(tree, folder, language), [key])
    if unit.locked is None:
        raise UsageError(f"accept `{key}` first: a waiver stands in its lock")
    if remove and warning not in unit.locked.waived:
        raise UsageError(f"`{warning}` is not waived for `{key}`")
    if not remove and not reason.strip():
        raise UsageError("say why, in quotation marks, behind the warning")
    others = {name: why for name, why in unit.locked.waived.items() if name != warning}
    lock = replace(unit.locked, waived=others if remove else {**others, warning: reason.strip()})
    save(tree.root, {lock_name(folder, language): with_locks(tree, folder, language, {key: lock})})
    say(f"{folder}: {key}: {warning} {'counts again' if remove else 'waived'}")


def _read_as(tree: Tree, named: tuple[str, ...], language: str) -> Iterator[tuple[list[Unit], Reading]]:
    """The units of some folders, together with those that are read in the same languages and locales."""
    names = names_of(tree)
    alike: dict[tuple[str, str, str], list[Unit]] = defaultdict(list)
    readings: dict[tuple[str, str, str], Reading] = {}
    for folder in named:
        reading = reading_of(tree, folder, language, names)
        same = reading.source, reading.source_locale, reading.locale
        readings[same] = reading
        alike[same] += units_of(tree, folder, language)
    yield from ((units, readings[same]) for same, units in alike.items())


def _waived(tree: Tree, named: tuple[str, ...], language: str) -> Iterator[tuple[Unit, str, str]]:
    for folder in named:
        for unit in units_of(tree, folder, language):
            for name, why in unit.locked.waived.items() if unit.locked else ():
                yield unit, name, why


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
