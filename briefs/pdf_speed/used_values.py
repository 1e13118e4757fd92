"""Lengths: which of a style's margins, paddings, borders and sizes depend on the box around is found out once a style.

WeasyPrint resolves twenty properties of a box each time that it lays it out. Most are lengths that nothing changes:
they are kept with the style and set at once. Percentages are computed each time, by the same formula. Styles with
calculations or collapsing borders go the whole way. Sizes that WeasyPrint itself sets on a style are compared.
"""

import sys
from collections.abc import Iterator
from typing import Any

from weasyprint.css import AnonymousStyle
from weasyprint.css.functions import check_math
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.formatting_structure import boxes
from weasyprint.layout import percent
from weasyprint.layout.absolute import AbsolutePlaceholder

from briefs.pdf_speed.patches import Patch

_resolve_percentages = percent.resolve_percentages
_adjust_box_sizing = percent.adjust_box_sizing

_ACROSS = ("margin_left", "margin_right", "padding_left", "padding_right", "width", "min_width", "max_width")
_DOWN = ("margin_top", "margin_bottom", "padding_top", "padding_bottom")
_TALL = ("height", "min_height", "max_height")
_SIDES = ("top", "right", "bottom", "left")
_SIZES = ("width", "min_width", "max_width", *_TALL)


class _Plan:
    """What the lengths of a style come to, and what remains to be computed."""

    __slots__ = ("across", "border_box", "down", "fixed", "sizes", "tall")

    def __init__(self, style: Any) -> None:
        self.sizes = [style[name] for name in _SIZES]
        self.border_box = style["box_sizing"] != "content-box"
        self.fixed: dict[str, Any] = {}
        self.across, self.down, self.tall = (
            [(name, style[name].value) for name in names if not self._is_fixed(name, style[name])]
            for names in (_ACROSS, _DOWN, _TALL)
        )
        for side in _SIDES:
            self.fixed[f"border_{side}_width"] = style[f"border_{side}_width"]

    def _is_fixed(self, name: str, value: Any) -> bool:
        if value is None or value == "auto":
            self.fixed[name] = 0 if value == "auto" and name.startswith("min_") else value
        elif value.unit == "%":
            return False
        else:
            self.fixed[name] = value.value
        return True

    def holds(self, style: Any) -> bool:
        return all(style[name] is size for name, size in zip(_SIZES, self.sizes, strict=True))


def _plan(style: Any) -> _Plan | None:
    if (
        type(style) is AnonymousStyle
        and style.keys().isdisjoint(_NOT_INHERITED)
        and style["border_collapse"] != "collapse"
        and not (style["border_top_width"] or style["border_bottom_width"])
        and not (style["border_left_width"] or style["border_right_width"])
    ):
        return _ANONYMOUS
    known: _Plan | None = style.__dict__.get("used_values")
    if known is not None and known.holds(style):
        return known
    values = [style[name] for name in (*_ACROSS, *_DOWN, *_TALL)]
    if style["border_collapse"] == "collapse" or any(
        value is not None and value != "auto" and (check_math(value) or getattr(value, "unit", None) is None)
        for value in values
    ):
        return None
    if style["height"] not in (None, "auto") and style["height"].unit not in ("%", "px"):
        return None
    style.used_values = plan = _Plan(style)
    return plan


# None of what a plan is made of is inherited, so that all anonymous boxes have the same until WeasyPrint sets one.
_NOT_INHERITED = frozenset((*_ACROSS, *_DOWN, *_TALL, "box_sizing"))
_ANONYMOUS = _Plan({**{f"border_{side}_width": 0 for side in _SIDES}, **{n: INITIAL_VALUES[n] for n in _NOT_INHERITED}})


def _resolve_percentages_from_plan(box: Any, containing_block: Any) -> None:
    plan = None if isinstance(box, AbsolutePlaceholder) else _plan(box.style)
    if plan is None:
        _resolve_percentages(box, containing_block)
        return
    used = box.__dict__
    used.update(plan.fixed)
    if plan.across or plan.down or plan.tall:
        if isinstance(containing_block, boxes.Box):
            width, height = containing_block.width, containing_block.height
        else:
            width, height = containing_block
        for name, value in plan.across:
            used[name] = width * value / 100
        if plan.down:
            around = height if isinstance(box, boxes.PageBox) else width
            for name, value in plan.down:
                used[name] = around * value / 100
        if plan.tall and height == "auto":
            _resolve_percentages(box, containing_block)
            return
        for name, value in plan.tall:
            used[name] = height * value / 100
    if plan.border_box:
        _adjust_box_sizing(box, "width")
        _adjust_box_sizing(box, "height")


def patches() -> Iterator[Patch]:
    """The function that this shortcut replaces, wherever it was imported."""
    for name, module in sorted(sys.modules.items()):
        if name.startswith("weasyprint.") and getattr(module, "resolve_percentages", None) is _resolve_percentages:
            yield Patch(module, "resolve_percentages", _resolve_percentages_from_plan)
