"""Cycles, as a ring and as a loop."""

import math
import re
from itertools import combinations, pairwise

import pytest

from briefs.draw import Cycle, DrawingError, Station, cycle
from briefs.draw.ring import Ring
from briefs.draw.svg import Box

from .reading import boxes, elements, inside, overlap, overlapping, text_box
from .samples import CYCLES, FEEDBACK, INK, STAGES

every = pytest.mark.parametrize("spec", CYCLES.values(), ids=CYCLES.keys())
widths = pytest.mark.parametrize("width", [643, 320, 460])

Point = tuple[float, float]


def arrows(svg: str) -> list[tuple[Point, Point]]:
    """Where each arrow starts, and where its tip is."""
    paths = elements(svg, "path")
    starts = [_points(p.get("d", ""))[0] for p in paths if p.get("class") == "d-line-brand2"]
    tips = [_points(p.get("d", ""))[0] for p in paths if p.get("class") == "d-brand2"]
    return list(zip(starts, tips, strict=True))


def _points(d: str) -> list[Point]:
    numbers = [float(n) for n in re.findall(r"-?[\d.]+", d)]
    return list(zip(numbers[::2], numbers[1::2], strict=False))


def nearest(point: Point, nodes: list[Box]) -> int:
    def far(box: Box) -> float:
        return math.hypot(
            max(box.x - point[0], 0, point[0] - box.right), max(box.y - point[1], 0, point[1] - box.bottom)
        )

    return min(range(len(nodes)), key=lambda n: far(nodes[n]))


def is_loop(svg: str) -> bool:
    """Whether the stations stand under each other; borders lie half a px inside."""
    nodes = boxes(svg)
    return all(a.x == pytest.approx(b.x, abs=0.6) and a.bottom < b.y for a, b in pairwise(nodes))


@every
@widths
def test_stations_do_not_overlap_and_hold_their_text(spec: Cycle, width: float) -> None:
    svg = cycle(spec, width, INK, "x")
    nodes = boxes(svg)
    assert len(nodes) == len(spec.stations)
    assert overlapping(svg) == []
    texts = [text_box(text) for text in elements(svg, "text")]
    held = [text for text in texts if any(inside(text, node, margin=6) for node in nodes)]
    free = [text for text in texts if text not in held]
    assert len(free) >= 2
    assert not [(a, b) for a in free for b in nodes if overlap(a, b)]
    assert not [(a, b) for a, b in combinations(texts, 2) if overlap(a, b)]


@every
@widths
def test_an_arrow_leads_from_each_station_to_the_next_and_from_the_last_to_the_first(spec: Cycle, width: float) -> None:
    svg = cycle(spec, width, INK, "x")
    nodes, last = boxes(svg), len(spec.stations) - 1
    led = sorted((nearest(start, nodes), nearest(tip, nodes)) for start, tip in arrows(svg))
    assert led == [(n, 0 if n == last else n + 1) for n in range(last + 1)]


@every
@widths
def test_every_word_is_there(spec: Cycle, width: float) -> None:
    shown = " ".join(t.text or "" for t in elements(cycle(spec, width, INK, "x"), "text"))
    for said in [*(s.title + " " + s.text for s in spec.stations), " ".join(spec.center)]:
        assert all(word in shown for word in said.split()), said


def test_a_ring_of_an_even_number_begins_at_the_left_and_of_an_odd_number_at_the_top() -> None:
    for n in range(3, 9):
        nodes = boxes(cycle(CYCLES[f"stages-{n}"], 643, INK, "x"))
        first = min(nodes, key=lambda box: box.x if n % 2 == 0 else box.y)
        assert nodes.index(first) == 0


def test_strong_stations_are_filled() -> None:
    rects = [r.get("class") for r in elements(cycle(FEEDBACK, 643, INK, "x"), "rect")]
    assert rects == ["d-brand", "d-sand d-line", "d-brand", "d-sand d-line"]


def test_a_word_too_wide_for_the_ring_makes_a_loop() -> None:
    word = Station("Institutionalisierungsverfahrensordnungen")
    assert is_loop(cycle(Cycle((word, *STAGES[:4])), 643, INK, "x"))


def test_a_label_too_long_for_the_middle_makes_a_loop() -> None:
    assert is_loop(cycle(Cycle(STAGES, ("Title", "word " * 400)), 643, INK, "x"))
    assert not is_loop(cycle(Cycle(STAGES, ("Title", "word " * 10)), 643, INK, "x"))


def test_a_ring_finds_its_free_arcs() -> None:
    ring = Ring(100, 100, 80, 80)
    nodes = [ring.box(angle, 20, 20) for angle in (-90, 0, 90, 180)]
    arcs = ring.arcs(nodes, 0)
    assert len(arcs) == 4
    assert all(ring.length(arc) == pytest.approx(80 * math.radians(arc[1] - arc[0]), abs=0.5) for arc in arcs)
    assert sorted(round((a + b) / 2) % 360 for a, b in arcs) == [45, 135, 225, 315]


@pytest.mark.parametrize("number", [2, 9])
def test_too_few_and_too_many_stations_are_refused(number: int) -> None:
    with pytest.raises(DrawingError, match=f"3 to 8 stations, not {number}"):
        Cycle(tuple(Station(str(n)) for n in range(number)))


def test_a_cycle_without_words_is_refused() -> None:
    with pytest.raises(DrawingError, match="alternative text"):
        cycle(FEEDBACK, 643, INK, " ")
