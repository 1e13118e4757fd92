"""What a reader of a document has a right to, read from its print page: what the probe looks for in each PDF."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import html

BEFORE, START = 24, 24  # letters of the text before a call, and of the note, that are looked for


@dataclass(frozen=True)
class Note:
    """The letters before its call, and those it begins with."""

    before: str
    start: str


@dataclass(frozen=True)
class Expected:
    """Counts, and texts as their letters alone: line ends, hyphens and marks differ between programs."""

    language: str
    headings: int
    tables: int
    head_cells: int
    figures: int
    notes: tuple[Note, ...]
    contents: tuple[str, ...]
    heads: tuple[str, ...]


def expected(page: Path) -> Expected:
    """What a print page has."""
    root: Any = html.parse(page).getroot()
    return Expected(
        language=root.get("lang"),
        headings=len(root.xpath("//h1|//h2|//h3|//h4|//h5|//h6")),
        tables=len(root.xpath("//table")),
        head_cells=len(root.xpath("//th")),
        figures=len(root.xpath("//svg[@role='img']|//img")),
        notes=tuple(_notes(root)),
        contents=tuple(letters(_text(link)) for link in root.xpath("//*[@class='contents-list']//a")),
        heads=tuple(
            letters(root.xpath("string((//@data-series)[1])" if key == "series" else "string((//@data-short)[1])"))
            for key in ("series", "short")
        ),
    )


def letters(text: str) -> str:
    """The letters of a text, without case, ligatures and accents' ways of being written."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalpha())


def _text(element: Any) -> str:
    return re.sub(r"\s+", " ", element.text_content())


def _notes(root: Any) -> list[Note]:
    """Each note with what stands before its call in the running text, earlier notes left out."""
    found = []
    for element in root.xpath("//*[contains(concat(' ', @class, ' '), ' footnote ')]"):
        texts = element.xpath("preceding::text()[not(ancestor::*[contains(@class, 'footnote')])][not(ancestor::style)]")
        before = letters("".join(texts[-20:]))[-BEFORE:]
        found.append(Note(before, letters(_text(element))[:START]))
    return found
