"""PDFs of a build: what each is made of, which are kept, which are rendered and why, what is wrong in them."""

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

from briefs import events, fonts
from briefs.assemble.document import Document, Picture
from briefs.drawings import figures
from briefs.engine import engine
from briefs.executors import Rendered, Workers, render_all
from briefs.jobs import Finding, Pdf, PrintJob
from briefs.load import KeyPath, Tree
from briefs.model.structure import Publication
from briefs.problems import Problem
from briefs.render_html import Renderer
from briefs.store import Store

LEAFLET_PAGES = 2
FORMAT = 1  # of an entry in the store; it is part of its key
Parts = Mapping[str, str]
Job = tuple[str, PrintJob]


@dataclass(frozen=True)
class Printed:
    """The PDF of an edition, and the digests of what it is made of. `why` is empty where it was kept.

    Without a PDF, the processes that rendered it ended before they had.
    """

    edition: str
    pdf: Pdf | None
    parts: Parts
    why: str
    seconds: float


def print_job(document: Document, renderer: Renderer, cover_map: bytes, project: Path) -> PrintJob:
    """Everything the PDF of a document is made of, as bytes and text: a worker needs no access to the project."""
    assets = {"map.svg": cover_map}
    for figure in figures(document):
        if isinstance(figure.drawing, Picture):
            path = project / "content" / "assets" / figure.drawing.file
            assets[f"assets/{figure.drawing.file}"] = path.read_bytes()
    languages = (document.language,)
    sheet = renderer.stylesheet(document.theme, "print", languages)
    families = renderer.families(document.theme, languages)
    return PrintJob(renderer.page(document, "print"), sheet, assets, families)


def parts(job: PrintJob) -> Parts:
    """The digest of each thing that decides the bytes of a PDF, by what a person calls it."""
    assets = hashlib.sha256()
    for name, data in sorted(job.assets.items()):
        assets.update(f"{name} {hashlib.sha256(data).hexdigest()}\n".encode())
    return {
        "content": hashlib.sha256(job.html.encode()).hexdigest(),
        "style": hashlib.sha256(job.stylesheet.encode()).hexdigest(),
        "pictures": assets.hexdigest(),
        "fonts": fonts.digest(job.families),
        "renderer": engine(),
    }


def stored(store: Store, job: PrintJob) -> Pdf | None:
    """The PDF of a job where a store has it."""
    entry = store.get(_key(parts(job)))
    return _unpacked(entry)[0] if entry is not None else None


def keep(store: Store, job: PrintJob, pdf: Pdf, seconds: float) -> None:
    """Put the PDF of a job, which took some seconds, into a store. Raises OSError where that cannot be written."""
    store.put(_key(parts(job)), _packed(pdf, seconds))


def print_all(
    jobs: Iterable[Job],
    store: Store,
    workers: Workers,
    before: Mapping[str, Parts],
    report: events.Report,
    take: Callable[[Printed], None],
) -> None:
    """Hand over the PDF of every job, from the store or from a worker, as soon as it is there: none is held on to.

    New ones are put into the store. `before` has the parts of each edition's last PDF; from the difference comes why
    one is rendered.
    """
    plan = _Plan(store, before, report, take)
    for rendered in render_all(plan.missing(jobs), workers):
        plan.finished(rendered)


class _Plan:
    """What is kept and what is to be rendered, with how far that is."""

    def __init__(
        self, store: Store, before: Mapping[str, Parts], report: events.Report, take: Callable[[Printed], None]
    ) -> None:
        self._store, self._before, self._report, self._take = store, before, report, take
        self._asked: dict[str, tuple[Parts, str, int]] = {}
        self._done = self._weight_done = 0
        self._since = time.perf_counter()

    def missing(self, jobs: Iterable[Job]) -> Iterator[Job]:
        """The jobs whose PDF is not in the store."""
        for edition, job in jobs:
            found = parts(job)
            if (entry := self._store.get(_key(found))) is not None:
                pdf, seconds = _unpacked(entry)
                self._report(events.Kept(edition, pdf.pages, len(pdf.data)))
                self._take(Printed(edition, pdf, found, "", seconds))
                continue
            why = _why(found, self._before.get(edition))
            self._asked[edition] = found, why, len(job.html)
            self._report(events.Rendering(edition, why))
            yield edition, job

    def finished(self, rendered: Rendered) -> None:
        """Hand over a PDF that was rendered, and tell of it."""
        found, why, weight = self._asked[rendered.name]
        self._done, self._weight_done = self._done + 1, self._weight_done + weight
        if (pdf := rendered.pdf) is None:
            self._report(events.Lost(rendered.name))
        else:
            self._keep(_key(found), _packed(pdf, rendered.seconds))
            self._report(
                events.Rendered(
                    rendered.name, pdf.pages, len(pdf.data), round(rendered.seconds, 3),
                    self._done, len(self._asked), round(self._left(), 1),
                )
            )  # fmt: skip
        self._take(Printed(rendered.name, pdf, found, why, rendered.seconds))

    def _left(self) -> float:
        """Seconds that the rest takes at the pace so far; the length of a page's HTML stands for its work."""
        rest = sum(weight for _, _, weight in self._asked.values()) - self._weight_done
        return rest * (time.perf_counter() - self._since) / self._weight_done

    def _keep(self, key: str, entry: bytes) -> None:
        try:
            self._store.put(key, entry)
        except OSError as error:  # the PDF is there all the same: the next build makes it again
            self._report(events.Notice(f"the cache cannot be written: {error}"))


def _key(found: Parts) -> str:
    return hashlib.sha256(json.dumps([FORMAT, *sorted(found.items())]).encode()).hexdigest()


def _why(found: Parts, before: Parts | None) -> str:
    if before is None:
        return "new"
    changed = [name for name, digest in found.items() if before.get(name) != digest]
    return ", ".join(changed) or "no longer in the cache"


def _packed(pdf: Pdf, seconds: float) -> bytes:
    head = {"pages": pdf.pages, "seconds": seconds, "findings": [astuple(finding) for finding in pdf.findings]}
    return json.dumps(head).encode() + b"\n" + pdf.data


def _unpacked(entry: bytes) -> tuple[Pdf, float]:
    head, _, data = entry.partition(b"\n")
    told = json.loads(head)
    return Pdf(data, told["pages"], tuple(Finding(*finding) for finding in told["findings"])), told["seconds"]


def faults(tree: Tree, publication: Publication, document: Document, pdf: Pdf) -> Iterator[Problem]:
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


def _located(tree: Tree, document: Document, finding: Finding) -> Problem:
    name, _, path = finding.unit.partition("|")
    where = f" (page {finding.page} of the PDF)" if finding.page else ""
    message = f"{finding.message}{where}"
    if name in tree.files:
        keys: KeyPath = tuple(path.split(".")) if path else ()
        return tree.files[name].problem(keys, message, "shorten the text, or break the long word", at_key=True)
    file = tree.files[f"content/publications/{document.id}/publication.yaml"]
    return file.problem((), f"{document.language}: {message}", show_key=False)
