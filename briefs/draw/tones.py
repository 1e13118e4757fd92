"""The five tones of a box and how its text is set. In: a tone. Out: classes, and a box with its
text.

`strong` says what a drawing is about, `plain` and `soft` carry the rest, `accent` asks for
attention, `outline` is what is outside: it is told by its dashes, not by colour alone.
"""

import math
from dataclasses import dataclass
from typing import Literal, get_args
from xml.etree import ElementTree as ET

from briefs.draw.ink import DrawingError, Ink
from briefs.draw.measure import Type, balance, longest_part
from briefs.draw.svg import Box, Pen

Tone = Literal["strong", "plain", "soft", "accent", "outline"]
PAD_X, PAD_Y, RADIUS = 13.0, 10.0, 4.0


@dataclass(frozen=True)
class Dress:
    """The classes of a box, of its title and of its text."""

    box: tuple[str, ...]
    title: str
    text: str
    dash: str = ""


DRESSES: dict[str, Dress] = {
    "strong": Dress(("d-brand",), "d-text-on", "d-text-on"),
    "plain": Dress(("d-paper", "d-line"), "d-text-brand", "d-text"),
    # The border keeps a soft box visible inside a frame, which is of sand too.
    "soft": Dress(("d-sand", "d-line"), "d-text-brand", "d-text"),
    "accent": Dress(("d-accent-soft", "d-line-accent"), "d-text-brand", "d-text"),
    "outline": Dress(("d-line-soft",), "d-text-brand", "d-text", dash="3 3"),
}


@dataclass(frozen=True)
class Words:
    """The lines of a box: a title and a text under it, each of which may be empty."""

    title: tuple[str, ...]
    text: tuple[str, ...]
    title_kind: Type
    text_kind: Type

    @property
    def height(self) -> float:
        """Height of the lines in px, without the padding of a box."""
        gap = 2 if self.title and self.text else 0
        text = len(self.text) * self.text_kind.leading
        # Whole pixels, so that boxes end on them.
        return float(math.ceil(len(self.title) * self.title_kind.leading + gap + text))


def check_tone(tone: str) -> None:
    """Raise `DrawingError` for a tone that does not exist."""
    if tone not in DRESSES:
        raise DrawingError(f"The tone {tone!r} does not exist; there are {', '.join(get_args(Tone))}.")


def fits(title: str, text: str, width: float, ink: Ink) -> bool:
    """Whether a box of `width` px takes title and text without cutting a word."""
    parts = ((title, Type(ink.sans, 12.6, 600)), (text, Type(ink.sans, 11.8)))
    return all(longest_part(part, kind) <= width - 2 * PAD_X for part, kind in parts)


def words(title: str, text: str, width: float, ink: Ink) -> Words:
    """Title and text in lines for a box of `width` px."""
    title_kind, text_kind = Type(ink.sans, 12.6, 600), Type(ink.sans, 11.8)
    inside = width - 2 * PAD_X
    return Words(balance(title, title_kind, inside), balance(text, text_kind, inside), title_kind, text_kind)


def draw_box(pen: Pen, box: Box, said: Words, tone: str, *, centred: bool) -> list[ET.Element]:
    """A box and its words, in the middle of its height; centred, or from the left."""
    dress = DRESSES[tone]
    x, anchor = (box.middle, "middle") if centred else (box.x + PAD_X, "start")
    top = box.y + (box.height - said.height) / 2
    below = top + said.height - len(said.text) * said.text_kind.leading
    return [
        pen.rect(box, *dress.box, radius=RADIUS, dash=dress.dash),
        *pen.lines(said.title, x, top, said.title_kind, dress.title, anchor=anchor),
        *pen.lines(said.text, x, below, said.text_kind, dress.text, anchor=anchor),
    ]
