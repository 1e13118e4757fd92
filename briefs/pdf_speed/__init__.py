"""Shortcuts that make WeasyPrint faster and change no byte of what it writes.

Each module replaces a few functions of WeasyPrint and says why the result stays the same. They lean on how that version
works: with any other they stay off. See decision 0012.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import weasyprint

from briefs.pdf_speed import columns, computed_styles, contents, flow, glyphs, paths, texts, used_values, writing

WRITTEN_FOR = "70.0"
SHORTCUTS = (columns, computed_styles, contents, flow, glyphs, paths, texts, used_values, writing)


@contextmanager
def shortcuts() -> Iterator[None]:
    """While this holds, WeasyPrint takes the shortcuts. Not for several threads at once."""
    if weasyprint.__version__ != WRITTEN_FOR:
        yield
        return
    before = []
    try:
        for module in SHORTCUTS:
            for patch in module.patches():
                before.append((patch.owner, patch.name, getattr(patch.owner, patch.name)))
                setattr(patch.owner, patch.name, patch.new)
        yield
    finally:
        for owner, name, original in reversed(before):
            setattr(owner, name, original)
