"""What is wrong with a PDF becomes problems at the words it comes from; what a PDF is made of travels with its job."""

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

import pytest

from briefs import printing
from briefs.assemble.document import Document, Figure, Picture, Section
from briefs.fonts import FAMILIES
from briefs.jobs import Finding, Pdf, PrintJob
from briefs.load import Tree, load
from briefs.model.content import Content
from briefs.printing import Parts, Printed, faults, print_all, print_job
from briefs.render_html import Renderer
from briefs.store import Store

Documents = Mapping[str, Document]


@pytest.fixture(scope="module")
def tree(root: Path) -> Tree:
    return load(root)


def told(tree: Tree, content: Content, document: Document, pages: int, found: Iterable[Finding] = ()) -> list[str]:
    """The problems of a PDF as `file [key]: message`, whose lines are checked to be real."""
    problems = list(faults(tree, content.publications[document.id], document, Pdf(b"", pages, tuple(found))))
    assert all(problem.line >= 1 for problem in problems)
    return [f"{problem.file} [{problem.key}]: {problem.message}" for problem in problems]


def test_a_pdf_within_its_limit_has_no_faults(tree: Tree, content: Content, documents: Documents) -> None:
    assert told(tree, content, documents["peru"], 20) == []
    assert told(tree, content, documents["latin-america"], 2) == []


def test_a_pdf_over_its_limit_is_told_at_the_limit(tree: Tree, content: Content, documents: Documents) -> None:
    assert told(tree, content, documents["peru"], 21) == [
        "content/publications/peru/publication.yaml [limits.pages]:"
        " the PDF in en has 21 pages, more than its limit of 20"
    ]


@pytest.mark.parametrize("pages", [1, 3])
def test_a_leaflet_has_exactly_two_pages(tree: Tree, content: Content, documents: Documents, pages: int) -> None:
    assert told(tree, content, documents["latin-america"], pages) == [
        f"content/publications/latin-america/publication.yaml [kind]: the leaflet has {pages} pages in en;"
        " a leaflet has exactly 2"
    ]


def test_a_finding_is_told_at_the_words_it_came_from(tree: Tree, content: Content, documents: Documents) -> None:
    words = "content/publications/peru/en.yaml"
    found = [
        Finding("“x” runs off the page", 4, f"{words}|sections.juntos.title"),
        Finding("text is lost", 0, f"{words}|notes.rate"),
        Finding("“y” is too wide", 2, f"{words}|sections.juntos.nothing"),
        Finding("the renderer says: x", 0),
    ]
    assert told(tree, content, documents["peru"], 18, found) == [
        f"{words} [sections.juntos.title]: “x” runs off the page (page 4 of the PDF)",
        f"{words} [notes.rate]: text is lost",
        f"{words} [sections.juntos.nothing]: “y” is too wide (page 2 of the PDF)",
        "content/publications/peru/publication.yaml []: en: the renderer says: x",
    ]


def test_a_job_carries_all_it_needs_and_can_travel(documents: Documents, renderer: Renderer, project: Path) -> None:
    picture = project / "content" / "assets" / "p.png"
    picture.parent.mkdir()
    picture.write_bytes(b"PNG")
    figure = Figure("figure-p", "Figure 1", "T", "Alt", "S", "C", Picture("p.png"), (), "")
    peru = replace(documents["peru"], sections=(Section("section-p", "P", "", (figure,), (), ""),))
    job = print_job(peru, renderer, b"<svg/>", project)
    assert job.assets == {"map.svg": b"<svg/>", "assets/p.png": b"PNG"}
    assert job.families == ("Source Sans 3", "Source Serif 4")
    assert str(project) not in job.html + job.stylesheet
    assert pickle.loads(pickle.dumps(job)) == job


@pytest.fixture
def jobs(print_job: Callable[..., PrintJob]) -> dict[str, PrintJob]:
    return {f"en/{name}": print_job(f"<h1>{name}</h1>") for name in "ab"}


class InThisProcess:
    """Workers that render here, and count what they were given."""

    deaths: tuple[type[BaseException], ...] = ()

    def __init__(self) -> None:
        self.given: list[PrintJob] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None: ...

    def renew(self) -> None: ...

    def executor(self) -> Executor:
        workers = self

        class Here(Executor):
            def submit(self, function: Any, /, *arguments: Any, **named: Any) -> Future[Any]:
                workers.given.append(arguments[0])
                future: Future[Any] = Future()
                future.set_result(function(*arguments, **named))
                return future

        return Here()


def told_by(
    jobs: Mapping[str, PrintJob], store: Store, before: Mapping[str, Parts] | None = None
) -> tuple[list[dict[str, Any]], dict[str, Printed], int]:
    """The events of a round, its PDFs, and how many were rendered."""
    heard: list[dict[str, Any]] = []
    workers = InThisProcess()
    found: dict[str, Printed] = {}

    def take(printed: Printed) -> None:
        found[printed.edition] = printed

    print_all(jobs.items(), store, workers, before or {}, lambda e: heard.append(e.data()), take)
    return heard, found, len(workers.given)


def test_a_pdf_from_the_store_is_handed_over_before_the_next_is_looked_for(
    jobs: dict[str, PrintJob], tmp_path: Path
) -> None:
    """A project of which every PDF is kept has one of them in memory at a time."""
    store, taken = Store(tmp_path), list[str]()
    told_by(jobs, store)

    def made() -> Iterator[tuple[str, PrintJob]]:
        for number, (name, job) in enumerate(jobs.items()):
            assert len(taken) == number
            yield name, job

    print_all(made(), store, InThisProcess(), {}, lambda e: None, lambda printed: taken.append(printed.edition))
    assert taken == list(jobs)


def test_what_was_rendered_once_is_kept(jobs: dict[str, PrintJob], tmp_path: Path) -> None:
    store = Store(tmp_path)
    heard, first, rendered = told_by(jobs, store)
    assert rendered == 2
    assert [(e["event"], e["edition"]) for e in heard[:2]] == [("rendering", "en/a"), ("rendering", "en/b")]
    assert sorted((e["event"], e["edition"]) for e in heard[2:]) == [("rendered", "en/a"), ("rendered", "en/b")]
    assert [(e["done"], e["total"]) for e in heard[2:]] == [(1, 2), (2, 2)]
    assert heard[2]["left"] >= heard[3]["left"] == 0
    heard, again, rendered = told_by(jobs, store)
    assert rendered == 0
    assert [(e["event"], e["edition"]) for e in heard] == [("kept", "en/a"), ("kept", "en/b")]
    assert {name: p.pdf for name, p in again.items()} == {name: p.pdf for name, p in first.items()}
    assert {p.why for p in first.values()} == {"new"}
    assert {p.why for p in again.values()} == {""}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"html": "<!doctype html><html lang=en><title>T</title><body><main><h1>c</h1></main>"}, "content"),
        ({"assets": {"map.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>"}}, "pictures"),
        ({"families": (*FAMILIES, "Almarai")}, "fonts"),
    ],
)
def test_only_what_changed_is_rendered_and_why_is_told(
    jobs: dict[str, PrintJob], tmp_path: Path, change: dict[str, Any], why: str
) -> None:
    store = Store(tmp_path)
    _, first, _ = told_by(jobs, store)
    before = {name: p.parts for name, p in first.items()}
    jobs["en/b"] = replace(jobs["en/b"], **change)
    heard, _, rendered = told_by(jobs, store, before)
    assert rendered == 1
    assert [(e["edition"], e["why"]) for e in heard if e["event"] == "rendering"] == [("en/b", why)]


def test_a_change_of_style_or_renderer_renders_everything(
    jobs: dict[str, PrintJob], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path)
    _, first, _ = told_by(jobs, store)
    before = {name: p.parts for name, p in first.items()}
    wider = {name: replace(job, stylesheet=f"{job.stylesheet}h1{{letter-spacing:1px}}") for name, job in jobs.items()}
    heard, _, rendered = told_by(wider, store, before)
    assert (rendered, {e["why"] for e in heard if e["event"] == "rendering"}) == (2, {"style"})
    monkeypatch.setattr(printing, "engine", lambda: "other")
    heard, _, rendered = told_by(jobs, store, before)
    assert (rendered, {e["why"] for e in heard if e["event"] == "rendering"}) == (2, {"renderer"})


def test_a_cache_that_was_deleted_is_told(jobs: dict[str, PrintJob], tmp_path: Path) -> None:
    _, first, _ = told_by(jobs, Store(tmp_path / "a"))
    before = {name: p.parts for name, p in first.items()}
    heard, _, rendered = told_by(jobs, Store(tmp_path / "b"), before)
    assert (rendered, {e["why"] for e in heard if e["event"] == "rendering"}) == (2, {"no longer in the cache"})


def test_findings_are_kept_with_their_pdf(print_job: Callable[..., PrintJob], tmp_path: Path) -> None:
    wide = {"en/a": print_job('<h1>a</h1><p data-unit="f|k" style="width:900px;white-space:nowrap">' + "x" * 200)}
    _, first, _ = told_by(wide, Store(tmp_path))
    pdf = first["en/a"].pdf
    assert pdf is not None
    assert [finding.unit for finding in pdf.findings if finding.page == 1] == ["f|k"]
    _, again, rendered = told_by(wide, Store(tmp_path))
    assert (again["en/a"].pdf, rendered) == (pdf, 0)


def test_a_cache_that_cannot_be_written_costs_a_notice(jobs: dict[str, PrintJob], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    heard, found, rendered = told_by(jobs, Store(tmp_path / "file"))
    assert rendered == len([p for p in found.values() if p.pdf]) == 2
    notices = [e["message"] for e in heard if e["event"] == "notice"]
    assert len(notices) == 2
    assert all(notice.startswith("the cache cannot be written: ") for notice in notices)
