"""Lines that most likely belong to a text and are not indented like it."""

import re
from dataclasses import dataclass

_BAR = re.compile(r"( *)(?:- )?([\w-]+):\s*[|>][-+]?\s*$")
_KEY = re.compile(r"\s*(?:- )?[\w-]+:(?:\s|$)")


@dataclass(frozen=True)
class Stray:
    """A line outside the text that it may belong to: the text's key, the spaces that it needs, and whether it is the
    first line below the key.
    """

    key: str
    spaces: int
    first: bool


def stray(lines: tuple[str, ...], row: int, *, keys: bool = False) -> Stray | None:
    """The text that a line (counted from 1) may belong to; None where there is none.

    A line that begins with a key belongs to none, unless `keys` says that it may.
    """
    line = lines[row - 1] if 0 < row <= len(lines) else ""
    if not line.strip() or (_KEY.match(line) and not keys):
        return None
    indent, text = _indent(line), 0
    for above in reversed(lines[: row - 1]):
        if not above.strip():
            continue
        bar = _BAR.match(above)
        if bar and not text:
            key = len(bar[1])
            return Stray(bar[2], key + 2, first=True) if indent <= key else None
        if bar and len(bar[1]) < text:
            return Stray(bar[2], text, first=False) if indent < text else None
        text = min(_indent(above), text) if text else _indent(above)
        if not text:
            return None
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
