"""Which texts a publication is made of: its own, those of its series, cases and matrices, shared ones, and labels."""

from collections.abc import Collection, Iterable, Iterator

from briefs.load import KeyPath, Tree
from briefs.markup import MarkKind, marks
from briefs.model.base import shared
from briefs.model.content import DERIVED_TABLES, Content
from briefs.model.structure import DerivedTable, Publication
from briefs.translation import Unit, units_of

# What a table derived from cases shows of their words; one of results shows labels and names.
CELLS: dict[str, KeyPath] = {"architecture": ("name",), "synthesis": ("synthesis",)}


def used_units(tree: Tree, content: Content, id_: str, language: str) -> tuple[tuple[str, tuple[Unit, ...]], ...]:
    """The units of a publication in a language by folder: its own, then what it takes from elsewhere, labels last."""
    publication = content.publications[id_]
    own = units_of(tree, f"content/publications/{id_}", language)
    placed = {(mark.scope, mark.target) for unit in own for mark in marks(unit.source or "") if mark.scope}
    found = [(f"content/publications/{id_}", own)]
    names = [
        *(("messages", item) for item in publication.key_messages),
        *(("recommendations", item) for item in publication.all_recommendations()),
        *(("sheets", item) for item in publication.technical_sheet),
    ]
    wanted = {(group, name) for group, item in names if (name := shared(item))}
    wanted |= {("passages", target) for scope, target in placed if scope == "passage"}
    found.append(("content/shared", _with_notes(units_of(tree, "content/shared", language), wanted)))
    derived = set(_derived(publication, {str(unit.path[1]) for unit in own if unit.path[:1] == ("tables",)}))
    cells = {key for table, key in CELLS.items() if table in derived}
    for case in publication.cases:
        keys = cells | ({("account",)} if ("account", case) in placed else set())
        found.append((f"content/cases/{case}", _with_notes(units_of(tree, f"content/cases/{case}", language), keys)))
    found += [
        (f"content/matrices/{m}", units_of(tree, f"content/matrices/{m}", language)) for m in publication.matrices
    ]
    series = f"content/series/{publication.series}"
    found += [(folder, units_of(tree, folder, language)) for folder in (series, "content/labels")]
    return tuple((folder, units) for folder, units in found if units)


def _derived(publication: Publication, names: Iterable[str]) -> Iterator[str]:
    """What the tables of these names are derived as; nothing for those that are written cell by cell."""
    for name in names:
        spec = publication.tables.get(name)
        if isinstance(spec, DerivedTable):
            yield spec.derive
        elif spec is None and name in DERIVED_TABLES:
            yield name


def _with_notes(units: tuple[Unit, ...], wanted: Collection[tuple[str, str]] | Collection[KeyPath]) -> tuple[Unit, ...]:
    """The units below some keys, and the notes that these call."""
    kept = [unit for unit in units if any(unit.path[: len(key)] == key for key in wanted)]
    called = {m.target for unit in kept for m in marks(unit.source or "") if m.kind is MarkKind.NOTE}
    notes = [unit for unit in units if unit.path[:1] == ("notes",) and unit.path[-1] in called]
    return tuple(unit for unit in units if unit in kept or unit in notes)
