"""A YAML file that was read: its data, the place of every key, and problems at those places."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from briefs.problems import Problem

Data: TypeAlias = "dict[str, Data] | list[Data] | str | int | float | bool | None"
KeyPath: TypeAlias = tuple[str | int, ...]

_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a value stands: its key and itself (line and column from 1), and how a scalar was written (`|`, `"`, …)."""

    key_line: int
    key_column: int
    line: int
    column: int
    style: str = ""


@dataclass(frozen=True, eq=False)
class File:
    """One YAML file: its data, the mark of every key path, and its lines for excerpts. Nobody changes any of them.

    A file is equal to itself alone, which makes it a key that is cheap: what was computed from it is found again while
    it is the same object, and `load` gives the same object for the same bytes.
    """

    name: str
    data: Data
    marks: Mapping[KeyPath, Mark]
    lines: tuple[str, ...]

    def problem(
        self,
        path: KeyPath,
        message: str,
        hint: str = "",
        *,
        at_key: bool = False,
        span: tuple[int, int] | None = None,
        show_key: bool = True,
    ) -> Problem:
        """A problem at a key path: at its value, at its key, or at a span (offset, length) of its text.

        A path that the file lacks is shown whole and stands at the nearest key above it.
        """
        known = path
        while known not in self.marks and known:
            known, at_key = known[:-1], True
        mark = self.marks.get(known, Mark(1, 1, 1, 1))
        if span is not None and known == path:
            line, column = self._within(mark, path, *span)
            length = span[1]
        elif at_key or mark.style == "|":
            line, column = mark.key_line, mark.key_column
            length = len(str(known[-1])) if known and isinstance(known[-1], str) else 1
        else:
            line, column = mark.line, mark.column
            length = self._extent(mark, known)
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Problem(self.name, line, column, message, dotted(path) if show_key else "", hint, excerpt, length)

    def written(self, path: KeyPath) -> str:
        """What the file holds from the first character of a value to the end of that line."""
        mark = self.marks.get(path)
        return self.lines[mark.line - 1][mark.column - 1 :] if mark and mark.line <= len(self.lines) else ""

    def _extent(self, mark: Mark, path: KeyPath) -> int:
        """How much of its line a value that is no block takes up."""
        written, value = self.written(path), value_at(self.data, path)
        if mark.style in ('"', "'"):
            return len(value) + 2 if isinstance(value, str) and value in written else len(written.rstrip())
        if isinstance(value, str) and written.startswith(value):
            return len(value)
        if isinstance(value, str) and not mark.style:  # it goes on on the next line
            return len(written.rstrip())
        return max(1, len(re.split(r"[,}\]#]", written, maxsplit=1)[0].rstrip()))

    def _within(self, mark: Mark, path: KeyPath, offset: int, length: int) -> tuple[int, int]:
        text = str(value_at(self.data, path))
        if mark.style != "|":
            return self._nth(mark, text, offset, length)
        before = text[:offset]
        line = mark.line + 1 + before.count("\n")
        row = before.rpartition("\n")[2]
        whole = row + text[offset:].partition("\n")[0]
        source = self.lines[line - 1] if line <= len(self.lines) else ""
        # A row is the end of its line: what stands before it is indentation.
        return line, max(0, len(source) - len(whole)) + len(row) + 1

    def _nth(self, mark: Mark, text: str, offset: int, length: int) -> tuple[int, int]:
        """Where words of a quoted or folded text stand: escapes and folds move them, so they are looked for."""
        words = text[offset : offset + length].partition("\n")[0]
        skip = text[:offset].count(words) if words else 0
        start = mark.column - 1
        for line in range(mark.line, len(self.lines) + 1 if words else mark.line):
            at = self.lines[line - 1].find(words, start)
            while at >= 0:
                if skip == 0:
                    return line, at + 1
                skip, at = skip - 1, self.lines[line - 1].find(words, at + len(words))
            start = 0
        return mark.line, mark.column


def split_lines(text: str) -> tuple[str, ...]:
    """The lines of a text as YAML counts them; `str.splitlines` knows breaks that YAML does not."""
    return tuple(_BREAK.split(text))


def dotted(path: KeyPath) -> str:
    """A key path as people write it: `results[2].change`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def value_at(data: Data, path: KeyPath) -> Data:
    """The value at a key path; raises KeyError, IndexError or TypeError where there is none."""
    for part in path:
        match data, part:
            case dict(), str():
                data = data[part]
            case list(), int():
                data = data[part]
            case _:
                raise TypeError(f"{part!r} is no place in a {type(data).__name__}")
    return data


def texts(data: Data, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """All texts of a file with their key paths, in the file's order."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from texts(value, (*path, key))
    elif isinstance(data, list):
        for n, value in enumerate(data):
            yield from texts(value, (*path, n))
    elif isinstance(data, str):
        yield path, data
