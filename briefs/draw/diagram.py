"""Boxes, arrows and frames. In: a `Diagram`. Out: one SVG: the grid where there is room, else an
outline of its tree.
"""

from xml.etree import ElementTree as ET

from briefs.draw import levels as at
from briefs.draw.arrows import arrow
from briefs.draw.graph import Diagram, Frame
from briefs.draw.grid import LABEL, layout
from briefs.draw.ink import Ink
from briefs.draw.labels import heading, label_height, link_labels
from briefs.draw.measure import Type, balance
from briefs.draw.routing import routes
from briefs.draw.svg import NARROW, Box, Pen, document, require_alt
from briefs.draw.tones import draw_box, fits, words
from briefs.draw.tree import tree


def diagram(spec: Diagram, width: float, ink: Ink, alt: str) -> str:
    """The diagram as SVG, `width` px wide and as high as its text needs."""
    require_alt(alt, "diagram")
    pen = Pen(ink)
    drawn, height = (width >= NARROW and _grid(spec, width, pen)) or tree(spec, width, pen)
    return document(drawn, width, height, "diagram", alt)


def _grid(spec: Diagram, width: float, pen: Pen) -> tuple[list[ET.Element], float] | None:
    """The elements of the grid and its height; None where a column is too narrow for a word."""
    small, name = Type(pen.ink.sans, 11.6), Type(pen.ink.sans, 11.8, 600)
    grid = layout(spec, width, small, (False, False))
    taken = routes(spec, grid)
    if any(taken.outside):
        grid = layout(spec, width, small, taken.outside)
        taken = routes(spec, grid)
    if not all(fits(node.title, node.text, grid.right(node) - grid.left(node), pen.ink) for node in spec.nodes):
        return None
    said = {node.id: words(node.title, node.text, grid.right(node) - grid.left(node), pen.ink) for node in spec.nodes}
    labels = link_labels(taken, grid, small)
    heads = {frame: heading(frame, spec, grid, taken, name) for frame in spec.frames}
    where = at.levels(spec, taken, said, labels, heads, kind=small)

    drawn: list[ET.Element] = []
    for frame in sorted(spec.frames, key=lambda f: sum(other.contains(f) for other in spec.frames)):
        box = at.frame_box(frame, spec, grid, where, at.head(frame, spec, heads, small))
        drawn.append(pen.rect(box, _ground(frame, spec), "d-line", radius=7))
        head = heads[frame]
        drawn += pen.lines(head.lines, head.x, box.y + 7, name, "d-text-soft")
    for n, leg in enumerate(taken.legs):
        corners = [(x, where.y(place)) for x, place in leg.corners]
        forth = leg.link.source == leg.upper.id
        drawn += arrow(pen, corners, start=leg.link.both or not forth, end=leg.link.both or forth)
        label = labels.get(n)
        if label:
            top, bottom = where.zones[leg.upper.row if leg.along else leg.lower.row - 1]
            y = (top + bottom - label_height(label, small)) / 2
            drawn += pen.lines(label.lines, label.x, y, small, "d-text-soft", anchor=label.anchor)
        elif leg.link.label:
            lines = balance(leg.link.label, small, LABEL)
            x = (corners[0][0] + corners[-1][0]) / 2
            y = corners[0][1] - 5 - len(lines) * small.leading
            drawn += pen.lines(lines, x, y, small, "d-text-soft", anchor="middle")
    for node in spec.nodes:
        top, left = where.tops[node.row], grid.left(node)
        box = Box(left, top, grid.right(node) - left, where.bottoms[node.row] - top)
        drawn += draw_box(pen, box, said[node.id], node.tone, centred=True)
    return drawn, where.height


def _ground(frame: Frame, spec: Diagram) -> str:
    """Sand, and paper in a frame on sand, and so on."""
    return "d-paper" if sum(other.contains(frame) for other in spec.frames) % 2 else "d-sand"
