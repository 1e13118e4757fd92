"""citeproc-py, made fit for the briefs: HTML, links, the order of a language, editors once."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from types import SimpleNamespace
from typing import Any, TypeVar, cast

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, Locator, model
from citeproc.source.json import CiteProcJSON

from briefs.citations.marks import Marks, plain
from briefs.collation import sort_key
from briefs.model.styles import CitationStyle

# A work as CSL-JSON has it; its texts may hold the processor's marks.
Item = Mapping[str, Any]
R = TypeVar("R")
MOST = 4096  # citations and lists that a processor remembers


class Names(model.Names, model.CitationStylesElement):
    """Names that stood in for others, editors for authors, are not printed again, as the specification has it.

    citeproc-py keeps a list of them and asks it for texts alone. It takes the class of an element from the direct
    subclasses of its own base, the last one of a name: this one.
    """

    def process(self, item: Any, names_context: Any = None, context: Any = None, **options: Any) -> Any:
        layout = (self if context is None else context).get_layout()
        told = {name for names in layout.repressed.get(self.tag, ()) for name in names.split()}
        here = [name for name in self.get("variable").split() if name in item.reference]
        if here and told.issuperset(here):
            return None
        return super().process(item, names_context, context, **options)


class Processor:
    """Writes citations and entries in one style and locale."""

    def __init__(self, style: CitationStyle, locale: str) -> None:
        self.marks = Marks()
        self._written: dict[str, Any] = {}
        self._language = locale.partition("-")[0]
        self._style = CitationStylesStyle(BytesIO(style.csl), locale=locale, validate=False)
        self._formatter = _formatter(self.marks)

    def cite(self, cites: Sequence[tuple[Item, str]]) -> str:
        """The works of one bracket, each with its locator or an empty text, as HTML: links to `#ref-<id>`."""
        return self._once(f"cite {cites!r}", lambda: self._cite(cites))

    def entries(self, items: Sequence[Item]) -> list[tuple[str, str]]:
        """The list of works: id and HTML of each, in the order of the style and of the language's alphabet."""
        return list(self._once(f"list {items!r}", lambda: tuple(self._entries(items))))

    def _once(self, asked: str, write: Callable[[], R]) -> R:
        """What was written for the same works before; a mark means the same as long as there is a processor."""
        if asked not in self._written:
            if len(self._written) >= MOST:
                self._written.clear()
            self._written[asked] = write()
        return cast(R, self._written[asked])

    def _cite(self, cites: Sequence[tuple[Item, str]]) -> str:
        found = []
        for item, locator in cites:
            start, end = self.marks.pair("a", class_="cite", href=f"#ref-{item['id']}")
            place = {"locator": _locator(locator)} if locator else {}
            found.append(CitationItem(item["id"], prefix=start, suffix=end, **place))
        citation = Citation(found)
        bibliography = self._bibliography([item for item, _ in cites])
        bibliography.register(citation)
        return self.marks.html(str(bibliography.cite(citation, None)))

    def _entries(self, items: Sequence[Item]) -> list[tuple[str, str]]:
        bibliography = self._bibliography(items)
        bibliography.register(Citation([CitationItem(item["id"]) for item in items]))
        bibliography.items = self._sorted(bibliography.items)
        ids = [item.key for item in bibliography.items]
        return list(zip(ids, (self.marks.html(str(text)) for text in bibliography.bibliography()), strict=True))

    def _bibliography(self, items: Sequence[Item]) -> Any:
        source = CiteProcJSON(items)
        for work in source.values():
            if "event" in work:
                work["event_title"] = work["event"]  # its name in CSL 1.0.2, which the processor's parser refuses
        return CitationStylesBibliography(self._style, source, self._formatter)

    def _sorted(self, items: list[Any]) -> list[Any]:
        """Works by the keys of the style, the last key first, since sorting keeps what it finds equal."""
        layout = self._style.root.bibliography.layout
        for key in reversed(self._style.root.bibliography.xpath_search("./cs:sort/cs:key")):
            texts = [None if text is None else plain(str(text)) for text in key.sort_keys(items, layout)]
            pairs = list(zip(texts, items, strict=True))
            known = [(sort_key(text, self._language), item) for text, item in pairs if text is not None]
            known.sort(key=lambda pair: pair[0], reverse=key.get("sort") == "descending")
            items = [item for _, item in known] + [item for text, item in pairs if text is None]
        return items


def _locator(text: str) -> Any:
    """A locator: pages where it begins with a number, otherwise words that say themselves what they are."""
    return Locator("page" if text[:1].isdigit() else "other", text)


def _formatter(marks: Marks) -> SimpleNamespace:
    """What the processor calls to dress a text; escaping comes last, of the whole."""

    def element(tag: str, **attributes: str) -> Any:
        return lambda text: marks.around(str(text), tag, **attributes)

    return SimpleNamespace(
        preformat=str,
        Italic=element("i"),
        Oblique=element("i"),
        Bold=element("b"),
        Light=str,
        Underline=element("u"),
        Superscript=element("sup"),
        Subscript=element("sub"),
        SmallCaps=element("span", class_="small-caps"),
    )
