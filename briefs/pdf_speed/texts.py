"""Text: a text that was split into a line is not split again, and layouts of Pango are copied from one of their style.

Where a line ends depends on the text, on its style and on the width, which all are part of the key here; so does the
layout object of a style. The memory lies with the fonts of one document and goes with them. What is handed out is a
copy, because drawing changes it. A copied layout has the attributes of the first by value: it shapes the same glyphs.
"""

import re
from collections.abc import Iterator
from math import floor
from typing import Any

from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.layout import inline, preferred
from weasyprint.text import line_break
from weasyprint.text.ffi import TO_UNITS, ffi, gobject, pango

from briefs.pdf_speed.patches import Patch

ffi.cdef("PangoLayout * pango_layout_copy (PangoLayout *);")

# All that `split_first_line` and `Layout` read of a style; a test reads their code and compares.
READ = (
    "direction", "font_family", "font_feature_settings", "font_kerning", "font_language_override", "font_size",
    "font_stretch", "font_style", "font_variant_alternates", "font_variant_caps", "font_variant_east_asian",
    "font_variant_ligatures", "font_variant_numeric", "font_variant_position", "font_variation_settings", "font_weight",
    "hyphenate_character", "hyphenate_limit_chars", "hyphenate_limit_zone", "hyphens", "lang", "letter_spacing",
    "overflow_wrap", "tab_size", "text_decoration_line", "white_space", "word_break", "word_spacing",
)  # fmt: skip

_RATIO = 4  # of the width to the font size: from it `split_first_line` guesses how much text a line can hold
_WIDEST = 2**21
_NO_ZONE = INITIAL_VALUES["hyphenate_limit_zone"]

_split_first_line = line_break.split_first_line
_setup = line_break.Layout.setup
_font_style_cache_key = line_break._font_style_cache_key
_deactivate = line_break.Layout.deactivate
_reactivate = line_break.Layout.reactivate
_PARTS = re.compile("[\t\n\r\u2028\u2029]")


def _memory(config: Any) -> dict[Any, Any]:
    memory: dict[Any, Any] = config.__dict__.setdefault("text_memory", {})
    return memory


def _key(style: Any) -> Any:
    """A small number for all that text takes from a style, the same for styles that agree in it."""
    known = style.__dict__.get("text_key")
    if known is None or known[1] != style["white_space"]:
        memory = _memory(style.font_config)
        values = str([style[name] for name in READ])
        known = style.text_key = memory.setdefault(values, len(memory)), style["white_space"]
    return known[0]


def _room(max_width: Any, style: Any) -> Any:
    """The width as far as it matters: every text is a whole number of Pango's units wide."""
    if max_width is None or not 0 < max_width < _WIDEST or style["letter_spacing"] != "normal":
        return max_width
    if style["hyphenate_limit_zone"] != _NO_ZONE or not style["font_size"]:
        return max_width
    units = max_width * TO_UNITS
    return floor(units), units == floor(units), int(max_width / style["font_size"] * _RATIO), _small(max_width, style)


def _small(max_width: float, style: Any) -> bool:
    return bool(style["font_size"] * _RATIO > max_width)


def _split_first_line_once(
    text: str, style: Any, context: Any, max_width: Any, justification_spacing: Any,
    is_line_start: bool = True, minimum: bool = False,
) -> Any:  # fmt: skip
    memory = _memory(style.font_config)
    key = text, _key(style), _room(max_width, style), justification_spacing, is_line_start, minimum
    known = memory.get(key)
    if known is None:
        known = memory[key] = _split_first_line(
            text, style, context, max_width, justification_spacing, is_line_start, minimum
        )
    layout = object.__new__(line_break.Layout)
    layout.__dict__.update(known[0].__dict__)
    layout.max_width = max_width
    return (layout, *known[1:])


def _setup_from_first(layout: Any, style: Any) -> None:
    memory = _memory(style.font_config)
    key = "layout", _key(style)
    first = memory.get(key)
    if first is None:
        first = memory[key] = object.__new__(line_break.Layout)
        _setup(first, style)
    layout.__dict__.update(first.__dict__)
    layout.style = style
    layout.layout = ffi.gc(pango.pango_layout_copy(first.layout), gobject.g_object_unref)


def is_one_paragraph(text: str) -> bool:
    """Whether Pango sees one paragraph in a text, and no tabs, whether it was told so or not."""
    return not _PARTS.search(text)


def _keep_line(layout: Any) -> None:
    """Keep what was shaped for drawing, where drawing would shape the same: a single line without spacing."""
    style = layout.style
    if (
        style["letter_spacing"] == "normal"
        and not style["word_spacing"]
        and style["overflow_wrap"] == "normal"
        and is_one_paragraph(layout.text)
        and pango.pango_layout_get_line_readonly(layout.layout, 1) == ffi.NULL
    ):
        layout.shaped = layout.layout, _key(style)
    _deactivate(layout)


def _take_line(layout: Any, style: Any) -> None:
    shaped = layout.__dict__.pop("shaped", None)
    if shaped is None or layout.justification_spacing or shaped[1] != _key(style):
        _reactivate(layout, style)
    else:
        layout.layout, layout.language, layout.style = shaped[0], None, style
        layout.taken = True


def shape_anew(layout: Any, style: Any) -> None:
    """Give a layout that took its line a line of its own, for drawing that changes it."""
    if layout.__dict__.pop("taken", False):
        _reactivate(layout, style)


def _font_style_cache_key_once(style: Any, include_size: bool = False) -> str:
    name = "font_size_key" if include_size else "font_key"
    known = style.__dict__.get(name)
    if known is None:
        known = style.__dict__[name] = _font_style_cache_key(style, include_size)
    return str(known)


def patches() -> Iterator[Patch]:
    """The functions that this shortcut replaces."""
    yield Patch(inline, "split_first_line", _split_first_line_once)
    yield Patch(preferred, "split_first_line", _split_first_line_once)
    yield Patch(line_break.Layout, "setup", _setup_from_first)
    yield Patch(line_break.Layout, "deactivate", _keep_line)
    yield Patch(line_break.Layout, "reactivate", _take_line)
    yield Patch(line_break, "_font_style_cache_key", _font_style_cache_key_once)
