"""The marks a text may carry beside Markdown: placeholders, notes, citations, blocks. Syntax only, with offsets.

`validate` asks whether what they name is there, `localise` and `assemble` put the thing itself in their place.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

BLOCK_KINDS = ("figure", "table", "quote", "key-figures", "account", "passage")

_ID = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_BLOCK = re.compile(rf"^\{{({'|'.join(BLOCK_KINDS)}):({_ID})\}}$")
_PLACEHOLDER = re.compile(rf"^(?:({_ID})/)?({_ID})(?:\.([A-Za-z-]+))?$")
_REF = re.compile(rf"^ref:({_ID})$")
_CITATION = re.compile(rf"^\s*@({_ID})(?:\s*:\s*([^;@\]]+?))?\s*$")
_MARK = re.compile(r"(?P<brace>\{[^{}\n]*\})|(?P<note>\[\^[^\]\n]*\])|(?P<cite>\[@[^\]\n]*\])|(?P<stray>[{}])")
_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\s]*\)")
_UNSEEN = ("Mn", "Me", "Cf", "Cc")


class MarkKind(StrEnum):
    PLACEHOLDER = "placeholder"
    BLOCK = "block"
    REF = "ref"
    NOTE = "note"
    CITATION = "citation"
    BROKEN = "broken"


@dataclass(frozen=True)
class Mark:
    """One mark of a text: where it stands, and what it names.

    `target` is the id it names; `scope` the case of `{case/fact}` or the kind of a block; `part` the suffix of
    `{fact.part}` or the locator of a citation. One bracket with several citations gives several marks of one span.
    """

    kind: MarkKind
    start: int
    end: int
    target: str = ""
    scope: str = ""
    part: str = ""


@lru_cache(maxsize=16_384)
def marks(text: str) -> tuple[Mark, ...]:
    """All marks of a text in order; what looks like one and is not well formed comes as BROKEN."""
    return tuple(_marks(text)) if "{" in text or "}" in text or "[" in text else ()


def _marks(text: str) -> Iterator[Mark]:
    for match in _MARK.finditer(text):
        start, end = match.span()
        if match["brace"]:
            yield _brace(text, match["brace"], start, end)
        elif match["note"]:
            target = match["note"][2:-1]
            yield Mark(MarkKind.NOTE if re.fullmatch(_ID, target) else MarkKind.BROKEN, start, end, target)
        elif match["cite"]:
            yield from _citations(match["cite"], start, end)
        else:
            yield Mark(MarkKind.BROKEN, start, end)


def without_marks(text: str, put: str = "") -> str:
    """A text with something put in the place of each mark; several citations in one bracket are one place."""
    for start, end in sorted({(mark.start, mark.end) for mark in marks(text)}, reverse=True):
        text = text[:start] + put + text[end:]
    return text


@lru_cache(maxsize=16_384)
def seen_length(text: str) -> int:
    """How many characters of a text a reader sees: no marks, asterisks, addresses, nor accents that stand alone."""
    text = _LINK.sub(r"\1", without_marks(text)).replace("*", "").strip()
    return sum(unicodedata.category(char) not in _UNSEEN for char in unicodedata.normalize("NFC", text))


def _brace(text: str, brace: str, start: int, end: int) -> Mark:
    inner = brace[1:-1]
    if block := _BLOCK.match(brace):
        alone = text[:start].rpartition("\n")[2].strip() == "" and text[end:].partition("\n")[0].strip() == ""
        kind = MarkKind.BLOCK if alone else MarkKind.BROKEN
        return Mark(kind, start, end, block[2], block[1])
    if ref := _REF.match(inner):
        return Mark(MarkKind.REF, start, end, ref[1])
    if placeholder := _PLACEHOLDER.match(inner):
        return Mark(MarkKind.PLACEHOLDER, start, end, placeholder[2], placeholder[1] or "", placeholder[3] or "")
    return Mark(MarkKind.BROKEN, start, end)


def _citations(bracket: str, start: int, end: int) -> Iterator[Mark]:
    for part in bracket[1:-1].split(";"):
        match = _CITATION.match(part)
        if match:
            yield Mark(MarkKind.CITATION, start, end, match[1], part=match[2] or "")
        else:
            yield Mark(MarkKind.BROKEN, start, end)
