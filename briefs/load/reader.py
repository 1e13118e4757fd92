"""One YAML text → data with marks. A small, safe subset: mappings, lists, scalars; no aliases, tags or duplicate keys.

Scalars follow YAML 1.2, so `NO` is Norway and `2016-12` is a text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import isfinite
from sys import intern

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from briefs.load.file import Data, File, KeyPath, Mark, dotted, split_lines
from briefs.load.mistakes import BLOCK, explain, guard
from briefs.problems import Problem

MAX_DEPTH = 12
MAX_DIGITS = 15  # what a float holds exactly; longer numbers are texts, and refused where a number is needed

_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?[0-9]+\.[0-9]+(?:e[-+]?[0-9]+)?", re.IGNORECASE)
_WORDS: Mapping[str, Data] = {"": None, "~": None, "null": None, "true": True, "false": False}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _TooDeepError(Exception):
    """Stops the reading: deeper still, Python's own stack would end."""


def parse(text: str, name: str) -> File | list[Problem]:
    """Parse one YAML text; returns the file, or every problem that makes it unreadable."""
    reader = _Reader(name, split_lines(text))
    guard(reader.lines, reader.report)
    if reader.problems:
        return reader.problems
    data: Data = None
    try:
        data = reader.document(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        line, column, message, hint, length = explain(error, reader.lines)
        reader.report(line, column, message, hint, length=length)
    except yaml.YAMLError as error:
        reader.report(1, 1, f"the file cannot be read as YAML: {str(error).splitlines()[0]}", "")
    except _TooDeepError:
        pass
    if reader.problems:
        return reader.problems
    return File(name, {} if data is None else data, reader.marks, reader.lines)


@dataclass
class _Reader:
    """Builds data from parser events, which, unlike PyYAML's composer, still show aliases and duplicate keys."""

    name: str
    lines: tuple[str, ...]
    marks: dict[KeyPath, Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def report(self, line: int, column: int, message: str, hint: str, key: str = "", length: int = 1) -> None:
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        self.problems.append(Problem(self.name, line, column, message, key, hint, excerpt, length))

    def document(self, events: Iterator[yaml.Event]) -> Data:
        data: Data = None
        seen = False
        self.marks[()] = Mark(1, 1, 1, 1)
        for event in events:
            if isinstance(event, DocumentStartEvent):
                if seen:
                    self.report(_at(event)[0], 1, "a second document begins here", "remove `---`", length=3)
                    return data
                seen = True
                data = self.node(events, next(events), (), None)
        return data

    def node(self, events: Iterator[yaml.Event], event: yaml.Event, path: KeyPath, key: yaml.Event | None) -> Data:
        line, column = _at(event)
        style = event.style or "" if isinstance(event, ScalarEvent) else ""
        if path:
            self.marks[path] = Mark(*_at(key or event), line, column, style)
        self.forbidden(event, line, column, dotted(path))
        if isinstance(event, AliasEvent):
            return None
        if len(path) > MAX_DEPTH:
            self.report(line, column, f"keys are nested more than {MAX_DEPTH} deep", "look at the indentation")
            raise _TooDeepError
        if isinstance(event, MappingStartEvent):
            return self.mapping(events, path)
        if isinstance(event, SequenceStartEvent):
            items: list[Data] = []
            while not isinstance(item := next(events), SequenceEndEvent):
                items.append(self.node(events, item, (*path, len(items)), None))
            return items
        assert isinstance(event, ScalarEvent)
        return _scalar(event)

    def forbidden(self, event: yaml.Event, line: int, column: int, key: str) -> None:
        """Report what YAML offers and content must not use; most often a text happens to begin like it."""
        anchor, tag = str(getattr(event, "anchor", None) or ""), getattr(event, "tag", None)
        if isinstance(event, AliasEvent):
            hint = f"if it is a text, {BLOCK}; if it repeats a value, write the value out"
            self.report(line, column, f"`*{anchor}` is an alias, which content cannot use", hint, key, len(anchor) + 1)
        elif anchor:
            hint = f"if it is a text, {BLOCK}; if not, remove it"
            self.report(line, column, f"`&{anchor}` is an anchor, which content cannot use", hint, key, len(anchor) + 1)
        if tag:
            source = self.lines[line - 1][column - 1 :].split(" ")[0]
            hint = f"if it is a text, {BLOCK}; if not, remove it"
            self.report(line, column, f"`{source}` is a tag, which content cannot use", hint, key, len(source))

    def mapping(self, events: Iterator[yaml.Event], path: KeyPath) -> dict[str, Data]:
        data: dict[str, Data] = {}
        first: dict[str, int] = {}
        while not isinstance(key := next(events), MappingEndEvent):
            line, column = _at(key)
            if not isinstance(key, ScalarEvent):
                self.report(line, column, "a key must be a word", BLOCK, dotted(path))
                self.node(events, key, (*path, "?"), None)
                self.node(events, next(events), (*path, "?"), None)
                continue
            name = intern(key.value)  # most keys stand in many files
            if name in data:
                message = f"the key `{name}` stands twice; first on line {first[name]}"
                hint = "keep one of the two: the other would be lost without a word"
                self.report(line, column, message, hint, dotted((*path, name)), len(name))
            first.setdefault(name, line)
            data[name] = self.node(events, next(events), (*path, name), key)
        return data


def _at(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _scalar(event: ScalarEvent) -> Data:
    value: str = event.value
    if event.style:
        return value
    if value in _WORDS:
        return _WORDS[value]
    if len(value) > MAX_DIGITS:
        return value
    if _INT.fullmatch(value):
        return int(value)
    if _FLOAT.fullmatch(value) and isfinite(number := float(value)):
        return number
    return value
