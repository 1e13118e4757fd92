"""How the cells of a matrix are marked: a tone and a sign each, so that no mark is told by colour alone.

In: the number of a mark. Out: a box with its sign.
"""

from dataclasses import dataclass
from xml.etree import ElementTree as ET

from briefs.draw.svg import Box, Pen, number


@dataclass(frozen=True)
class _Mark:
    """Classes of the box and its sign; the sign's outline in units of half its size, from its middle."""

    box: tuple[str, ...]
    sign: str
    corners: tuple[tuple[float, float], ...]  # none: a disc
    dash: str = ""


_MARKS = (
    _Mark(("d-brand",), "d-text-on", ()),
    _Mark(("d-accent-soft", "d-line-accent"), "d-text-brand", ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0))),
    _Mark(("d-paper", "d-line-brand2"), "d-text-brand", ((0, -1.15), (1.2, 0.95), (-1.2, 0.95))),
    _Mark(
        ("d-paper", "d-line-soft"), "d-text-soft", ((-0.95, -0.95), (0.95, -0.95), (0.95, 0.95), (-0.95, 0.95)), "3 3"
    ),
)
MARKS = len(_MARKS)


def mark(pen: Pen, box: Box, which: int, radius: float = 4) -> list[ET.Element]:
    """A box marked in way `which`, from 0, its sign in the middle."""
    kind = _MARKS[which]
    return [pen.rect(box, *kind.box, radius=radius, dash=kind.dash), _sign(pen, kind, box)]


def _sign(pen: Pen, kind: _Mark, box: Box) -> ET.Element:
    half = min(5.5, box.height * 0.27)
    x, y = box.middle, box.y + box.height / 2
    if not kind.corners:
        return disc(pen, x, y, half, kind.sign)
    points = [f"{number(x + dx * half)} {number(y + dy * half)}" for dx, dy in kind.corners]
    return pen.path(f"M{'L'.join(points)}Z", kind.sign)


def disc(pen: Pen, x: float, y: float, radius: float, *classes: str, width: float = 1) -> ET.Element:
    """A filled circle."""
    r = number(radius)
    d = f"M{number(x - radius)} {number(y)}a{r} {r} 0 1 1 {number(2 * radius)} 0a{r} {r} 0 1 1 -{number(2 * radius)} 0Z"
    return pen.path(d, *classes, width=width)
