"""Notes: one whose policy keeps it with its line stays there, whatever the lines after that one need.

Where the lines that `orphans` keeps together do not fit on a page, WeasyPrint moves notes of that page to the next to
make room (its pull request 2437), and does not ask their `footnote-policy`: a note of the policy `line` or `block` then
leaves its call. Here it asks, and breaks the page where it would break without notes to move. See decision 0005.
"""

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import weasyprint
from weasyprint.layout import block

WRITTEN_FOR = "70.0"
MOVES = "while report and context.current_page_footnotes:"
MOVES_IF_IT_MAY = f"{MOVES[:-1]} and context.current_page_footnotes[-1].style['footnote_policy'] == 'auto':"


@contextmanager
def notes_stay() -> Iterator[None]:
    """While this holds, WeasyPrint moves no note that its policy keeps. Not for several threads at once.

    With another version of WeasyPrint nothing changes. Raises LookupError where its source is not the expected one.
    """
    if weasyprint.__version__ != WRITTEN_FOR:
        yield
        return
    original = block._linebox_layout
    block._linebox_layout = _asking(original)
    try:
        yield
    finally:
        block._linebox_layout = original


@cache
def _asking(original: Any) -> Any:
    """The function that lays out lines, made again from its source with one condition more."""
    lines, first = inspect.getsourcelines(original)
    source = "".join(lines)
    if source.count(MOVES) != 1:
        raise LookupError(f"this line does not stand once in {original.__name__} of WeasyPrint: {MOVES}")
    # The empty lines before it keep the line numbers of a traceback right.
    code = compile("\n" * (first - 1) + source.replace(MOVES, MOVES_IF_IT_MAY), inspect.getfile(original), "exec")
    made: dict[str, Any] = {}
    exec(code, original.__globals__, made)  # noqa: S102 - WeasyPrint's own source: a copy of it here would be long
    return made[original.__name__]
