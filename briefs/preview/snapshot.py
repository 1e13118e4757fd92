"""One good state of a project: its pages and files, made when they are asked for, from what was read at one moment."""

import hashlib
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath

from briefs import site
from briefs.assemble import assemble
from briefs.assemble.document import Document
from briefs.formats import direction
from briefs.load import Tree
from briefs.localise import localise
from briefs.model.content import Content
from briefs.preview.press import Order
from briefs.printing import print_job
from briefs.render_html import Renderer, digest
from briefs.translate.review import review, reviews
from briefs.translation import languages_of, unfinished

_PICTURE = re.compile(r'(<img\b[^>]*?\bsrc=")([^":?#]+)(")')


@dataclass(frozen=True)
class Entry:
    """An edition that there is, as far as it is known before it is assembled."""

    id: str
    language: str
    locale: str
    direction: str


@dataclass
class Kept:
    """What was made from earlier states and still holds where what it was made of is equal."""

    pages: dict[str, tuple[tuple[object, ...], bytes]] = field(default_factory=dict)
    lists: tuple[tuple[object, ...], Mapping[str, bytes]] | None = None
    sheets: dict[str, bytes] = field(default_factory=dict)  # a page that is still open may ask for an older one
    fonts: dict[frozenset[str], Mapping[str, bytes]] = field(default_factory=dict)
    listing: threading.Lock = field(default_factory=threading.Lock)
    cutting: threading.Lock = field(default_factory=threading.Lock)

    def web_fonts(self, families: frozenset[str], project: Path) -> Mapping[str, bytes]:
        """The web fonts of some families by their addresses; cut once, which takes seconds."""
        with self.cutting:
            if families not in self.fonts:
                self.fonts[families] = dict(site.web_fonts(set(families), project / ".cache" / "fonts"))
        return self.fonts[families]


class Snapshot:
    """A project as it was read once. Raises ContentError where a theme of it cannot be used."""

    def __init__(self, project: Path, tree: Tree, content: Content, looks: tuple[Renderer, int], kept: Kept) -> None:
        self.tree, self.content = tree, content
        self._project, self._kept = project, kept
        self._renderer, self.looks = looks
        self.editions = {site.edition_path(entry): entry for entry in _entries(content)}
        self.translations = {
            f"{language}/{id_}"
            for id_ in content.publications
            for language in languages_of(tree, f"content/publications/{id_}")
        }
        self._languages = frozenset(entry.language for entry in self.editions.values())
        self._sheets = {theme: self._sheet(theme) for theme in sorted({s.theme for s in content.series.values()})}
        self._documents: dict[str, Document] = {}
        self._maps: dict[str, bytes] = {}
        self._reviews: dict[str, bytes | None] = {}

    def file(self, address: str, pdfs: Mapping[str, site.PdfFacts]) -> bytes | None:
        """What stands at an address below the site's root; None where there is nothing. `pdfs` are by edition path."""
        folder, _, name = address.rpartition("/")
        if folder in self.editions and name == "index.html":
            return self._page(folder, pdfs.get(folder))
        if folder in self.editions and name == "map.svg":
            return self.cover_map(folder)
        if address == "index.html" or (name == "index.html" and folder in self._languages):
            return self._lists(pdfs).get(address)
        if address.startswith("review/"):
            if address not in self._reviews:
                self._reviews[address] = self._review(address)
            return self._reviews[address]
        if folder == "assets":
            return self._kept.sheets.get(name)
        if folder == "assets/fonts":
            return self.fonts().get(address)
        if address.startswith("assets/pictures/"):
            return self._picture(address.removeprefix("assets/pictures/"))
        return None

    def is_page(self, address: str) -> bool:
        """Whether an address is the page of an edition, which is made of little."""
        folder, _, name = address.rpartition("/")
        return folder in self.editions and name == "index.html"

    def edition_of_pdf(self, address: str) -> str | None:
        """The edition whose PDF has that address."""
        folder, _, name = address.rpartition("/")
        if folder not in self.editions or not name.endswith(".pdf"):
            return None
        return folder if site.pdf_path(self.document(folder)) == address else None

    def document(self, path: str) -> Document:
        """The document of an edition; the very one of an earlier state where what it is made of is as it was."""
        if path not in self._documents:
            entry = self.editions[path]
            labels = unfinished(self.tree, "content/labels", entry.language)
            self._documents[path] = assemble(localise(self.content, entry.id, entry.language, labels))
        return self._documents[path]

    def order(self, path: str) -> Order:
        """What the press needs for the PDF of an edition."""
        document = self.document(path)
        pictures = tuple((name, hashlib.sha256(data).hexdigest()) for name, data in self._pictures_of(document))
        cover_map = self.cover_map(path)
        job = partial(print_job, document, self._renderer, cover_map, self._project)
        return Order(path, document, cover_map, (self.looks, pictures), job)

    def cover_map(self, path: str) -> bytes:
        """The map of an edition's cover."""
        if path not in self._maps:
            self._maps[path] = self._renderer.cover_map(self.document(path)).encode()
        return self._maps[path]

    def fonts(self) -> Mapping[str, bytes]:
        """The web fonts of all pages by their addresses."""
        families = frozenset(f for theme in self._sheets for f in self._renderer.families(theme, self._languages))
        return self._kept.web_fonts(families, self._project)

    def _sheet(self, theme: str) -> str:
        sheet = self._renderer.stylesheet(theme, "screen", self._languages)
        name = f"{theme}-{digest(sheet)}.css"
        self._kept.sheets[name] = sheet.encode()
        return name

    def _page(self, path: str, facts: site.PdfFacts | None) -> bytes:
        entry, document = self.editions[path], self.document(path)
        others = site.alternates(entry, self.editions.values())
        note = site.pdf_note(document, facts)
        sheet = self._sheets[document.theme]
        key = (document, self.looks, sheet, others, note)

        def make() -> bytes:
            html = self._renderer.page(document, "screen", stylesheet=sheet, pdf_note=note, alternates=others)
            return html.encode()

        return self._fresh(path, self._keep(f"{path}/index.html", key, make))

    def _lists(self, pdfs: Mapping[str, site.PdfFacts]) -> Mapping[str, bytes]:
        documents = tuple(self.document(path) for path in self.editions)
        key = (documents, self.looks, self._sheets, dict(pdfs))
        with self._kept.listing:  # each of them shows all
            if self._kept.lists is None or self._kept.lists[0] != key:
                made = site.lists(self._renderer, documents, self._sheets, pdfs)
                pages = {address: self._fresh(address.rpartition("/")[0], page) for address, page in made}
                self._kept.lists = key, pages
            return self._kept.lists[1]

    def _review(self, address: str) -> bytes | None:
        if address == "review/review.js":
            return self._renderer.review_script().encode()
        if address == "review/index.html" and self.translations:
            documents = tuple(self.document(path) for path in self.editions)
            return site.review_list(self._renderer, tuple(reviews(self.tree, self.content)), documents, self._sheets)
        path = address.removeprefix("review/").removesuffix(".html")
        if address != f"review/{path}.html" or path not in self.translations:
            return None
        entry = self.editions[path]
        each = review(self.tree, self.content, entry.id, entry.language)
        original = self.document(f"{each.source_language}/{entry.id}")
        sheet = self._sheets[original.theme]
        return site.review_page(self._renderer, each, original, self.document(path), sheet)

    def _fresh(self, folder: str, page: bytes) -> bytes:
        """A page whose pictures are named with their content, so that a page sees that one of them has changed."""

        def named(found: re.Match[str]) -> str:
            data = self.file(_joined(folder, found[2]), {})
            return (
                found[0] if data is None else f"{found[1]}{found[2]}?{hashlib.sha256(data).hexdigest()[:10]}{found[3]}"
            )

        return _PICTURE.sub(named, page.decode()).encode()

    def _pictures_of(self, document: Document) -> Iterator[tuple[str, bytes]]:
        return site.pictures((document,), self._project)

    def _picture(self, name: str) -> bytes | None:
        path = self._project / "content" / "assets" / name
        if name not in self.tree.assets or not path.resolve().is_relative_to(self._project.resolve()):
            return None
        try:
            return path.read_bytes()
        except OSError:  # it went away since it was listed
            return None

    def _keep(self, address: str, key: tuple[object, ...], make: Callable[[], bytes]) -> bytes:
        before = self._kept.pages.get(address)
        if before is None or before[0] != key:
            before = self._kept.pages[address] = key, make()
        return before[1]


def _entries(content: Content) -> Iterator[Entry]:
    for id_, publication in content.publications.items():
        locales = {**content.series[publication.series].locales, **publication.locales}
        for language in content.languages(id_):
            tag = locales.get(language, language)
            yield Entry(id_, language, tag, direction(tag))


def _joined(folder: str, reference: str) -> str:
    """The address that a reference on a page of a folder leads to."""
    parts: list[str] = []
    for part in PurePosixPath(folder, reference).parts:
        if part == "..":
            parts = parts[:-1]
        else:
            parts.append(part)
    return "/".join(parts)
