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
    "d-head": ("fill", "soft"),
    "d-text": ("fill", "ink"),
    "d-text-soft": ("fill", "soft"),
    "d-text-brand": ("fill", "brand"),
    "d-text-on": ("fill", "paper"),
    "d-line": ("stroke", "line"),
    "d-line-soft": ("stroke", "soft"),
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
