"""Glyphs: what a glyph of a font adds to a line is found out once a document, and a line is not shaped anew for it.

The code of a glyph and the kerning after it depend on the font, its size, the glyph and where the line places it: these
are the key. The glyphs of a line are read in one go. Glyphs that are missing, empty or raised, fonts of pictures, and
lines that end in an ellipsis are drawn by WeasyPrint. A text of one paragraph is shaped the same whether Pango was told
so or not, hence the layout that `texts` kept is drawn as it is.
"""

from collections.abc import Iterator
from struct import calcsize, iter_unpack
from typing import Any

from weasyprint.draw import text as drawing
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from briefs.pdf_speed import texts
from briefs.pdf_speed.patches import Patch

OLDEST = 14802  # of Pango: WeasyPrint goes another way with versions before
_INFO = "Iiii4x"  # glyph, width, and its offsets

_draw_first_line = drawing.draw_first_line
Run = tuple[Any, list[tuple[int, int, int, int]]]


def _draw_known_glyphs(stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any) -> Any:
    if not textbox.text.strip() or textbox.style["font_size"] < 1e-6:
        return []
    if text_overflow != "ellipsis" and block_ellipsis == "none" and texts.is_one_paragraph(textbox.pango_layout.text):
        runs = list(_runs(textbox.pango_layout.get_first_line()[0]))
        if not any(info[3] or info[0] >= pango.PANGO_GLYPH_EMPTY for _, infos in runs for info in infos):
            shown = _shown(stream, textbox, runs)
            if shown is not None:
                stream.set_text_matrix(*matrix.values)
                for font, string in shown:
                    if font:
                        stream.set_font_size(*font)
                    stream.show_text(string)
                return []
    texts.shape_anew(textbox.pango_layout, textbox.style)
    return _draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)


def _runs(line: Any) -> Iterator[Run]:
    run = line.runs[0]
    while run != ffi.NULL:
        item = run.data
        count = item.glyphs.num_glyphs
        infos = list(iter_unpack(_INFO, ffi.buffer(item.glyphs.glyphs, count * calcsize(_INFO)))) if count else []
        yield item, infos
        run = run.next


def _shown(stream: Any, textbox: Any, runs: list[Run]) -> list[tuple[Any, str]] | None:
    """The strings of a line, each with the font and the size that it begins with; None where a font has pictures."""
    shown: list[tuple[Any, str]] = []
    previous, begun, string = None, None, ""
    for item, infos in runs:
        pango_font = item.item.analysis.font
        if pango_font != previous:
            previous = pango_font
            font, size = stream.add_font(pango_font)
            if font.png or font.svg or font.colr or font.bitmap:
                return None
            if string:
                shown.append((begun, string))
            string, begun = "", (font.hash, size)
            pieces = font.__dict__.setdefault("pieces", {})
        string += "<"
        for place, info in enumerate(infos):
            key = size, info
            piece = pieces.get(key)
            if piece is None:
                piece = pieces[key] = _piece(stream, textbox, item, place, info, font, size)
            string += piece
        string = string[:-1] if string[-1] == "<" else string + ">"
    shown.append((begun, string))
    return shown


def _piece(stream: Any, textbox: Any, item: Any, place: int, info: Any, font: Any, size: float) -> str:
    """What WeasyPrint writes for a glyph; the glyph gets its text and its width in the font on its first use."""
    glyph, width, x_offset, _ = info
    if glyph not in font.to_unicode:
        font.to_unicode[glyph] = _letters(textbox.pango_layout.text.encode(), item, place)
    offset = x_offset / size
    string = f">{-offset}<" if offset else ""
    string += f"{glyph:04x}"
    if glyph in font.widths:
        logical = font.widths[glyph]
    else:
        pango.pango_font_get_glyph_extents(item.item.analysis.font, glyph, stream.ink_rect, stream.logical_rect)
        logical = font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
    kerning = logical + offset - width * 1000 * FROM_UNITS / size
    return f"{string}>{int(kerning)}<" if kerning else string


def _letters(text: bytes, item: Any, place: int) -> str:
    clusters, length, start = item.glyphs.log_clusters, item.item.length, item.item.offset
    if item.item.analysis.level % 2:  # from right to left
        end = length if place == 0 else clusters[place - 1]
    else:
        end = length if place == item.glyphs.num_glyphs - 1 else clusters[place + 1]
    return text[start + clusters[place] : start + end].decode()


def patches() -> Iterator[Patch]:
    """The function that this shortcut replaces, where it was imported."""
    if pango.pango_version() >= OLDEST and ffi.sizeof("PangoGlyphInfo") == calcsize(_INFO):
        yield Patch(drawing, "draw_first_line", _draw_known_glyphs)
