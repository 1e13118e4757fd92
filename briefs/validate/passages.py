"""The texts of all files of words as the checks of wording see them: the writer's own words, all else masked."""

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace

from briefs.load import File, KeyPath, texts
from briefs.markup import marks
from briefs.memory import latest
from briefs.problems import Problem
from briefs.validate.context import Context
from briefs.validate.sources import Origin, made_from, source_of

MASK = "\ufffc"  # neither a letter nor a space: no word reaches across it
Span = tuple[int, int]

_WORDS_FILE = re.compile(r"content/(?:(?P<kind>[a-z]+)/)(?:(?P<id>[^/]+)/)?(?P<language>[a-z]{2})\.yaml")
_ADDRESS = re.compile(r"\]\([^)\s]*\)|(?:https?://|www\.)[^\s)\]]+|[\w.+-]+@[\w-]+\.[\w.-]+\w")
_ITALIC = re.compile(r"(?<!\*)\*(?!\*)[^*\n]+\*(?!\*)")
_QUOTED = re.compile(r"“[^”\n]*”|«[^»\n]*»|\"[^\"\n]*\"")
_CHAR = re.compile(r"[^\n]")
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?:;][”»\"*)]*(?=\s)|$)", re.MULTILINE)


@dataclass(frozen=True)
class Passage:
    """One text of a file of words. `plain` is as long as `text`; marks, addresses and what else a check does not ask
    about stand in it as MASK.

    `kind` and `id` name the folder: `publications`, `peru`; the id is empty for words of the whole project. A
    translation has its `origin`.
    """

    file: File
    kind: str
    id: str
    language: str
    path: KeyPath
    text: str
    plain: str
    origin: Origin | None = None

    @property
    def key(self) -> Hashable:
        """All of it but where it stands in its file."""
        made = self.origin.source if self.origin else None
        return self.kind, self.id, self.language, self.path, self.text, self.plain, made

    def problem(self, span: Span, message: str, hint: str) -> Problem:
        """A problem at a span (start, end) of the text."""
        start, end = span
        return self.file.problem(self.path, message, hint, span=(start, end - start))

    def without(self, spans: Iterable[Span]) -> "Passage":
        """The same passage with more of it masked."""
        return replace(self, plain=masked(self.plain, spans))

    def italics(self) -> tuple[Span, ...]:
        """What stands in italics: titles, and words of another language."""
        return tuple(m.span() for m in _ITALIC.finditer(self.plain))

    def sentences(self) -> Iterator[Span]:
        """Where its sentences stand, headings and items of lists among them."""
        return sentences(self.plain)

    @property
    def is_source(self) -> bool:
        """Whether the text says where something was taken from."""
        return self.path[-1] == "source"


def passages(context: Context) -> Iterator[Passage]:
    """Every text of every file of words that could be read."""
    for file in context.tree.files.values():
        yield from passages_of(file, source_of(context.tree, file))


@latest(lambda file, source: file.name)
def passages_of(file: File, source: File | None) -> tuple[Passage, ...]:
    """Every text of a file, which was translated from its source; none where it is no file of words."""
    match = _WORDS_FILE.fullmatch(file.name)
    found = []
    for path, text in texts(file.data) if match else ():
        if match and path and not any(isinstance(part, int) for part in path):
            spans = [(mark.start, mark.end) for mark in marks(text)]
            spans += [address.span() for address in _ADDRESS.finditer(text)]
            plain, made = masked(text, spans), made_from(source, path, text)
            place = match["kind"], match["id"] or "", match["language"]
            found.append(Passage(file, *place, path, text, plain, made))
    return tuple(found)


def foreign(plain: str) -> tuple[Span, ...]:
    """What may well be in another language or another's words: italics and quotations."""
    return tuple(m.span() for pattern in (_ITALIC, _QUOTED) for m in pattern.finditer(plain))


def sentences(plain: str) -> Iterator[Span]:
    """Where the sentences of a text stand, headings and items of lists among them."""
    for match in _SENTENCE.finditer(plain):
        words = match[0].strip()
        if words:
            start = match.start() + match[0].index(words)
            yield start, start + len(words)


def masked(text: str, spans: Iterable[Span]) -> str:
    """A text of the same length with spans of it replaced by MASK; line breaks stay."""
    for start, end in spans:
        text = text[:start] + _hidden(text[start:end]) + text[end:]
    return text


def _hidden(text: str) -> str:
    return _CHAR.sub(MASK, text) if "\n" in text else MASK * len(text)
