"""Styles: a property that no rule sets comes from the parent or from its initial value at once.

WeasyPrint asks every value whether it is pending, logical, calculated or special. None of that can be where no rule
sets the property or its logical counterpart: an inherited value is the parent's, which is computed, and any other is
the initial one. The properties that WeasyPrint treats by name, and values that could be calculations, go the whole way.
"""

from collections.abc import Iterator
from typing import Any

from weasyprint import css
from weasyprint.css import (
    INHERITED,
    INITIAL_NOT_COMPUTED,
    INITIAL_VALUES,
    PHYSICAL_FUNCTIONS,
    ComputedStyle,
    check_math,
)

from briefs.pdf_speed.patches import Patch

_missing = ComputedStyle.__missing__
_BY_NAME = {"float", "display", "position", "page"}
_INITIAL = {
    key: value
    for key, value in INITIAL_VALUES.items()
    if key not in INHERITED | INITIAL_NOT_COMPUTED | _BY_NAME
    and not key.startswith(("text_decoration_", "__"))
    and not check_math(value)
    and value not in ("inherit", "initial")
}
_FROM_PARENT = {key for key in INHERITED if key not in _BY_NAME and not key.startswith(("text_decoration_", "__"))}


def _missing_at_once(style: Any, key: str) -> Any:
    if key not in style.cascaded:
        logical = PHYSICAL_FUNCTIONS.get(key)
        if logical is None or logical(block="ttb", inline=style["direction"]) not in style.cascaded:
            if key in _INITIAL:
                value = style[key] = _INITIAL[key]
                return value
            if key in _FROM_PARENT and style.parent_style is not None:
                value = style.parent_style[key]
                if type(value) is not tuple and getattr(value, "type", None) != "function":
                    style[key] = value
                    return value
    return _missing(style, key)


def patches() -> Iterator[Patch]:
    """The method that this shortcut replaces."""
    yield Patch(css.ComputedStyle, "__missing__", _missing_at_once)
