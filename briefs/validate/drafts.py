"""Texts of a translation that its source does not have (any more)."""

from collections.abc import Iterator
from dataclasses import replace

from briefs.load import File
from briefs.problems import Problem, Severity, did_you_mean
from briefs.translation import Overlay


def obsolete(draft: Overlay, file: File) -> Iterator[Problem]:
    """A warning for every text of a translation that the source has not (any more): it is shown nowhere."""
    for unit in draft.obsolete:
        hint = did_you_mean(
            str(unit.path[-1]), [str(m.path[-1]) for m in draft.unfinished if m.path[:-1] == unit.path[:-1]]
        )
        problem = file.problem(unit.path, "the source has no such text", hint or "remove it", at_key=True)
        yield replace(problem, severity=Severity.WARNING)
