"""What a translation must have in common with its source, or it would break: placeholders, notes, citations, links."""

import re
from collections import Counter

from briefs.markup import MarkKind, marks
from briefs.translation import Unit

_LINK = re.compile(r"\]\(([^)\s]+)\)")


def fault_of(unit: Unit, text: str) -> str:
    """What is wrong with a translation of a unit, in a sentence; empty where nothing is."""
    source = unit.source or ""
    if broken := _broken(text):
        return f"`{next(iter(broken))}` is no placeholder, note or citation"
    for found in (_placed, _links):
        if lost := found(source) - found(text):
            return f"it lacks {_listed(lost)}"
        if spare := found(text) - found(source):
            return f"it has {_listed(spare)}, which the source has not"
    return ""


def _placed(text: str) -> Counter[str]:
    """Marks by what they name; a name may stand in another form, so only its id counts."""
    return Counter(_named(text[mark.start : mark.end]) for mark in marks(text) if mark.kind is not MarkKind.BROKEN)


def _named(mark: str) -> str:
    inner = re.match(r"\{([a-z0-9/-]+)\.(?:acronym|bare|name|short|plural)\}$", mark)
    return f"{{{inner[1]}}}" if inner else mark


def _broken(text: str) -> Counter[str]:
    return Counter(text[mark.start : mark.end] for mark in marks(text) if mark.kind is MarkKind.BROKEN)


def _links(text: str) -> Counter[str]:
    return Counter(_LINK.findall(text))


def _listed(found: Counter[str]) -> str:
    return ", ".join(f"`{mark}`" for mark in found)
