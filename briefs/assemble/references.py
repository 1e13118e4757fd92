"""References of the registry → works as a citation processor knows them (CSL-JSON), citations and the list."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from briefs.assemble.document import Entry
from briefs.citations import processor
from briefs.localise import Edition
from briefs.model.registry import Author, Reference

if TYPE_CHECKING:
    from briefs.citations.processor import Processor

# A regulation is a report of who issued it: as legislation most styles cite it by its title and leave the author out.
TYPES = {
    "article": "article-journal", "book": "book", "chapter": "chapter", "report": "report", "regulation": "report",
    "presentation": "speech", "web": "webpage",
}  # fmt: skip


class References:
    """The works of an edition in the style of its series.

    `suffixes` holds the letters of works that would be cited alike: "a" and "b" of 2016a and 2016b.
    """

    def __init__(self, edition: Edition, suffixes: Mapping[str, str]) -> None:
        self._edition = edition
        self._suffixes = suffixes
        self._written: dict[tuple[tuple[str, str], ...], str] = {}

    @cached_property
    def _processor(self) -> "Processor":
        return processor(self._edition.citation_style, self._edition.locale)

    def cite(self, works: Sequence[tuple[str, str]]) -> str:
        """The works of one bracket by id and locator, as HTML: "(Escobal and Ponce, 2016: 45)", each a link."""
        key = tuple(works)
        if key not in self._written:
            cites = [(self._item(id_, cited=True), locator) for id_, locator in works]
            self._written[key] = self._processor.cite(cites)
        return self._written[key]

    def entries(self, ids: Iterable[str]) -> tuple[Entry, ...]:
        """The works of a list in its order, the titles marked with the language they are in."""
        items = [self._item(id_) for id_ in sorted(ids)]
        return tuple(Entry(f"ref-{id_}", html) for id_, html in (self._processor.entries(items) if items else ()))

    def clashes(self, ids: Iterable[str]) -> dict[str, str]:
        """Letters for those works that a citation does not tell apart, in the order of the list."""
        alike: dict[str, list[str]] = {}
        for id_ in sorted(ids):
            alike.setdefault(self.cite([(id_, "")]).replace(f'"#ref-{id_}"', ""), []).append(id_)
        groups = [self.entries(group) for group in alike.values() if len(group) > 1]
        return {entry.id.removeprefix("ref-"): _letters(n) for group in groups for n, entry in enumerate(group)}

    def _item(self, id_: str, *, cited: bool = False) -> dict[str, Any]:
        """A work as CSL-JSON; organisations under the short name where it is cited, with the full one in the list."""
        reference = self._edition.references[id_]
        moment = str(reference.date or reference.year)
        presented = reference.type == "presentation"
        own = {
            "title": reference.title,
            "container-title": reference.container,
            "genre": reference.details,
            "event": reference.event,
        }
        others = {
            "publisher": reference.publisher,
            "event-place" if presented else "publisher-place": reference.place,
            "year-suffix": self._suffixes.get(id_),
            "URL": reference.url and self._processor.marks.around(reference.url, "a", href=reference.url),
        }
        texts = {name: self._said(text, reference.language) for name, text in own.items() if text} | others
        return {
            "id": id_,
            "type": TYPES[reference.type],
            "language": reference.language,
            "editor" if reference.editors else "author": [self._name(a, cited=cited) for a in reference.authors],
            "issued": {"date-parts": [[int(part) for part in moment.split("-")]]},
            **{name: text for name, text in texts.items() if text},
        }

    def _name(self, author: Author, *, cited: bool) -> dict[str, str]:
        if author.organisation is None:
            return {key: part for key, part in (("family", author.family), ("given", author.given)) if part}
        name = self._edition.names[author.organisation]
        full = self._marked(name.full, name.language or self._edition.language)
        if name.short is None:
            return {"literal": full}
        return {"literal": name.short if cited else f"{name.short}, {full}"}

    def _said(self, text: str | Mapping[str, str], language: str) -> str:
        """A text of a work: in the edition's language where it has that, else in the work's."""
        if isinstance(text, str):
            return self._marked(text, language)
        own = next(one for one in (self._edition.language, language, *text) if one in text)
        return self._marked(text[own], own)

    def _marked(self, text: str, language: str) -> str:
        """A text with its language, where that is not the edition's."""
        return text if language == self._edition.language else self._processor.marks.around(text, "span", lang=language)


def organisations(reference: Reference) -> frozenset[str]:
    """The organisations of the registry that wrote a work."""
    return frozenset(author.organisation for author in reference.authors if author.organisation)


def _letters(number: int) -> str:
    """The nth suffix from 0: a to z, then aa, ab and so on."""
    letters = ""
    while number >= 0:
        letters, number = chr(ord("a") + number % 26) + letters, number // 26 - 1
    return letters
