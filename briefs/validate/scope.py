"""What the marks of a file of words may name, as far as the files that hold it could be read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from briefs.load import File, KeyPath
from briefs.markup import Mark
from briefs.model.computed import solve
from briefs.model.content import DERIVED_TABLES
from briefs.model.facts import Known
from briefs.model.matrix import MatrixCount
from briefs.model.structure import Publication
from briefs.problems import did_you_mean
from briefs.validate.context import Context


@dataclass
class Scope:
    """What the marks of one file of words may name.

    `loose` ids are those of facts of which nothing else is known, and `facts_lost` says that there may be still others;
    so does `notes_lost` of notes. `blocks` is None where the structure is not known, and has no entry for a kind of
    which nothing is known; `publication` is None where the words are no publication's.

    `used` collects what the marks named and found, `missed` what they named in vain.
    """

    facts: Mapping[str, Mapping[str, Known | MatrixCount]]
    facts_lost: bool = False
    loose: frozenset[str] = frozenset()
    notes: Iterable[str] = ()
    notes_lost: bool = False
    blocks: Mapping[str, frozenset[str]] | None = field(default_factory=dict)
    publication: Publication | None = None
    used: set[tuple[str, str]] = field(default_factory=set)
    missed: set[tuple[str, str]] = field(default_factory=set)
    refs: list[tuple[KeyPath, Mark]] = field(default_factory=list)
    crowded: set[KeyPath] = field(default_factory=set)

    def near(self, kind: str, target: str) -> bool:
        """Whether a mark in vain was most likely meant for this target."""
        return bool(did_you_mean(target, [name for found, name in self.missed if found == kind]))


def scope_of(context: Context, kind: str, id_: str, file: File) -> Scope:
    """What the marks of a file of words may name; `kind` and `id_` are those of its folder."""
    content = context.content
    notes = file.data.get("notes") if isinstance(file.data, dict) else None
    own = tuple(notes) if isinstance(notes, dict) else ()
    notes_lost = file.name in context.failed and not own
    match kind:
        case "publications" if id_ in content.publications:
            publication = content.publications[id_]
            lost = context.facts_lost(publication)
            loose = context.loose_facts(publication)
            blocks = _blocks(context, publication, file.name.rpartition("/")[2])
            return Scope(context.facts(publication), lost, loose, own, notes_lost, blocks, publication)
        case "publications":
            return Scope({}, True, notes=own, notes_lost=notes_lost, blocks=None)
        case "cases":
            home = f"cases/{id_}/case"
            facts = {id_: solve(content.cases[id_].facts)[0]} if id_ in content.cases else {}
            lost = not facts and (context.unread(home) or not context.lost(home))
            return Scope(facts, lost, context.loose(home, key="facts"), own, notes_lost)
        case _:
            known = {
                f"series {s}": solve(content.series[s].facts)[0] for s in content.series if kind == "shared" or s == id_
            }
            homes = tuple(f"series/{s}/series" for s in context.tree.groups("series"))
            lost, loose = context.unread(*homes), context.loose(*homes, key="facts")
            facts = {"": {k: v for each in known.values() for k, v in each.items()}}
            return Scope(facts, lost, loose, own, notes_lost)


def _blocks(context: Context, publication: Publication, last: str) -> dict[str, frozenset[str]]:
    language = last.removesuffix(".yaml")
    found = context.content.shared.get(language)
    shared = {} if found is None else {"passage": frozenset(found.passages)}
    words = {case: context.content.case_words.get(case, {}).get(language) for case in publication.cases}
    return {
        **shared,
        "account": frozenset(case for case, told in words.items() if told is None or told.account),
        "figure": frozenset(publication.figures),
        "table": frozenset((*publication.tables, *DERIVED_TABLES)),
        "quote": frozenset(publication.quotations),
        "key-figures": frozenset(publication.key_figures),
        "section": frozenset(section.id for section in publication.outline() if section.numbered),
    }
