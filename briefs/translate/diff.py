"""What changed in the source since a text was translated, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from briefs.translation import State, Unit

CHANGED = (State.STALE, State.BOTH_CHANGED)


@dataclass(frozen=True)
class Piece:
    """A run of words that is the same, was added, or was removed."""

    kind: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True)
class Change:
    """A unit whose source moved on: the source's pieces from then to now, and the translation as it stands."""

    unit: Unit
    pieces: tuple[Piece, ...]


def changes(units: tuple[Unit, ...]) -> Iterator[Change]:
    """The units whose source changed since they were accepted."""
    for unit in units:
        if unit.state in CHANGED and unit.locked is not None and unit.source is not None:
            yield Change(unit, tuple(word_diff(unit.locked.text, unit.source)))


def word_diff(old: str, new: str) -> Iterator[Piece]:
    """The way from one text to another, in whole words; joined, `same` and `added` pieces give the new text."""
    before, after = _words(old), _words(new)
    for tag, i, j, m, n in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(after[m:n]))
            continue
        if i < j:
            yield Piece("removed", "".join(before[i:j]))
        if m < n:
            yield Piece("added", "".join(after[m:n]))


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|\w+|[^\w\s]", text)
