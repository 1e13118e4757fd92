"""Colours and type of a drawing, and the classes by which a stylesheet reaches them.

In: the theme of a series, as an `Ink`. Out: for every class of `CLASSES` the property it paints and
the colour it has.
"""

from dataclasses import dataclass


class DrawingError(ValueError):
    """A drawing that was asked for cannot be made; the message says which part of it and why."""


@dataclass(frozen=True)
class Ink:
    """Colours (`#rrggbb`) and installed font families of one series.

    Text stands in `ink`, `soft` and `brand` on `paper`, `sand` and `accent_soft`, and in `paper` on
    `brand`: a theme keeps each of these pairs at 4.5:1. `lit` is the highlighted country of a map,
    which carries no text.
    """

    brand: str
    brand2: str
    accent: str
    accent_soft: str
    sand: str
    ink: str
    soft: str
    line: str
    paper: str
    sans: str
    serif: str
    lit: str = "#E3A33B"

    @property
    def step_1(self) -> str:
        return self._step(1)

    @property
    def step_2(self) -> str:
        return self._step(2)

    @property
    def step_3(self) -> str:
        return self._step(3)

    @property
    def step_4(self) -> str:
        return self._step(4)

    @property
    def step_5(self) -> str:
        return self._step(5)

    def _step(self, n: int) -> str:
        return mix(self.brand, self.paper, STEPS[n - 1])


# How much of the brand is in each step of shade, the rest is paper: even steps of lightness, the first one well apart
# from `sand`, which is what has no shade.
STEPS = (0.3, 0.47, 0.64, 0.82, 1.0)


def mix(colour: str, ground: str, part: float) -> str:
    """The colour (`#rrggbb`) that lies `part` of the way from `ground` to `colour`."""
    pairs = ((int(colour[n : n + 2], 16), int(ground[n : n + 2], 16)) for n in (1, 3, 5))
    return "#" + "".join(f"{round(b + (a - b) * part):02x}" for a, b in pairs)


# One class paints one property, so a stylesheet for dark mode is a rule a class. `d-text-on` is not
# `d-paper`: the page turns dark, the text on a box of the brand stays light.
CLASSES: dict[str, tuple[str, str]] = {
    "d-brand": ("fill", "brand"),
    "d-brand2": ("fill", "brand2"),
    "d-accent": ("fill", "accent"),
    "d-accent-soft": ("fill", "accent_soft"),
    "d-sand": ("fill", "sand"),
    "d-paper": ("fill", "paper"),
    "d-rule": ("fill", "line"),
    "d-lit": ("fill", "lit"),
    "d-step-1": ("fill", "step_1"),
    "d-step-2": ("fill", "step_2"),
    "d-step-3": ("fill", "step_3"),
    "d-step-4": ("fill", "step_4"),
    "d-step-5": ("fill", "step_5"),
    "d-head": ("fill", "soft"),
    "d-text": ("fill", "ink"),
    "d-text-soft": ("fill", "soft"),
    "d-text-brand": ("fill", "brand"),
    "d-text-on": ("fill", "paper"),
    "d-line": ("stroke", "line"),
    "d-line-soft": ("stroke", "soft"),
    "d-line-ink": ("stroke", "ink"),
    "d-line-paper": ("stroke", "paper"),
    "d-line-brand": ("stroke", "brand"),
    "d-line-brand2": ("stroke", "brand2"),
    "d-line-accent": ("stroke", "accent"),
}


def colour(ink: Ink, name: str) -> tuple[str, str]:
    """The property (`fill` or `stroke`) and the colour of class `name`; KeyError for a class that
    is not ours.
    """
    property_, field = CLASSES[name]
    value: str = getattr(ink, field)
    return property_, value
