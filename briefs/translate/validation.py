"""What is wrong with files of a language as problems with their places: the validation's and the checks' together."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefs.load import Tree
from briefs.problems import Problem, Severity
from briefs.translate.checks import Finding
from briefs.translate.marks import foreign_spans, lost_marks
from briefs.translation import lock_name


def together(
    tree: Tree, folders: Iterable[str], language: str, problems: Iterable[Problem], found: Iterable[Finding]
) -> tuple[Problem, ...]:
    """All problems in the words of a language, each once, in their order.

    `problems` are those of the whole project. A fault that both find is told by the validation, which knows its cause.
    """
    files = {name for folder in folders for name in (f"{folder}/{language}.yaml", lock_name(folder, language))}
    own = [problem for problem in problems if problem.file in files]
    rest = [problem_of(tree, each) for each in found if not _told(tree, each, own)]
    return tuple(sorted({*own, *rest}))


def problem_of(tree: Tree, finding: Finding) -> Problem:
    """A finding at its place in the file; the name of its check stands behind the message, for a waiver."""
    span = finding.span and (finding.span[0], finding.span[1] - finding.span[0])
    message, file = f"{finding.message} ({finding.check})", tree.files[finding.unit.file]
    problem = file.problem(finding.unit.path, message, at_key=span is None, span=span)
    return replace(problem, severity=finding.severity)


def _told(tree: Tree, finding: Finding, own: list[Problem]) -> bool:
    """Whether the validation found the same: a mark that names nothing or is typed, a text in the source's words."""
    unit = finding.unit
    errors = [p for p in own if (p.file, p.key) == (unit.file, unit.key) and p.severity is Severity.ERROR]
    if finding.check == "copy":
        return bool(errors)
    if finding.check == "marks":
        hinted = " ".join(problem.hint for problem in errors)
        lost = lost_marks(unit, unit.target or "")
        if lost and all(mark in hinted for mark in lost):
            return True  # what stands in its place is told, with the mark to write
        places = set(_places(tree, finding))
        return any((problem.line, problem.column) in places for problem in errors)
    return False


def _places(tree: Tree, finding: Finding) -> Iterator[tuple[int, int]]:
    for start, end in foreign_spans(finding.unit, finding.unit.target or ""):
        problem = tree.files[finding.unit.file].problem(finding.unit.path, "", span=(start, end - start))
        yield problem.line, problem.column
