"""Shortcuts that make WeasyPrint faster and change no byte of what it writes."""

from collections.abc import Iterator
from contextlib import contextmanager

import weasyprint

from briefs.pdf_speed import columns, flow, font_instances, texts, used_values

WRITTEN_FOR = "70.0"
SHORTCUTS = (columns, flow, font_instances, texts, used_values)


@contextmanager
def shortcuts() -> Iterator[None]:
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
