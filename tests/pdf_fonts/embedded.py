"""Reads the fonts of a PDF back, and tells in what those of two PDFs differ."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont

ONE_UNIT = 1  # fontTools and HarfBuzz round at different steps of the sum
OVERLAP = 0x40
FIELDS = (("head", "unitsPerEm"), ("hhea", "ascent"), ("hhea", "descent"), ("OS/2", "usWeightClass"))


@dataclass(frozen=True)
class Embedded:
    """A font of a PDF: its program, and the width in thousandths that the PDF tells for each glyph it uses."""

    program: bytes
    font: TTFont
    widths: Mapping[int, float]


def embedded(data: bytes) -> dict[str, Embedded]:
    """The fonts of a PDF by their names, which hold a digest of family, weight, style, size and places on axes."""
    found = {}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and "/CIDToGIDMap" in each:
                name = str(each.BaseFont)
                assert name not in found
                program = next(o.read_bytes() for k, o in each.FontDescriptor.items() if k.startswith("/FontFile"))
                found[name] = Embedded(program, TTFont(io.BytesIO(program)), _widths(each.W))
    return found


def _widths(told: Any) -> dict[int, float]:
    runs = list(told)
    pairs = zip(runs[::2], runs[1::2], strict=True)
    return {int(first) + n: float(width) for first, run in pairs for n, width in enumerate(run)}


def differences(old: Mapping[str, Embedded], new: Mapping[str, Embedded]) -> set[str]:
    """In what the fonts of two PDFs differ, for all glyphs that they use."""
    if old.keys() != new.keys():
        return {"names"}
    found = set[str]()
    for name in old:
        a, b = old[name].font, new[name].font
        if old[name].widths != new[name].widths:
            found.add("widths that are told")
        if set(a.keys()) != set(b.keys()):
            found.add("tables")
        found |= {field for table, field in FIELDS if getattr(a[table], field) != getattr(b[table], field)}
        for number in old[name].widths:
            if number < b["maxp"].numGlyphs:
                found |= set(glyphs_differ(a, b, a.getGlyphName(number), b.getGlyphName(number)))
            else:
                found.add("glyphs")
    return found


def glyphs_differ(a: TTFont, b: TTFont, name: str, other: str) -> Iterator[str]:
    """In what a glyph of a font differs from one of another."""
    one, two = a["glyf"][name], b["glyf"][other]
    if a["hmtx"][name][0] != b["hmtx"][other][0]:
        yield "advance widths"
    points, places = _points(one, a), _points(two, b)
    if [on for _, on in points] != [on for _, on in places] or any(
        abs(n - m) > ONE_UNIT for (p, _), (q, _) in zip(points, places, strict=True) for n, m in zip(p, q, strict=True)
    ):
        yield "outlines"
    if one.isComposite() != two.isComposite() or _parts(one) != _parts(two):
        yield "composites"
    if one.numberOfContours > 0 < two.numberOfContours and (one.flags[0] ^ two.flags[0]) & OVERLAP:
        yield "overlap"
    # A rasteriser moves a glyph so that its bounds begin at the bearing.
    if getattr(two, "xMin", 0) - b["hmtx"][other][1] != getattr(one, "xMin", 0) - a["hmtx"][name][1]:
        yield "bearings"


def _points(glyph: Any, font: TTFont) -> list[tuple[tuple[int, int], tuple[bool, bool]]]:
    """Each point of the outline, parts put together: its place, and whether it is on the curve and the last of a contour."""
    places, ends, flags = glyph.getCoordinates(font["glyf"])
    return [(tuple(place), (bool(flags[n] & 1), n in ends)) for n, place in enumerate(places)]


def _parts(glyph: Any) -> list[int]:
    return [part.flags for part in glyph.components] if glyph.isComposite() else []


def off(font: Embedded) -> list[int]:
    """The glyphs whose width in a PDF is not that of its font."""
    hmtx, order, unit = font.font["hmtx"], font.font.getGlyphOrder(), 1000 / font.font["head"].unitsPerEm
    return [n for n, width in font.widths.items() if n >= len(order) or abs(hmtx[order[n]][0] * unit - width) > 1]
