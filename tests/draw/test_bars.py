"""Charts of bars."""

import pytest

from briefs.draw import Bar, Bars, DrawingError, bars

from .reading import box, elements, overlap, text_box
from .samples import CHANGES, CHARTS, COVERAGE, INK, TECHNOLOGIES

every = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS.keys())
widths = pytest.mark.parametrize("width", [643, 320])


def test_bars_are_as_long_as_their_values_and_start_at_zero() -> None:
    rects = [box(rect) for rect in elements(bars(COVERAGE, 643, INK, "x"), "rect")]
    assert len({rect.x for rect in rects}) == 1
    assert [round(rect.width / rects[2].width * 96) for rect in rects] == [39, 55, 96]


def test_a_muted_bar_is_hollow_and_the_others_are_not() -> None:
    rects = elements(bars(TECHNOLOGIES, 643, INK, "x"), "rect")
    assert [(r.get("fill"), r.get("stroke")) for r in rects[-2:]] == [
        (INK.brand2, None),
        (INK.sand, INK.brand2),
    ]


def test_bars_below_zero_go_the_other_way() -> None:
    up, down, *_ = (box(rect) for rect in elements(bars(CHANGES, 643, INK, "x"), "rect"))
    assert down.right == pytest.approx(up.x, abs=0.1)


@every
@widths
def test_no_text_lies_on_a_bar_or_on_another(chart: Bars, width: float) -> None:
    svg = bars(chart, width, INK, "x")
    texts = [text_box(text) for text in elements(svg, "text")]
    rects = [box(rect) for rect in elements(svg, "rect")]
    for n, text in enumerate(texts):
        assert not any(overlap(text, other) for other in rects + texts[n + 1 :])


@every
def test_every_label_and_value_is_there(chart: Bars) -> None:
    shown = " ".join(text.text or "" for text in elements(bars(chart, 320, INK, "x"), "text"))
    for bar in chart.items:
        assert bar.text in shown
        assert all(word in shown for word in bar.label.split())


def test_a_chart_of_nothing_and_a_chart_without_words_are_refused() -> None:
    with pytest.raises(DrawingError, match="at least one bar"):
        Bars(())
    with pytest.raises(DrawingError, match="alternative text"):
        bars(Bars((Bar("a", 1, "1"),)), 643, INK, " ")
