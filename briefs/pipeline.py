"""The stages in order: load → validate → localise → assemble → render HTML → render PDF → publish."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from briefs import events, fonts, manifest
from briefs.assemble import assemble
from briefs.assemble.document import Document
from briefs.cluster import Cluster
from briefs.drawings import get_ready
from briefs.executors import Processes, Workers
from briefs.faults import Faults
from briefs.formats import is_locale, script
from briefs.inputs import inputs
from briefs.languages import other_language
from briefs.last_build import LastBuild, Made, last_build, remember
from briefs.load import Tree, load
from briefs.localise import Edition, localise
from briefs.model.content import Content
from briefs.printing import Job, Printed, print_all, print_job
from briefs.printing import faults as pdf_faults
from briefs.problems import ContentError, Problem, UsageError, did_you_mean
from briefs.publish import Published, Spool, publication
from briefs.render_html import Renderer
from briefs.request import FORMATS, Request
from briefs.site import PdfFacts, edition_path, pdf_facts, pdf_path, review_pages, site_files
from briefs.sound import editions, without
from briefs.store import Store
from briefs.translate.release import unfinished
from briefs.translation import unfinished as unfinished_texts
from briefs.validate import begun, errors, validate

DRAWINGS = 100_000_000  # bytes of drawings that are kept
CHECKS = (lambda language: fonts.printable(script(language)), is_locale, other_language)
Problems = Callable[[], tuple[Problem, ...]]
TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


@dataclass(frozen=True)
class Built:
    """An edition that was built. `pages` and `size` (bytes) are those of its PDF, 0 where it has none yet.

    `why` says what of the PDF changed, and is empty where it was not rendered; then `seconds` is 0.
    """

    edition: str
    pages: int
    size: int
    seconds: float
    why: str = ""


@dataclass(frozen=True)
class Result:
    """What a build made: its editions, and what became of the output.

    `changed` names the files that are not what they were at the last whole build. Where a build kept going, `left_out`
    are the editions that were not good, with `problems` in the content or, `lost`, a PDF that no process survived.
    """

    built: tuple[Built, ...]
    published: Published
    changed: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    lost: tuple[str, ...] = ()


def read(project: Path) -> tuple[Tree, Content | None, tuple[Problem, ...]]:
    """Load and validate a project: its files, its content (None where it has problems) and the problems."""
    tree = load(project)
    return tree, *validate(tree, *CHECKS)


def build(request: Request, report: events.Report) -> Result:
    """Build what is asked for and publish it; `report` is told what happens.

    Raises ContentError with every problem, LostError, UsageError, ClusterError and PublishError; in all these cases the
    output is what it was. With `keep_going`, what is good is published in spite of the first two.
    """
    report(events.Reading())
    project, faults = request.project, Faults(request.keep_going)
    made_of, before = inputs(project), last_build(project)
    drawings = project / ".cache" / "drawings"
    get_ready(drawings)
    with _workers(request, before, made_of) as workers:
        tree, content, problems = _sound(project, faults)
        every = {edition_path(edition): edition for edition in _editions(tree, content)}
        chosen = _chosen(request, every)
        if request.release:
            _refuse(problems())
            _refuse_drafts(tree, content, chosen, faults)
        report(events.Planned(len(chosen)))
        renderer = Renderer((project / "templates", TEMPLATES), project / ".cache")
        html, pdf = ("html" in request.formats, "pdf" in request.formats)
        documents, first, printed = dict[str, Document](), dict[str, Document](), dict[str, Printed]()
        files = Spool(project / "output")

        def jobs() -> Iterator[Job]:
            given = 0
            for path in _longest_first(chosen) if pdf else ():
                d = first[path] = assemble(chosen[path])
                yield path, print_job(d, renderer, renderer.cover_map(d).encode(), project)
                given += path not in printed  # else it was kept
                if given == 2 * request.jobs:  # enough to keep the workers busy meanwhile
                    _refuse(problems())
            _refuse(problems())
            # What tells nothing of the PDFs is made while the workers are busy.
            documents.update({path: first.get(path) or assemble(edition) for path, edition in every.items()})
            if html:
                _draw(renderer, (documents[path] for path in chosen))
            if html and not request.release:
                files.add(review_pages(renderer, tree, content, tuple(documents.values())))

        _print(request, jobs(), workers, before, files, printed, report)
        Store(drawings).trim(DRAWINGS)
    _judge(printed, documents, tree, content, faults)
    good = {path: documents[path] for path in chosen if path not in faults.editions}
    pdfs = {path: (each.pdf.pages, files.size(path)) for path, each in printed.items() if path in good and each.pdf}
    for path in printed:
        files.settle(path, pdf_path(documents[path]) if path in pdfs else None)
    whole = len(good) == len(documents) and not faults.editions and set(request.formats) == set(FORMATS)
    with publication(project / "output", lambda: report(events.Waiting())) as held:
        report(events.Pages())
        facts = _facts({path: d for path, d in documents.items() if path not in pdfs}, project / "output") | pdfs
        listed = tuple(d for path, d in documents.items() if path not in faults.editions or path in facts)
        maps = ((path, renderer.cover_map(d).encode()) for path, d in documents.items())
        files.add(site_files(renderer, listed, tuple(good.values()) if html else (), maps, facts, project))
        published = held.publish(files, keep=not whole)
        made = {path: _made(path, facts, printed, before) for path in good}
        now = LastBuild(made_of, request.release, manifest.digest_of(project / "output"), made)
        _remember(project, before, now, whole, report)
    built = tuple(_built(path, facts, printed) for path in good)
    left_out, lost = tuple(sorted(faults.editions)), tuple(sorted(faults.lost))
    return Result(built, published, before.changed(made_of), left_out, faults.problems, lost)


def _workers(request: Request, before: LastBuild, made_of: Mapping[str, str]) -> Workers:
    if request.cluster:
        return Cluster(request.cluster)
    likely = not any(made.parts for made in before.editions.values()) or bool(before.changed(made_of))
    return Processes(request.jobs, eager=likely and "pdf" in request.formats)


def _sound(project: Path, faults: Faults) -> tuple[Tree, Content, Problems]:
    """The content, where a build keeps going without what has mistakes, and what tells the problems that are left.

    A build that does not keep going asks for them when its first PDFs are under way. Raises ContentError where nothing
    is left.
    """
    tree = every = load(project)
    while True:
        content, problems = begun(tree, *CHECKS)
        if content is not None and not (faults.keep_going and errors(problems())):
            return tree, content, problems
        faults.add((), problems())
        faults.stop()
        less = without(tree, problems())
        if less is None or not editions(less):
            raise ContentError(faults.problems)
        tree = less
        faults.add((f"{language}/{id_}" for id_, language in editions(every) - editions(tree)), problems())


def _refuse(problems: tuple[Problem, ...]) -> None:
    if errors(problems):
        raise ContentError(problems)


def _editions(tree: Tree, content: Content) -> Iterator[Edition]:
    for id_ in content.publications:
        for language in content.languages(id_):
            missing = unfinished_texts(tree, "content/labels", language)
            yield localise(content, id_, language, missing)


def _refuse_drafts(tree: Tree, content: Content, chosen: Mapping[str, Edition], faults: Faults) -> None:
    """What a release refuses, all at once, and the editions that it costs."""
    if found := tuple(unfinished(tree, content, [(d.id, d.language) for d in chosen.values()])):
        open_ = (path for path, d in chosen.items() if any(unfinished(tree, content, [(d.id, d.language)])))
        faults.add(open_, found)
        faults.stop()


def _chosen(request: Request, every: Mapping[str, Edition]) -> dict[str, Edition]:
    _known(request.publications, {edition.id for edition in every.values()}, "publication")
    _known(request.languages, {edition.language for edition in every.values()}, "language")
    _known(request.formats, set(FORMATS), "format")
    ids, languages = set(request.publications), set(request.languages)
    return {
        path: edition
        for path, edition in every.items()
        if (not ids or edition.id in ids) and (not languages or edition.language in languages)
    }


def _longest_first(every: Mapping[str, Edition]) -> list[str]:
    return sorted(every, key=lambda path: len(repr((every[path].words, every[path].case_words))), reverse=True)


def _print(
    request: Request,
    jobs: Iterator[Job],
    workers: Workers,
    before: LastBuild,
    files: Spool,
    printed: dict[str, Printed],
    report: events.Report,
) -> None:
    """Put into `printed` what became of each PDF. Its bytes wait among the files, under the path of its edition."""
    store = Store((request.cache or request.project / ".cache") / "pdf")
    parts = {name: made.parts for name, made in before.editions.items() if made.parts}

    def take(each: Printed) -> None:
        if each.pdf:
            files.add([(each.edition, each.pdf.data)])
            each = replace(each, pdf=replace(each.pdf, data=b""))
        printed[each.edition] = each

    print_all(jobs, store, workers, parts, report, take)
    store.trim(request.cache_mb * 1_000_000)


def _judge(
    printed: Mapping[str, Printed], documents: Mapping[str, Document], tree: Tree, content: Content, faults: Faults
) -> None:
    """Tell what is wrong with PDFs; ends a build that does not keep going."""
    for path, each in printed.items():
        if each.pdf is None:
            faults.lose(path)
        else:
            document = documents[path]
            faults.add([path], pdf_faults(tree, content.publications[document.id], document, each.pdf))
    faults.stop()


def _known(asked: Iterable[str], there: set[str], noun: str) -> None:
    for name in asked:
        if name not in there:
            hint = did_you_mean(name, there) or f"there are: {', '.join(sorted(there))}"
            raise UsageError(f"there is no {noun} `{name}`; {hint}")


def _facts(documents: Mapping[str, Document], output: Path) -> dict[str, PdfFacts]:
    """What is known of the PDFs that an earlier build left in the output."""
    paths = {path: output / pdf_path(document) for path, document in documents.items()}
    return {path: pdf_facts(pdf.read_bytes()) for path, pdf in paths.items() if pdf.is_file()}


def _draw(renderer: Renderer, documents: Iterable[Document]) -> None:
    """Draw the figures of pages for the screen; the renderer keeps them."""
    for document in documents:
        renderer.drawings(document, "screen")


def _made(path: str, facts: Mapping[str, PdfFacts], printed: Mapping[str, Printed], before: LastBuild) -> Made:
    known = before.editions.get(path)
    parts = printed[path].parts if path in printed else known.parts if known else {}
    return Made(path, *facts.get(path, (0, 0)), parts)


def _built(path: str, facts: Mapping[str, PdfFacts], printed: Mapping[str, Printed]) -> Built:
    each = printed.get(path)
    return Built(path, *facts.get(path, (0, 0)), each.seconds if each and each.why else 0.0, each.why if each else "")


def _remember(project: Path, before: LastBuild, now: LastBuild, whole: bool, report: events.Report) -> None:
    """Write down what was made. After a part, the whole that stood before is what the next build compares with."""
    build = now if whole else replace(before, editions={**before.editions, **now.editions})
    try:
        remember(project, build)
    except OSError as error:
        report(events.Notice(f"what was built cannot be written down: {error}"))
