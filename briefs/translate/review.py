"""What a reviewer reads: every text of a publication beside its translation, with state, notes, findings and names."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefs.load import File, KeyPath, Tree
from briefs.memory import latest
from briefs.model.content import Content
from briefs.model.registry import Name
from briefs.translate.checks import Finding, Reading, findings, reading_of
from briefs.translate.diff import Piece, changes
from briefs.translate.exchange import comment_in, described, name_notes
from briefs.translate.used import used_units
from briefs.translation import State, Unit, languages_of, source_language

ACCEPTED = (State.CURRENT, State.EDITED)


@dataclass(frozen=True)
class Line:
    """One unit. `id` is its address on the page, `anchor` the part of the preview that it stands in ("" where none).

    `pieces` are the source's words from when it was translated to now; `names` pairs what is in the source with what it
    is called; `waived` pairs a check with the reason why its warning does not count.
    """

    id: str
    key: str
    source: str
    target: str
    state: State
    description: str
    comment: str
    limit: int | None
    findings: tuple[Finding, ...]
    waived: tuple[tuple[str, str], ...]
    names: tuple[tuple[str, str], ...]
    pieces: tuple[Piece, ...]
    anchor: str


@dataclass(frozen=True)
class Part:
    """The lines of one folder, `publications/peru` or `shared`, and the file of words that they stand in."""

    folder: str
    file: str
    lines: tuple[Line, ...]

    @property
    def anchored(self) -> bool:
        """Whether a line stands in a part of the preview that is known."""
        return any(line.anchor for line in self.lines)


@dataclass(frozen=True)
class Review:
    """All lines of a publication in a language, those of the labels last."""

    publication: str
    source_language: str
    language: str
    parts: tuple[Part, ...]
    counts: Mapping[str, int]
    findings: int

    @property
    def size(self) -> int:
        """How many lines there are."""
        return sum(self.counts.values())

    @property
    def live(self) -> int:
        """How many of them the source still has."""
        return self.size - self.counts[State.OBSOLETE]

    @property
    def accepted(self) -> int:
        """How many of these somebody accepted for the source as it is: those that a release takes."""
        return sum(self.counts[state] for state in ACCEPTED)


def reviews(tree: Tree, content: Content) -> Iterator[Review]:
    """A review of every translation of a publication."""
    for id_ in content.publications:
        for language in languages_of(tree, f"content/publications/{id_}"):
            yield review(tree, content, id_, language)


def review(tree: Tree, content: Content, id_: str, language: str) -> Review:
    """The review of one publication in one language."""
    own = f"content/publications/{id_}"
    source, names = source_language(tree, own), content.registry.names
    anchors = content.publications[id_].kind != "leaflet"  # a leaflet has neither sections nor addresses in it
    parts = []
    for folder, units in used_units(tree, content, id_, language):
        read = reading_of(tree, folder, language, names)
        first = tree.files.get(f"{folder}/{read.source}.yaml")
        where = folder == own, folder == own and anchors
        lines = _lines(folder, language, units, first, (read.source, read.source_locale, read.locale), names, where)
        parts.append(Part(folder.removeprefix("content/"), f"{folder}/{language}.yaml", lines))
    every = [line for part in parts for line in part.lines]
    counts = {state.value: sum(line.state is state for line in every) for state in State}
    faults = sum(len(line.findings) for line in every)
    return Review(id_, source, language, tuple(parts), counts, faults)


@latest(lambda folder, language, *_: (folder, language))
def _lines(
    folder: str,
    language: str,
    units: tuple[Unit, ...],
    first: File | None,
    said: tuple[str, str, str],
    names: Mapping[str, Name],
    where: tuple[bool, bool],
) -> tuple[Line, ...]:
    """The lines of some units of a folder; every publication shows those of the labels and of its series.

    `first` is the file of the source, `said` its language and locale and the locale of the translation; `where` says
    whether the folder is the publication's own, and whether its texts have an anchor on the preview.
    """
    source, source_locale, locale = said
    found: dict[KeyPath, list[Finding]] = defaultdict(list)
    for each in findings(units, Reading(source, language, source_locale, locale, names)):
        found[each.unit.path].append(each)
    moved = {change.unit.path: change.pieces for change in changes(units)}
    home, anchors = where

    def line(unit: Unit) -> Line:
        said = described(unit)
        return Line(
            id=unit.key if home else f"{folder.removeprefix('content/')}:{unit.key}",
            key=unit.key,
            source=unit.source or "",
            target=unit.target or "",
            state=unit.state,
            description=said.description,
            comment=comment_in(first, unit.path),
            limit=said.limit,
            findings=tuple(found[unit.path]),
            waived=tuple(unit.locked.waived.items()) if unit.locked else (),
            names=name_notes(unit, source, names),
            pieces=moved.get(unit.path, ()),
            anchor=_anchor(unit) if anchors else "",
        )

    return tuple(map(line, units))


def _anchor(unit: Unit) -> str:
    """Where on the preview a text of a publication stands, as far as its key tells."""
    kinds = {"sections": "section", "figures": "figure", "tables": "table"}
    first = str(unit.path[0])
    return f"{kinds[first]}-{unit.path[1]}" if first in kinds and len(unit.path) > 1 else ""
