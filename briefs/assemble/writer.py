"""Words → HTML: marks replaced in reading order, Markdown rendered and cleaned.

A writer remembers what the reader has already met (acronyms, notes, citations), so texts must pass it in reading order.
Marks become private-use characters before Markdown sees the text and turn into HTML only after the sanitiser: what
a placeholder stands for can neither be read as Markdown nor be stripped.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from html import escape, unescape

import markdown
import nh3

from briefs.articles import article, contract
from briefs.assemble import drafts
from briefs.assemble.direction import isolated
from briefs.assemble.document import NOTE_CLOSE, NOTE_OPEN, Entry, Note
from briefs.assemble.references import References, organisations
from briefs.formats import listed
from briefs.localise import Edition, LocalName
from briefs.markup import Mark, MarkKind, marks
from briefs.translation import flag_of, unflagged
from briefs.typography import NBSP, QUOTES, named, spaced

TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "br"}
# What stays on one line, though browsers and printers break after a dash (spans of years or days, IN-SCT) or would
# hyphenate it as a word (FONCODES; `hyphenate-limit-chars` keeps shorter ones).
_UNBROKEN = re.compile(r"\d+\u2013\d+|\b[A-Z]{2,}(?:-[A-Z0-9]+)+\b|\b[A-Z]{7,}\b")
_TAG = re.compile(r"(<[^>]*>)")
_SLOT = re.compile("\ue000(\\d+)\ue001")
# What would open a list, heading or quotation at the start of a paragraph is plain text in a title: "1. Inclusion".
_BLOCK_MARK = re.compile(r"^(\s*\d*)([.)#>+*-])(?=\s)")
# What stands before a sentence: the start of a paragraph or list item, or the end of a sentence with its closing
# marks and note calls; and then what may open a sentence.
_SENTENCE_START = re.compile(
    r"(?:(?:\A|\n[ \t]*\n)\s*|\n[ \t]*(?=(?:[-*]|\d+\.)\s)|[.!?][*_”»’\")]*(?:\[\^[^\]\n]*\])*\s+)"
    r"(?:(?:[-*]|\d+\.)\s+)?[*_“«\"‘(¿¡]*$"
)


class Writer:
    """Turns the texts of one edition into HTML.

    `captions` maps figure and table ids to (anchor, "Figure 3"), `suffixes` works that are cited alike to "a" and "b".
    """

    def __init__(
        self, edition: Edition, captions: Mapping[str, tuple[str, str]], suffixes: Mapping[str, str] | None = None
    ) -> None:
        self.edition = edition
        self.references = References(edition, suffixes or {})
        self.captions = captions
        self.notes: list[Note] = []
        self.cited: set[str] = set()
        self.met: set[str] = set()
        self.used: set[str] = set()
        self._case = ""

    @contextmanager
    def within(self, case: str) -> Iterator[None]:
        """While this holds, a bare fact id means the fact of that case: several cases may have one of that id."""
        before, self._case = self._case, case
        try:
            yield
        finally:
            self._case = before

    def prose(self, text: str, notes: Mapping[str, str] | None = None, unit: str = "") -> str:
        """Markdown paragraphs and lists as HTML; names are expanded at their first mention."""
        slots: list[str] = []
        text, flag = unflagged(text)
        source = self._fill(text, slots, notes or {}, unit, expand=True)
        return drafts.block(self.edition, self._render(source, slots, flag), flag)

    def inline(self, text: str, *, expand: bool = False) -> str:
        """A text of one paragraph (a title, a cell, a label) as HTML without the paragraph around it."""
        return drafts.inline(self.edition, self._line(text, expand=expand), unflagged(text)[1])

    def plain(self, text: str) -> str:
        """A text of one paragraph without any markup: for metadata, drawings and the outline."""
        return unescape(re.sub(r"<[^>]+>", "", self._line(text, expand=False)))

    def shown(self, text: str) -> str:
        """A text without any markup as HTML, marked where it is not finished."""
        return drafts.inline(self.edition, escape(self.plain(text)), unflagged(text)[1])

    def country(self, code: str) -> str:
        """The name of a country as HTML, marked where it is not finished."""
        name, flag = unflagged(self.edition.countries[code])
        return drafts.inline(self.edition, escape(name), flag)

    def country_name(self, code: str) -> str:
        """The name of a country for drawings and for putting in order."""
        return unflagged(self.edition.countries[code])[0]

    def names(self, names: Iterable[str], sign: str = "") -> str:
        """Short names one after the other as HTML, with commas or a sign between them: "FEST + UNIDOS"."""
        shown = [escape(name) for name in names]
        if self.edition.direction == "rtl":
            shown = [isolated(name) for name in shown]
        return f" {sign} ".join(shown) if sign else listed(shown, self.edition.language)

    def lines(self, text: str) -> str:
        """A label of several lines as plain text, line by line."""
        return "\n".join(self.plain(line) for line in unflagged(text)[0].split("\n"))

    def parts(self, text: str) -> Iterator[str | Mark]:
        """The text between blocks, and the blocks, in order."""
        text, flag = unflagged(text)
        sign, at = flag_of(flag), 0
        for mark in marks(text):
            if mark.kind is MarkKind.BLOCK:
                if between := text[at : mark.start].strip():
                    yield sign + between
                yield mark
                at = mark.end
        if rest := text[at:].strip():
            yield sign + rest

    def listed(self, ids: Collection[str]) -> tuple[Entry, ...]:
        """Works as a list, in its order; who wrote them counts as named."""
        for id_ in ids:
            self.used |= organisations(self.edition.references[id_])
        return self.references.entries(ids)

    def _fill(self, text: str, slots: list[str], notes: Mapping[str, str], unit: str, *, expand: bool) -> str:
        out, at = [], 0
        found = list(marks(text))
        for n, mark in enumerate(found):
            if mark.start < at:
                continue  # a further citation of a bracket that is already written
            before = text[at : mark.start]
            if mark.kind is MarkKind.NOTE:
                before = before.rstrip()
            together = [m for m in found[n:] if m.start == mark.start]
            html = self._mark(mark, together, text[: mark.start], notes, unit, expand=expand)
            if mark.kind is MarkKind.PLACEHOLDER:
                before, html = contract(before, html, self.edition.language)
            out += [before, f"\ue000{len(slots)}\ue001"]
            slots.append(html)
            at = mark.end
        return "".join([*out, text[at:]])

    def _mark(
        self, mark: Mark, together: list[Mark], before: str, notes: Mapping[str, str], unit: str, *, expand: bool
    ) -> str:
        match mark.kind:
            case MarkKind.NOTE:
                number = len(self.notes) + 1
                where = f"{unit.partition('|')[0]}|notes.{mark.target}"
                self.notes.append(Note(number, "", where))
                self.notes[number - 1] = Note(number, self.inline(notes[mark.target], expand=True), where)
                return f"{NOTE_OPEN}{number}{NOTE_CLOSE}"
            case MarkKind.CITATION:
                return self._citation(together)
            case MarkKind.REF:
                anchor, caption = self.captions[mark.target]
                caption = named(caption, self.edition.language, starts=bool(_SENTENCE_START.search(before)))
                return f'<a class="ref" href="#{anchor}">{escape(caption).replace(" ", NBSP)}</a>'
            case _:
                return self._placeholder(mark, before, expand=expand)

    def _citation(self, together: Sequence[Mark]) -> str:
        for mark in together:
            self.cited.add(mark.target)
            self.used |= organisations(self.edition.references[mark.target])
        return self.references.cite([(mark.target, mark.part) for mark in together])

    def _placeholder(self, mark: Mark, before: str, *, expand: bool) -> str:
        scope = mark.scope or (self._case if f"{self._case}/{mark.target}" in self.edition.facts else "")
        key = f"{scope}/{mark.target}" if scope else mark.target
        if key in self.edition.facts:
            return escape(self.edition.facts[key][mark.part])
        return self._name(mark, self.edition.names[mark.target], before, expand=expand)

    def _name(self, mark: Mark, name: LocalName, before: str, *, expand: bool) -> str:
        self.used.add(mark.target)
        full = f'<span lang="{name.language}">{escape(name.full)}</span>' if name.language else escape(name.full)
        starts = bool(_SENTENCE_START.search(before))
        the = article(name.article, starts=starts)
        if mark.part == "bare":
            return full
        if mark.part in name.names:
            return f'<span lang="{mark.part}">{escape(name.names[mark.part])}</span>'
        if mark.part in ("acronym", "short"):
            return escape(name.short or name.full)
        if mark.part == "name":
            return the + full
        plural = mark.part == "plural"
        if plural:
            full, the = escape(name.plural or name.full), ""
        short = (name.short_plural if plural else None) or name.short
        if short is None:
            return the + full
        if not expand or mark.target in self.met:
            return escape(short) if plural else article(name.short_article, starts=starts) + escape(short)
        self.met.add(mark.target)
        if plural and _SENTENCE_START.search(before):
            full = full[0].upper() + full[1:]
        return f"{the}{full} ({escape(short)})"

    def _line(self, text: str, *, expand: bool) -> str:
        slots: list[str] = []
        text, flag = unflagged(text)
        source = _BLOCK_MARK.sub(r"\1\\\2", self._fill(text, slots, {}, "", expand=expand))
        return self._render(source, slots, flag).removeprefix("<p>").removesuffix("</p>")

    def _render(self, source: str, slots: list[str], flag: str) -> str:
        # What is not translated keeps the marks of the language that it is in.
        language = self.edition.source_language if flag == "missing" else self.edition.language
        clean = _html(source, language)
        if [int(number) for number in _SLOT.findall(clean)] != list(range(len(slots))):
            raise ValueError(f"Markdown loses a mark of {source!r}")
        filled = _SLOT.sub(lambda match: slots[int(match[1])], clean)
        if self.edition.direction == "rtl":
            filled = isolated(filled)
        return "".join(part if part.startswith("<") else _whole(spaced(part, language)) for part in _TAG.split(filled))


@lru_cache(maxsize=16_384)
def _html(source: str, language: str) -> str:
    """Markdown as HTML without anything that a brief has not, with the quotation marks of a language."""
    html = _reader(language).reset().convert(source)
    return nh3.clean(
        html, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"}, link_rel=None
    )


@cache
def _reader(language: str) -> markdown.Markdown:
    """What reads Markdown and sets the quotation marks of a language."""
    names = ("left-double-quote", "right-double-quote", "left-single-quote", "right-single-quote")
    signs = dict(zip(names, QUOTES.get(language, QUOTES["en"]), strict=True))
    return markdown.Markdown(
        extensions=["sane_lists", "smarty"], extension_configs={"smarty": {"substitutions": signs}}
    )


def _whole(part: str) -> str:
    """A piece of text with what must not be broken marked."""
    return _UNBROKEN.sub(r'<span class="unbroken">\g<0></span>', part)
