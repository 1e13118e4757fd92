"""Timelines."""

import pytest

from briefs.draw import DrawingError, Span, Timeline, Track, timeline

from .reading import boxes, elements, inside, overlapping, text_box
from .samples import EFFECTS, INK

widths = pytest.mark.parametrize("width", [643, 320])


@widths
def test_spans_do_not_overlap_and_hold_their_text(width: float) -> None:
    svg = timeline(EFFECTS, width, INK, "x")
    assert len(boxes(svg)) == 5
    assert overlapping(svg) == []
    held = [t for t in elements(svg, "text") if t.get("class") in ("d-text", "d-text-on")]
    for text in held:
        assert any(inside(text_box(text), box, margin=6) for box in boxes(svg)), text.text


def test_a_span_covers_its_phases() -> None:
    one, two, three, long, late = boxes(timeline(EFFECTS, 643, INK, "x"))
    assert (long.x, long.right) == pytest.approx((one.x, two.right), abs=0.7)
    assert (late.x, late.right) == pytest.approx((two.x, three.right), abs=0.7)


def test_the_narrow_form_names_the_phases_of_every_span() -> None:
    shown = [text.text for text in elements(timeline(EFFECTS, 320, INK, "x"), "text")]
    assert "At once" in shown
    assert "At once \u2013 Within some years" in shown


def test_a_span_outside_the_phases_is_refused() -> None:
    with pytest.raises(DrawingError, match="phases are counted from 0 to 1"):
        Timeline(("a", "b"), (Track("t", (Span("s", 1, 2),)),))
