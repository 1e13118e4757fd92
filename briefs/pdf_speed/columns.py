"""Columns: what a trial of a column height laid out is not laid out again by the next trial.

WeasyPrint balances columns by laying them out at growing heights. A block of the part lies in most of these trials at
the same place, with the same room for its lines. Here its layout is kept under everything that it depends on: the
block, where it resumes, its place, what surrounds it, and the room above the foot of the page. Layout uses that room
only to ask whether something overflows; the answers are noted, and a layout is taken again only where every answer
would be the same. A block that ends in the middle is one of the exact room only, since it fills it. Blocks that change
anything outside of themselves (notes, floats, running and absolute boxes of an outer box) or that hold tables, flexible
boxes or columns are laid out each time. What is taken is a copy, since the boxes around a block move it.
"""

from collections.abc import Callable, Iterator
from math import inf, isinf
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import LayoutContext, block
from weasyprint.layout.absolute import AbsolutePlaceholder

from briefs.pdf_speed.patches import Patch

CLOSE = 1e-4  # px: answers nearer to the edge than this are asked again, whatever rounding says
_ALONE = (boxes.TableBox, boxes.FlexContainerBox, boxes.GridContainerBox, boxes.ReplacedBox)


class _Frame:
    """What one layout in progress has asked: its room must stay within `low` and `high`, or be the same."""

    __slots__ = ("base", "exact", "high", "low")

    def __init__(self, base: float) -> None:
        self.base, self.low, self.high, self.exact = base, -inf, inf, isinf(base)

    def note(self, bottom_space: float, position_y: float, *, answer: bool) -> None:
        edge = position_y + (bottom_space - self.base)
        if answer:
            self.high = min(self.high, edge)
        else:
            self.low = max(self.low, edge)

    def take(self, inner: "_Frame | _Kept") -> None:
        shift = inner.base - self.base
        self.low, self.high = max(self.low, inner.low + shift), min(self.high, inner.high + shift)
        self.exact = self.exact or inner.exact


class _Kept:
    """A layout and the room that it holds for."""

    __slots__ = ("base", "exact", "high", "low", "margins", "owns_margins", "page_bottom", "result")

    def __init__(self, frame: _Frame, page_bottom: float, margins: list[Any], result: tuple[Any, ...]) -> None:
        self.base, self.low, self.high, self.exact = frame.base, frame.low, frame.high, frame.exact
        self.page_bottom, self.margins = page_bottom, tuple(margins)
        self.owns_margins = result[3] is margins
        self.result = _copy_result(result)

    def holds(self, page_bottom: float, bottom_space: float) -> bool:
        if page_bottom == self.page_bottom and bottom_space == self.base:
            return True
        return not self.exact and self.low + CLOSE <= page_bottom - bottom_space <= self.high - CLOSE

    def again(self, margins: list[Any]) -> tuple[Any, ...]:
        """What WeasyPrint's function returns, with the same change to the margins that it was given."""
        result = _copy_result(self.result)
        margins[:] = self.margins
        return (*result[:3], margins, *result[4:]) if self.owns_margins else result


def _copy_result(result: tuple[Any, ...]) -> tuple[Any, ...]:
    new_box, resume_at, next_page, margins, *rest = result
    return (new_box and clone(new_box), resume_at, dict(next_page), list(margins), *rest)


def clone(box: Any) -> Any:
    """A laid-out box with copies of all that lies in it, so that each can be moved by itself."""
    if isinstance(box, AbsolutePlaceholder):
        placeholder = AbsolutePlaceholder(clone(box._box))
        object.__setattr__(placeholder, "_layout_done", box._layout_done)
        return placeholder
    new_box = object.__new__(type(box))
    new_box.__dict__.update(box.__dict__)
    new_box.remove_decoration_sides = set(box.remove_decoration_sides)
    if new_box.children:
        new_box.children = type(new_box.children)([clone(child) for child in new_box.children])
    return new_box


class Memory:
    """The layouts of one box with columns, from its first trial to its last."""

    def __init__(self) -> None:
        self.frames: list[_Frame] = []
        self.off = False
        self._kept: dict[Any, list[_Kept]] = {}
        self._alone: dict[int, tuple[Any, bool]] = {}

    def within(self, box: Any) -> bool:
        """Whether a box is a block that, with all in it, keeps within itself."""
        return isinstance(box, boxes.BlockBox) and not self.alone(box)

    def alone(self, box: Any) -> bool:
        """Whether a box, or anything in it, reaches out of itself."""
        known = self._alone.get(id(box))
        if known is None or known[0] is not box:
            known = self._alone[id(box)] = box, _reaches_out(box) or any(self.alone(child) for child in box.children)
        return known[1]

    def lay_out(self, original: Callable[..., Any], context: Any, box: Any, room: float, surroundings: Any) -> Any:
        """The layout of `box`, taken or made; `surroundings` are the arguments of WeasyPrint's function."""
        skip_stack, parent, empty, absolutes, fixed, margins, discard, max_lines = surroundings
        key = (
            type(box), id(box.style), id(box.children) if box.children else id(box), str(skip_stack),
            box.position_x, box.position_y, type(parent), id(parent.style), parent.width, parent.height,
            parent.content_box_x(), parent.is_for_root_element, empty, tuple(margins), discard, max_lines,
        )  # fmt: skip
        found = self._kept.setdefault(key, [])
        for kept in found if not box.remove_decoration_sides else ():
            if kept.holds(context.page_bottom, room):
                if self.frames:
                    self._pass_on(kept, room)
                return kept.again(margins)
        frame, fresh = _Frame(room), _is_fresh(box)
        before = len(absolutes), len(fixed)
        self.frames.append(frame)
        try:
            result = original(
                context, box, room, skip_stack, parent, empty, absolutes, fixed, margins, None, None, discard, max_lines
            )
        finally:
            self.frames.pop()
        # A block that gives up where it resumed leaves its lost edge behind for its next layout, so none is taken.
        self.off = self.off or (skip_stack is not None and result[0] is None)
        frame.exact = frame.exact or result[1] is not None
        if before == (len(absolutes), len(fixed)) and fresh and not self.off:
            if frame.exact:
                found[:] = [kept for kept in found if not kept.exact]
            found.append(_Kept(frame, context.page_bottom, margins, result))
        if self.frames:
            self.frames[-1].take(frame)
        return result

    def try_column(self, original: Callable[..., Any], context: Any, column: Any, room: float, around: Any) -> Any:
        """The layout of a whole column in a trial, taken or made; `around` are the further arguments.

        A trial only looks at it, so that no copy is needed. WeasyPrint fills up the last block of a page, but never a
        column: one that ends between two blocks is the same for all room with the same answers.
        """
        skip_stack, parent, empty, absolutes, fixed, margins, *rest = around
        key = column, str(skip_stack), column.position_x, column.position_y, column.width, empty
        found = self._kept.setdefault(key, [])
        for kept in found if not any(child.remove_decoration_sides for child in column.children) else ():
            if kept.holds(context.page_bottom, room):
                return kept.result
        frame, fresh = _Frame(room), all(map(_is_fresh, column.children))
        self.frames.append(frame)
        try:
            result = original(context, column, room, skip_stack, parent, empty, absolutes, fixed, margins, *rest)
        finally:
            self.frames.pop()
        self.off = self.off or result[0] is None
        if fresh and not (absolutes or fixed or self.off):
            found.append(_Kept(frame, context.page_bottom, margins, result))
        return result

    def _pass_on(self, kept: _Kept, room: float) -> None:
        frame = _Frame(room)
        frame.low, frame.high, frame.exact = kept.low, kept.high, frame.exact or kept.exact
        self.frames[-1].take(frame)


def _is_fresh(box: Any) -> bool:
    """Whether no block remembers an edge that an earlier layout took from it: only its very next layout has that."""
    return not box.remove_decoration_sides and all(
        _is_fresh(child) for child in box.children if not isinstance(child, boxes.LineBox)
    )


def _reaches_out(box: Any) -> bool:
    style = box.style
    return bool(
        isinstance(box, _ALONE)
        or box.footnote
        or box.note
        or box.first_letter_style
        or box.first_line_style
        or style["float"] != "none"
        or style["position"] not in ("static", "relative", "absolute")
        or style["column_count"] != "auto"
        or style["column_width"] != "auto"
    )


_block_level_layout = block.block_level_layout
_block_box_layout = block.block_box_layout
_overflows_page = LayoutContext.overflows_page


def _remembering_block_level_layout(
    context: Any, box: Any, bottom_space: float, skip_stack: Any, containing_block: Any, page_is_empty: bool = True,
    absolute_boxes: Any = None, fixed_boxes: Any = None, adjoining_margins: Any = None,
    first_letter_style: Any = None, first_line_style: Any = None, discard: bool = False, max_lines: Any = None,
) -> Any:  # fmt: skip
    memory = context.__dict__.get("column_memory")
    if (
        memory is None or memory.off or first_letter_style or first_line_style or absolute_boxes is None
        or fixed_boxes is None or adjoining_margins is None or context.excluded_shapes
        or not memory.within(box)
    ):  # fmt: skip
        return _block_level_layout(
            context, box, bottom_space, skip_stack, containing_block, page_is_empty, absolute_boxes, fixed_boxes,
            adjoining_margins, first_letter_style, first_line_style, discard, max_lines,
        )  # fmt: skip
    surroundings = (
        skip_stack, containing_block, page_is_empty, absolute_boxes, fixed_boxes, adjoining_margins, discard, max_lines
    )  # fmt: skip
    return memory.lay_out(_block_level_layout, context, box, bottom_space, surroundings)


def _block_box_layout_with_memory(
    context: Any, box: Any, bottom_space: float, skip_stack: Any, containing_block: Any, page_is_empty: bool,
    absolute_boxes: Any, fixed_boxes: Any, adjoining_margins: Any, first_letter_style: Any, first_line_style: Any,
    discard: bool, max_lines: Any,
) -> Any:  # fmt: skip
    around = (
        skip_stack, containing_block, page_is_empty, absolute_boxes, fixed_boxes, adjoining_margins,
        first_letter_style, first_line_style, discard, max_lines,
    )  # fmt: skip
    memory = context.__dict__.get("column_memory")
    if memory is not None:
        # The columns that stay are laid out with no list of margins, trials with an empty one.
        trial = box.is_column and adjoining_margins == [] and not (memory.frames or context.excluded_shapes)
        styles = first_letter_style or first_line_style
        if trial and not styles and not memory.off and all(map(memory.within, box.children)):
            return memory.try_column(_block_box_layout, context, box, bottom_space, around)
        return _block_box_layout(context, box, bottom_space, *around)
    if box.style["column_width"] == "auto" and box.style["column_count"] == "auto":
        return _block_box_layout(context, box, bottom_space, *around)
    context.column_memory = Memory()
    try:
        return _block_box_layout(context, box, bottom_space, *around)
    finally:
        del context.column_memory


def _noted_overflows_page(context: Any, bottom_space: float, position_y: float) -> bool:
    answer = bool(_overflows_page(context, bottom_space, position_y))
    memory = context.__dict__.get("column_memory")
    if memory is not None and memory.frames:
        memory.frames[-1].note(bottom_space, position_y, answer=answer)
    return answer


def patches() -> Iterator[Patch]:
    """The functions that this shortcut replaces."""
    yield Patch(block, "block_level_layout", _remembering_block_level_layout)
    yield Patch(block, "block_box_layout", _block_box_layout_with_memory)
    yield Patch(LayoutContext, "overflows_page", _noted_overflows_page)
