"""The files of the site around the editions: pages, lists, maps, style sheets, web fonts, pictures."""

import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Protocol

from briefs import fonts
from briefs.assemble.document import Document, Picture
from briefs.collation import sort_key
from briefs.drawings import figures
from briefs.formats import file_size, language_name
from briefs.labels import fill
from briefs.load import Tree
from briefs.model.content import Content
from briefs.render_html import Alternate, Card, Renderer, Row, Shelf, digest
from briefs.store import kept
from briefs.translate.review import Review, reviews

PdfFacts = tuple[int, int]
BREADTH = {"institutional-analysis": 0, "report": 0, "leaflet": 1, "country-brief": 2, "short-brief": 2}


class Named(Protocol):
    """What tells one edition from another: a document does, and so does less than a document."""

    @property
    def id(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def locale(self) -> str: ...
    @property
    def direction(self) -> str: ...


def edition_path(document: Named) -> str:
    """Where an edition lies in the output: `en/peru`."""
    return f"{document.language}/{document.id}"


def pdf_path(document: Document) -> str:
    """Where its PDF lies: `en/peru/rural-synergies-peru-en.pdf`."""
    return f"{edition_path(document)}/{document.file_stem}.pdf"


def pdf_facts(data: bytes) -> PdfFacts:
    """Pages and size in bytes of a PDF."""
    import pikepdf  # a build without PDFs has no use for it

    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages), len(data)


def site_files(
    renderer: Renderer,
    documents: tuple[Document, ...],
    chosen: tuple[Document, ...],
    maps: Iterable[tuple[str, bytes]],
    pdfs: Mapping[str, PdfFacts],
    project: Path,
) -> Iterator[tuple[str, bytes]]:
    """Path below `output/` → bytes, for everything but the PDFs.

    Lists name all documents, pages are made of the chosen ones. `maps` and `pdfs` are by edition path; an edition
    without an entry in `pdfs` has no PDF yet.
    """
    sheets = {theme: stylesheet(renderer, theme, documents) for theme in {d.theme for d in documents}}
    names = {theme: f"{theme}-{digest(sheet)}.css" for theme, sheet in sheets.items()}
    together: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        together[document.id].append(document)
    for document in chosen:
        path = edition_path(document)
        note = pdf_note(document, pdfs.get(path))
        others = alternates(document, together[document.id])
        html = renderer.page(document, "screen", stylesheet=names[document.theme], pdf_note=note, alternates=others)
        yield f"{path}/index.html", html.encode()
    yield from ((f"{path}/map.svg", data) for path, data in maps)
    yield from ((f"assets/{names[theme]}", sheet.encode()) for theme, sheet in sheets.items())
    families = {family for theme in names for family in renderer.families(theme, {d.language for d in documents})}
    yield from web_fonts(families, project / ".cache" / "fonts")
    yield from pictures(documents, project)
    yield from lists(renderer, documents, names, pdfs)


def stylesheet(renderer: Renderer, theme: str, documents: tuple[Document, ...]) -> str:
    """The style sheet of a theme for all pages: a list of publications shows every language."""
    return renderer.stylesheet(theme, "screen", {d.language for d in documents})


def alternates(document: Named, documents: Iterable[Named]) -> tuple[Alternate, ...]:
    """The editions of a document's publication in other languages, in the order of their names."""
    found = [
        Alternate(d.locale, d.direction, language_name(d.language), f"../../{edition_path(d)}/index.html")
        for d in documents
        if d.id == document.id and d.language != document.language
    ]
    return tuple(sorted(found, key=lambda each: sort_key(each.name, document.language)))


def review_pages(
    renderer: Renderer, tree: Tree, content: Content, documents: tuple[Document, ...]
) -> Iterator[tuple[str, bytes]]:
    """`review/es/peru.html` and its like, for those who read a translation against its source, and the list of them."""
    by_edition = {edition_path(d): d for d in documents}
    sheets = {
        theme: f"{theme}-{digest(stylesheet(renderer, theme, documents))}.css" for theme in {d.theme for d in documents}
    }
    every = []
    for each in reviews(tree, content):
        made, original = (
            by_edition[f"{language}/{each.publication}"] for language in (each.language, each.source_language)
        )
        yield f"review/{edition_path(made)}.html", review_page(renderer, each, original, made, sheets[original.theme])
        every.append(replace(each, parts=()))  # the list tells how many lines there are, not what they say
    if every:
        yield "review/review.js", renderer.review_script().encode()
        yield "review/index.html", review_list(renderer, tuple(every), documents, sheets)


def review_page(renderer: Renderer, each: Review, original: Document, made: Document, sheet: str) -> bytes:
    """The page of one review: of an edition beside its original. `sheet` is the style sheet of the original's theme."""
    names = language_name(each.source_language), language_name(each.language)
    return renderer.review(each, original, made, names, sheet).encode()


def review_list(
    renderer: Renderer, every: tuple[Review, ...], documents: tuple[Document, ...], sheets: Mapping[str, str]
) -> bytes:
    """The list of reviews, of which there is at least one. `sheets` are the style sheets by theme."""
    by_edition = {edition_path(d): d for d in in_order(documents)}
    order = {path: n for n, path in enumerate(by_edition)}

    def key(each: Review) -> tuple[str, int]:
        return each.language, order[f"{each.language}/{each.publication}"]

    rows = []
    for each in sorted(every, key=key):
        made, original = (
            by_edition[f"{language}/{each.publication}"] for language in (each.language, each.source_language)
        )
        rows.append((each, original, made, language_name(each.language)))
    first = min((original for _, original, _, _ in rows), key=lambda d: order[edition_path(d)])
    return renderer.review_list(first, tuple(rows), sheets[first.theme]).encode()


def pdf_note(document: Document, facts: PdfFacts | None) -> str:
    """Pages and size of a PDF in the words of the document's language; empty where there is no PDF yet."""
    if facts is None:
        return ""
    size = file_size(facts[1], document.language)
    return fill(document.labels["pages-size"], pages=facts[0], size=size)


def lists(
    renderer: Renderer, documents: tuple[Document, ...], names: Mapping[str, str], pdfs: Mapping[str, PdfFacts]
) -> Iterator[tuple[str, bytes]]:
    """The list of each language, and the front page with all of them. `names` are the style sheets by theme."""
    documents = in_order(documents)
    main = documents[0].source_language
    languages = sorted(
        {d.language for d in documents}, key=lambda lang: (lang != main, sort_key(language_name(lang), main))
    )
    shelves = []
    for language in languages:
        own = [d for d in documents if d.language == language]
        shelf = _shelf(own, pdfs)
        shelves.append(replace(shelf, folder=f"{language}/"))
        others = _other_lists(documents, languages, language, "../")
        html = renderer.index(own[0], (shelf,), names[own[0].theme], root="../", up=bool(others), alternates=others)
        yield f"{language}/index.html", html.encode()
    first = next(d for d in documents if d.language == languages[0])
    others = _other_lists(documents, languages, languages[0], "")
    front = renderer.index(first, tuple(shelves), names[first.theme], root="", up=False, alternates=others)
    yield "index.html", front.encode()


def _other_lists(
    documents: tuple[Document, ...], languages: list[str], language: str, up: str
) -> tuple[Alternate, ...]:
    directions = {d.language: d.direction for d in documents}
    return tuple(
        Alternate(other, directions[other], language_name(other), f"{up}{other}/index.html")
        for other in languages
        if other != language
    )


def in_order(documents: tuple[Document, ...]) -> tuple[Document, ...]:
    """The order of a list: the largest series first; in it what covers most, then the countries from A to Z."""
    sizes = Counter(d.series_id for d in documents)

    def key(d: Document) -> tuple[int, str, int, tuple[str, str]]:
        return -sizes[d.series_id], d.series_id, BREADTH[d.kind], sort_key(d.place or d.title, d.language)

    return tuple(sorted(documents, key=key))


def _shelf(documents: list[Document], pdfs: Mapping[str, PdfFacts]) -> Shelf:
    first = documents[0]
    rows = []
    for _, own in groupby(documents, key=lambda d: d.series_id):
        row = list(own)
        cards = tuple(
            Card(
                d.id, d.kind_label, d.place, d.title, d.description, d.file_stem, d.labels["download-pdf"],
                pdf_note(d, pdfs.get(edition_path(d))), d.marks,
            )
            for d in row
        )  # fmt: skip
        rows.append(Row(row[0].series, row[0].tagline, row[0].address, row[0].host, cards, row[0].marks))
    return Shelf(first.language, first.direction, language_name(first.language), "", tuple(rows))


def pictures(documents: tuple[Document, ...], project: Path) -> Iterator[tuple[str, bytes]]:
    """The pictures that documents show, by their addresses."""
    for document in documents:
        for figure in figures(document):
            if isinstance(figure.drawing, Picture):
                path = project / "content" / "assets" / figure.drawing.file
                yield f"assets/pictures/{figure.drawing.file}", path.read_bytes()


def web_fonts(families: set[str], cache: Path) -> Iterator[tuple[str, bytes]]:
    """The fonts as WOFF2; cutting them takes seconds, so the result is kept under the digest of what it is made of."""
    for face in fonts.faces(families):
        made_of = face.path.read_bytes() + repr((face.ranges, fonts.WEB_AXES, fonts.cutters())).encode()
        yield f"assets/fonts/{face.name}.woff2", kept(cache, face.name, made_of, partial(fonts.web_font, face))
