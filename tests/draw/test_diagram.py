"""Diagrams, as a grid and as an outline."""

from typing import cast

import pytest

from briefs.draw import Diagram, DrawingError, Frame, Link, Node, Tone, diagram

from .reading import box, boxes, crossed, elements, inside, overlapping, text_box
from .samples import DIAGRAMS, FLOW, INK, PROSPERA, STEIA

every = pytest.mark.parametrize("spec", DIAGRAMS.values(), ids=DIAGRAMS.keys())
widths = pytest.mark.parametrize("width", [643, 320, 460])


@every
@widths
def test_nodes_do_not_overlap_and_hold_their_text(spec: Diagram, width: float) -> None:
    svg = diagram(spec, width, INK, "x")
    nodes = boxes(svg)
    assert len(nodes) == len(spec.nodes)
    assert overlapping(svg) == []
    for text in elements(svg, "text"):
        if text.get("class") != "d-text-soft":
            assert any(inside(text_box(text), node, margin=6) for node in nodes), text.text


@every
@widths
def test_connectors_run_through_no_box_and_no_text(spec: Diagram, width: float) -> None:
    assert crossed(diagram(spec, width, INK, "x")) == []


def test_the_rule_for_connectors_notices_one_that_runs_through_a_box() -> None:
    svg = diagram(FLOW, 643, INK, "x")
    assert crossed(svg.replace("</svg>", '<path class="d-line-soft" d="M0 20L643 20"/></svg>'))


@every
@widths
def test_every_word_of_a_node_and_a_link_is_there(spec: Diagram, width: float) -> None:
    shown = " ".join(t.text or "" for t in elements(diagram(spec, width, INK, "x"), "text"))
    for said in [n.title + " " + n.text for n in spec.nodes] + [n.label for n in spec.links]:
        assert all(word in shown for word in said.split()), said


@pytest.mark.parametrize("spec", [PROSPERA, STEIA])
@widths
def test_a_frame_holds_its_nodes_and_its_label(spec: Diagram, width: float) -> None:
    svg = diagram(spec, width, INK, "x")
    frame = next(box(rect) for rect in elements(svg, "rect") if rect.get("rx") == "7")
    label = next(t for t in elements(svg, "text") if (t.text or "-") in spec.frames[0].label)
    assert inside(text_box(label), frame)
    held = [node for node in boxes(svg) if inside(node, frame)]
    assert len(held) == sum(map(spec.frames[0].holds, spec.nodes))


def test_a_link_both_ways_has_two_heads() -> None:
    nodes = (Node("a", 1, 1, "A"), Node("b", 1, 2, "B"))
    for both, heads in ((False, 1), (True, 2)):
        svg = diagram(Diagram(2, nodes, (Link("a", "b", both=both),)), 643, INK, "x")
        assert sum(p.get("class") == "d-head" for p in elements(svg, "path")) == heads


def test_a_link_upwards_has_its_head_above() -> None:
    nodes = (Node("a", 1, 1, "A"), Node("b", 2, 1, "B"))
    svg = diagram(Diagram(1, nodes, (Link("b", "a"),)), 643, INK, "x")
    head = next(p for p in elements(svg, "path") if p.get("class") == "d-head")
    tip = float(head.get("d", "").split("L")[0].split()[1])
    assert tip == pytest.approx(boxes(svg)[0].bottom, abs=1)


def test_a_grid_too_narrow_for_its_words_becomes_an_outline() -> None:
    word = "Institutionalisierungsverfahren"
    nodes = tuple(Node(str(n), 1, n, word) for n in range(1, 5))
    svg = diagram(Diagram(4, nodes), 643, INK, "x")
    assert [text.text for text in elements(svg, "text")] == [word] * 4
    assert len({node.x for node in boxes(svg)}) == 1


def test_a_word_too_long_for_any_box_is_cut_and_stays_inside() -> None:
    svg = diagram(Diagram(1, (Node("a", 1, 1, "Institutionalisierung" * 9),)), 320, INK, "x")
    assert len(elements(svg, "text")) > 2
    for text in elements(svg, "text"):
        assert inside(text_box(text), boxes(svg)[0], margin=6)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Diagram(1, ()), "at least one node"),
        (lambda: Diagram(1, (Node("a", 1, 2, "A"),)), "outside the grid of 1 columns"),
        (
            lambda: Diagram(2, (Node("a", 1, 1, "A", span=2), Node("b", 1, 2, "B"))),
            "both lie on row 1",
        ),
        (lambda: Diagram(1, (Node("a", 1, 1, "A"), Node("a", 2, 1, "A"))), "'a' is there twice"),
        (lambda: Diagram(1, (Node("a", 1, 1, "A"),), (Link("a", "z"),)), "names the node 'z'"),
        (lambda: Diagram(1, (Node("a", 1, 1, "A"),), (Link("a", "a"),)), "to itself"),
        (lambda: Diagram(1, (Node("a", 1, 1, "A"),), (), (Frame("F", (2, 1), (2, 1)),)), "no node"),
        (lambda: Diagram(1, (Node("a", 1, 1, "A", tone=cast(Tone, "loud")),)), "tone 'loud'"),
    ],
)
def test_a_diagram_that_cannot_be_drawn_is_refused(make: object, message: str) -> None:
    assert callable(make)
    with pytest.raises(DrawingError, match=message):
        make()
