"""The shortcuts are on for the version they were written for alone, take what they say, and leave nothing behind."""

import inspect
import re
from collections.abc import Callable
from contextlib import nullcontext
from io import BytesIO
from typing import Any

import pydyf
import pytest
import weasyprint
from weasyprint.layout import block, page
from weasyprint.layout.percent import resolve_percentages
from weasyprint.text import fonts, line_break

from briefs import pdf_speed, pdf_styles, render_pdf
from briefs.jobs import PrintJob
from briefs.pdf_speed import columns, paths, shortcuts, texts, writing

Job = Callable[..., PrintJob]
TEXT = "<p>Cooperation between partners strengthens institutional responsibility.</p>" * 9


def test_they_are_on_inside_and_off_outside() -> None:
    before = block.block_level_layout, block.resolve_percentages
    with shortcuts():
        assert block.block_level_layout is not before[0]
        assert block.resolve_percentages is not resolve_percentages
    assert (block.block_level_layout, block.resolve_percentages) == before


def test_another_version_of_weasyprint_goes_the_whole_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weasyprint, "__version__", "70.1")
    before = block.block_level_layout
    with shortcuts():
        assert block.block_level_layout is before


def test_the_installed_version_is_the_one_they_were_written_for() -> None:
    assert weasyprint.__version__ == pdf_speed.WRITTEN_FOR
    assert pydyf.VERSION == writing.WRITTEN_FOR


def test_another_version_of_pydyf_writes_as_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [patch.name for patch in writing.patches()] == ["write"]
    monkeypatch.setattr(writing, "WRITTEN_FOR", "0")
    assert not list(writing.patches())


def test_a_file_turns_its_objects_into_bytes_once() -> None:
    class Counted(pydyf.Object):  # type: ignore[misc]  # pydyf is untyped
        asked = 0

        @property
        def data(self) -> bytes:
            Counted.asked += 1
            return b"null"

    written = []
    for write in (pydyf.PDF.write, writing._write_once):
        pdf, out = pydyf.PDF(), BytesIO()
        pdf.add_object(Counted())
        Counted.asked = 0
        write(pdf, out, b"1.7", identifier=True, compress=True)
        written.append((out.getvalue(), Counted.asked))
    assert written[0] == (written[1][0], 2)
    assert written[1][1] == 1


def test_a_path_of_plain_lines_is_read_at_once_and_others_are_not() -> None:
    drawn, vertices = paths._straight("M1 2l3-1Z") or (b"", [])
    assert drawn == b"0 0 m\n1 2 m\n4 1 l\nh"
    assert [vertices[0], vertices[2], vertices[3]] == [(1, 2), (4, 1), None]
    for path in ("M1 2l3", "M1 2l3em 4", "M1 2c1 2 3 4 5 6", "M1 1zM2 2L3 3z", "L1 2", "M1 2L3 4z5"):
        assert paths._straight(path) is None


def test_a_line_that_was_laid_out_is_drawn_as_it_is(print_job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    shaped: list[str] = []
    reactivate = texts._reactivate

    def noted(layout: line_break.Layout, style: object) -> None:
        shaped.append(layout.text)
        reactivate(layout, style)

    monkeypatch.setattr(texts, "_reactivate", noted)
    render_pdf.render_pdf(print_job(TEXT, ""))
    assert not shaped
    render_pdf.render_pdf(print_job(TEXT, "p{word-spacing:1px}"))
    assert shaped


def test_the_key_of_a_text_holds_all_that_its_layout_reads_of_a_style() -> None:
    read = set()
    for part in (line_break.split_first_line, line_break.first_line_metrics, line_break.line_size, line_break.Layout,
                 line_break.create_layout, fonts.get_font_description):  # fmt: skip
        read |= set(re.findall(r"style\['(\w+)'\]", inspect.getsource(part)))
    assert read == set(texts.READ)


def test_a_trial_of_columns_takes_what_an_earlier_one_laid_out(print_job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[object] = []
    again = columns._Kept.again

    def noted(kept: columns._Kept, margins: list[object]) -> object:
        taken.append(kept)
        return again(kept, margins)

    monkeypatch.setattr(columns._Kept, "again", noted)
    render_pdf.render_pdf(print_job(f"<h1>H</h1><div class=c>{TEXT}</div>", ".c{columns:2}"))
    assert len(taken) > 3


def test_a_trial_that_ends_as_one_before_it_lays_no_column_out(print_job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where heads keep with what follows, columns are balanced a px at a time: most heights change nothing."""
    tried, made = [0], [0]
    try_column, lay_out = columns.Memory.try_column, columns._block_box_layout

    def counted(memory: columns.Memory, original: object, *args: Any) -> object:
        def making(*inner: Any) -> object:
            made[0] += 1
            return lay_out(*inner)

        tried[0] += 1
        return try_column(memory, making, *args)

    monkeypatch.setattr(columns.Memory, "try_column", counted)
    items = "".join(f"<li class=h>Head<li>{'word ' * (1 + n % 3)}<li>More" for n in range(7))
    style = "ol{columns:2;list-style:none}li{break-inside:avoid;margin:0 0 6px}.h{break-after:avoid}"
    render_pdf.render_pdf(print_job(f"<h1>H</h1><ol>{items}</ol>", style))
    assert tried[0] > 15
    assert made[0] < tried[0] / 2


def test_a_page_of_contents_is_laid_out_again_once(print_job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    make = page.make_page

    def counted(context: object, box: object, kind: object, resume: object, number: int, state: object) -> object:
        made.append(number)
        return make(context, box, kind, resume, number, state)

    monkeypatch.setattr(page, "make_page", counted)
    body = '<h1>H</h1><p><a href="#x">X</a></p><h1 id="x">X</h1><p>Text</p>'
    job = print_job(body, "a::after{content:' ' target-counter(attr(href),page)}h1+p+h1{break-before:page}")
    assert render_pdf.render_pdf(job).findings == ()
    assert made == [1, 2, 1]
    with monkeypatch.context() as alone:
        alone.setattr(render_pdf, "shortcuts", nullcontext)
        assert render_pdf.render_pdf(job).findings == ()
    assert made == [1, 2, 1, 1, 2, 1, 1]


def test_a_sheet_and_its_fonts_are_read_once(print_job: Job) -> None:
    job = print_job("<h1>H</h1>", "h1{color:#123}")
    render_pdf.render_pdf(job)
    pair = pdf_styles._kept[job.stylesheet, job.families]
    assert not render_pdf.render_pdf(job).findings
    assert pdf_styles._kept[job.stylesheet, job.families] is not pair  # taken out, and given back as a new pair
    assert pdf_styles._kept[job.stylesheet, job.families] == pair
    assert "text_memory" not in vars(pair[1])
    assert len(pdf_styles._kept) <= pdf_styles.MOST


def test_a_sheet_with_a_fault_is_read_each_time_and_told_each_time(print_job: Job) -> None:
    job = print_job("<h1>H</h1>", "h1{colour:red}")
    told = [[finding.message for finding in render_pdf.render_pdf(job).findings] for _ in range(2)]
    assert told[0] == told[1]
    assert "Ignored `colour:red`" in told[0][0]
    assert (job.stylesheet, job.families) not in pdf_styles._kept
