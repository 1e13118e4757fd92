"""Brand fonts from their packages: TTF for print, WOFF2 for the web, and the characters they can print."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import fontpkg
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FAMILIES = ("Source Sans 3", "Source Serif 4")  # the brand fonts, each from its package
WEB_RANGES = ((0x20, 0x17F), (0x2010, 0x2044), (0x20A0, 0x20BF), (0x2190, 0x2199), (0x2212, 0x2212), (0x25A0, 0x25FF))

WEB_OPTICAL_SIZE = 16  # points: between running text and titles; a second axis would double the file


@dataclass(frozen=True)
class Face:
    """One file of a family; `name` is what style sheets call the file, without its extension."""

    family: str
    style: str
    path: Path

    @property
    def name(self) -> str:
        return f"{self.family.replace(' ', '')}-{self.style}"


def faces(families: Iterable[str]) -> tuple[Face, ...]:
    """Upright and italic faces of each family; raises fontpkg.FamilyNotInstalled where its package is missing."""
    return tuple(
        Face(family, style, Path(fontpkg.path(family, 400, style)))
        for family in sorted(set(families))
        for style in ("normal", "italic")
    )


def css(found: Iterable[Face], folder: str, extension: str) -> str:
    """`@font-face` rules that take the files from a folder (a URL). The faces are variable: no weight is named."""
    return "".join(
        f'@font-face{{font-family:"{face.family}";font-style:{face.style};'
        f'src:url("{folder}/{face.name}.{extension}");'
        + ("font-weight:200 900;font-display:swap" if extension == "woff2" else "")
        + "}\n"
        for face in found
    )


@cache
def glyphs(family: str) -> frozenset[int]:
    """The code points that every face of a family has a glyph for."""
    found = []
    for face in faces([family]):
        with TTFont(face.path, lazy=True) as font:
            found.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*found)


def web_font(face: Face) -> bytes:
    """A face as WOFF2, cut down to the scripts that the publications use: of its axes the weight alone is kept."""
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = [*options.layout_features, "tnum"]
    options.notdef_outline = True
    font = subset.load_font(str(face.path), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[c for first, last in WEB_RANGES for c in range(first, last + 1)])
    subsetter.subset(font)
    if any(axis.axisTag == "opsz" for axis in font["fvar"].axes):
        instancer.instantiateVariableFont(font, {"opsz": WEB_OPTICAL_SIZE}, inplace=True)
    font["head"].modified = font["head"].created
    buffer = io.BytesIO()
    subset.save_font(font, buffer, options)
    font.close()
    return buffer.getvalue()
