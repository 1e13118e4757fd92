"""Which texts a publication is made of: its own, and those of its series, cases, matrices and the shared ones."""

from briefs.load import KeyPath, Tree
from briefs.markup import MarkKind, marks
from briefs.model.base import shared
from briefs.model.content import DERIVED_TABLES, Content
from briefs.translation import Unit, units_of


def used_units(tree: Tree, content: Content, id_: str, language: str) -> tuple[tuple[str, tuple[Unit, ...]], ...]:
    """The units of a publication in a language by folder: its own first, then what it takes from elsewhere."""
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
    tables = {path[1] for unit in own if (path := unit.path)[:1] == ("tables",)}
    derived = bool(tables & {*DERIVED_TABLES, *publication.tables}) and publication.kind != "report"
    for case in publication.cases:
        keys: set[KeyPath] = {("name",), ("synthesis",)} if derived else set()
        keys |= {("account",)} if ("account", case) in placed else set()
        found.append((f"content/cases/{case}", _with_notes(units_of(tree, f"content/cases/{case}", language), keys)))
    found += [
        (f"content/matrices/{m}", units_of(tree, f"content/matrices/{m}", language)) for m in publication.matrices
    ]
    series = f"content/series/{publication.series}"
    found.append((series, units_of(tree, series, language)))
    return tuple((folder, units) for folder, units in found if units)


def _with_notes(units: tuple[Unit, ...], wanted: "set[KeyPath] | set[tuple[str, str]]") -> tuple[Unit, ...]:
    """The units below some keys, and the notes that these call."""
    kept = [unit for unit in units if any(unit.path[: len(key)] == key for key in wanted)]
    called = {m.target for unit in kept for m in marks(unit.source or "") if m.kind is MarkKind.NOTE}
    notes = [unit for unit in units if unit.path[:1] == ("notes",) and unit.path[-1] in called]
    return tuple(unit for unit in units if unit in kept or unit in notes)
