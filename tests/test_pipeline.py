"""The stages in order: what is built, what is left alone, and what stops a build."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from briefs import pipeline, printing
from briefs.assemble.document import Document
from briefs.pipeline import Built, Request, UsageError, build, read
from briefs.problems import ContentError
from tests.real import EDITIONS, PUBLICATIONS

Counted = tuple[list[tuple[str, int]], Callable[[str, int], None]]


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


def test_html_alone_is_built_without_a_pdf_engine(project: Path, counted: Counted) -> None:
    calls, progress = counted
    found = build(Request(project, formats=("html",)), progress)
    assert found == tuple(Built(f"{language}/{id_}", 0, 0, 0.0) for id_, language in EDITIONS)
    assert calls == []
    assert list((project / "output").rglob("*.pdf")) == []


def test_one_publication_in_one_format_leaves_every_other_file_as_it_was(project: Path, counted: Counted) -> None:
    calls, progress = counted
    build(Request(project, formats=("html",)), progress)
    output = project / "output"
    (output / "kept.txt").write_text("mine", "utf-8")
    before = state(output)
    found = build(Request(project, ("latin-america",), ("en",), ("pdf",)), progress)
    after = state(output)
    pdf = "en/latin-america/rural-synergies-latin-america-en.pdf"
    assert calls == [("en/latin-america", 1)]
    assert [(b.edition, b.pages) for b in found] == [("en/latin-america", 2)]
    assert set(after) - set(before) == {pdf}
    changed = {name for name in before if before[name][0] != after[name][0]}
    assert changed == {"SHA256SUMS", "index.html", "en/index.html"}, (
        "lists tell pages and size of the new PDF, everything else stays"
    )
    assert b"PDF, 2 pages" in after["en/index.html"][0]


def test_a_whole_build_removes_what_is_no_longer_made_and_a_part_does_not(project: Path, counted: Counted) -> None:
    _, progress = counted
    stale = project / "output" / "es" / "old.html"
    stale.parent.mkdir(parents=True)
    stale.write_text("old", "utf-8")
    build(Request(project, formats=("html",)), progress)
    assert stale.exists()
    build(Request(project, ("peru",), formats=("html",)), progress)
    assert stale.exists()


def test_the_same_content_gives_the_same_files_in_any_folder(project: Path, built: Path, counted: Counted) -> None:
    """The leaflet's PDF and every page, compared byte by byte with those built in another folder."""
    _, progress = counted
    build(Request(project, ("latin-america",), ("en", "es")), progress)
    here, there = state(project / "output"), state(built / "output")
    for language in ("en", "es"):
        pdf = f"rural-synergies-latin-america-{language}.pdf"
        for name in ("latin-america/index.html", f"latin-america/{pdf}", "peru/map.svg"):
            assert here[f"{language}/{name}"][0] == there[f"{language}/{name}"][0], name


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
    root: Path, counted: Counted, monkeypatch: pytest.MonkeyPatch, request_: Request, message: str
) -> None:
    monkeypatch.chdir(root)
    monkeypatch.setattr(pipeline, "publish", lambda *_, **__: pytest.fail("something was published"))
    with pytest.raises(UsageError) as caught:
        build(request_, counted[1])
    assert str(caught.value) == message


def test_content_with_a_problem_is_not_built_and_the_output_stays(project: Path, counted: Counted) -> None:
    _, progress = counted
    build(Request(project, formats=("html",)), progress)
    before = state(project / "output")
    words = project / "content" / "publications" / "peru" / "en.yaml"
    words.write_text(words.read_text("utf-8").replace("{income-gain.amount}", "{income-gian.amount}", 1), "utf-8")
    with pytest.raises(ContentError) as caught:
        build(Request(project, formats=("html",)), progress)
    (problem,) = caught.value.problems
    assert problem.file == "content/publications/peru/en.yaml"
    assert problem.line > 1
    assert "income-gian" in problem.message
    assert "income-gain" in problem.hint
    assert state(project / "output") == before


def test_a_pdf_with_a_fault_is_not_published(project: Path, counted: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "LEAFLET_PAGES", 3)
    with pytest.raises(ContentError) as caught:
        build(Request(project, ("latin-america",), ("en",), ("pdf",)), counted[1])
    assert [problem.message for problem in caught.value.problems] == [
        "the leaflet has 2 pages in en; a leaflet has exactly 3"
    ]
    assert not (project / "output").exists()


def test_a_project_is_read_with_its_problems(tmp_path: Path) -> None:
    _, content, problems = read(tmp_path)
    assert content is None
    assert [problem.file for problem in problems] == ["content"]
