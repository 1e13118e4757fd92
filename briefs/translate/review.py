"""What a reviewer reads: every text of a publication beside its translation, with state, faults and names."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from briefs.load import Tree
from briefs.markup import MarkKind, marks
from briefs.model.content import Content
from briefs.translation import State, Unit, languages_of, source_language, units_of

Faults = Callable[[Unit], tuple[str, ...]]


@dataclass(frozen=True)
class Line:
    """One unit: its key, both texts, its state, what the checks say, and the names in it (source, translation)."""

    key: str
    source: str
    target: str
    state: State
    faults: tuple[str, ...]
    names: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Review:
    """The lines of a publication in a language, and how many are in each state."""

    publication: str
    source_language: str
    language: str
    title: str
    lines: tuple[Line, ...]
    counts: dict[str, int]


def reviews(tree: Tree, content: Content, faults: Faults) -> Iterator[Review]:
    """A review of every translated publication."""
    for id_ in content.publications:
        folder = f"content/publications/{id_}"
        for language in languages_of(tree, folder):
            lines = tuple(_line(content, unit, faults) for unit in units_of(tree, folder, language))
            counts = {state.value: sum(line.state is state for line in lines) for state in State}
            title = content.publication_words[id_][source_language(tree, folder)].title
            yield Review(id_, source_language(tree, folder), language, title, lines, counts)


def _line(content: Content, unit: Unit, faults: Faults) -> Line:
    source, target = unit.source or "", unit.target or ""
    names = []
    for id_ in dict.fromkeys(mark.target for mark in marks(source) if mark.kind is MarkKind.PLACEHOLDER):
        entry = content.registry.names.get(id_)
        if entry:
            names.append((next(iter(entry.name.values())), entry.name.get(unit.language, "–")))
    found = faults(unit) if target and unit.source is not None else ()
    return Line(unit.key, source, target, unit.state, found, tuple(names))
