"""Boxes: whether one is in the flow, and which pages it asks for, said by the least that tells.

A box whose `float` is `none` and whose `position` is `static` or `relative` is in the normal flow: the other questions
have one answer then. The pages that a box asks for come from its first and its last child, so the others are not asked.
"""

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure.boxes import Box, ParentBox
from weasyprint.layout import block

from briefs.pdf_speed.patches import Patch

_is_in_normal_flow = Box.is_in_normal_flow
_own_page_values = Box.page_values


def _is_in_normal_flow_at_once(box: Any) -> bool:
    style = box.style
    if style["float"] == "none" and style["position"] in ("static", "relative"):
        return True
    return bool(_is_in_normal_flow(box))


def _page_values_of_ends(box: Any) -> tuple[Any, Any]:
    start, end = _own_page_values(box)
    for first in box.children:
        if first.is_in_normal_flow() or first.is_floated():
            break
    else:
        return start, end
    for last in reversed(box.children):
        if last.is_in_normal_flow() or last.is_floated():
            break
    first_values = first.page_values()
    last_values = first_values if last is first else last.page_values()
    return first_values[0] or start, last_values[1] or end


def _end_page(box: Any, end: int) -> Any:
    """The page that a box asks for at its start (0) or end (-1): what `page_values` says of that end alone."""
    page = box.style["page"]
    while getattr(type(box), "page_values", None) is _page_values_of_ends:
        for child in box.children if end == 0 else reversed(box.children):
            if child.is_in_normal_flow() or child.is_floated():
                box = child
                break
        else:
            break
        page = box.style["page"] or page
    return page


def _page_name_of_ends(before: Any, after: Any) -> Any:
    name = _end_page(after, 0)
    return None if _end_page(before, -1) == name else name


def patches() -> Iterator[Patch]:
    """The methods that this shortcut replaces."""
    yield Patch(Box, "is_in_normal_flow", _is_in_normal_flow_at_once)
    yield Patch(ParentBox, "page_values", _page_values_of_ends)
    yield Patch(block, "block_level_page_name", _page_name_of_ends)
