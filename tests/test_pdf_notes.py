"""A note that must stay with its line does: no layout is done again for it, in a small page and in the real ones."""

import inspect
from collections.abc import Callable, Mapping
from contextlib import nullcontext

import pytest
import weasyprint
from weasyprint.layout import block

from briefs import pdf_notes, render_pdf
from briefs.assemble.document import Document
from briefs.jobs import Pdf, PrintJob
from briefs.pdf_notes import notes_stay
from briefs.printing import print_job as real_job
from briefs.render_html import Renderer
from tests.real import ROOT

Job = Callable[..., PrintJob]
Rendered = Callable[[PrintJob], tuple[Pdf, int]]

# The third line of the last paragraph has room on the page where the note has none, and the other way round.
CALL = '<span class="footnote" role="doc-footnote" data-unit="f|notes.n">Note</span>'
TALL = f"<h1>H</h1>{'<p>a</p>' * 5}<p>Call{CALL}<br>b<br>c<br>d<br>e<br>f</p>"
LINES = "p{orphans:3;widows:3}"
POLICY = ".footnote{footnote-policy:%s}"


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> Rendered:
    """Renders a job, and says how often all of it was laid out."""
    render = weasyprint.HTML.render

    def count(job: PrintJob) -> tuple[Pdf, int]:
        layouts: list[object] = []

        def counted(html: weasyprint.HTML, *args: object, **options: object) -> weasyprint.Document:
            layouts.append(html)
            return render(html, *args, **options)

        with monkeypatch.context() as patched:
            patched.setattr(weasyprint.HTML, "render", counted)
            return render_pdf.render_pdf(job), len(layouts)

    return count


@pytest.mark.parametrize("policy", ["line", "block"])
def test_a_note_does_not_make_room_for_the_lines_after_its_call(
    print_job: Job, rendered: Rendered, policy: str
) -> None:
    pdf, layouts = rendered(print_job(TALL, LINES + POLICY % policy))
    assert (pdf.findings, pdf.pages, layouts) == ((), 2, 1)


def test_weasyprint_alone_moves_that_note(print_job: Job, rendered: Rendered, monkeypatch: pytest.MonkeyPatch) -> None:
    """So the test above would fail without the mended function, and this one tells when WeasyPrint mends its own."""
    monkeypatch.setattr(render_pdf, "notes_stay", nullcontext)
    monkeypatch.setattr(render_pdf, "MORE_ROOM", ())
    pdf, _ = rendered(print_job(TALL, LINES + POLICY % "line"))
    assert [finding.message for finding in pdf.findings] == ["a note does not stand on the page that calls it"]


@pytest.mark.parametrize("policy", ["", POLICY % "auto"])
def test_a_note_that_may_leave_makes_room_as_before(
    print_job: Job, rendered: Rendered, monkeypatch: pytest.MonkeyPatch, policy: str
) -> None:
    job = print_job(TALL, LINES + policy)
    with_it, _ = rendered(job)
    monkeypatch.setattr(render_pdf, "notes_stay", nullcontext)
    alone, layouts = rendered(job)
    assert with_it == alone
    assert layouts == 2  # the net caught it


@pytest.mark.parametrize("lines", range(3, 8))
@pytest.mark.parametrize("notes", [1, 2, 3])
def test_a_note_stays_wherever_its_paragraph_begins(print_job: Job, rendered: Rendered, lines: int, notes: int) -> None:
    body = f"<h1>H</h1>{'<p>a</p>' * (lines - 2)}<p>First{CALL}</p><p>b</p><p>{f'Call{CALL}' * notes}<br>b<br>c<br>d<br>e<br>f</p>"
    pdf, layouts = rendered(print_job(body, LINES + POLICY % "line"))
    assert (pdf.findings, layouts) == ((), 1)


@pytest.mark.parametrize(("id_", "language"), [("peru", "es"), ("institutional-analysis", "fr")])
def test_a_real_edition_that_notes_would_leave_is_laid_out_once(
    every_document: Mapping[tuple[str, str], Document], renderer: Renderer, rendered: Rendered, id_: str, language: str
) -> None:
    document = every_document[id_, language]
    pdf, layouts = rendered(real_job(document, renderer, renderer.cover_map(document).encode(), ROOT))
    assert (pdf.findings, layouts) == ((), 1)


def test_it_holds_inside_alone() -> None:
    before = block._linebox_layout
    with notes_stay():
        assert block._linebox_layout is not before
    assert block._linebox_layout is before


def test_only_the_condition_differs_and_tracebacks_name_weasyprint_s_lines() -> None:
    before = block._linebox_layout.__code__
    with notes_stay():
        after = block._linebox_layout.__code__
    assert (after.co_filename, after.co_firstlineno) == (before.co_filename, before.co_firstlineno)
    assert set(after.co_consts) - set(before.co_consts) == {"auto"}
    assert after.co_varnames == before.co_varnames


def test_the_installed_version_is_the_one_it_was_written_for() -> None:
    assert weasyprint.__version__ == pdf_notes.WRITTEN_FOR


def test_another_version_lays_out_as_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "__version__", "70.1")
    before = block._linebox_layout
    with notes_stay():
        assert block._linebox_layout is before


def test_source_that_is_not_the_expected_one_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_notes, "MOVES", "while another:")
    monkeypatch.setattr(pdf_notes, "_asking", inspect.unwrap(pdf_notes._asking))
    with (
        pytest.raises(LookupError, match="does not stand once in _linebox_layout of WeasyPrint: while another:"),
        notes_stay(),
    ):
        pass
