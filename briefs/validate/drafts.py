"""Translations that are not finished: what a draft shows in the source language and a release refuses."""

from collections.abc import Iterator
from dataclasses import replace

from briefs.load import File, Tree
from briefs.problems import Problem, Severity, did_you_mean
from briefs.translation import Overlay, State, Unit, folders, languages_of, overlay, source_language

_LOOK = "see `build.py translate diff {what}`, then accept it; the source is in {source}"
_TOLD = {
    State.MISSING: ("this is not translated yet", "translate it; the source is in {source}"),
    State.STALE: ("the source has changed since this was translated", _LOOK),
    State.BOTH_CHANGED: ("source and translation have both changed since they were accepted", _LOOK),
}


def obsolete(draft: Overlay, file: File) -> Iterator[Problem]:
    """A warning for every text of a translation that the source has not (any more): it is shown nowhere."""
    for unit in draft.obsolete:
        hint = did_you_mean(
            str(unit.path[-1]), [str(m.path[-1]) for m in draft.unfinished if m.path[:-1] == unit.path[:-1]]
        )
        problem = file.problem(unit.path, "the source has no such text", hint or "remove it", at_key=True)
        yield replace(problem, severity=Severity.WARNING)


def unfinished(tree: Tree) -> Iterator[Problem]:
    """A problem for every unit that a release must not show: missing, stale, or changed on both sides."""
    for folder in folders(tree):
        for language in languages_of(tree, folder):
            draft = overlay(tree, folder, language)
            for unit in draft.unfinished if draft else ():
                yield _told(tree.files[unit.file], unit, source_language(tree, folder))


def _told(file: File, unit: Unit, source: str) -> Problem:
    message, hint = _TOLD[unit.state]
    what = f"{unit.language} {unit.folder.removeprefix('content/').removeprefix('publications/')}"
    named = hint.format(source=f"{unit.folder}/{source}.yaml", what=what)
    return file.problem(unit.path, f"{unit.language}: {message}", named, at_key=True)
