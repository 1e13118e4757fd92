"""The key of a drawing: small samples with what they mean. In: samples and texts. Out: elements, and how high they are.

Entries run on in lines, as words do, since their texts are of many lengths.
"""

from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from briefs.draw.measure import Type, widest, wrap
from briefs.draw.svg import Box, Pen

SAMPLE = (22.0, 14.0)  # px of a sample
_TEXT, _NEXT, _LINE = 7.0, 20.0, 7.0  # px between sample and text, to the next entry, between lines


@dataclass(frozen=True)
class Entry:
    """A sample, drawn into a box of the size of `SAMPLE`, and its meaning."""

    draw: Callable[[Box], list[ET.Element]]
    text: str


def legend(pen: Pen, entries: tuple[Entry, ...], width: float, top: float) -> tuple[list[ET.Element], float]:
    """The entries from the left, `width` px wide at most, and the height of them all."""
    kind = Type(pen.ink.sans, 11.8)
    x, y, high = 0.0, top, 0.0
    drawn: list[ET.Element] = []
    for entry in entries:
        lines = wrap(entry.text, kind, width - SAMPLE[0] - _TEXT)
        long = SAMPLE[0] + _TEXT + widest(lines, kind)
        if x and x + long > width:
            x, y, high = 0.0, y + high + _LINE, 0.0
        drawn += entry.draw(Box(x, y + (kind.leading - SAMPLE[1]) / 2, *SAMPLE))
        drawn += pen.lines(lines, x + SAMPLE[0] + _TEXT, y, kind)
        high = max(high, len(lines) * kind.leading)
        x += long + _NEXT
    return drawn, y + high - top
