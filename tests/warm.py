"""What a process gives for a project as it lies on the disk: content, problems and pages, as text."""

import os
from pathlib import Path

from briefs.assemble import assemble
from briefs.languages import other_language
from briefs.localise import localise
from briefs.pipeline import TEMPLATES, read
from briefs.render_html import Renderer
from briefs.site import review_pages, site_files
from briefs.translation import unfinished

# The model is loaded before processes part: it takes a second, and nothing of a project is in it.
assert other_language("Las cisternas recogen el agua de la lluvia.", "en") == "Spanish"

Told = tuple[str, str, dict[str, bytes]]


def told(project: Path, cache: Path) -> Told:
    """Content, problems, and every file of the site with the print pages, none where the content has problems."""
    tree, content, problems = read(project)
    if content is None:
        return "", repr(problems), {}
    documents = tuple(
        assemble(localise(content, id_, language, unfinished(tree, "content/labels", language)))
        for id_ in content.publications
        for language in content.languages(id_)
    )
    renderer = Renderer((project / "templates", TEMPLATES), cache)
    maps = [(f"{d.language}/{d.id}", renderer.cover_map(d).encode()) for d in documents]
    (project / ".cache").mkdir(exist_ok=True)
    if not (project / ".cache" / "fonts").exists():
        (project / ".cache" / "fonts").symlink_to(cache / "fonts")
    files = dict(site_files(renderer, documents, documents, maps, {}, project))
    files |= dict(review_pages(renderer, tree, content, documents))
    files |= {f"print/{d.language}/{d.id}": renderer.page(d, "print").encode() for d in documents}
    files |= {"print.css": renderer.stylesheet(documents[0].theme, "print", ("en",)).encode()}
    return repr(content), repr(problems), files


def in_another(project: Path, cache: Path) -> tuple[Told, int]:
    """The same, with the id of the process that says it."""
    return told(project, cache), os.getpid()
