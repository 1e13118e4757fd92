"""What many tests need once: the real content read, assembled and built, each on first use.

The real project is built from a copy, once for all workers of pytest-xdist.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from briefs import fonts, problems, site
from briefs.assemble import assemble
from briefs.assemble.document import Document
from briefs.events import Event
from briefs.fonts import FAMILIES
from briefs.jobs import PrintJob
from briefs.localise import Edition, localise
from briefs.model.content import Content
from briefs.pipeline import TEMPLATES, build, read
from briefs.render_html import Renderer
from briefs.request import Request

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of this project."""
    return ROOT


@pytest.fixture(scope="session")
def content() -> Content:
    """The real content, checked."""
    _, content, found = read(ROOT)
    assert content is not None, "\n".join(problems.render(problem) for problem in found)
    return content


@pytest.fixture(scope="session")
def editions(content: Content) -> Mapping[tuple[str, str], Edition]:
    """Every real edition by publication and language."""
    return {(p, lang): localise(content, p, lang) for p in content.publications for lang in content.languages(p)}


@pytest.fixture(scope="session")
def every_document(editions: Mapping[tuple[str, str], Edition]) -> Mapping[tuple[str, str], Document]:
    """The documents of all real editions by publication and language."""
    return {key: assemble(edition) for key, edition in editions.items()}


@pytest.fixture(scope="session")
def documents(editions: Mapping[tuple[str, str], Edition]) -> Mapping[str, Document]:
    """The documents of the real English editions by publication."""
    return {id_: assemble(edition) for (id_, language), edition in editions.items() if language == "en"}


@pytest.fixture(scope="session")
def renderer() -> Renderer:
    """A renderer with the templates of this project."""
    return Renderer((TEMPLATES,))


@pytest.fixture
def project(tmp_path: Path, web_fonts: Path) -> Path:
    """A copy of the real content in a folder of its own, with the web fonts already cut."""
    return copy_project(tmp_path / "project", web_fonts)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what is made once for all workers."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def web_fonts(shared: Path) -> Path:
    """The web fonts that a build keeps in `.cache`: cutting them takes seconds."""
    folder = shared / "fonts"
    with locked(shared / "fonts.lock"):
        if not folder.exists() and (ROOT / ".cache" / "fonts").is_dir():
            shutil.copytree(ROOT / ".cache" / "fonts", folder)
        for _ in site.web_fonts(set(FAMILIES), folder):
            pass
    return folder


@pytest.fixture(scope="session")
def built(shared: Path, web_fonts: Path) -> Path:
    """A copy of the real project with its whole output, built once. Read it only."""
    folder, fault = shared / "built", shared / "built.fault"
    with locked(shared / "built.lock"):
        if not folder.exists():
            copy_project(folder, web_fonts)
            try:
                build(Request(folder, jobs=2), lambda _event: None)
            except problems.ContentError as error:
                fault.write_text("\n".join(problems.render(problem) for problem in error.problems), "utf-8")
    if fault.exists():
        pytest.fail(f"the real project does not build:\n{fault.read_text('utf-8')}", pytrace=False)
    return folder


@pytest.fixture
def heard() -> list[Event]:
    """The events of a build that is given its `append` to report to."""
    return []


def copy_project(folder: Path, web_fonts: Path) -> Path:
    """Copy what a project is made of: its content, and the web fonts that are kept."""
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copytree(web_fonts, folder / ".cache" / "fonts")
    return folder


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock that other processes see."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def print_job() -> Callable[..., PrintJob]:
    """Makes small print jobs: a body, style rules after the basic ones, assets, the families that are the brand's."""

    def make(
        body: str, css: str = "", assets: Mapping[str, bytes] | None = None, families: tuple[str, ...] = FAMILIES
    ) -> PrintJob:
        head = '<meta charset="utf-8"><title>Title</title><meta name="description" content="D">'
        html = f'<!doctype html><html lang="en"><head>{head}</head><body><main>{body}</main></body></html>'
        basic = (
            "@page{size:400px 300px;margin:40px}body{margin:0;font:16px/20px 'Source Sans 3'}h1,p{margin:0}"
            "h1{font-size:20px;bookmark-level:1}.footnote{float:footnote}"
        )
        faces = fonts.css(fonts.faces(FAMILIES), "https://fonts.invalid", "ttf")
        return PrintJob(html, faces + basic + css, assets or {}, families)

    return make
