"""What a PDF has of what its document asks for, measured on the file: tags, notes, contents, heads, identifiers.

Each measure is a pair: how many were found, of how many. Nothing is taken from what a program says of itself.
"""

import re
import subprocess
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import page as checker
import pikepdf

from tools.bench.expected import Expected, Note, expected, letters
from tools.bench.pages import Page
from tools.bench.weasyprint_loop import pdf as path_of

Counted = dict[str, tuple[int, int]]
BAND = 57  # points of the page's head and foot (20 mm): where heads and page numbers stand
DIGITS = re.compile(r"\d+")
ASIDE = re.compile(r" {2,}(\d+) *$", re.MULTILINE)  # at the end of a line and apart from its words
HEADINGS = {f"/H{level}" for level in range(1, 7)} | {"/H"}
MODES = ((), ("-layout",))  # columns are read well by the one, lines of a table by the other
LENGTH_RULE = "STREAM-LENGTH-001"  # a false alarm where a stream ends in a line end of its own


def probe_all(pages: Sequence[Page], folder: Path) -> dict[str, dict[str, list[int]]]:
    """The measures of each contender that left its PDFs in the folder, added up over all documents."""
    wanted = {page.edition: expected(page.file) for page in pages}
    found = {}
    for contender in sorted(path for path in folder.iterdir() if path.is_dir()):
        total: dict[str, list[int]] = {}
        for page in pages:
            for name, counts in probe(path_of(contender, page), wanted[page.edition]).items():
                total[name] = [old + new for old, new in zip(total.get(name, (0, 0)), counts, strict=True)]
        found[contender.name] = total
    return found


def probe(file: Path, wanted: Expected) -> Counted:
    """The measures of one PDF."""
    readings = [_pages(file, *mode) for mode in MODES]
    plain = [[letters(text) for text in texts] for texts in readings]
    with pikepdf.open(file) as pdf:
        count = len(pdf.pages)
        measures = dict(_structure(pdf, wanted))
        height = float(pdf.pages[0].mediabox[3])
    measures |= {
        "pages": (count, count),
        "passes the fast checker, PDF/UA-1": (_passes(file, "ua1"), 1),
        "passes the fast checker, PDF/A-3a": (_passes(file, "3a"), 1),
        "notes on the page of their call, below the text": _share(
            wanted.notes, lambda note: any(_at_foot(note, pages) for pages in plain)
        ),
        "notes somewhere": _share(wanted.notes, lambda note: any(note.start in text for text in chain(*plain))),
        "right page numbers in the contents": _contents(wanted.contents, readings, plain),
    }
    if wanted.contents:  # the others have pages too few for heads
        bands = [_band(file, number, height) for number in range(2, count)]
        measures["pages with a running head"] = _share(bands, lambda b: any(h in letters(b) for h in wanted.heads if h))
        numbered = enumerate(bands, 2)
        measures["pages with their number"] = _share(tuple(numbered), lambda n: str(n[0]) in DIGITS.findall(n[1]))
    return measures


def _structure(pdf: pikepdf.Pdf, wanted: Expected) -> Iterator[tuple[str, tuple[int, int]]]:
    root = pdf.Root
    marked = "/MarkInfo" in root and bool(root.MarkInfo.get("/Marked", False))
    kinds = [(str(node.S), node) for node in _below(root.get("/StructTreeRoot"))]

    def of(*names: str) -> list[Any]:
        return [node for kind, node in kinds if kind in names]

    with pdf.open_metadata(set_pikepdf_as_editor=False) as xmp:
        yield "says it is PDF/UA", ("pdfuaid:part" in xmp, 1)
        yield "says it is PDF/A", ("pdfaid:part" in xmp, 1)
    with pdf.open_outline() as outline:
        bookmarks = _bookmarks(outline.root)
    yield "tags", (marked and bool(kinds), 1)
    language = str(root.get("/Lang", ""))
    yield "language of the document", (language.casefold() == wanted.language.casefold(), 1)
    yield "bookmarks", (bookmarks > 0, 1)
    yield "headings, tagged", (min(len(of(*HEADINGS)), wanted.headings), wanted.headings)
    yield "tables, tagged", (min(len(of("/Table")), wanted.tables), wanted.tables)
    scoped = [cell for cell in of("/TH") if _attribute(cell, "/Scope")]
    yield "head cells that say what they head", (min(len(scoped), wanted.head_cells), wanted.head_cells)
    yield "notes, tagged", (min(len(of("/Note", "/FENote")), len(wanted.notes)), len(wanted.notes))
    described = [node for node in of("/Figure") if "/Alt" in node]
    yield "figures with words in their place", (min(len(described), wanted.figures), wanted.figures)


def _bookmarks(items: Sequence[pikepdf.OutlineItem]) -> int:
    return sum(1 + _bookmarks(item.children) for item in items)


def _below(root: Any) -> Iterator[Any]:
    """Every structure element below the root of the tags."""
    waiting = [root] if root is not None else []
    while waiting:
        node = waiting.pop()
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid
                waiting.append(kid)


def _attribute(node: Any, name: str) -> bool:
    owners = node.get("/A", [])
    each = owners if isinstance(owners, pikepdf.Array) else [owners]
    return any(isinstance(owner, pikepdf.Dictionary) and name in owner for owner in each)


def _passes(file: Path, profile: str) -> bool:
    report = checker.validate_pdf_bytes(file.read_bytes(), profile=profile)
    return all(failure.rule_id.endswith(LENGTH_RULE) for failure in report.failures)


def _share(items: Sequence[Any], holds: Any) -> tuple[int, int]:
    return sum(1 for item in items if holds(item)), len(items)


def _at_foot(note: Note, plain: Sequence[str]) -> bool:
    """Whether a page has both the call and, later and apart from it, the note."""
    for text in plain:
        call = text.find(note.before)
        while call >= 0:
            after = call + len(note.before)
            if text.find(note.start, after + 1) > after and not text.startswith(note.start, after):
                return True
            call = text.find(note.before, call + 1)
    return False


def _contents(
    entries: Sequence[str], readings: Sequence[Sequence[str]], plain: Sequence[Sequence[str]]
) -> tuple[int, int]:
    """Entries of the contents with a number beside them that is that of a page which has the heading."""
    right = set()
    for texts, pages in zip(readings, plain, strict=True) if entries else ():
        contents = max(range(len(pages)), key=lambda n: sum(entry in pages[n] for entry in entries))
        for entry in entries:
            found = {str(n + 1) for n, text in enumerate(pages) if text.count(entry) > (n == contents)}
            if found.intersection(_beside(entry, texts[contents])):
                right.add(entry)
    return sum(entry in right for entry in entries), len(entries)


def _beside(entry: str, text: str) -> list[str]:
    """The numbers that follow an entry before any other letters do, or stand at the end of one of its lines."""
    places = [n for n, c in enumerate(text) if letters(c)]
    run = "".join(letters(text[n]) for n in places)
    owner = [n for n in places for _ in letters(text[n])]
    found = []
    start = run.find(entry)
    while start >= 0:
        end = owner[start + len(entry) - 1] + 1
        after = next((n for n in places if n >= end), len(text))
        found += ASIDE.findall(text[owner[start] : end]) + DIGITS.findall(text[end:after])
        start = run.find(entry, start + 1)
    return found


def _pages(file: Path, *mode: str) -> list[str]:
    return _pdftotext(*mode, file).split("\f")[:-1]


def _band(file: Path, number: int, height: float) -> str:
    """The text in the head and foot of a page."""
    window = ("-f", str(number), "-l", str(number), "-x", "0", "-W", "2000", "-H", str(BAND))
    return " ".join(_pdftotext("-layout", *window, "-y", str(y), file) for y in (0, int(height) - BAND))


def _pdftotext(*options: str | Path) -> str:
    command = ["pdftotext", "-enc", "UTF-8", *options, "-"]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout  # noqa: S603 - our own arguments
