"""One document from Markdown to PDF with pandoc and Typst.

Run by pandoc_typst.py, with the Python that has both wheels.
"""

import subprocess
import sys
from pathlib import Path


def main(manuscript: Path, pdf: Path, fonts: Path) -> None:
    """Typeset a manuscript that lies among its pictures."""
    import pypandoc
    import typst

    pandoc = pypandoc.get_pandoc_path()
    source = manuscript.with_suffix(".typ")
    options = ["--standalone", "--toc", "-V", "papersize=a4", "-V", "mainfont=Source Serif 4", "--to", "typst"]
    command = [pandoc, *options, "--output", source, manuscript]
    subprocess.run(command, check=True, cwd=manuscript.parent)  # noqa: S603 - our own arguments
    typst.compile(str(source), output=str(pdf), root=str(manuscript.parent), font_paths=[str(fonts)])


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
