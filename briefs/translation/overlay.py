"""Drafts: a language's words with the source's where a translation is missing, each text flagged for what it is.

A flag is a private-use character before the text. The writer takes it off and marks what it writes.
"""

from dataclasses import dataclass, replace

from briefs.load import Data, File, KeyPath, Tree
from briefs.memory import latest
from briefs.translation.units import State, Unit, source_language, units_of

FALLBACK, STALE = "\ue020", "\ue021"
_FLAGS = {FALLBACK: "missing", STALE: "stale"}


@dataclass(frozen=True)
class Overlay:
    """The words of a language to build a draft with, and the units that are not finished."""

    file: File
    unfinished: tuple[Unit, ...]
    obsolete: tuple[Unit, ...]


def overlay(tree: Tree, folder: str, language: str) -> Overlay | None:
    """The overlaid words of a language; None for the source language, and where the source cannot be read."""
    source = source_language(tree, folder)
    file, original = tree.files.get(f"{folder}/{language}.yaml"), tree.files.get(f"{folder}/{source}.yaml")
    if language == source or file is None or original is None:
        return None
    return _overlay(folder, language, original, file, units_of(tree, folder, language))


@latest(lambda folder, language, *_: (folder, language))
def _overlay(folder: str, language: str, original: File, file: File, found: tuple[Unit, ...]) -> Overlay:
    units = {unit.path: unit for unit in found}
    flags = not folder.startswith("content/labels")
    data = _merged(original.data, file.data, units, (), flags=flags)
    unfinished = tuple(u for u in units.values() if u.state in (State.MISSING, State.STALE, State.BOTH_CHANGED))
    obsolete = tuple(u for u in units.values() if u.state is State.OBSOLETE)
    return Overlay(replace(file, data=data), unfinished, obsolete)


def unfinished(tree: Tree, folder: str, language: str) -> dict[str, str]:
    """The keys of a folder's texts that a draft shows in the source language (`missing`) or out of step (`stale`)."""
    states = {unit.key: unit.state for unit in units_of(tree, folder, language)}
    said = {State.MISSING: "missing", State.STALE: "stale", State.BOTH_CHANGED: "stale"}
    return {key: said[state] for key, state in states.items() if state in said}


def flagged(text: str) -> bool:
    """Whether a text carries a flag."""
    return text[:1] in _FLAGS


def unflagged(text: str) -> tuple[str, str]:
    """A text without its flag, and what the flag says: `missing`, `stale`, or nothing."""
    return (text[1:], _FLAGS[text[0]]) if flagged(text) else (text, "")


def flag_of(state: str) -> str:
    """The flag that says `missing` or `stale`; nothing for nothing."""
    return next((flag for flag, name in _FLAGS.items() if name == state), "")


def _merged(source: Data, target: Data, units: dict[KeyPath, Unit], path: KeyPath, *, flags: bool) -> Data:
    """The target's value, or the source's where there is none; keys that the source has not are obsolete."""
    if isinstance(source, dict):
        own = target if isinstance(target, dict) else {}
        if target is not None and not isinstance(target, dict):
            return target  # the schema says what is wrong with it
        return {key: _merged(value, own.get(key), units, (*path, key), flags=flags) for key, value in source.items()}
    if not isinstance(source, str) or (target is not None and not isinstance(target, str)):
        return target
    unit = units.get(path)
    state = unit.state if unit else State.CURRENT
    if not target:
        return f"{FALLBACK}{source}" if flags else source
    return f"{STALE}{target}" if flags and state in (State.STALE, State.BOTH_CHANGED) else target
