"""How far the translations are: a row for each folder of words and language."""

from collections import Counter
from dataclasses import dataclass

from briefs.load import Tree
from briefs.translation import State, Unit, folders, languages_of, units_of

DONE = (State.CURRENT, State.EDITED, State.UNTRACKED)


@dataclass(frozen=True)
class Row:
    """Counts of one folder in one language; `words` are those of the source, `done` is the share of its words (0 to 1)
    that are translated and in step.
    """

    folder: str
    language: str
    units: int
    words: int
    done: float
    states: dict[str, int]


def status(tree: Tree) -> tuple[Row, ...]:
    """Every folder in every language it has words in."""
    rows = []
    for folder in folders(tree):
        for language in languages_of(tree, folder):
            rows.append(_row(folder, language, units_of(tree, folder, language)))
    return tuple(rows)


def _row(folder: str, language: str, units: tuple[Unit, ...]) -> Row:
    live = [unit for unit in units if unit.state is not State.OBSOLETE]
    words = {unit.path: len((unit.source or "").split()) for unit in live}
    done = sum(words[unit.path] for unit in live if unit.state in DONE)
    total = sum(words.values())
    counts = Counter(unit.state.value for unit in units)
    states = {state.value: counts[state.value] for state in State if counts[state.value]}
    return Row(folder.removeprefix("content/"), language, len(live), total, done / total if total else 1.0, states)
