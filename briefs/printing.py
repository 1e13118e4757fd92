"""Print jobs of a build: what each PDF is made of, the executor that renders them, their faults as located problems."""

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from briefs.assemble.document import Document, Picture
from briefs.drawings import figures
from briefs.load import KeyPath, Tree
from briefs.model.structure import Publication
from briefs.problems import Problem
from briefs.render_html import Renderer

if TYPE_CHECKING:  # WeasyPrint takes half a second to import: only a process that renders does
    from briefs.pdf_layout import Finding
    from briefs.render_pdf import Pdf, PrintJob

LEAFLET_PAGES = 2


def print_job(document: Document, renderer: Renderer, cover_map: bytes, project: Path) -> "PrintJob":
    """Everything the PDF of a document is made of, as bytes and text: a worker needs no access to the project."""
    from briefs.render_pdf import PrintJob

    assets = {"map.svg": cover_map}
    for figure in figures(document):
        if isinstance(figure.drawing, Picture):
            path = project / "content" / "assets" / figure.drawing.file
            assets[f"assets/{figure.drawing.file}"] = path.read_bytes()
    languages = (document.language,)
    sheet = renderer.stylesheet(document.theme, "print", languages)
    families = renderer.families(document.theme, languages)
    return PrintJob(renderer.page(document, "print"), sheet, assets, families)


def render_all(
    jobs: Mapping[str, "PrintJob"], workers: int, done: Callable[[str], None]
) -> Iterator[tuple[str, "Pdf", float]]:
    """Render every job, on so many processes: its name, its PDF and the seconds it took, as each is finished."""
    if workers < 2 or len(jobs) < 2:
        for name, job in jobs.items():
            pdf, seconds = _render(job)
            done(name)
            yield name, pdf, seconds
        return
    with ProcessPoolExecutor(min(workers, len(jobs)), mp_context=get_context("spawn")) as pool:
        longest_first = sorted(jobs, key=lambda name: -len(jobs[name].html))
        running = {pool.submit(_render, jobs[name]): name for name in longest_first}
        for future in as_completed(running):
            done(running[future])
            yield running[future], *future.result()


def faults(tree: Tree, publication: Publication, document: Document, pdf: "Pdf") -> Iterator[Problem]:
    """What is wrong with a PDF, each at the words (or the limit) it comes from."""
    file = tree.files[f"content/publications/{document.id}/publication.yaml"]
    limit = publication.limits.pages
    if document.kind == "leaflet" and pdf.pages != LEAFLET_PAGES:
        message = f"the leaflet has {pdf.pages} pages in {document.language}; a leaflet has exactly {LEAFLET_PAGES}"
        yield file.problem(("kind",), message, "shorten (or lengthen) its messages, recommendations or table cells")
    elif limit is not None and pdf.pages > limit:
        message = f"the PDF in {document.language} has {pdf.pages} pages, more than its limit of {limit}"
        yield file.problem(("limits", "pages"), message, "shorten the text, or raise the limit")
    for finding in pdf.findings:
        yield _located(tree, document, finding)


def _located(tree: Tree, document: Document, finding: "Finding") -> Problem:
    name, _, path = finding.unit.partition("|")
    where = f" (page {finding.page} of the PDF)" if finding.page else ""
    message = f"{finding.message}{where}"
    if name in tree.files:
        parts: KeyPath = tuple(path.split(".")) if path else ()
        return tree.files[name].problem(parts, message, "shorten the text, or break the long word", at_key=True)
    file = tree.files[f"content/publications/{document.id}/publication.yaml"]
    return file.problem((), f"{document.language}: {message}", show_key=False)


def _render(job: "PrintJob") -> tuple["Pdf", float]:
    from briefs.render_pdf import render_pdf

    started = time.perf_counter()
    pdf = render_pdf(job)
    return pdf, time.perf_counter() - started
