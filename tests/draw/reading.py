"""Reads a drawing back: the boxes, lines of text and connectors that stand in its SVG."""

import re
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

from briefs.draw.measure import Type, length
from briefs.draw.svg import Box

SVG = "{http://www.w3.org/2000/svg}"


def elements(svg: str, tag: str) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter(SVG + tag))  # noqa: S314  # our own drawing


def boxes(svg: str) -> list[Box]:
    """The boxes of nodes and spans, which alone have corners of 4 px."""
    return [box(rect) for rect in elements(svg, "rect") if rect.get("rx") == "4"]


def box(rect: ET.Element) -> Box:
    return Box(*(float(rect.get(name, "0")) for name in ("x", "y", "width", "height")))


def text_box(text: ET.Element) -> Box:
    """The box around a line of text, from the top of its capitals to its baseline."""
    family = re.sub(r"'(.*)',sans-serif", r"\1", text.get("font-family", ""))
    size = float(text.get("font-size", "0"))
    wide = length(text.text or "", Type(family, size, int(text.get("font-weight", "400"))))
    part = {"middle": 0.5, "end": 1.0}.get(text.get("text-anchor", ""), 0)
    x = float(text.get("x", "0")) - wide * part
    return Box(x, float(text.get("y", "0")) - size * 0.66, wide, size * 0.66)


def overlap(a: Box, b: Box, slack: float = 0.6) -> bool:
    return a.x + slack < b.right and b.x + slack < a.right and a.y + slack < b.bottom and b.y + slack < a.bottom


def inside(a: Box, b: Box, margin: float = 0) -> bool:
    return b.x + margin <= a.x and a.right <= b.right - margin and b.y + margin <= a.y and a.bottom <= b.bottom - margin


def connectors(svg: str) -> list[Box]:
    """The pieces of all connectors as boxes without breadth."""
    pieces = []
    for path in elements(svg, "path"):
        if path.get("class") == "d-line-soft":
            numbers = [float(n) for n in re.findall(r"-?[\d.]+", path.get("d", ""))]
            points = list(zip(numbers[::2], numbers[1::2], strict=True))
            ends = [Box(x, y, 0, 0) for x, y in points]
            if any(all(inside(end, node, 8) for end in ends) for node in boxes(svg)):
                continue  # the small arrow before a note in a box
            for (a, b), (c, d) in pairwise(points):
                pieces.append(Box(min(a, c), min(b, d), abs(a - c), abs(b - d)))
    return pieces


def crossed(svg: str) -> list[str]:
    """What connectors run through: boxes of nodes, lines of text outside them."""
    nodes = boxes(svg)
    found = [f"{node} by {piece}" for piece in connectors(svg) for node in nodes if _meets(piece, node, 1.2)]
    for text in elements(svg, "text"):
        around = text_box(text)
        if not any(inside(around, node) for node in nodes):
            found += [f"{text.text!r} by {p}" for p in connectors(svg) if _meets(p, around, 0)]
    return found


def overlapping(svg: str) -> list[tuple[Box, Box]]:
    return [(a, b) for a, b in combinations(boxes(svg), 2) if overlap(a, b)]


def _meets(piece: Box, box: Box, slack: float) -> bool:
    return (
        piece.x < box.right - slack
        and piece.right > box.x + slack
        and piece.y < box.bottom - slack
        and piece.bottom > box.y + slack
    )
