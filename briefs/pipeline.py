"""The stages in order: load → validate → localise → assemble → render HTML → render PDF → publish."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from briefs import fonts
from briefs.assemble import assemble
from briefs.assemble.document import Document
from briefs.formats import is_locale, script
from briefs.languages import other_language
from briefs.load import Tree, load
from briefs.localise import localise
from briefs.model.content import Content
from briefs.printing import faults, print_job, render_all
from briefs.problems import ContentError, Problem, did_you_mean
from briefs.publish import publish
from briefs.render_html import Renderer
from briefs.site import PdfFacts, edition_path, pdf_facts, pdf_path, review_pages, site_files
from briefs.translate.release import unfinished
from briefs.translation import unfinished as unfinished_texts
from briefs.validate import validate

FORMATS = ("html", "pdf")
TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


@dataclass(frozen=True)
class Request:
    """What to build; empty tuples mean everything."""

    project: Path
    publications: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = FORMATS
    jobs: int = 1
    release: bool = False


@dataclass(frozen=True)
class Built:
    """An edition that was built. `pages` and `size` (bytes) are those of its PDF, 0 where it has none yet."""

    edition: str
    pages: int
    size: int
    seconds: float


class UsageError(Exception):
    """What was asked for is not there; the message says what is."""


def read(project: Path) -> tuple[Tree, Content | None, tuple[Problem, ...]]:
    """Load and validate a project: its files, its content (None where it has problems) and the problems."""
    tree = load(project)
    content, problems = validate(tree, lambda language: fonts.printable(script(language)), is_locale, other_language)
    return tree, content, problems


def build(request: Request, progress: Callable[[str, int], None]) -> tuple[Built, ...]:
    """Build what is asked for and publish it.

    `progress` is called after each PDF with its edition and how many there are. Raises ContentError with every problem,
    and UsageError; in both cases nothing has been written.
    """
    tree, content, problems = read(request.project)
    if content is None:
        raise ContentError(problems)
    documents = tuple(
        assemble(localise(content, id_, language, unfinished_texts(tree, "content/labels", language)))
        for id_, language in _editions(content)
    )
    chosen = _chosen(request, documents)
    if request.release and (open_ends := tuple(unfinished(tree, content, [(d.id, d.language) for d in chosen]))):
        raise ContentError(open_ends)
    renderer = Renderer((request.project / "templates", TEMPLATES))
    maps = {edition_path(d): renderer.cover_map(d).encode() for d in documents}

    by_path = {edition_path(d): d for d in chosen}
    files: dict[str, bytes] = {}
    facts = dict(_published(documents, request.project / "output"))
    seconds: dict[str, float] = {}
    if "pdf" in request.formats:
        jobs = {path: print_job(d, renderer, maps[path], request.project) for path, d in by_path.items()}
        found: list[Problem] = []
        for path, pdf, took in render_all(jobs, request.jobs, lambda name: progress(name, len(jobs))):
            document = by_path[path]
            found += faults(tree, content.publications[document.id], document, pdf)
            files[pdf_path(document)], facts[path], seconds[path] = pdf.data, (pdf.pages, len(pdf.data)), took
        if found:
            raise ContentError(found)

    pages = chosen if "html" in request.formats else ()
    files |= dict(site_files(renderer, documents, pages, maps, facts, request.project))
    if not request.release and pages:
        files |= dict(review_pages(renderer, tree, content, documents))
    whole = len(chosen) == len(documents) and set(request.formats) == set(FORMATS)
    publish(files, request.project / "output", keep=not whole)
    return tuple(Built(path, *facts.get(path, (0, 0)), seconds.get(path, 0.0)) for path in by_path)


def _editions(content: Content) -> Iterator[tuple[str, str]]:
    for id_ in content.publications:
        for language in content.languages(id_):
            yield id_, language


def _chosen(request: Request, documents: tuple[Document, ...]) -> tuple[Document, ...]:
    _known(request.publications, {d.id for d in documents}, "publication")
    _known(request.languages, {d.language for d in documents}, "language")
    _known(request.formats, set(FORMATS), "format")
    ids, languages = set(request.publications), set(request.languages)
    return tuple(d for d in documents if (not ids or d.id in ids) and (not languages or d.language in languages))


def _known(asked: Iterable[str], there: set[str], noun: str) -> None:
    for name in asked:
        if name not in there:
            hint = did_you_mean(name, there) or f"there are: {', '.join(sorted(there))}"
            raise UsageError(f"there is no {noun} `{name}`; {hint}")


def _published(documents: tuple[Document, ...], output: Path) -> Iterator[tuple[str, PdfFacts]]:
    """What is known of the PDFs that an earlier build left in the output."""
    for document in documents:
        if (path := output / pdf_path(document)).is_file():
            yield edition_path(document), pdf_facts(path.read_bytes())
