"""Units and their states: source, translation and lock side by side."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from briefs.load import Data, File, KeyPath, Tree, dotted, texts, value_at
from briefs.memory import latest
from briefs.translation.locks import Locked, entries_of, fingerprint, lock_name


class State(StrEnum):
    """How a translation stands against its source."""

    MISSING = "missing"  # there is none
    COPY = "copy"  # it is the source text, and nobody said that it shall be
    UNTRACKED = "untracked"  # it was never accepted
    CURRENT = "current"  # both are as they were accepted
    EDITED = "edited"  # only the translation changed since
    STALE = "stale"  # only the source changed since
    BOTH_CHANGED = "both-changed"
    OBSOLETE = "obsolete"  # the source has no such text any more


@dataclass(frozen=True)
class Unit:
    """One text: its folder (`content/publications/peru`), language and key path, and what is known of it."""

    folder: str
    language: str
    path: KeyPath
    source: str | None
    target: str | None
    locked: Locked | None

    @cached_property
    def key(self) -> str:
        """The key path as people write it: `messages.income`."""
        return dotted(self.path)

    @property
    def file(self) -> str:
        """The file of words that the translation stands in."""
        return f"{self.folder}/{self.language}.yaml"

    @cached_property
    def state(self) -> State:
        """What follows from source, translation and lock."""
        if self.source is None:
            return State.OBSOLETE
        if not self.target:
            return State.MISSING
        if self.locked is None:
            return State.COPY if fingerprint(self.target) == fingerprint(self.source) else State.UNTRACKED
        source_moved = fingerprint(self.source) != self.locked.source
        target_moved = fingerprint(self.target) != self.locked.target
        if source_moved:
            return State.BOTH_CHANGED if target_moved else State.STALE
        return State.EDITED if target_moved else State.CURRENT


def folders(tree: Tree) -> tuple[str, ...]:
    """The folders of words of a project: those of publications last."""
    found = [f"content/{kind}" for kind in ("shared", "labels") if tree.languages(f"content/{kind}")]
    for kind in ("series", "cases", "matrices", "publications"):
        found += [f"content/{kind}/{id_}" for id_ in tree.groups(kind)]
    return tuple(found)


def source_language(tree: Tree, folder: str) -> str:
    """The language that the words of a folder are written in first: that of its series, or of the first series."""
    _, kind, *rest = folder.split("/")
    series = tree.groups("series")
    if kind == "publications":
        named = _value(tree, f"{folder}/publication.yaml", ("series",))
        series = [str(named), *series]
    elif kind == "series":
        series = [*rest, *series]
    for id_ in series:
        language = _value(tree, f"content/series/{id_}/series.yaml", ("source_language",))
        if isinstance(language, str) and re.fullmatch("[a-z]{2}", language):
            return language
    return "en"


def locale_of(tree: Tree, language: str, units: Iterable[Unit]) -> str:
    """The locale of the first unit's publication or series in a language; the language alone where none is named."""
    for folder in dict.fromkeys(unit.folder for unit in units):
        named = _value(tree, f"{folder}/publication.yaml", ("locales", language))
        series = _value(tree, f"{folder}/publication.yaml", ("series",))
        homes = [str(series)] if series else tree.groups("series")
        for home in homes:
            named = named or _value(tree, f"content/series/{home}/series.yaml", ("locales", language))
        if isinstance(named, str):
            return named
    return language


def source_locale(tree: Tree, units: Iterable[Unit]) -> str:
    """The locale that the source of some units is written in."""
    units = tuple(units)
    return locale_of(tree, source_language(tree, units[0].folder) if units else "en", units)


def languages_of(tree: Tree, folder: str) -> tuple[str, ...]:
    """The languages that a folder has words in besides its source language."""
    source = source_language(tree, folder)
    return tuple(language for language in tree.languages(folder) if language != source)


def units_of(tree: Tree, folder: str, language: str) -> tuple[Unit, ...]:
    """The units of a folder in a language, in the order of the source; what is obsolete comes last."""
    names = (f"{folder}/{source_language(tree, folder)}.yaml", f"{folder}/{language}.yaml", lock_name(folder, language))
    source, target, lock = (tree.files.get(name) for name in names)
    return _units(folder, language, source, target, lock)


@latest(lambda folder, language, *_: (folder, language))
def _units(folder: str, language: str, first: File | None, own: File | None, locks: File | None) -> tuple[Unit, ...]:
    source, target, lock = dict(_texts(first)), dict(_texts(own)), entries_of(locks)
    paths = [*source, *(path for path in target if path not in source)]
    return tuple(Unit(folder, language, p, source.get(p), target.get(p), lock.get(dotted(p))) for p in paths)


def _texts(file: File | None) -> Iterator[tuple[KeyPath, str]]:
    if file is not None:
        yield from ((path, text) for path, text in texts(file.data) if not any(isinstance(p, int) for p in path))


def _value(tree: Tree, name: str, path: KeyPath) -> Data:
    file = tree.files.get(name)
    try:
        return value_at(file.data, path) if file else None
    except (KeyError, IndexError, TypeError):
        return None
