"""What a translation must have in common with its source, or it would break: placeholders, notes, citations, links."""

import re
from collections import Counter
from collections.abc import Iterator

from briefs.markup import MarkKind, marks
from briefs.translation import Unit

_LINK = re.compile(r"\]\(([^)\s]+)\)")


def fault_of(unit: Unit, text: str) -> str:
    """What is wrong with a translation of a unit, in a sentence; empty where nothing is.

    A name or number may stand more often than in the source: `repeated` tells of that.
    """
    source = unit.source or ""
    if broken := _broken(text):
        return f"`{next(iter(broken))}` is no placeholder, note or citation"
    for found in (_needed, _links):
        here, there = found(text, unit.language), found(source, unit.language)
        lost, spare = _listed(there - here, source), _listed(here - there, text)
        if lost and spare:
            return f"it has {spare} in place of {lost}"
        if lost:
            return f"it lacks {lost}"
        if spare:
            return f"it has {spare}, which the source has not"
    return ""


def lost_marks(unit: Unit, text: str) -> tuple[str, ...]:
    """The marks that a translation lacks, as the source writes them; none where it has others in their place."""
    here, there = _needed(text, unit.language), _needed(unit.source or "", unit.language)
    return () if here - there else tuple(_written(mark, unit.source or "") for mark in there - here)


def repeated(unit: Unit, text: str) -> str:
    """Which placeholders stand in a translation more or less often than in its source, in a sentence; or nothing."""
    here, there = _repeatable(text, unit.language), _repeatable(unit.source or "", unit.language)
    told = [
        f"`{mark}` {here[mark]} times, in the source {there[mark]}"
        for mark in here
        if there[mark] and here[mark] != there[mark]
    ]
    return ", ".join(told)


def foreign_spans(unit: Unit, text: str) -> Iterator[tuple[int, int]]:
    """Where the marks of a translation stand (start, end) that its source has not, or not as often."""
    left = _needed(unit.source or "", unit.language)
    for mark in marks(text):
        name = _named(text[mark.start : mark.end])
        if mark.kind is MarkKind.BROKEN or not left[name]:
            yield mark.start, mark.end
        elif mark.kind not in _REPEATABLE:
            left[name] -= 1


_REPEATABLE = (MarkKind.PLACEHOLDER, MarkKind.REF)


def _needed(text: str, language: str) -> Counter[str]:
    """Marks by what they name: placeholders once each, notes, citations and blocks as often as they stand."""
    once = dict.fromkeys(_repeatable(text, language), 1)
    fixed = (m for m in marks(text) if m.kind not in (*_REPEATABLE, MarkKind.BROKEN))
    return Counter(once) + Counter(text[mark.start : mark.end] for mark in fixed)


def _repeatable(text: str, language: str) -> Counter[str]:
    """Placeholders and references; a name may stand in another form, and may be left out in its own language."""
    found = (m for m in marks(text) if m.kind in _REPEATABLE and m.part != language)
    return Counter(_named(text[mark.start : mark.end]) for mark in found)


def _named(mark: str) -> str:
    inner = re.match(r"\{([a-z0-9/-]+)\.(?:acronym|bare|name|short|plural)\}$", mark)
    return f"{{{inner[1]}}}" if inner else mark


def _broken(text: str) -> Counter[str]:
    return Counter(text[mark.start : mark.end] for mark in marks(text) if mark.kind is MarkKind.BROKEN)


def _links(text: str, _language: str) -> Counter[str]:
    return Counter(_LINK.findall(text))


def _listed(found: Counter[str], text: str) -> str:
    return ", ".join(f"`{_written(mark, text)}`" for mark in found)


def _written(named: str, text: str) -> str:
    """How a text writes a mark, with the part that it asks for."""
    written = (text[mark.start : mark.end] for mark in marks(text))
    return next((mark for mark in written if _named(mark) == named), named)
