"""The shortcuts are on for the version they were written for alone, take what they say, and leave nothing behind."""

import inspect
import re
from collections.abc import Callable

import fontTools
import pytest
import weasyprint
from weasyprint.layout import block
from weasyprint.layout.percent import resolve_percentages
from weasyprint.text import fonts, line_break

from briefs import pdf_speed, pdf_styles, render_pdf
from briefs.jobs import PrintJob
from briefs.pdf_speed import columns, font_instances, shortcuts, texts

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


def test_another_version_of_fonttools_goes_the_whole_way(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "instantiateGvar" in {patch.name for patch in font_instances.patches()}
    monkeypatch.setattr(font_instances, "WRITTEN_FOR", "0")
    assert "instantiateGvar" not in {patch.name for patch in font_instances.patches()}


def test_the_installed_version_is_the_one_they_were_written_for() -> None:
    assert weasyprint.__version__ == pdf_speed.WRITTEN_FOR
    assert fontTools.version == font_instances.WRITTEN_FOR


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
