"""Brand fonts from their packages: TTF for print, WOFF2 for the web, and the characters they can print."""

import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import fontpkg

FAMILIES = ("Source Sans 3", "Source Serif 4")  # the brand fonts, each from its package
SCRIPTS = {"Arab": ("Almarai",)}  # what a script has beside them, for its own letters alone
WEB_RANGES = ((0x20, 0x17F), (0x2010, 0x2044), (0x20A0, 0x20BF), (0x2190, 0x2199), (0x2212, 0x2212), (0x25A0, 0x25FF))
SCRIPT_RANGES = {"Arab": ((0x600, 0x6FF), (0x750, 0x77F))}

WEIGHTS = (400, 700)
# Axes that the web does without, since a second one would double the file: the optical size in points, between running
# text and titles.
WEB_AXES = {"opsz": 16}


@dataclass(frozen=True)
class Face:
    """One file of a family; `name` is what style sheets call the file, without its extension.

    `weight` is 0 where the file has every weight, `script` empty where it is a brand font.
    """

    family: str
    style: str
    path: Path
    weight: int = 0
    script: str = ""

    @property
    def name(self) -> str:
        return f"{self.family.replace(' ', '')}-{self.weight or self.style}"

    @property
    def ranges(self) -> tuple[tuple[int, int], ...]:
        """The code points that a page takes from it, first and last of each range."""
        return SCRIPT_RANGES.get(self.script, WEB_RANGES)


def faces(families: Iterable[str]) -> tuple[Face, ...]:
    """Upright and italic faces of each family; of a script's own two weights, since only Latin letters lean.

    Raises fontpkg.FamilyNotInstalled where a package is missing.
    """
    return tuple(face for family in sorted(set(families)) for face in _faces(family))


def _faces(family: str) -> Iterator[Face]:
    script = next((script for script, own in SCRIPTS.items() if family in own), "")
    if script:
        for weight in WEIGHTS:
            yield Face(family, "normal", Path(fontpkg.path(family, weight, "normal")), weight, script)
    else:
        for style in ("normal", "italic"):
            yield Face(family, style, Path(fontpkg.path(family, 400, style)))


def css(found: Iterable[Face], folder: str, extension: str) -> str:
    """`@font-face` rules that take the files from a folder (a URL). Where a face is variable no weight is named.

    A browser fetches a script's own only for a page that has its letters.
    """
    return "".join(
        f'@font-face{{font-family:"{face.family}";font-style:{face.style};'
        f'src:url("{folder}/{face.name}.{extension}");{";".join(_descriptors(face, extension))}}}\n'
        for face in found
    )


def _descriptors(face: Face, extension: str) -> Iterator[str]:
    web = extension == "woff2"
    if face.weight or web:
        yield f"font-weight:{face.weight or '200 900'}"
    if web:
        yield "font-display:swap"
    if web and face.script:
        yield "unicode-range:" + ",".join(f"U+{first:X}-{last:X}" for first, last in face.ranges)


@cache
def printable(script: str) -> frozenset[int]:
    """The code points that a text of a script (`Latn`, `Arab`) may have: each face of a voice has a glyph for it."""
    brand = frozenset.intersection(*map(glyphs, FAMILIES))
    if script not in SCRIPTS:
        return brand
    letters = {c for first, last in SCRIPT_RANGES[script] for c in range(first, last + 1) if chr(c).isprintable()}
    return brand | frozenset.intersection(*map(glyphs, SCRIPTS[script])) & letters


@cache
def digest(families: tuple[str, ...]) -> str:
    """The digest (hexadecimal SHA-256) of every file of some families."""
    found = sorted((face.name, hashlib.sha256(face.path.read_bytes()).hexdigest()) for face in faces(families))
    return hashlib.sha256(repr(found).encode()).hexdigest()


@cache
def glyphs(family: str) -> frozenset[int]:
    """The code points that every face of a family has a glyph for."""
    from fontTools.ttLib import TTFont

    found = []
    for face in faces([family]):
        with TTFont(face.path, lazy=True) as font:
            found.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*found)


@cache
def cutters() -> tuple[str, ...]:
    """The versions of the libraries that cut fonts for the web: their bytes depend on them."""
    return tuple(map(version, ("uharfbuzz", "fonttools", "brotli")))


def web_font(face: Face) -> bytes:
    """A face as WOFF2, cut down to the scripts that the publications use: of its axes the weight alone is kept."""
    import uharfbuzz  # the result is kept, so it is hardly ever needed
    from fontTools.ttLib import TTFont

    whole = uharfbuzz.Face(uharfbuzz.Blob(face.path.read_bytes()))
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(code for first, last in face.ranges for code in range(first, last + 1))
    wanted.flags = uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    for axis in whole.axis_infos:
        if axis.tag in WEB_AXES:
            wanted.pin_axis_location(whole, axis.tag, WEB_AXES[axis.tag])
    cut = bytes(uharfbuzz.subset(whole, wanted).blob.data)
    buffer = io.BytesIO()
    with TTFont(io.BytesIO(cut), recalcTimestamp=False) as font:
        font.flavor = "woff2"
        font.save(buffer)
    return buffer.getvalue()
