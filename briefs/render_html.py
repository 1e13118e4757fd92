"""Stage 5, render HTML: a document → the page for the screen, or the page that is printed. Alone to know Jinja.

Both come from the same templates. They differ in what a medium is for: the screen page carries navigation, a second,
narrow drawing for phones and notes at its end; the print page carries notes where they are called.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from briefs import fonts
from briefs.assemble.document import NOTE_CLOSE, NOTE_OPEN, Document
from briefs.drawings import Media, cover_map, drawing, figures, qr
from briefs.formats import direction, listed, script
from briefs.labels import fill
from briefs.memory import latest
from briefs.theme import Theme, load_theme
from briefs.typography import colon

COVER_MAP = (763.0, 971.0)
MAP_ANCHOR = (0.62, 0.37)
MAP_FARTHER = 0.09  # from right to left: America reaches farther to the west than to the east
# Where the title needs room: on a report's cover the lit countries stay above it, in a band on its right.
MAP_PLACES: Mapping[str, Any] = {
    "report": {"anchor": (0.66, 0.31), "most": 0.42, "clip": 60},
    "short-brief": {"anchor": (0.8, 0.46)},
}
MAP_SIZES = {"leaflet": (794.0, 340.0), "short-brief": (794.0, 340.0)}
POLICY = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"

_Template = tuple[str, str, str]  # name, path, text
_NO_TEMPLATES = (".css", ".csl", ".toml", ".js")

_NOTE = re.compile(f"{NOTE_OPEN}(\\d+){NOTE_CLOSE}")


@dataclass(frozen=True)
class Alternate:
    """The same publication in another language: that language's tag and own name, and the way to its page."""

    language: str
    direction: str
    name: str
    href: str


@dataclass(frozen=True)
class Card:
    """What a list of publications shows of one: `note` is the pages and size of its PDF, empty where there is none."""

    id: str
    kind: str
    place: str
    title: str
    description: str
    file_stem: str
    download: str
    note: str
    marks: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """The publications of one series."""

    series: str
    tagline: str
    address: str
    host: str
    cards: tuple[Card, ...]
    marks: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Shelf:
    """The publications of one language, named by itself; `folder` leads to them from the list ("en/", or "")."""

    language: str
    direction: str
    name: str
    folder: str
    rows: tuple[Row, ...]


class Renderer:
    """Renders documents with the templates of a project, or with those of this package where it has none.

    Templates see the document, labels and drawings; they cannot reach files, and an undefined name is an error.
    """

    def __init__(self, folders: tuple[Path, ...], cache: Path | None = None) -> None:
        """`folders` hold the templates, the first one's before the next one's; drawings are kept below `cache`."""
        self._folders = folders
        self._drawings = cache / "drawings" if cache else None
        self._environment = _environment(tuple(_templates(folders)))
        self._themes: dict[str, Theme] = {}

    def theme(self, name: str) -> Theme:
        """The theme of that name; raises ContentError where there is none."""
        if name not in self._themes:
            self._themes[name] = load_theme(self._folders, name)
        return self._themes[name]

    def families(self, theme: str, languages: Iterable[str]) -> tuple[str, ...]:
        """The typefaces of a theme for pages in some languages; raises ContentError where it has none for a script."""
        return self.theme(theme).families(map(script, languages))

    def stylesheet(self, theme: str, media: Media, languages: Collection[str] = ()) -> str:
        """The whole style sheet of a theme for a medium: fonts, tokens, shared rules, rules of the medium.

        Of a script's own typefaces it has those of `languages`.
        """
        found = self.theme(theme)
        scripts = {language: own for language in sorted({*languages}) if (own := script(language)) in fonts.SCRIPTS}
        faces = fonts.faces(self.families(theme, scripts))
        where = ("fonts", "woff2") if media == "screen" else ("https://fonts.invalid", "ttf")
        turned = any(direction(language) == "rtl" for language in languages)
        names = ("base", media, *(("rtl", f"rtl-{media}") if turned else ()))
        rules = (self._source(f"styles/{name}.css") for name in names)
        return fonts.css(faces, *where) + found.css(media, scripts) + "".join(rules)

    def page(
        self,
        document: Document,
        media: Media,
        *,
        stylesheet: str = "",
        pdf_note: str = "",
        alternates: tuple[Alternate, ...] = (),
    ) -> str:
        """The HTML of a document. `stylesheet` is a file name below `assets/`, `pdf_note` pages and size of its PDF."""
        template = self._environment.get_template(f"{document.kind}.html")
        html = template.render(
            **self._page(
                document.labels, document.locale, document.direction, media, stylesheet, "../../", document.notice
            ),
            doc=document,
            alternates=alternates,
            description=document.description,
            author=listed((name for role in document.partners for name in role.names), document.language, ";"),
            drawings=self.drawings(document, media),
            pdf_note=pdf_note,
            qr=qr(document.address, document.labels["qr"]) if document.kind == "leaflet" else "",
        )
        return _with_notes(html, document, media)

    def drawings(self, document: Document, media: Media) -> dict[str, str]:
        """The figures of a document by their ids as HTML; what was drawn is kept."""
        ink = self.theme(document.theme).ink
        return {figure.id: drawing(figure, media, ink, self._drawings) for figure in figures(document)}

    def index(
        self,
        first: Document,
        shelves: tuple[Shelf, ...],
        stylesheet: str,
        *,
        root: str,
        up: bool,
        alternates: tuple[Alternate, ...] = (),
    ) -> str:
        """A list of publications, in the language of its first document.

        `root` leads to the output folder; `up` says whether there is a list of all languages above, `alternates` are
        the lists of the other languages.
        """
        return self._environment.get_template("index.html").render(
            **self._page(first.labels, first.language, first.direction, "screen", stylesheet, root, first.notice),
            shelves=shelves, author="; ".join(dict.fromkeys(row.series for shelf in shelves for row in shelf.rows)),
            description=first.labels["index-lead"], up=up, alternates=alternates,
        )  # fmt: skip

    def review(self, review: Any, original: Document, made: Document, names: tuple[str, str], stylesheet: str) -> str:
        """The page of a `translate.review.Review` of an edition made from an original; `names` are their languages'."""
        page = self._page(original.labels, original.language, original.direction, "screen", stylesheet, "../../")
        ways = original.language, original.direction, made.language, made.direction
        preview = f"../../{made.language}/{made.id}/index.html"
        shown = ((part.file, part.lines, ways, preview if part.anchored else "") for part in review.parts)
        return self._environment.get_template("review.html").render(
            **{**page, "policy": f"{POLICY}; script-src 'self'"},
            review=review, parts=[_part(self._environment, *each) for each in shown], original=original, made=made,
            names=names, preview=preview, description=original.description, author="",
        )  # fmt: skip

    def review_script(self) -> str:
        """The script of reviews, which finds words in them. No other page has one."""
        return self._source("review.js")

    def review_list(self, first: Document, rows: tuple[Any, ...], stylesheet: str) -> str:
        """The list of reviews: rows of a review, its original, its edition and the name of its language."""
        return self._environment.get_template("reviews.html").render(
            **self._page(first.labels, first.language, first.direction, "screen", stylesheet, "../"),
            rows=rows, description=first.labels["review-all"], author="",
        )  # fmt: skip

    def cover_map(self, document: Document) -> str:
        """The map of the cover as SVG; decoration, so without alternative text."""
        width, height = MAP_SIZES.get(document.kind, COVER_MAP)
        place = {"anchor": MAP_ANCHOR, **MAP_PLACES.get(document.kind, {})}
        if document.direction == "rtl":  # the title stands on the other side
            across, down = place["anchor"]
            place["anchor"] = 1 - MAP_FARTHER - across, down
        theme = self.theme(document.theme)
        return cover_map(document.countries, (width, height), theme.ink, theme.colour["cover"], place, self._drawings)

    def _page(
        self,
        labels: Mapping[str, str],
        language: str,
        direction: str,
        media: Media,
        stylesheet: str,
        root: str,
        notice: str = "",
    ) -> dict[str, Any]:
        def label(name: str, **values: object) -> str:
            return fill(labels[name], **values)

        return {
            "label": label, "language": language, "direction": direction, "media": media, "root": root,
            "stylesheet": stylesheet, "notice": notice, "policy": POLICY, "colon": colon(language.partition("-")[0]),
        }  # fmt: skip

    def _source(self, name: str) -> str:
        for folder in self._folders:
            if (path := folder / name).is_file():
                return path.read_text("utf-8")
        raise FileNotFoundError(name)


def _templates(folders: tuple[Path, ...]) -> Iterator[_Template]:
    """The templates that there are; what an earlier folder has is not looked for in a later one."""
    seen: set[str] = set()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.suffix not in _NO_TEMPLATES and name not in seen and path.is_file():
                seen.add(name)
                yield name, str(path), path.read_text("utf-8")


@lru_cache(maxsize=4)
def _environment(templates: tuple[_Template, ...]) -> ImmutableSandboxedEnvironment:
    """What renders some templates; the same texts are compiled once."""
    sources = {name: (text, path, lambda: True) for name, path, text in templates}
    environment = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(sources.get),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["unbroken"] = _unbroken
    return environment


@latest(lambda environment, file, *_: file)
def _part(
    environment: ImmutableSandboxedEnvironment, file: str, lines: tuple[Any, ...], ways: tuple[str, ...], preview: str
) -> Markup:
    """The lines of a file in a review; those of the labels stand in every one, and are most of it."""
    template = environment.get_template("review_part.html")
    html = template.render(file=file, lines=lines, source=ways[:2], target=ways[2:], preview=preview)
    return Markup(html)  # noqa: S704 - the template escapes


def _unbroken(text: str) -> Markup:
    """Keep a span of years, (2016–2017), and IN-SCT on one line: browsers and printers break after a dash."""
    kept = re.sub(
        r"\(?\d{4}\u2013\d{4}\)?|\b[A-Z]{2,}(?:-[A-Z0-9]+)+\b",
        r'<span class="unbroken">\g<0></span>',
        str(escape(text)),
    )
    return Markup(kept)  # noqa: S704 - escaped above


def _with_notes(html: str, document: Document, media: Media) -> str:
    notes = {note.number: note for note in document.notes}

    def call(match: re.Match[str]) -> str:
        note = notes[int(match[1])]
        if media == "print":
            return f'<span class="footnote" role="doc-footnote" data-unit="{note.unit}">{note.html}</span>'
        n = note.number
        return f'<a class="call" id="call-{n}" href="#note-{n}" role="doc-noteref">{n}</a>'

    return _NOTE.sub(call, html)


def digest(text: str) -> str:
    """A short digest for file names that change with their content."""
    return hashlib.sha256(text.encode()).hexdigest()[:10]
