"""The plain WeasyPrint command line, once a page, one page after another."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.bench.pages import Page
from tools.bench.process import Run, python, run

OPTIONS = ("--quiet", "--pdf-variant", "pdf/ua-1")


def render(pages: Sequence[Page], folder: Path) -> Mapping[str, Run]:
    """Render each page into a folder, as `<language>-<publication>.pdf`; edition → how it went."""
    return {page.edition: run(python("-m", "weasyprint", *OPTIONS, page.file, pdf(folder, page))) for page in pages}


def pdf(folder: Path, page: Page) -> Path:
    """Where the PDF of a page stands in the folder of a contender."""
    return folder / f"{page.edition.replace('/', '-')}.pdf"
