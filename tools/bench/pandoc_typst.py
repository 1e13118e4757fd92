"""Pandoc with Typst: each document as a Markdown manuscript, typeset in a process of its own."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.bench.pages import Page
from tools.bench.process import Run, run
from tools.bench.weasyprint_loop import pdf

Manuscripts = Mapping[str, Path]  # edition → its Markdown
HERE = Path(__file__).resolve().parent
INSTALLED = HERE.parents[1] / ".bench"  # at the project's root, by `make bench`; git ignores it
PYTHON = INSTALLED / "venv" / "bin" / "python"
FILTER = HERE / "manuscript.lua"
SCRIPT = HERE / "typeset.py"


def available() -> str | None:
    """Why nothing can be typeset here, or None where it can."""
    return None if PYTHON.exists() else "pandoc and Typst are not installed (make bench)"


def manuscripts(pages: Sequence[Page], folder: Path) -> Manuscripts:
    """What an author would write: each page as Markdown with its pictures; edition → file. This is not measured."""
    pandoc = run([PYTHON, "-c", "import pypandoc; print(pypandoc.get_pandoc_path())"]).output.strip()
    made = {}
    for page in pages:
        file = folder / page.edition.replace("/", "-") / "manuscript.md"
        file.parent.mkdir(parents=True)
        options = ["--standalone", "--from", "html", "--to", "markdown", "--extract-media", "media"]
        run([pandoc, *options, "--lua-filter", FILTER, "--output", file, page.file], cwd=file.parent)
        made[page.edition] = file
    return made


def render(pages: Sequence[Page], written: Manuscripts, folder: Path) -> Run:
    """Typeset every manuscript into a folder, one process a document."""
    runs = [run([PYTHON, SCRIPT, written[page.edition], pdf(folder, page), page.fonts]) for page in pages]
    return sum(runs, Run(0.0))
