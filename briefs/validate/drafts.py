"""Texts of a translation that its source does not have (any more)."""

from collections.abc import Iterator
from dataclasses import replace

from briefs.load import File, KeyPath
from briefs.problems import Problem, Severity, did_you_mean
from briefs.translation import Overlay, State

FEW = 6  # of more, no one looks for the right one in a hint


def obsolete(draft: Overlay, file: File) -> Iterator[Problem]:
    """A warning for every text of a translation that the source has not (any more): it is shown nowhere."""
    missing = [unit.path for unit in draft.unfinished if unit.state is State.MISSING]
    for unit in draft.obsolete:
        problem = file.problem(unit.path, "the source has no such text", _hint(unit.path, missing), at_key=True)
        yield replace(problem, severity=Severity.WARNING)


def _hint(path: KeyPath, missing: list[KeyPath]) -> str:
    """What the text may be: one that is missing and whose key path differs in one key."""
    for n in reversed(range(len(path))):
        found = [
            str(m[n]) for m in missing if len(m) == len(path) and (*m[:n], *m[n + 1 :]) == (*path[:n], *path[n + 1 :])
        ]
        if not found:
            continue
        if near := did_you_mean(str(path[n]), found):
            return near
        if len(found) > FEW:
            return "if it is one of the texts that are missing, give it back its name; else remove it"
        this = "this" if n == len(path) - 1 else f"`{path[n]}`"
        names, verb = " or ".join(f"`{name}`" for name in found), "is" if len(found) == 1 else "are"
        return f"if {this} is {names}, which {verb} missing, give it back its name; else remove it"
    return "remove it"
