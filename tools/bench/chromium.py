"""Chromium's print-to-PDF: all pages in one browser, and once a page from the command line."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from tests.judges import axe
from tools.bench.pages import Page
from tools.bench.process import Run, run
from tools.bench.weasyprint_loop import pdf

SCRIPT = Path(__file__).with_suffix(".mjs")
OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--generate-pdf-document-outline")


def available() -> str | None:
    """Why Chromium cannot print here, or None where it can."""
    return axe.available()


def render(pages: Sequence[Page], folder: Path) -> Run:
    """Print every page into a folder, in one browser: tags and bookmarks are asked for."""
    todo = [{"url": page.file.as_uri(), "pdf": str(pdf(folder, page))} for page in pages]
    task = {"modules": str(axe.MODULES), "chromium": shutil.which("chromium"), "pages": todo}
    return run(["node", SCRIPT], stdin=json.dumps(task))


def render_each(pages: Sequence[Page], folder: Path) -> Run:
    """The same from the command line, a browser a page."""
    runs = [run(["chromium", *OPTIONS, f"--print-to-pdf={pdf(folder, page)}", page.file.as_uri()]) for page in pages]
    return sum(runs, Run(0.0))
