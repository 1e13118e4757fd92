"""A diagram on a narrow screen: an outline of its tree. In: a `Diagram`. Out: elements and their
height.

Every node stands under the one its first link comes from, indented, with an elbow and an arrowhead
beside it. A link that is not part of the tree is named at the foot of the box it leaves. Frames
become a ground behind their nodes, with a head.
"""

from xml.etree import ElementTree as ET

from briefs.draw.arrows import arrow
from briefs.draw.graph import Diagram, Frame, Link, Node
from briefs.draw.measure import Type, balance
from briefs.draw.svg import Box, Pen
from briefs.draw.tones import DRESSES, PAD_X, PAD_Y, draw_box, words

STEP, DEEPEST = 22.0, 96.0  # px of indent a level, and in all


def tree(spec: Diagram, width: float, pen: Pen) -> tuple[list[ET.Element], float]:
    """The outline, at most `width` px wide, and its height."""
    small, name = Type(pen.ink.sans, 11.6), Type(pen.ink.sans, 11.8, 600)
    parents = _parents(spec)
    order = _order(spec, parents)
    depth = {node.id: _depth(node.id, parents) for node in order}
    step = min(STEP, DEEPEST / max(1, *depth.values()))
    inset = 9.0 if spec.frames else 0.0
    y, boxes, held = 0.0, dict[str, Box](), tuple[Frame, ...]()
    grounds: list[tuple[Frame, float, float]] = []
    drawn: list[ET.Element] = []
    heads: list[ET.Element] = []
    for node in order:
        frames = tuple(frame for frame in spec.frames if frame.holds(node))
        if frames != held and held:
            y += 8
        for frame in frames:
            if frame not in held:
                # Where its first node begins, for left of that run the lines of the nodes above.
                left = inset + depth[node.id] * step
                lines = balance(frame.label, name, width - inset - left)
                grounds.append((frame, y, y))
                heads += pen.lines(lines, left, y + 7, name, "d-text-soft")
                y += len(lines) * name.leading + 12
        held = frames
        x = inset + depth[node.id] * step
        link = parents.get(node.id)
        if link and link.label:
            lines = balance(link.label, small, width - inset - x)
            heads += pen.lines(lines, x, y - 2, small, "d-text-soft")
            y += len(lines) * small.leading + 1
        box, elements = _card(spec, node, Box(x, y, width - inset - x, 0), parents, pen)
        boxes[node.id] = box
        drawn += elements
        y = box.bottom
        for frame in frames:  # a frame that was left and entered again has a ground for every run
            n = max(n for n, ground in enumerate(grounds) if ground[0] == frame)
            grounds[n] = (frame, grounds[n][1], y + 9)
        y += 11
    bottom = max([y - 11, *(end for _, _, end in grounds)])
    back = [pen.rect(Box(0, top, width, end - top), "d-sand", "d-line", radius=7) for _, top, end in grounds]
    elbows: list[ET.Element] = []
    for node in order:
        if link := parents.get(node.id):
            other = link.source if link.target == node.id else link.target
            elbows += _elbow(pen, boxes[other], boxes[node.id], link, forth=link.target == node.id, step=step)
    return [*back, *elbows, *heads, *drawn], bottom


def _card(spec: Diagram, node: Node, place: Box, parents: dict[str, Link], pen: Pen) -> tuple[Box, list[ET.Element]]:
    """A node as high as its text, with the links that the tree does not show."""
    small = Type(pen.ink.sans, 11.6)
    said = words(node.title, node.text, place.width, pen.ink)
    shown = {id(link) for link in parents.values()}
    extra = [link for link in spec.links if link.source == node.id and id(link) not in shown]
    inside = place.width - 2 * PAD_X - 22
    notes = []
    for link in extra:
        target = spec.node(link.target)
        title = target.title or target.text
        notes.append((link, balance(f"{title} ({link.label})" if link.label else title, small, inside)))
    height = said.height + sum(len(lines) * small.leading + 3 for _, lines in notes)
    box = Box(place.x, place.y, place.width, height + 2 * PAD_Y)
    dress = DRESSES[node.tone]
    _, *text = draw_box(pen, Box(box.x, box.y + PAD_Y, box.width, said.height), said, node.tone, centred=False)
    drawn = [pen.rect(box, *dress.box, radius=4, dash=dress.dash), *text]
    y = box.y + PAD_Y + said.height
    for link, lines in notes:
        middle, x = y + 3 + small.leading / 2, box.x + PAD_X
        drawn += _note_arrow(pen, x, middle, link.both, node.tone == "strong")
        drawn += pen.lines(lines, x + 22, y + 3, small, dress.text)
        y += len(lines) * small.leading + 3
    return box, drawn


def _note_arrow(pen: Pen, x: float, y: float, both: bool, light: bool) -> list[ET.Element]:
    elements = arrow(pen, [(x, y), (x + 16, y)], start=both)
    if light:
        _, *heads = elements
        d = f"M{x + 1:.1f} {y - 0.5:.1f}h11v1h-11Z"
        return [pen.path(d, "d-text-on"), *(pen.path(h.get("d", ""), "d-text-on") for h in heads)]
    return elements


def _elbow(pen: Pen, above: Box, below: Box, link: Link, *, forth: bool, step: float) -> list[ET.Element]:
    """The line from a box down its left side to a box below it that is indented."""
    x, y = above.x + min(step / 2 - 2, 9), below.y + below.height / 2
    y = min(y, below.y + 20)
    return arrow(
        pen,
        [(x, above.bottom), (x, y), (below.x, y)],
        start=link.both or not forth,
        end=link.both or forth,
    )


def _parents(spec: Diagram) -> dict[str, Link]:
    """For every node but the roots the first link that leads to it and makes no circle."""
    parents: dict[str, Link] = {}
    for link in spec.links:
        if link.target not in parents and not _above(link.target, link.source, parents):
            parents[link.target] = link
    return parents


def _above(id_: str, other: str, parents: dict[str, Link]) -> bool:
    """Whether one node is the other or stands above it."""
    while other != id_ and other in parents:
        other = parents[other].source
    return other == id_


def _depth(id_: str, parents: dict[str, Link]) -> int:
    return 1 + _depth(parents[id_].source, parents) if id_ in parents else 0


def _order(spec: Diagram, parents: dict[str, Link]) -> list[Node]:
    """Depth first; among the children of a node, and among roots, in reading order."""
    reading = sorted(spec.nodes, key=lambda node: (node.row, node.column))

    def below(id_: str | None) -> list[Node]:
        found: list[Node] = []
        for node in reading:
            parent = parents[node.id].source if node.id in parents else None
            if parent == id_:
                found += [node, *below(node.id)]
        return found

    return below(None)
