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
Path = tuple[bytes, list[Any]]

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
    x: float
    y: float
    x, y, last, first = 0, 0, "", None
    for letter, numbers in (match.groups() for match in finditer(_LETTERS, normalize(text))):
        points = _points(numbers)
        if letter not in "mMlLzZ" or points is None or bool(points) == (letter in "zZ"):
            return None
        if last in ("", "z", "Z") and letter not in "mM":
            return None
        if letter in "zZ":
            if first is None or last in ("m", "M"):
                return None
            vertices.append(None)
            drawn.append(b"h")
            x, y = first
            last = letter
            continue
        for next_x, next_y in points:
            if last in ("", "m", "M", "z", "Z"):
                first = None
            if letter in "lL" and first is None:
                first = x, y
            if letter in "ml":
                next_x, next_y = next_x + x, next_y + y
            if letter in "mM":
                if last and last not in "zZ":
                    vertices.append(None)
                drawn.append(b"%b %b m" % (_to_bytes(next_x), _to_bytes(next_y)))
            else:
                angle = atan2(next_y - y, next_x - x)
                vertices.append((pi - angle, angle))
                drawn.append(b"%b %b l" % (_to_bytes(next_x), _to_bytes(next_y)))
            x, y = next_x, next_y
            vertices.append((x, y))
            last = letter
            letter = {"m": "l", "M": "L"}.get(letter, letter)
    return b"\n".join(drawn), vertices


def _points(numbers: str) -> list[tuple[float, float]] | None:
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
