"""Widths and lines of text, measured in the font it is set in. In: text and its style. Out: px, and
lines that fit.

Pillow's basic layout is used although raqm can be there: it gives the same widths on every machine,
and by leaving out most kerning it errs on the wide side, which is the side that keeps text inside
its box.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import fontpkg
from PIL import ImageFont

from briefs.draw.ink import DrawingError

SOFT_HYPHEN = "\u00ad"
_EM = 1000  # measured large and scaled down, so that hinting does not round the widths
_BREAK = re.compile(rf"(?<=[-\u2013/{SOFT_HYPHEN}])(?=[^\W\d])")


@dataclass(frozen=True)
class Type:
    """How a piece of text is set: installed family, size in px, weight (100 to 900)."""

    family: str
    size: float
    weight: int = 400

    @property
    def leading(self) -> float:
        """Distance between baselines in px."""
        return round(self.size * 1.3, 1)


@cache
def _font(family: str, weight: int) -> ImageFont.FreeTypeFont:
    try:
        file = fontpkg.path(family, weight=weight, nearest=True)
    except fontpkg.FontpkgError as error:
        raise DrawingError(f"The font family {family!r} cannot be measured: {error}") from error
    font = ImageFont.truetype(str(file), _EM, layout_engine=ImageFont.Layout.BASIC)
    axes = fontpkg.family(family).axes
    if axes and font.get_variation_axes():
        # The small optical size: everything here is text of about 12 px.
        font.set_variation_by_axes([weight if axis.tag == "wght" else axis.min for axis in axes])
    return font


@lru_cache(maxsize=20_000)
def length(text: str, kind: Type) -> float:
    """Width of `text` on one line, in px."""
    shown = text[:-1].replace(SOFT_HYPHEN, "") + text[-1:].replace(SOFT_HYPHEN, "-")
    return float(_font(kind.family, kind.weight).getlength(shown)) * kind.size / _EM


def wrap(text: str, kind: Type, width: float) -> tuple[str, ...]:
    """`text` in lines of at most `width` px; a line break in it is kept, an empty text has no
    lines.

    Lines break at spaces (not at no-break spaces), after a hyphen, dash or slash before a letter,
    and at soft hyphens. A word wider than the line is cut with a hyphen, for it must not leave its
    box.
    """
    lines: list[str] = []
    for paragraph in text.strip().split("\n") if text.strip() else ():
        line = ""
        for glue, piece in _pieces(paragraph):
            if line and length(line + glue + piece, kind) <= width:
                line += glue + piece
                continue
            if line:
                lines.append(line)
            *cut, line = _cut(piece, kind, width)
            lines += cut
        lines.append(line)
    return tuple(line[:-1].replace(SOFT_HYPHEN, "") + line[-1:].replace(SOFT_HYPHEN, "-") for line in lines)


def balance(text: str, kind: Type, width: float) -> tuple[str, ...]:
    """As `wrap`, with as many lines, but as even as they can be: no single word is left on the
    last.
    """
    best = wrap(text, kind, width)
    low, high = longest_part(text, kind), width
    while high - low > 1:
        middle = (low + high) / 2
        lines = wrap(text, kind, middle)
        if len(lines) > len(best):
            low = middle
        else:
            best, high = lines, middle
    return best


def longest_part(text: str, kind: Type) -> float:
    """Width of the widest piece of `text` that has no place to break, in px."""
    pieces = [piece for paragraph in text.split("\n") for _, piece in _pieces(paragraph)]
    return max((length(piece, kind) for piece in pieces), default=0.0)


def widest(lines: tuple[str, ...], kind: Type) -> float:
    """Width of the widest of `lines` in px, 0 where there are none."""
    return max((length(line, kind) for line in lines), default=0.0)


def _pieces(paragraph: str) -> list[tuple[str, str]]:
    """The parts between which a line can break, and what joins each to the one before."""
    return [
        ("" if n else " ", piece)
        for word in re.split(r"[ \t]+", paragraph.strip())
        for n, piece in enumerate(_BREAK.split(word))
    ]


def _cut(piece: str, kind: Type, width: float) -> list[str]:
    cut: list[str] = []
    while len(piece) > 1 and length(piece, kind) > width:
        fit = 1
        while fit < len(piece) - 1 and length(piece[: fit + 1] + "-", kind) <= width:
            fit += 1
        cut.append(piece[:fit] + "-")
        piece = piece[fit:]
    return [*cut, piece]
