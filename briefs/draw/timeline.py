"""What happens when: phases as columns, tracks as rows, spans as boxes over the phases. In: a
`Timeline`. Out: one SVG.

On a narrow screen the columns go: every track becomes a heading, every span a box that names its
phases and marks them on a small strip.
"""

from dataclasses import dataclass
from xml.etree import ElementTree as ET

from briefs.draw.ink import DrawingError, Ink
from briefs.draw.measure import Type, balance, length
from briefs.draw.svg import NARROW, Box, Pen, document, number, require_alt
from briefs.draw.tones import DRESSES, PAD_X, PAD_Y, Tone, Words, check_tone, draw_box, words

_TURN: tuple[Tone, ...] = ("strong", "accent", "soft", "plain")


@dataclass(frozen=True)
class Span:
    """Something that lasts from one phase to another, both included, counted from 0."""

    text: str
    first: int
    last: int


@dataclass(frozen=True)
class Track:
    """A row of spans; without a tone tracks take turns."""

    label: str
    spans: tuple[Span, ...]
    tone: Tone | None = None


@dataclass(frozen=True)
class Timeline:
    """Phases in order, and the tracks that run through them."""

    phases: tuple[str, ...]
    tracks: tuple[Track, ...]

    def __post_init__(self) -> None:
        if not self.phases or not self.tracks:
            raise DrawingError("A timeline needs at least one phase and one track.")
        for track in self.tracks:
            check_tone(track.tone or "plain")
            for span in track.spans:
                if not 0 <= span.first <= span.last < len(self.phases):
                    raise DrawingError(
                        f"The span {span.text!r} runs from phase {span.first} to {span.last};"
                        f" phases are counted from 0 to {len(self.phases) - 1}."
                    )


def timeline(spec: Timeline, width: float, ink: Ink, alt: str) -> str:
    """The timeline as SVG, `width` px wide and as high as it needs."""
    require_alt(alt, "timeline")
    drawn, height = (_stacked if width < NARROW else _columns)(spec, width, Pen(ink))
    return document(drawn, width, height, "timeline", alt)


def _tone(spec: Timeline, row: int) -> Tone:
    return spec.tracks[row].tone or _TURN[row % len(_TURN)]


def _columns(spec: Timeline, width: float, pen: Pen) -> tuple[list[ET.Element], float]:
    head, name = Type(pen.ink.sans, 12.2, 600), Type(pen.ink.sans, 12.6, 600)
    column = min(max(length(track.label, name) for track in spec.tracks), width * 0.2)
    left = column + 18
    phase = (width - left + 2) / len(spec.phases)  # the last span ends where the arrowhead begins
    heads = [balance(text, head, phase - 16) for text in spec.phases]
    y = max(map(len, heads)) * head.leading + 6
    drawn: list[ET.Element] = []
    for n, lines in enumerate(heads):
        top = y - 6 - len(lines) * head.leading
        drawn += pen.lines(lines, left + n * phase, top, head, "d-text-soft")
    # Time runs along the heads to an arrow.
    drawn.append(pen.path(f"M{number(left)} {number(y)}H{number(width - 6)}", "d-line-brand", width=1.6))
    drawn.append(pen.path(f"M{number(width)} {number(y)}l-9 -4.5v9Z", "d-brand"))
    lines_from, rows = y, []
    y += 12
    for row, track in enumerate(spec.tracks):
        if row:
            rows.append(pen.path(f"M0 {number(y)}H{number(width)}", "d-line"))
            y += 10
        boxes, bottom = _lanes(track, y, left, phase, pen, tone=_tone(spec, row))
        label = balance(track.label, name, column)
        top = y + (bottom - y - len(label) * name.leading) / 2
        rows += pen.lines(label, 0, top, name, "d-text-brand") + boxes
        y = bottom + 10
    for n in range(1, len(spec.phases)):
        x = number(left + n * phase - 5)
        drawn.append(pen.path(f"M{x} {number(lines_from + 5)}V{number(y - 6)}", "d-line", dash="2 3"))
    return drawn + rows, y - 4


def _lanes(
    track: Track, y: float, left: float, phase: float, pen: Pen, *, tone: Tone
) -> tuple[list[ET.Element], float]:
    """The boxes of a track and where they end: spans that share a phase are stacked."""
    lanes: list[list[tuple[Span, Words]]] = []
    for span in track.spans:
        said = words("", span.text, _width(span, phase), pen.ink)
        free = (lane for lane in lanes if all(o.last < span.first or o.first > span.last for o, _ in lane))
        lane = next(free, None)
        if lane is None:
            lanes.append([(span, said)])
        else:
            lane.append((span, said))
    drawn: list[ET.Element] = []
    for lane in lanes:
        height = max(said.height for _, said in lane) + 2 * PAD_Y - 4
        for span, said in lane:
            box = Box(left + span.first * phase, y, _width(span, phase), height)
            drawn += draw_box(pen, box, said, tone, centred=False)
        y += height + 6
    return drawn, y - (6 if lanes else 0)


def _width(span: Span, phase: float) -> float:
    return (span.last - span.first + 1) * phase - 10


def _stacked(spec: Timeline, width: float, pen: Pen) -> tuple[list[ET.Element], float]:
    name, small = Type(pen.ink.sans, 13, 600), Type(pen.ink.sans, 11.6, 600)
    drawn: list[ET.Element] = []
    y = 0.0
    for row, track in enumerate(spec.tracks):
        dress = DRESSES[_tone(spec, row)]
        drawn.append(pen.rect(Box(0, y, width, 1.6), "d-brand"))
        label = balance(track.label, name, width)
        drawn += pen.lines(label, 0, y + 7, name, "d-text-brand")
        y += 7 + len(label) * name.leading + 6
        for span in track.spans:
            ends = dict.fromkeys((spec.phases[span.first], spec.phases[span.last]))
            strip = len(spec.phases) * 13 + 7
            when = balance(" \u2013 ".join(ends), small, width - 2 * PAD_X - strip)
            said = words("", span.text, width, pen.ink)
            box = Box(0, y, width, len(when) * small.leading + 3 + said.height + 2 * PAD_Y - 2)
            text = Box(0, box.bottom - PAD_Y - said.height, width, said.height)
            _, *lines = draw_box(pen, text, said, _tone(spec, row), centred=False)
            drawn.append(pen.rect(box, *dress.box, radius=4, dash=dress.dash))
            for n in range(len(spec.phases)):
                on = span.first <= n <= span.last
                drawn.append(pen.rect(_cell(n, y + PAD_Y + 3.6, on), dress.title))
            drawn += pen.lines(when, PAD_X + strip, y + PAD_Y - 1, small, dress.title) + lines
            y = box.bottom + 7
        y += 9
    return drawn, y - 16


def _cell(n: int, y: float, on: bool) -> Box:
    """A phase on the strip: a block where the span lasts, a thin line where it does not."""
    return Box(PAD_X + n * 13, y, 11, 6) if on else Box(PAD_X + n * 13, y + 2.5, 11, 1)
