"""What can be wrong with content, as data: every stage reports problems, only the command line prints them."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches
from enum import StrEnum

EQUALLY_NEAR = 0.06  # how much worse a second guess may be and still be worth naming


class Severity(StrEnum):
    """An error stops the build; a warning is shown and the build goes on."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend, where it stands, and what to do about it.

    `file` is relative to the project, `line` and `column` count from 1 (0 where the problem has no line, such as a
    missing file), `length` is the number of characters to underline, `excerpt` the line itself.
    """

    file: str
    line: int
    column: int
    message: str
    key: str = ""
    hint: str = ""
    excerpt: str = ""
    length: int = 1
    severity: Severity = field(default=Severity.ERROR, compare=False)


class ContentError(Exception):
    """The content cannot be built; carries every problem that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(f"{len(self.problems)} problems")


class UsageError(Exception):
    """What was asked for is not there; the message says what is."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The hint that names the nearest known words, or an empty string when none is near."""
    near = get_close_matches(word, sorted(known), n=2, cutoff=0.6)
    best, *others = [SequenceMatcher(None, name, word).ratio() for name in near] or [0.0]
    near = near[:1] + [name for name, ratio in zip(near[1:], others, strict=True) if best - ratio < EQUALLY_NEAR]
    return f"did you mean {' or '.join(f'`{n}`' for n in near)}?" if near else ""


def render(problem: Problem) -> str:
    """One problem as the lines a person reads: place, message, the line underlined, hint. Ends without a newline."""
    place = f"{problem.file}:{problem.line}:{problem.column}" if problem.line else problem.file
    key = f" [{problem.key}]" if problem.key else ""
    lines = [f"{_visible(place)}: {problem.severity}: {_visible(problem.message)}{_visible(key)}"]
    if problem.excerpt:
        before, under, after = excerpt(problem)
        lines += [
            f"{problem.line:>5} | {before}{under}{after}",
            "      | " + " " * _width(before) + "^" * max(1, _width(under)),
        ]
    if problem.hint:
        lines.append(f"      = {_visible(problem.hint)}")
    return "\n".join(lines)


def excerpt(problem: Problem) -> tuple[str, str, str]:
    """The line of a problem in three parts: before the place, the place itself, after it; a long line is cut."""
    line, column = _window(problem.excerpt, problem.column)
    length = max(1, min(problem.length, len(line) - column + 1))
    return line[: column - 1], line[column - 1 : column - 1 + length], line[column - 1 + length :]


def _window(line: str, column: int, width: int = 100) -> tuple[str, int]:
    """The part of a long line around a column, and the column within it: paragraphs stand on one line each."""
    line = _visible(line.rstrip("\n"))
    if len(line) <= width:
        return line, min(column, len(line) + 1)
    start = max(0, min(column - width // 3, len(line) - width))
    head, tail = ("…" if start else ""), ("…" if start + width < len(line) else "")
    return head + line[start : start + width] + tail, column - start + len(head)


def _visible(text: str) -> str:
    """One character for each, none of which a terminal would obey."""
    return "".join(map(_printed, text))


def _printed(char: str) -> str:
    if char == "\t" or unicodedata.category(char) == "Zs":
        return " "
    return char if char.isprintable() else "\N{REPLACEMENT CHARACTER}"


def _width(text: str) -> int:
    """How many columns of a terminal a text takes: accents that stand alone take none, wide characters two."""
    marks = sum(unicodedata.category(char) in ("Mn", "Me") for char in text)
    return len(text) - marks + sum(unicodedata.east_asian_width(char) in "WF" for char in text)
