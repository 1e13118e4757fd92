"""A process that runs in a circle. In: a `Cycle`. Out: one SVG: stations on a ring where there is room, else a loop
that runs down through the stations and back up at their side.
"""

from dataclasses import dataclass
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

from briefs.draw.arrows import head
from briefs.draw.ink import DrawingError, Ink
from briefs.draw.measure import Type, balance, longest_part, widest
from briefs.draw.ring import Ring
from briefs.draw.svg import NARROW, Box, Pen, document, number, require_alt
from briefs.draw.tones import PAD_X, PAD_Y, Tone, Words, draw_box, fits, words

FEWEST, MOST = 3, 8
_WIDEST = {3: 210.0, 4: 190.0, 5: 170.0, 6: 170.0, 7: 138.0, 8: 138.0}  # px of a box, by the number of stations
_LEAST = 96.0  # px of a box, so that short names do not make crumbs
_FARTHEST, _TALLEST = 232.0, 230.0  # px from the centre of the ring to its sides, to its top
_FLATTEST = 0.46  # of the half width: a flatter ring is no ring any more
_SHORTEST = 34.0  # px of an arrow
_CENTRE = (210.0, 190.0, 170.0, 150.0, 130.0, 110.0, 92.0)  # px of the label in the middle
_AIR = 15.0  # px around the label in the middle
_LANE, _STEP, _TURN, _SPACE = 26.0, 30.0, 13.0, 6.0  # of the loop: lane, arrow, corner; between box and arrow
_LINE = 2.0


@dataclass(frozen=True)
class Station:
    """A stage of the process; `strong` ones are what it is about."""

    title: str
    text: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Cycle:
    """Stations in the order in which they follow each other, the first after the last; `center` is said in the middle:
    its title, and its text.
    """

    stations: tuple[Station, ...]
    center: tuple[str, str] = ("", "")

    def __post_init__(self) -> None:
        if not FEWEST <= len(self.stations) <= MOST:
            raise DrawingError(f"A cycle has {FEWEST} to {MOST} stations, not {len(self.stations)}.")


def cycle(spec: Cycle, width: float, ink: Ink, alt: str) -> str:
    """The cycle as SVG, `width` px wide and as high as it needs.

    Stations run clockwise; an even number begins at the left, where reading begins, and lies flat; an odd number begins
    at the top.
    """
    require_alt(alt, "cycle")
    pen = Pen(ink)
    drawn, height = (width >= NARROW and _ring(spec, width, pen)) or _loop(spec, width, pen)
    return document(drawn, width, height, "cycle", alt)


def _ring(spec: Cycle, width: float, pen: Pen) -> tuple[list[ET.Element], float] | None:
    """The elements of the ring and its height; None where a box is too narrow for a word, or the arrows too short."""
    limit = _WIDEST[len(spec.stations)]
    if not all(fits(station.title, station.text, limit, pen.ink) for station in spec.stations):
        return None
    said = [words(station.title, station.text, limit, pen.ink) for station in spec.stations]
    need = max(max(widest(w.title, w.title_kind), widest(w.text, w.text_kind)) for w in said)
    size = (float(round(max(need + 2 * PAD_X + 2, _LEAST))), max(w.height for w in said) + 2 * PAD_Y)
    across = min((width - size[0]) / 2 - 1, _FARTHEST)
    first = 180 if len(spec.stations) % 2 == 0 else -90
    for up in range(round(across * _FLATTEST), round(_TALLEST) + 1, 4):
        ring = Ring(width / 2, up + size[1] / 2 + 1, across, float(up))
        boxes = [ring.box(first + n * 360 / len(spec.stations), *size) for n in range(len(spec.stations))]
        arcs = ring.arcs(boxes, _SPACE)
        middle = _middle(spec.center, ring, boxes, pen.ink)
        apart = all(
            a.right < b.x or b.right < a.x or a.bottom < b.y or b.bottom < a.y for a, b in combinations(boxes, 2)
        )
        if apart and middle and len(arcs) == len(boxes) and min(map(ring.length, arcs)) >= _SHORTEST:
            break
    else:
        return None
    drawn: list[ET.Element] = []
    for arc in arcs:
        line, tip, back = ring.arrow(arc)
        drawn += [pen.path(line, "d-line-brand2", width=_LINE), head(pen, tip, back, 10, 5, "d-brand2")]
    for station, box, text in zip(spec.stations, boxes, said, strict=True):
        drawn += draw_box(pen, box, text, _tone(station), centred=True)
    drawn += _center(pen, middle, ring.x, ring.y - middle.height / 2, anchor="middle")
    return drawn, max(ring.y + ring.up + _LINE, *(box.bottom + 1 for box in boxes))


def _tone(station: Station) -> Tone:
    return "strong" if station.strong else "soft"


def _center_words(center: tuple[str, str], width: float, ink: Ink) -> Words:
    kinds = Type(ink.sans, 13, 600), Type(ink.sans, 11.8)
    return Words(balance(center[0], kinds[0], width), balance(center[1], kinds[1], width), *kinds)


def _middle(center: tuple[str, str], ring: Ring, boxes: list[Box], ink: Ink) -> Words | None:
    """The words in the middle at the width at which they are best set; None where they have no room."""
    for width in _CENTRE:
        said = _center_words(center, width, ink)
        if any(
            longest_part(text, kind) > width
            for text, kind in zip(center, (said.title_kind, said.text_kind), strict=True)
        ):
            return None
        wide = max(widest(said.title, said.title_kind), widest(said.text, said.text_kind)) / 2 + _AIR
        high = said.height / 2 + _AIR
        free = all(
            box.right <= ring.x - wide
            or box.x >= ring.x + wide
            or box.bottom <= ring.y - high
            or box.y >= ring.y + high
            for box in boxes
        )
        if free and (wide / ring.across) ** 2 + (high / ring.up) ** 2 < 1:
            return said
    return None


def _center(pen: Pen, said: Words, x: float, top: float, *, anchor: str) -> list[ET.Element]:
    below = top + said.height - len(said.text) * said.text_kind.leading
    title = pen.lines(said.title, x, top, said.title_kind, "d-text-brand", anchor=anchor)
    return title + pen.lines(said.text, x, below, said.text_kind, "d-text-soft", anchor=anchor)


def _loop(spec: Cycle, width: float, pen: Pen) -> tuple[list[ET.Element], float]:
    """The stations under each other; what stands in the middle of the ring stands above them."""
    y, wide = 0.0, min(width - _LANE, 360)
    drawn: list[ET.Element] = []
    if any(spec.center):
        said = _center_words(spec.center, width, pen.ink)
        drawn += _center(pen, said, 0, y, anchor="start")
        y += said.height + 12
    boxes: list[Box] = []
    for station in spec.stations:
        text = words(station.title, station.text, wide, pen.ink)
        box = Box(0, y, wide, text.height + 2 * PAD_Y)
        boxes.append(box)
        drawn += draw_box(pen, box, text, _tone(station), centred=True)
        y = box.bottom + _STEP
    for above, below in pairwise(boxes):
        x = round(above.middle)
        drawn.append(_line(pen, f"M{x} {number(above.bottom + _SPACE)}V{number(below.y - _SPACE - 6)}"))
        drawn.append(head(pen, (x, below.y - _SPACE + 1), (x, above.bottom), 10, 5, "d-brand2"))
    # From the last station back up to the first, around the corners of a ring.
    left, lane = wide + _SPACE, wide + _LANE - 2
    low, high = round(boxes[-1].y + boxes[-1].height / 2), round(boxes[0].y + boxes[0].height / 2)
    turn = number(_TURN)
    drawn.append(
        _line(
            pen,
            f"M{number(left)} {low}H{number(lane - _TURN)}a{turn} {turn} 0 0 0 {turn} -{turn}V{number(high + _TURN)}"
            f"a{turn} {turn} 0 0 0 -{turn} -{turn}H{number(left + 5)}",
        )
    )
    drawn.append(head(pen, (left - 1, high), (lane, high), 10, 5, "d-brand2"))
    return drawn, y - _STEP


def _line(pen: Pen, d: str) -> ET.Element:
    return pen.path(d, "d-line-brand2", width=_LINE)
