"""The print page of every edition as a folder of files, as another program can read it."""

import shutil
from collections.abc import Collection
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from briefs import fonts
from briefs.assemble import assemble
from briefs.jobs import PrintJob
from briefs.localise import localise
from briefs.pipeline import TEMPLATES, read
from briefs.printing import print_job
from briefs.render_html import Renderer

FONTS = "https://fonts.invalid/"


@dataclass(frozen=True)
class Page:
    """An edition (`en/peru`) and the file of its print page; style sheet inside, pictures and fonts beside it."""

    edition: str
    file: Path

    @property
    def fonts(self) -> Path:
        return self.file.parent


def write_pages(project: Path, folder: Path, publications: Collection[str] = ()) -> list[Page]:
    """Write the print page of every edition of a project (or of some publications), and return them in order.

    Raises ValueError where the content has problems.
    """
    _, content, problems = read(project)
    if content is None:
        raise ValueError(f"the content has {len(problems)} problems; run python build.py check")
    renderer = Renderer((TEMPLATES,))
    pages = []
    for id_ in content.publications:
        for language in content.languages(id_) if not publications or id_ in publications else ():
            document = assemble(localise(content, id_, language))
            job = print_job(document, renderer, renderer.cover_map(document).encode(), project)
            pages.append(Page(f"{language}/{id_}", _written(job, folder / f"{language}-{id_}")))
    return pages


def _written(job: PrintJob, folder: Path) -> Path:
    folder.mkdir(parents=True)
    for face in fonts.faces((*fonts.FAMILIES, *chain(*fonts.SCRIPTS.values()))):
        shutil.copy(face.path, folder / f"{face.name}.ttf")
    for name, data in job.assets.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    page = folder / "page.html"
    style = job.stylesheet.replace(FONTS, "")
    page.write_text(job.html.replace("</head>", f"<style>{style}</style></head>"), "utf-8")
    return page
