"""What is wrong with a PDF becomes problems at the words it comes from; what a PDF is made of travels with its job."""

import pickle
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from briefs.assemble.document import Document, Figure, Picture, Section
from briefs.load import Tree, load
from briefs.model.content import Content
from briefs.jobs import Finding
from briefs.printing import faults, print_job, render_all
from briefs.render_html import Renderer
from briefs.jobs import Pdf, PrintJob

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


@pytest.mark.parametrize("workers", [1, 2])
def test_jobs_give_the_same_pdfs_on_any_number_of_workers(print_job_of: dict[str, PrintJob], workers: int) -> None:
    done: list[str] = []
    found = {name: pdf.data for name, pdf, _ in render_all(print_job_of, workers, done.append)}
    assert sorted(done) == ["a", "b"]
    assert {name: data[:5] for name, data in found.items()} == {"a": b"%PDF-", "b": b"%PDF-"}
    assert found == {name: pdf.data for name, pdf, _ in render_all(print_job_of, 1, done.append)}


@pytest.fixture
def print_job_of(print_job: Callable[..., PrintJob]) -> dict[str, PrintJob]:
    return {name: print_job(f"<h1>{name}</h1>") for name in "ab"}
