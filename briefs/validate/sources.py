"""What the source of a translated text has: a translator mends by it, not in files of others."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from briefs.load import File, KeyPath, Tree, value_at
from briefs.markup import Mark, MarkKind, marks
from briefs.problems import did_you_mean
from briefs.translation import source_language

ASK = "ask the editor"


@dataclass(frozen=True)
class Origin:
    """The text that a translation was made from, and the translation."""

    source: str
    target: str

    def facts(self, names: Collection[str]) -> tuple[str, ...]:
        """The placeholders of the source that are no names."""
        return self._written(m for m in marks(self.source) if m.kind is MarkKind.PLACEHOLDER and m.target not in names)

    def _written(self, found: Iterable[Mark]) -> tuple[str, ...]:
        """Marks as the source writes them: those that the translation lacks, or else all."""
        here = {_named(mark) for mark in marks(self.target)}
        there = [(mark, self.source[mark.start : mark.end]) for mark in found]
        lacking = [text for mark, text in there if _named(mark) not in here]
        return tuple(dict.fromkeys(lacking or [text for _, text in there]))

    def of(self, ids: Collection[str]) -> str:
        """How the source writes the name of one of these ids that the translation lacks; empty where it has none."""
        here = {_named(mark) for mark in marks(self.target)}
        found = (m for m in marks(self.source) if m.kind is MarkKind.PLACEHOLDER and m.target in ids)
        return next((self.source[m.start : m.end] for m in found if _named(m) not in here), "")

    def hint(self, kind: MarkKind, target: str = "") -> str:
        """What to write in place of a mark that names nothing."""
        targets = {mark.target: self.source[mark.start : mark.end] for mark in marks(self.source) if mark.kind is kind}
        found = self._written(mark for mark in marks(self.source) if mark.kind is kind)
        if target and (near := did_you_mean(target, targets)):
            return near
        return f"the source has: {', '.join(found)}" if found else f"the source has none here: leave it out, or {ASK}"


def origin(tree: Tree, file: File, path: KeyPath, text: str) -> Origin | None:
    """What a text of a file of words was translated from, empty where the source has no such text.

    None in the source language, and where the source could not be read.
    """
    return made_from(source_of(tree, file), path, text)


def source_of(tree: Tree, file: File) -> File | None:
    """What a file of words was translated from; None in the source language, and where the source could not be read."""
    folder, _, last = file.name.rpartition("/")
    source = f"{folder}/{source_language(tree, folder)}.yaml"
    return None if file.name == source or not last.endswith(".yaml") else tree.files.get(source)


def made_from(source: File | None, path: KeyPath, text: str) -> Origin | None:
    """What a text was translated from, where its file has that source."""
    if source is None:
        return None
    try:
        found = value_at(source.data, path)
    except (KeyError, IndexError, TypeError):
        found = None
    return Origin(found if isinstance(found, str) else "", text)


def _named(mark: Mark) -> tuple[str, ...]:
    """What a mark names, whatever part it asks for."""
    return mark.kind.value, mark.scope, mark.target
