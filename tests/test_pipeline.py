"""The stages in order: what is built, what is left alone, and what stops a build."""

import os
import shutil
import signal
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from briefs import pipeline, printing, worker
from briefs.assemble import assemble
from briefs.assemble.document import Document
from briefs.events import Event, Lost, Pages, Planned, Reading, Rendered, Rendering
from briefs.faults import LostError
from briefs.jobs import Pdf, PrintJob
from briefs.load import load
from briefs.localise import localise
from briefs.pipeline import CHECKS, TEMPLATES, Built, build, read
from briefs.problems import ContentError, Problem, UsageError
from briefs.render_html import Renderer
from briefs.request import Request
from briefs.validate import begun, errors, wording
from briefs.validate.context import Context
from tests import broken_cases
from tests.real import EDITIONS, PUBLICATIONS


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its content and the time it was written."""
    return {
        p.relative_to(folder).as_posix(): (p.read_bytes(), p.stat().st_mtime_ns)
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def test_everything_is_built(built: Path, every_document: Mapping[tuple[str, str], Document]) -> None:
    names = {name for name in state(built / "output") if name.endswith((".html", ".pdf"))}
    assert names == {
        "index.html",
        *(f"{language}/index.html" for _, language in EDITIONS),
        *(f"{language}/{id_}/index.html" for id_, language in EDITIONS),
        *(f"{language}/{id_}/{document.file_stem}.pdf" for (id_, language), document in every_document.items()),
        "review/index.html",
        *(f"review/{language}/{id_}.html" for id_, language in EDITIONS if language != "en"),
    }  # fmt: skip


def test_html_alone_is_built_without_a_pdf_engine(project: Path, heard: list[Event]) -> None:
    found = build(Request(project, formats=("html",)), heard.append)
    assert found.built == tuple(Built(f"{language}/{id_}", 0, 0, 0.0) for id_, language in EDITIONS)
    assert [type(event) for event in heard] == [Reading, Planned, Pages]
    assert heard[1] == Planned(len(EDITIONS))
    assert list((project / "output").rglob("*.pdf")) == []


def test_one_publication_in_one_format_leaves_every_other_file_as_it_was(project: Path, heard: list[Event]) -> None:
    build(Request(project, formats=("html",)), heard.append)
    output = project / "output"
    (output / "kept.txt").write_text("mine", "utf-8")
    before = state(output)
    found = build(Request(project, ("latin-america",), ("en",), ("pdf",)), heard.append)
    after = state(output)
    pdf = "en/latin-america/rural-synergies-latin-america-en.pdf"
    assert [e.edition for e in heard if isinstance(e, Rendered)] == ["en/latin-america"]
    assert [(b.edition, b.pages, b.why) for b in found.built] == [("en/latin-america", 2, "new")]
    assert set(after) - set(before) == {pdf}
    changed = {name for name in before if before[name][0] != after[name][0]}
    assert changed == {"index.html", "en/index.html", "SHA256SUMS"}, (
        "lists tell pages and size of the new PDF, everything else stays"
    )
    assert b"PDF, 2 pages" in after["en/index.html"][0]


def test_a_whole_build_removes_what_is_no_longer_made_and_a_part_does_not(project: Path, heard: list[Event]) -> None:
    stale = project / "output" / "es" / "old.html"
    stale.parent.mkdir(parents=True)
    stale.write_text("old", "utf-8")
    build(Request(project, formats=("html",)), heard.append)
    assert stale.exists()
    build(Request(project, ("peru",), formats=("html",)), heard.append)
    assert stale.exists()


def replaced(project: Path, name: str, old: str, new: str) -> None:
    path = project / "content" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def print_pages(project: Path) -> dict[str, str]:
    """The print page of every edition."""
    _, content, problems = read(project)
    assert content is not None, problems
    renderer = Renderer((TEMPLATES,))
    documents = [assemble(localise(content, id_, language)) for id_, language in EDITIONS]
    return {f"{d.language}/{d.id}": renderer.page(d, "print") for d in documents}


@pytest.mark.parametrize(
    ("name", "old", "new", "least"),
    [
        ("publications/mali/fr.yaml", "Le projet a trouvé", "Le programme a trouvé", {"fr/mali"}),
        ("shared/es.yaml", "pobreza", "pobrezas", {"es/latin-america", "es/peru"}),
    ],
)
def test_a_changed_sentence_renders_the_pdfs_it_appears_in_and_no_other(
    project: Path, built: Path, heard: list[Event], name: str, old: str, new: str, least: set[str]
) -> None:
    for part in ("pdf", "drawings"):
        shutil.copytree(built / ".cache" / part, project / ".cache" / part)
    shutil.copytree(built / "output", project / "output")
    before = print_pages(project)
    replaced(project, name, old, new)
    after = print_pages(project)
    changed = {edition for edition in before if before[edition] != after[edition]}
    assert least <= changed < set(before)
    found = build(Request(project, jobs=2), heard.append)
    assert {event.edition for event in heard if isinstance(event, Rendering)} == changed
    assert {each.edition for each in found.built if each.why} == changed
    assert {path.rpartition("/")[0] for path in found.published.written if path.endswith(".pdf")} == changed
    pages = {path.rpartition("/")[0] for path in found.published.written if path.startswith(("es/", "fr/"))}
    assert changed <= pages
    assert "en/mexico/index.html" in found.published.unchanged


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (Request(Path(), ("perru",)), "there is no publication `perru`; did you mean `peru`?"),
        (Request(Path(), ("xyz",)), "there is no publication `xyz`; there are: " + ", ".join(PUBLICATIONS)),
        (
            Request(Path(), languages=("xx",)),
            f"there is no language `xx`; there are: {', '.join(sorted({language for _, language in EDITIONS}))}",
        ),
        (Request(Path(), formats=("docx",)), "there is no format `docx`; there are: html, pdf"),
        (Request(Path(), formats=("htm",)), "there is no format `htm`; did you mean `html`?"),
    ],
)
def test_what_is_not_there_is_named_with_what_is(
    root: Path, heard: list[Event], monkeypatch: pytest.MonkeyPatch, request_: Request, message: str
) -> None:
    monkeypatch.chdir(root)
    monkeypatch.setattr(pipeline, "publication", lambda *_: pytest.fail("something was published"))
    with pytest.raises(UsageError) as caught:
        build(request_, heard.append)
    assert str(caught.value) == message


def test_content_with_a_problem_is_not_built_and_the_output_stays(project: Path, heard: list[Event]) -> None:
    build(Request(project, formats=("html",)), heard.append)
    before = state(project / "output")
    words = project / "content" / "publications" / "peru" / "en.yaml"
    words.write_text(words.read_text("utf-8").replace("{income-gain.amount}", "{income-gian.amount}", 1), "utf-8")
    with pytest.raises(ContentError) as caught:
        build(Request(project, formats=("html",)), heard.append)
    (problem,) = caught.value.problems
    assert problem.file == "content/publications/peru/en.yaml"
    assert problem.line > 1
    assert "income-gian" in problem.message
    assert "income-gain" in problem.hint
    assert state(project / "output") == before


def misspell(project: Path) -> None:
    """Type a name, which only the checks of wording see, into the last of the real briefs."""
    path = project / "content" / "publications" / "mali" / "fr.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace(
            "Le projet a trouvé", "Le Ministère du Développement et le projet, avec la Chine, USD 20, a trouvé", 1
        ),
        "utf-8",
    )


def test_first_pdfs_are_under_way_before_wording_is_checked(
    project: Path, heard: list[Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistake of wording then stops the build all the same; nothing of it is published, and nobody renders on."""
    misspell(project)
    asked = wording.check_wording
    under_way: list[int] = []

    def check(context: Context) -> Iterator[Problem]:
        under_way.append(sum(isinstance(event, Rendering) for event in heard))
        yield from asked(context)

    monkeypatch.setattr(wording, "check_wording", check)
    with pytest.raises(ContentError) as caught:
        build(Request(project, formats=("pdf",), jobs=1), heard.append)
    assert {problem.file for problem in caught.value.problems} == {"content/publications/mali/fr.yaml"}
    assert under_way == [2]
    assert not (project / "output").exists()


def test_a_release_and_a_build_that_keeps_going_know_every_problem_first(
    project: Path, heard: list[Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    misspell(project)
    with pytest.raises(ContentError) as caught:
        build(Request(project, formats=("pdf",), release=True), heard.append)
    assert {problem.file for problem in caught.value.problems} == {"content/publications/mali/fr.yaml"}
    assert not any(isinstance(event, Rendering) for event in heard)
    found = build(Request(project, ("mali",), formats=("html",), keep_going=True), heard.append)
    assert found.left_out == ("fr/mali",)


def test_what_is_wrong_in_wording_alone_can_be_assembled(tmp_path: Path) -> None:
    """Pages are made before wording is checked: no mistake that only this check finds may stop one."""
    tried = 0
    for case in broken_cases.names():
        project = tmp_path / case
        broken_cases.prepare(broken_cases.CASES / case, project)
        tree = load(project)
        content, problems = begun(tree, *CHECKS)
        if content is not None and errors(problems()):
            tried += 1
            for id_ in content.publications:
                for language in content.languages(id_):
                    assert assemble(localise(content, id_, language)).title
    assert tried > 15


def test_a_pdf_with_a_fault_is_not_published(
    project: Path, heard: list[Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "LEAFLET_PAGES", 3)
    with pytest.raises(ContentError) as caught:
        build(Request(project, ("latin-america",), ("en",), ("pdf",)), heard.append)
    assert [problem.message for problem in caught.value.problems] == [
        "the leaflet has 2 pages in en; a leaflet has exactly 3"
    ]
    assert not (project / "output").exists()


def test_a_project_is_read_with_its_problems(tmp_path: Path) -> None:
    _, content, problems = read(tmp_path)
    assert content is None
    assert [problem.file for problem in problems] == ["content"]


def break_words(project: Path, name: str) -> None:
    """Plant a placeholder that is not there into a file of words."""
    path = project / "content" / name
    text = path.read_text("utf-8")
    at = text.index("{income-gain")
    path.write_text(text[:at] + "{income-gian" + text[at + len("{income-gain") :], "utf-8")


def test_keeping_going_publishes_what_is_good_and_tells_what_is_not(project: Path, heard: list[Event]) -> None:
    output = project / "output"
    build(Request(project, formats=("html",)), heard.append)
    before = state(output)
    break_words(project, "publications/peru/es.yaml")
    words = project / "content" / "publications" / "mali" / "en.yaml"
    words.write_text(words.read_text("utf-8").replace("Mali", "Malli", 1), "utf-8")
    request = Request(project, formats=("html",), keep_going=True)
    found = build(request, heard.append)
    assert found.left_out == ("es/peru",)
    assert [problem.file for problem in found.problems] == ["content/publications/peru/es.yaml"]
    assert [each.edition for each in found.built] == [
        f"{lang}/{id_}" for id_, lang in EDITIONS if (id_, lang) != ("peru", "es")
    ]
    after = state(output)
    assert after["es/peru/index.html"] == before["es/peru/index.html"], "the last good edition stays"
    assert b"Malli" in after["en/mali/index.html"][0]
    assert b"es/peru/" not in after["index.html"][0]
    with pytest.raises(ContentError):
        build(replace(request, keep_going=False), heard.append)
    assert state(output) == after


def test_keeping_going_ends_where_nothing_is_left(project: Path, heard: list[Event]) -> None:
    labels = project / "content" / "labels" / "en.yaml"
    labels.write_text(labels.read_text("utf-8") + "nonsense: |-\n  x\n", "utf-8")
    with pytest.raises(ContentError) as caught:
        build(Request(project, formats=("html",), keep_going=True), heard.append)
    assert "content/labels/en.yaml" in {problem.file for problem in caught.value.problems}
    assert not (project / "output").exists()


def test_keeping_going_leaves_out_a_pdf_with_a_fault(
    project: Path, heard: list[Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "LEAFLET_PAGES", 3)
    found = build(Request(project, ("latin-america", "mali"), ("en",), ("pdf",), keep_going=True), heard.append)
    assert found.left_out == ("en/latin-america",)
    assert [problem.key for problem in found.problems] == ["kind"]
    assert [path.name for path in (project / "output").rglob("*.pdf")] == ["rural-synergies-mali-en.pdf"]


def test_an_edition_whose_process_dies_stops_the_build_or_is_left_out(
    project: Path, heard: list[Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "work", deadly)
    request = Request(project, ("lesotho", "mali"), ("en",), ("pdf",), jobs=2)
    with pytest.raises(LostError) as caught:
        build(request, heard.append)
    assert caught.value.editions == ("en/mali",)
    assert not (project / "output").exists()
    found = build(replace(request, keep_going=True), heard.append)
    assert (found.left_out, found.lost, found.problems) == (("en/mali",), ("en/mali",), ())
    assert [path.name for path in (project / "output").rglob("*.pdf")] == ["rural-synergies-lesotho-en.pdf"]
    assert Lost("en/mali") in heard


REAL_WORK = worker.work


def deadly(job: PrintJob, engine: str) -> tuple[Pdf, float]:
    """A renderer whose process is killed, as by a system without memory, when it comes to Mali."""
    if "publications/mali/" in job.html:
        os.kill(os.getpid(), signal.SIGKILL)
    return REAL_WORK(job, engine)
