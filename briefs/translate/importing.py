"""The way back, in three ways: what left, what came back, what is here now. Nothing newer is overwritten."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from briefs.load import KeyPath, Tree
from briefs.translate.exchange import Entry, Parcel, place_of
from briefs.translation import Locked, Unit, fingerprint, folders, source_language, units_of

Check = Callable[[Unit, str], str]
GONE = "the source has no such text (any more)"


@dataclass(frozen=True)
class Taken:
    """An entry that goes in: the unit, its new text, and its lock."""

    unit: Unit
    text: str
    lock: Locked


@dataclass(frozen=True)
class Refused:
    """An entry that does not go in, and why."""

    context: str
    reason: str


def merge(tree: Tree, parcel: Parcel, check: Check) -> tuple[tuple[Taken, ...], tuple[Refused, ...], int]:
    """What of a parcel goes in, what is refused, and how many entries bring nothing new.

    `check` says what is wrong with a text for a unit, or nothing.
    """
    known = {folder: _units(tree, folder, parcel.language) for folder in folders(tree)}
    taken, refused, idle = [], [], 0
    for entry in parcel.entries:
        folder, key = place_of(entry.context)
        unit = known.get(folder, {}).get(key)
        if unit is None or unit.source is None:
            known_folder = folder in known
            refused.append(Refused(entry.context, GONE if known_folder else f"there are no words of `{folder}`"))
        elif source_language(tree, folder) == parcel.language:
            refused.append(Refused(entry.context, f"`{parcel.language}` is the language that is translated from"))
        elif not entry.target.strip() or _idle(entry, unit):
            idle += 1
        elif reason := _newer(entry, unit) or check(unit, entry.target):
            refused.append(Refused(entry.context, reason))
        else:
            taken.append(Taken(unit, _clean(entry.target), _lock(entry, unit)))
    return tuple(taken), tuple(refused), idle


def texts_of(taken: tuple[Taken, ...]) -> Iterator[tuple[str, dict[KeyPath, str]]]:
    """The new texts by folder."""
    for folder in dict.fromkeys(each.unit.folder for each in taken):
        yield folder, {each.unit.path: each.text for each in taken if each.unit.folder == folder}


def _units(tree: Tree, folder: str, language: str) -> dict[str, Unit]:
    return {unit.key: unit for unit in units_of(tree, folder, language)}


def _idle(entry: Entry, unit: Unit) -> bool:
    """Whether nobody touched the text, or all is here already: a stale text that comes back as it left stays stale."""
    back = fingerprint(entry.target)
    taken = unit.locked is not None and (unit.locked.source, unit.locked.target) == (fingerprint(entry.source), back)
    return back == entry.base_target or (taken and back == fingerprint(unit.target or ""))


def _newer(entry: Entry, unit: Unit) -> str:
    if entry.base_source and fingerprint(entry.source) != entry.base_source:
        return "its source text was changed in the file"
    here = fingerprint(unit.target) if unit.target else ""
    if here not in (entry.base_target, fingerprint(entry.target)):
        told = "it was changed here after it had been exported; export again to work on what is here now"
        return told if entry.base_source else "the file does not say what it was based on, and there is a text here"
    return "it is marked as needing work" if entry.fuzzy else ""


def _lock(entry: Entry, unit: Unit) -> Locked:
    """Accepted against the source that the translator saw: had it changed meanwhile, the unit is stale at once."""
    waived = unit.locked.waived if unit.locked else {}
    text = _clean(entry.target)
    return Locked(fingerprint(entry.source), fingerprint(text), entry.source, waived)


def _clean(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n")
    return "\n".join(line.rstrip() for line in lines)
