"""Drawings: a path of straight lines is read in one go, and a path that was drawn before is not read again.

The outlines of maps are thousands of points with plain numbers, drawn on several pages and in each edition of a brief.
WeasyPrint cuts each point off the rest of the text by itself. Here the numbers between two letters are split at once,
after WeasyPrint's own clean-up; where anything is not a plain number, or a letter is not one of `m`, `l` and `z`,
WeasyPrint reads the path. A path of plain numbers depends on its text alone, which is its key.
"""

from collections.abc import Iterator
from math import atan2, pi
from re import finditer
from typing import Any

import pydyf
from weasyprint import svg as drawings
from weasyprint.svg.path import PATH_LETTERS
from weasyprint.svg.path import path as _path
from weasyprint.svg.utils import normalize

from briefs.pdf_speed.patches import Patch

MOST = 400_000  # characters of the texts that are kept: their points need some ten times as much memory
_LETTERS = f"([{PATH_LETTERS}])([^{PATH_LETTERS}]*)"
_NEXT = {"m": "l", "M": "L"}  # what numbers after those of a letter mean
Path = tuple[bytes, list[Any]]
Point = tuple[float, float]

_to_bytes = pydyf._to_bytes
_kept: dict[str, Path] = {}


def _path_once(svg: Any, node: Any, font_size: float) -> None:
    text = node.get("d", "")
    known = _kept.pop(text, None) or _straight(text)
    if known is None:
        _path(svg, node, font_size)
        return
    _kept[text] = known
    svg.stream.stream.append(known[0])
    node.vertices.extend(known[1])
    while len(_kept) > 1 and sum(map(len, _kept)) > MOST:
        del _kept[next(iter(_kept))]


def _straight(text: str) -> Path | None:
    """What WeasyPrint draws for a path of straight lines, and its vertices; None for any other path."""
    for letter in PATH_LETTERS:
        text = text.replace(letter, f" {letter} ")
    drawn, vertices = [b"0 0 m"], list[Any]()
    here: Point = (0, 0)
    first: Point | None = None
    last = ""
    for letter, numbers in (match.groups() for match in finditer(_LETTERS, normalize(text))):
        points, step = _points(numbers), letter
        if letter not in "mMlLzZ" or points is None or bool(points) == (letter in "zZ"):
            return None
        if letter in "zZ":
            if first is None or last not in ("l", "L"):
                return None
            vertices.append(None)
            drawn.append(b"h")
            here, last = first, letter
        elif last in ("", "z", "Z") and letter not in "mM":
            return None
        for x, y in points:
            end = (x + here[0], y + here[1]) if step in "ml" else (x, y)
            if step in "mM":
                if last in ("m", "M", "l", "L"):
                    vertices.append(None)
            else:
                if last in ("m", "M"):
                    first = here
                angle = atan2(end[1] - here[1], end[0] - here[0])
                vertices.append((pi - angle, angle))
            drawn.append(b"%b %b %b" % (_to_bytes(end[0]), _to_bytes(end[1]), b"m" if step in "mM" else b"l"))
            vertices.append(end)
            here, last, step = end, step, _NEXT.get(step, step)
    return b"\n".join(drawn), vertices


def _points(numbers: str) -> list[Point] | None:
    try:
        values = [float(number) for number in numbers.split(" ") if number]
    except ValueError:
        return None
    return list(zip(values[::2], values[1::2], strict=True)) if len(values) % 2 == 0 else None


def patches() -> Iterator[Patch]:
    """The function that this shortcut replaces, where drawings look for it."""
    tags = dict(drawings.TAGS)
    tags["path"] = _path_once
    yield Patch(drawings, "TAGS", tags)
