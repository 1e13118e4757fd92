"""Write texts back into a file of words: the text of the unit changes, and not a byte besides.

Comments, order, blank lines and line ends stay. What was written is read again: were it not what was asked for, nothing
is returned.
"""

import re

from briefs.load import Data, File, KeyPath, Mark, dotted, parse

STEP = 2  # spaces a level
BOM = "\ufeff"

_ENDS = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")


class SpliceError(ValueError):
    """The text cannot be written into this file; the message says why."""


def set_text(raw: str, path: KeyPath, text: str) -> str:
    """The file with the text at a key path replaced; raises SpliceError where there is no such key.

    `raw` is the file as it was read, with its line ends; `text` has LF line ends.
    """
    if raw.startswith(BOM):
        return BOM + set_text(raw[1:], path, text)
    file = _parsed(raw)
    mark = file.marks.get(path)
    if mark is None:
        raise SpliceError(f"there is no key `{dotted(path)}`")
    lines, end = _ENDS.findall(raw), _line_end(raw)
    head = mark.key_line - 1
    level = _indent(lines[head])
    body = head + 1
    while body < len(lines) and (not lines[body].strip() or _indent(lines[body]) > level):
        body += 1
    while body > head + 1 and not lines[body - 1].strip():
        body -= 1  # blank lines below belong to what follows
    inner = [line for line in lines[head + 1 : body] if line.strip()]
    depth = _indent(inner[0]) if inner and mark.style == "|" else level + STEP
    start = lines[head] if mark.style == "|" else _key_only(lines[head], mark) + " |-" + end
    if not start.endswith(("\n", "\r")):
        start += end
    made = [f"{' ' * depth}{line}{end}" if line else end for line in text.split("\n")] if text else []
    return _checked(raw, "".join([*lines[:head], start, *made, *lines[body:]]), path, text)


def add_text(raw: str, path: KeyPath, text: str, order: tuple[KeyPath, ...], comment: str = "") -> str:
    """The file with a key added where the order of the source has it, `comment` above it, and keys above as needed.

    `order` holds the key paths of the source's texts.
    """
    if raw.startswith(BOM):
        return BOM + add_text(raw[1:], path, text, order, comment)
    file = _parsed(raw)
    if path in file.marks:
        return set_text(raw, path, text)
    lines, end = _ENDS.findall(raw), _line_end(raw)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += end
    parent = path[:-1]
    while parent and parent not in file.marks:
        parent = parent[:-1]
    level = _level(file, parent)
    at = _place(file, lines, parent, path, order, level)
    made: list[str] = []
    for n in range(len(parent), len(path) - 1):
        made.append(f"{' ' * (level + STEP * (n - len(parent)))}{path[n]}:{end}")
    depth = level + STEP * (len(path) - 1 - len(parent))
    made += [f"{' ' * depth}# {line}".rstrip() + end for line in comment.split("\n")] if comment else []
    made.append(f"{' ' * depth}{path[-1]}: |-{end}")
    made += [f"{' ' * (depth + STEP)}{line}{end}" if line else end for line in text.split("\n")] if text else []
    return _checked(raw, "".join([*lines[:at], *made, *lines[at:]]), path, text)


def _place(file: File, lines: list[str], parent: KeyPath, path: KeyPath, order: tuple[KeyPath, ...], level: int) -> int:
    """The line before which a key goes: behind the nearest key that stands before it in the source."""
    depth = len(parent)
    heads = list(dict.fromkeys(p[: depth + 1] for p in order if p[:depth] == parent))
    own = path[: depth + 1]
    before = heads[: heads.index(own)] if own in heads else heads
    there = [head for head in before if head in file.marks]
    if not there:
        return file.marks[parent].key_line if parent else _first_key(lines)
    at = file.marks[there[-1]].key_line
    while at < len(lines) and (not lines[at].strip() or _indent(lines[at]) > level):
        at += 1
    while not lines[at - 1].strip():
        at -= 1
    return at


def _level(file: File, parent: KeyPath) -> int:
    """How far the keys below a key are indented."""
    inside = [mark.key_column - 1 for path, mark in file.marks.items() if path[:-1] == parent and path]
    return inside[0] if inside else (file.marks[parent].key_column - 1 + STEP if parent else 0)


def _first_key(lines: list[str]) -> int:
    return next((n for n, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")), len(lines))


def _key_only(line: str, mark: Mark) -> str:
    """A line as far as the colon after its key."""
    at = line.index(":", mark.key_column - 1)
    return line[: at + 1]


def _parsed(raw: str) -> File:
    result = parse(raw, "words")
    if isinstance(result, list):
        raise SpliceError(result[0].message)
    return result


def _checked(raw: str, made: str, path: KeyPath, text: str) -> str:
    """The new file, once it is sure that it says what was asked for and else what it said before."""
    before, after = _parsed(raw).data, _parsed(made).data
    if _leaves(after) != {**_leaves(before), path: text}:
        raise SpliceError(f"`{dotted(path)}` cannot be written without changing something else")
    return made


def _leaves(data: Data, path: KeyPath = ()) -> dict[KeyPath, Data]:
    if isinstance(data, dict) and data:
        return {p: leaf for key, value in data.items() for p, leaf in _leaves(value, (*path, key)).items()}
    return {} if data == {} or (data is None and path) else {path: data} if path else {}


def _line_end(raw: str) -> str:
    return "\r\n" if "\r\n" in raw else "\n"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
