"""Stage 1, load: a folder of YAML files → plain data that knows the line and column of every key.

YAML is read as a small, safe subset: mappings, lists and scalars; no aliases, no tags, no duplicate keys. Scalars follow
YAML 1.2, so `NO` is Norway and `2016-12` is a text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

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

from briefs.problems import Problem

Data: TypeAlias = "dict[str, Data] | list[Data] | str | int | float | bool | None"
KeyPath: TypeAlias = tuple[str | int, ...]

MAX_BYTES = 1_000_000
MAX_DEPTH = 12
LAYOUT = re.compile(
    r"(?:series/[^/]+/(?:series|[a-z]{2})|shared/[a-z]{2}|labels/[a-z]{2}"
    r"|registry/(?:organisations|programmes|places|terms|references|rates)"
    r"|cases/[^/]+/(?:case|[a-z]{2})|publications/[^/]+/(?:publication|[a-z]{2}))\.yaml"
)

_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?[0-9]+\.[0-9]+(?:e[-+]?[0-9]+)?", re.IGNORECASE)
_WORDS: Mapping[str, Data] = {"": None, "~": None, "null": None, "true": True, "false": False}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Mark:
    """Where a value stands: its key and itself (line and column from 1), and how a scalar was written (`|`, `"`, …)."""

    key_line: int
    key_column: int
    line: int
    column: int
    style: str = ""


@dataclass(frozen=True)
class File:
    """One YAML file: its data, the mark of every key path, and its lines for excerpts."""

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
        """A problem at a key path: at its value, at its key, or at a span (offset, length) of its text."""
        known = path
        while known not in self.marks:
            known, at_key = known[:-1], True
        mark = self.marks[known]
        if span is not None and known == path:
            line, column = self._within(mark, path, span[0])
            length = span[1]
        elif at_key or mark.style == "|":
            line, column = mark.key_line, mark.key_column
            length = len(str(known[-1])) if known and isinstance(known[-1], str) else 1
        else:
            line, column = mark.line, mark.column
            value = self.lines[line - 1][column - 1 :] if line <= len(self.lines) else ""
            length = max(1, len(re.split(r"[,}\]#]", value, maxsplit=1)[0].rstrip()))
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        key = dotted(path) if show_key else ""
        return Problem(self.name, line, column, message, key, hint, excerpt, length)

    def _within(self, mark: Mark, path: KeyPath, offset: int) -> tuple[int, int]:
        text = str(value_at(self.data, path))
        before = text[:offset]
        if mark.style == "|":
            line = mark.line + 1 + before.count("\n")
            source = self.lines[line - 1] if line <= len(self.lines) else ""
            row = before.rsplit("\n", 1)[-1]
            whole = text[len(before) - len(row) :].split("\n", 1)[0]
            indent = max(0, source.find(whole)) if whole else 0
            return line, indent + len(row) + 1
        return mark.line, mark.column + len(before) + (mark.style in ('"', "'"))


@dataclass(frozen=True)
class Tree:
    """All content files of a project by name (relative to the project), and the names that could not be read."""

    root: Path
    files: Mapping[str, File]
    broken: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()
    assets: frozenset[str] = frozenset()

    def groups(self, kind: str) -> list[str]:
        """The ids under `content/<kind>/`, sorted, whether or not their files could be read."""
        prefix = f"content/{kind}/"
        names = {*self.files, *self.broken}
        return sorted({n[len(prefix) :].split("/")[0] for n in names if n.startswith(prefix)})

    def languages(self, folder: str) -> list[str]:
        """The languages that have a file of words in a folder such as `content/cases/peru`."""
        names = (n.removeprefix(folder + "/") for n in self.files if n.startswith(folder + "/"))
        return sorted(n.removesuffix(".yaml") for n in names if re.fullmatch(r"[a-z]{2}\.yaml", n))


def load(root: Path) -> Tree:
    """Read `root/content` whole; what cannot be read becomes problems of the tree, never an exception."""
    content = root / "content"
    if not content.is_dir():
        problem = Problem(
            "content", 0, 0, "there is no folder `content` here",
            hint="name a project with --project, or start in one",
        )  # fmt: skip
        return Tree(root, {}, problems=(problem,))
    files: dict[str, File] = {}
    problems: list[Problem] = []
    broken: set[str] = set()
    assets: set[str] = set()
    for path in sorted(content.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_dir() or path.name.startswith("."):
            continue
        if name.startswith("content/assets/"):
            assets.add(name.removeprefix("content/assets/"))
        elif not LAYOUT.fullmatch(name.removeprefix("content/")):
            hint = "a file of words is named for its language: `en.yaml`; the folders are in docs/content-model.md"
            problems.append(Problem(name, 0, 0, "nothing reads this file", hint=hint))
        else:
            result = _read(path, name, root)
            if isinstance(result, File):
                files[name] = result
            else:
                problems += result
                broken.add(name)
    return Tree(root, files, frozenset(broken), tuple(problems), frozenset(assets))


def dotted(path: KeyPath) -> str:
    """A key path as people write it: `results[2].change`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def value_at(data: Data, path: KeyPath) -> Data:
    """The value at a key path; raises KeyError, IndexError or TypeError where there is none."""
    for part in path:
        data = data[part]  # type: ignore[index,call-overload]
    return data


def _read(path: Path, name: str, root: Path) -> File | list[Problem]:
    if not path.resolve().is_relative_to(root.resolve()):
        return [Problem(name, 0, 0, "this file leads out of the project", hint="put a copy here, not a link")]
    raw = path.read_bytes()
    if len(raw) > MAX_BYTES:
        return [Problem(name, 0, 0, f"the file has more than {MAX_BYTES:,} bytes")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return [Problem(name, line, 1, "the file is not UTF-8", hint="save it again with the encoding UTF-8")]
    return parse(text, name)


def parse(text: str, name: str) -> File | list[Problem]:
    """Parse one YAML text; returns the file, or every problem that makes it unreadable."""
    reader = _Reader(name, tuple(text.splitlines()))
    try:
        loader = _LOADER(text)
        try:
            data = reader.document(loader)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        reader.report(line, column, f"this is not YAML: {error.problem or error.context}", _yaml_hint(error))
        return reader.problems
    except yaml.YAMLError as error:
        reader.report(1, 1, f"this is not YAML: {str(error).splitlines()[0]}", "")
        return reader.problems
    if reader.problems:
        return reader.problems
    return File(name, {} if data is None else data, reader.marks, reader.lines)


def _yaml_hint(error: yaml.MarkedYAMLError) -> str:
    problem = f"{error.problem} {error.context}"
    if "mapping values" in problem:
        return "a text with a colon must stand in a block: write `|-` after the key and the text below it, indented"
    if "\\t" in problem or "tab" in problem:
        return "indent with spaces, not with tabs"
    if "alias" in problem or "anchor" in problem or "cannot start any token" in problem or "'%'" in problem:
        return "a text that begins with a special character must stand in a `|-` block"
    return "look at this line and the one above: indentation, colons, quotation marks, `|-`"


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

    def document(self, loader: yaml.SafeLoader) -> Data:
        data: Data = None
        seen = False
        while loader.check_event():
            event = loader.get_event()
            if isinstance(event, DocumentStartEvent):
                if seen:
                    line = event.start_mark.line + 1
                    self.report(line, 1, "a second document begins here", "one file holds one document: remove `---`")
                    return data
                seen = True
                self.marks[()] = Mark(1, 1, 1, 1)
                data = self.node(loader, loader.get_event(), (), None)
        return data

    def node(self, loader: yaml.SafeLoader, event: yaml.Event, path: KeyPath, key: yaml.Event | None) -> Data:
        at, head = event.start_mark, (key or event).start_mark
        style = event.style or "" if isinstance(event, ScalarEvent) else ""
        if path:
            self.marks[path] = Mark(head.line + 1, head.column + 1, at.line + 1, at.column + 1, style)
        line, column = at.line + 1, at.column + 1
        if isinstance(event, AliasEvent):
            hint = "write the value out, or store it once under an id and refer to that"
            self.report(line, column, f"an alias (`*{event.anchor}`) is not allowed", hint, dotted(path))
            return None
        if getattr(event, "anchor", None):
            hint = "remove `&…`; a text that begins with `&` must stand in a `|-` block"
            self.report(line, column, f"an anchor (`&{event.anchor}`) is not allowed", hint, dotted(path))
        if getattr(event, "tag", None):
            self.report(line, column, f"a tag (`{event.tag}`) is not allowed", "remove `!…`", dotted(path))
        if len(path) > MAX_DEPTH:
            self.report(line, column, f"keys are nested more than {MAX_DEPTH} deep", "", dotted(path))
        if isinstance(event, MappingStartEvent):
            return self.mapping(loader, path)
        if isinstance(event, SequenceStartEvent):
            items: list[Data] = []
            while not isinstance(item := loader.get_event(), SequenceEndEvent):
                items.append(self.node(loader, item, (*path, len(items)), None))
            return items
        assert isinstance(event, ScalarEvent)
        return _scalar(event)

    def mapping(self, loader: yaml.SafeLoader, path: KeyPath) -> dict[str, Data]:
        data: dict[str, Data] = {}
        first: dict[str, int] = {}
        while not isinstance(key := loader.get_event(), MappingEndEvent):
            line, column = key.start_mark.line + 1, key.start_mark.column + 1
            if not isinstance(key, ScalarEvent):
                self.report(line, column, "a key must be a word", "", dotted(path))
                self.node(loader, key, (*path, "?"), None)
                self.node(loader, loader.get_event(), (*path, "?"), None)
                continue
            name = key.value
            if name in data:
                message = f"the key `{name}` stands twice; first on line {first[name]}"
                hint = "keep one of the two: the other would be lost without a word"
                self.report(line, column, message, hint, dotted((*path, name)), len(name))
            first.setdefault(name, line)
            data[name] = self.node(loader, loader.get_event(), (*path, name), key)
        return data


def _scalar(event: ScalarEvent) -> Data:
    value: str = event.value
    if event.style:
        return value
    if value.lower() in _WORDS and value in (value.lower(), ""):
        return _WORDS[value]
    if _INT.fullmatch(value):
        return int(value)
    return float(value) if _FLOAT.fullmatch(value) else value
