"""Stage 6, render PDF: the print page and its assets → PDF/UA-1 and PDF/A-3a in one file, checked.

With `pdf_layout` and `pdf_tags` alone to know WeasyPrint. The renderer can fetch nothing but what it was handed:
assets by name and the brand fonts. Its addresses are constants, so the bytes do not depend on where the project lies.
"""

import io
import logging
import os
import tempfile
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.sax.saxutils import escape

import page as fast_checker
import pikepdf

from briefs import fonts
from briefs.fonts import Face
from briefs.pdf_memory import given_back

_CONFIG = tempfile.TemporaryDirectory(prefix="briefs-fonts-")


def _only_brand_fonts(families: Iterable[str]) -> None:
    """Point fontconfig at the brand fonts alone: no system font can then slip into a PDF unseen."""
    folders = sorted({str(face.path.parent) for face in fonts.faces(families)})
    lines = "".join(f"<dir>{escape(folder)}</dir>" for folder in folders)
    config = Path(_CONFIG.name) / "fonts.conf"
    config.write_text(f"<fontconfig>{lines}<cachedir>{escape(_CONFIG.name)}</cachedir></fontconfig>", "utf-8")
    os.environ["FONTCONFIG_FILE"] = str(config)


_only_brand_fonts((*fonts.FAMILIES, *chain(*fonts.SCRIPTS.values())))
# Where fontTools makes a font it writes the time into it, so that no two PDFs would be the same.
os.environ["SOURCE_DATE_EPOCH"] = "0"

# fontconfig reads its configuration when WeasyPrint loads it.
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from briefs import pdf_styles, pdf_tags
from briefs.jobs import Finding, Pdf, PrintJob
from briefs.pdf_fonts import cut_by_harfbuzz
from briefs.pdf_layout import astray, check_layout
from briefs.pdf_notes import notes_stay
from briefs.pdf_speed import shortcuts

BASE_URL = "https://assets.invalid/"
FONT_URL = "https://fonts.invalid/"
PROFILES = ("ua1", "3a")
LENGTH_RULE = "STREAM-LENGTH-001"
VARIANT = "pdf/a-3a"
MORE_ROOM = tuple(f"@page{{margin-bottom:{height}mm}}" for height in (21, 22, 19))


def render_pdf(job: PrintJob) -> Pdf:
    """Lay out, check, write and check again. Raises weasyprint's FatalURLFetchingError where a page names more."""
    with given_back():
        return _render(job)


def _render(job: PrintJob) -> Pdf:
    faces = {f"{face.name}.ttf": face for face in fonts.faces(job.families)}
    fetcher = _Fetcher(job.assets, faces)
    log = _Log()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(log)
    try:
        with notes_stay(), shortcuts():
            html = HTML(string=job.html, base_url=BASE_URL, url_fetcher=fetcher)
            sheet = job.stylesheet, job.families
            style, config = pdf_styles.style_and_fonts(sheet, BASE_URL, fetcher)
            document = _lay_out(html, style, config)
            pdf_tags.one_annotation_per_link(document)
            with pdf_tags.richer_tags(), cut_by_harfbuzz():
                data = document.write_pdf(pdf_variant=VARIANT)
            findings = check_layout(document, html.etree_element)
            findings += tuple(Finding(f"the font {name} is not a brand font", 0) for name in _strangers(document, job))
    finally:
        logger.removeHandler(log)
    if not log.messages:
        pdf_styles.keep(sheet, style, config)
    data = pdf_tags.finish(data)
    findings += tuple(Finding(f"the renderer says: {message}", 0) for message in log.messages)
    return Pdf(data, len(document.pages), (*findings, *conformance(data)))


def _lay_out(html: HTML, style: CSS, config: FontConfiguration) -> Document:
    """The laid-out document; more room at the foot of the page is tried where a note left the page of its call.

    `notes_stay` keeps notes where their policy can; this is for a note that WeasyPrint still moves.
    """
    document = html.render(stylesheets=[style], font_config=config, pdf_variant=VARIANT)
    for rule in MORE_ROOM:
        if not astray(document):
            break
        room = CSS(string=rule, font_config=config)
        document = html.render(stylesheets=[style, room], font_config=config, pdf_variant=VARIANT)
    return document


def conformance(data: bytes) -> tuple[Finding, ...]:
    """What the fast checker finds against PDF/UA-1 and PDF/A-3a; it lets other threads run meanwhile."""
    found = []
    with ThreadPoolExecutor(len(PROFILES)) as threads:
        reports = threads.map(lambda profile: fast_checker.validate_pdf_bytes(data, profile=profile), PROFILES)
    for profile, report in zip(PROFILES, reports, strict=True):
        found += [
            Finding(f"{profile}: {failure.rule_id}: {failure.message}", 0)
            for failure in report.failures
            if not (failure.rule_id.endswith(LENGTH_RULE) and _ends_in_line_end(data))
        ]
    return tuple(dict.fromkeys(found))


def _ends_in_line_end(data: bytes) -> bool:
    """Whether a stream's last byte is a line end of its own: the checker takes it for the one after the stream."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        streams = (stream for stream in pdf.objects if isinstance(stream, pikepdf.Stream))
        return any(stream.read_raw_bytes().endswith((b"\r", b"\n")) for stream in streams)


def _strangers(document: Any, job: PrintJob) -> list[str]:
    used = {font.family for font in document.fonts.values()}
    names = {name.decode() if isinstance(name, bytes) else str(name) for name in used}
    return sorted(name for name in names if not any(name.startswith(family) for family in job.families))


class _Fetcher(URLFetcher):
    """Serves the assets of one job and the brand fonts; everything else stops the rendering."""

    def __init__(self, assets: Mapping[str, bytes], faces: Mapping[str, Face]) -> None:
        super().__init__(allowed_protocols=set(), fail_on_errors=True)
        self._assets, self._faces = assets, faces

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        parts = urlsplit(url)
        name = unquote(parts.path).lstrip("/")
        if url.startswith(FONT_URL) and name in self._faces:
            return URLFetcherResponse(url, self._faces[name].path.read_bytes())
        if url.startswith(BASE_URL) and name in self._assets:
            return URLFetcherResponse(url, self._assets[name])
        raise FatalURLFetchingError(f"the page asks for {url}, which is not part of the project")


class _Log(logging.Handler):
    """Collects what WeasyPrint warns of: a build knows no silent fallback."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())
