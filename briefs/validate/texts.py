"""The marks of every file of words: placeholders, notes, citations, blocks. Each has its target, each target a mark."""

import re
from collections.abc import Callable, Iterable, Iterator

from briefs.load import File, KeyPath, texts
from briefs.markup import Mark, MarkKind, marks
from briefs.memory import latest
from briefs.model.content import DERIVED_TABLES
from briefs.model.facts import Amount
from briefs.problems import Problem, did_you_mean
from briefs.translation import State, overlay
from briefs.validate.context import Context
from briefs.validate.facts import PARTS
from briefs.validate.hints import block_home, broken_hint, listed, named_ids, part_hint
from briefs.validate.markdown import check_names, check_text
from briefs.validate.scope import Scope, scope_of
from briefs.validate.sources import Origin, made_from, source_of

NAME_PARTS = ("acronym", "bare", "name", "plural", "short")

_BLOCKS_STAND = re.compile(r"(sections|technical_sheet)\.[^.]+\.text")
_NO_NOTES = re.compile(
    r"(notes\..*|.*\.(title|alt|value|lead)|title|subtitle|short|description|lead|name|tagline|credits|roles\..*"
    r"|imprint\..*|status|event|(figures|tables|quotations|key_figures|synthesis|groups|countries)\..*)"
)
_NO_CITATIONS = re.compile(
    r"(.*\.(title|alt|value)|title|subtitle|short|description|name|tagline|credits|roles\..*|.*labels.*|messages\..*)"
)
Wrong = Callable[[str, str], Problem]


def check_words(context: Context, glyphs: Callable[[str], frozenset[int]]) -> Iterator[Problem]:
    """Every text of every file of words, and the names that are printed."""
    for name, file in context.tree.files.items():
        folder, _, last = name.removeprefix("content/").rpartition("/")
        if not re.fullmatch(r"[a-z]{2}\.yaml", last):
            continue
        kind, _, id_ = folder.partition("/")
        draft = overlay(context.tree, f"content/{folder}", last.removesuffix(".yaml"))
        scope = scope_of(context, kind, id_, draft.file if draft else file)
        for unit in draft.unfinished if draft else ():
            if unit.state is State.MISSING:  # the source's text stands there, with what it calls and places
                scope.used.update((_noun(mark), mark.target) for mark in marks(unit.source or ""))
        yield from _alone(file, glyphs(last.removesuffix(".yaml")))
        source = source_of(context.tree, file)
        for path, text in _texts(file) if kind != "labels" else ():
            made = made_from(source, path, text)
            for mark in marks(text):
                yield from _mark(context, file, path, text, mark, scope, made)
        if name not in context.failed:
            yield from _unused(context, file, id_, scope)
    yield from check_names(context.tree, glyphs)


@latest(lambda file: file.name)
def _texts(file: File) -> tuple[tuple[KeyPath, str], ...]:
    """The texts of a file of words, without those in lists: words have none, and the schema has said so."""
    return tuple((path, text) for path, text in texts(file.data) if not any(isinstance(part, int) for part in path))


@latest(lambda file, glyphs: file.name)
def _alone(file: File, glyphs: frozenset[int]) -> tuple[Problem, ...]:
    """What is wrong with each text of a file by itself."""
    return tuple(problem for path, text in _texts(file) for problem in check_text(file, path, text, glyphs))


def _noun(mark: Mark) -> str:
    """What a mark uses, as `Scope.used` names it."""
    return mark.scope if mark.kind is MarkKind.BLOCK else mark.kind.value


def _mark(
    context: Context, file: File, path: KeyPath, text: str, mark: Mark, scope: Scope, made: Origin | None
) -> Iterator[Problem]:
    span = (mark.start, mark.end - mark.start)
    where = ".".join(str(p) for p in path)
    placed = file.name not in context.failed  # else the key itself may be what is wrong
    leaflet = scope.publication is not None and scope.publication.kind == "leaflet"
    references = context.content.registry.references

    def wrong(message: str, hint: str) -> Problem:
        return file.problem(path, message, hint, span=span)

    def instead(hint: str) -> str:
        return made.hint(mark.kind, mark.target) if made else hint

    match mark.kind:
        case MarkKind.BROKEN:
            yield _broken(context, text, mark, scope, wrong, made)
        case MarkKind.NOTE:
            twice = ("note", mark.target) in scope.used
            scope.used.add(("note", mark.target))
            if _NO_NOTES.fullmatch(where) and placed:
                yield wrong("a note cannot be called here", "call it in running text")
            elif leaflet:
                yield wrong("a leaflet has no notes", "say it in the text, or leave it out")
            elif mark.target not in scope.notes and not scope.notes_lost:
                scope.missed.add(("note", mark.target))
                hint = did_you_mean(mark.target, scope.notes) or f"add `{mark.target}:` under `notes:` of this file"
                yield wrong(f"there is no note `{mark.target}`", instead(hint))
            elif twice:
                yield wrong(f"the note `{mark.target}` is called twice", "one call a note: write a second note")
        case MarkKind.CITATION:
            scope.used.add(("citation", mark.target))
            home = "registry/references"
            if leaflet:
                yield wrong("a leaflet has no references to cite", "name the work in words, or leave it out")
            elif mark.target not in references:
                hint = did_you_mean(mark.target, references) or "add it to content/registry/references.yaml"
                if not context.unread(home) and mark.target not in context.loose(home):
                    yield wrong(f"there is no reference `{mark.target}`", instead(hint))
            elif _NO_CITATIONS.fullmatch(where) and placed:
                yield wrong("a citation cannot stand here", "cite in running text")
        case MarkKind.BLOCK:
            if scope.blocks is not None and placed:
                yield from _block(mark, path, scope, wrong, made)
        case MarkKind.REF:
            if scope.blocks is not None:
                targets = {i for kind in ("figure", "table", "section") for i in scope.blocks.get(kind, ())}
                if mark.target in targets:
                    scope.refs.append((path, mark))
                else:
                    message = f"there is no figure, table or numbered section `{mark.target}`"
                    own = _uncounted(mark.target, scope) or did_you_mean(mark.target, targets)
                    yield wrong(message, instead(own or listed(targets)))
        case MarkKind.PLACEHOLDER:
            yield from _placeholder(context, mark, scope, wrong, made)


def _broken(context: Context, text: str, mark: Mark, scope: Scope, wrong: Wrong, made: Origin | None) -> Problem:
    found = text[mark.start : mark.end]
    if block := re.fullmatch(r"\{([a-z-]+):([a-z0-9-]+)\}", found):
        scope.used.add((block[1], block[2]))  # meant, though not alone on its line
    hint = broken_hint(text, mark, named_ids(context, scope), made)
    return wrong(f"`{found}` is not a placeholder, note or citation", hint)


def _block(mark: Mark, path: KeyPath, scope: Scope, wrong: Wrong, made: Origin | None) -> Iterator[Problem]:
    ids = (scope.blocks or {}).get(mark.scope)
    if not _BLOCKS_STAND.fullmatch(".".join(str(p) for p in path)):
        if path not in scope.crowded:  # one problem a text: most often it is the text that has the wrong key
            yield wrong(
                "a block cannot stand here", "blocks stand in the `text` of a section or of the technical sheet"
            )
        scope.crowded.add(path)
    elif ids is not None and mark.target not in ids:
        scope.missed.add((mark.scope, mark.target))
        hint = made.hint(mark.kind, mark.target) if made else did_you_mean(mark.target, ids) or listed(ids)
        yield wrong(f"there is no {mark.scope} `{mark.target}`", hint or block_home(mark.scope))
    elif (mark.scope, mark.target) in scope.used:
        hint = "refer to it with {ref:" + mark.target + "}" if mark.scope in ("figure", "table") else "place it once"
        yield wrong(f"the {mark.scope} `{mark.target}` is placed twice", hint)
    scope.used.add((mark.scope, mark.target))


def _uncounted(target: str, scope: Scope) -> str:
    """What to do where a section is meant that has no number."""
    outline = scope.publication.outline() if scope.publication else ()
    if target in {section.id for section in outline}:
        return f"number the section in publication.yaml: {{id: {target}, numbered: true}}"
    inner = target in {id_ for section in outline for id_ in section.sections}
    return "a section below another has no number: refer to the outer one" if inner else ""


def _placeholder(context: Context, mark: Mark, scope: Scope, wrong: Wrong, made: Origin | None) -> Iterator[Problem]:
    registry = context.content.registry
    owners = [o for o, facts in scope.facts.items() if mark.target in facts and mark.scope in ("", o)]
    if len(owners) > 1:
        choices = ", ".join(f"{{{o}/{mark.target}}}" for o in owners if o)
        hint = (
            f"say which: {choices}" if "" not in owners else "give the fact of the series or that of the case a new id"
        )
        yield wrong(f"`{mark.target}` is more than one fact here", hint)
    elif owners:
        fact = scope.facts[owners[0]][mark.target]
        yield from _part(mark, PARTS[type(fact)], "this fact", wrong)
        if mark.part == "converted" and isinstance(fact, Amount) and fact.rate is None:
            yield wrong(
                f"`{mark.target}` has no rate to convert it by",
                made.hint(mark.kind) if made else "name a `rate` beside the fact",
            )
    elif not mark.scope and mark.target in registry.names:
        entry = registry.names[mark.target]
        yield from _part(mark, (*NAME_PARTS, *sorted(entry.name)), "a name", wrong)
        if mark.part in ("acronym", "short") and not (entry.acronym or entry.short):
            yield wrong(f"`{mark.target}` has no acronym", part_hint("acronym", made))
        if mark.part == "plural" and not entry.plural:
            yield wrong(f"`{mark.target}` has no plural", part_hint("plural", made))
    elif not mark.scope and mark.target in registry.rates:
        yield from _part(mark, tuple(registry.rates[mark.target].per), "this rate", wrong)
    elif scope.publication and mark.scope in {*context.tree.groups("matrices")} - {*scope.publication.matrices}:
        if ("matrix", mark.scope) not in scope.missed and mark.scope not in scope.publication.shown_matrices():
            hint = made.hint(mark.kind) if made else f"add `{mark.scope}` to `matrices:` of publication.yaml"
            yield wrong(f"`matrices` of this publication does not name `{mark.scope}`", hint)
        scope.missed.add(("matrix", mark.scope))
    elif not _hidden(context, mark, scope):
        noun = f"fact of `{mark.scope}`" if mark.scope else "fact or name"
        ids = named_ids(context, scope)
        hint = did_you_mean(mark.target, ids) or "facts stand in case.yaml and series.yaml, names in content/registry/"
        hint = made.hint(mark.kind, mark.target) if made else hint
        yield wrong(
            f"there is no {noun}: `{mark.target}`" if mark.scope else f"there is no {noun} `{mark.target}`", hint
        )


def _hidden(context: Context, mark: Mark, scope: Scope) -> bool:
    """Whether the target may well be there, in a file that could not be used."""
    if scope.facts_lost or mark.target in scope.loose:
        return True
    homes = context.registry_files
    return not mark.scope and (context.unread(*homes) or mark.target in context.loose(*homes))


def _part(mark: Mark, parts: Iterable[str], noun: str, wrong: Wrong) -> Iterator[Problem]:
    parts = tuple(parts)
    if mark.part and mark.part not in parts:
        hint = did_you_mean(mark.part, parts) or (f"parts: {', '.join(parts)}" if parts else f"{noun} has no parts")
        yield wrong(f"{noun} has no part `{mark.part}`", hint)


def _unused(context: Context, file: File, id_: str, scope: Scope) -> Iterator[Problem]:
    """Targets that no mark of this file names, and references to what is placed nowhere."""
    for note in scope.notes:
        if ("note", note) not in scope.used and not scope.near("note", note):
            hint = f"call it with [^{note}] where it belongs"
            yield file.problem(("notes", note), f"no text calls the note `{note}`", hint, at_key=True)
    publication = scope.publication
    if publication is None or publication.kind == "leaflet":
        yield from _unplaced_refs(file, scope, ())
        return
    structure, language = context.file(f"publications/{id_}/publication"), file.name.rpartition("/")[2]
    words = file.data.get("tables") if isinstance(file.data, dict) else None
    draft = context.content.publication_words.get(id_, {}).get(language.removesuffix(".yaml"))
    # A translation that has no table yet shows the source's.
    tables = tuple(dict.fromkeys([*(words if isinstance(words, dict) else ()), *(draft.tables if draft else ())]))
    reported: set[str] = set()
    for key, noun, ids in (
        ("figures", "figure", tuple(publication.figures)),
        ("tables", "table", (*publication.tables, *(t for t in DERIVED_TABLES if t in tables))),
        ("quotations", "quote", publication.quotations),
        ("key_figures", "key-figures", tuple(publication.key_figures)),
    ):
        for n, item in enumerate(ids):
            if (noun, item) not in scope.used and not scope.near(noun, item):
                path: KeyPath = (key, n) if key == "quotations" else (key, item)
                home = file if noun == "table" and item not in publication.tables else structure
                message = f"no text of {language} places the {noun} `{item}`"
                hint = f"write {{{noun}:{item}}} on a line of its own"
                yield home.problem(path, message, hint, at_key=key != "quotations")
            if (noun, item) not in scope.used:
                reported.add(item)
    for table in DERIVED_TABLES:
        if ("table", table) in scope.used and table not in tables:
            yield file.problem(("tables", table), f"the table `{table}` has no words", "add its `title:` and `source:`")
    for n, reference in enumerate(publication.further_reading):
        if ("citation", reference) in scope.used:
            hint = "remove it here: what texts cite is listed already"
            yield structure.problem(("further_reading", n), f"a text cites `{reference}`", hint)
    yield from _unplaced_refs(file, scope, reported)


def _unplaced_refs(file: File, scope: Scope, reported: Iterable[str]) -> Iterator[Problem]:
    for path, mark in scope.refs:
        sections = (scope.blocks or {}).get("section", ())
        placed = mark.target in sections or {("figure", mark.target), ("table", mark.target)} & scope.used
        if not placed and mark.target not in reported:
            message, hint = f"`{mark.target}` is placed nowhere", "refer to what a text places, or leave this out"
            yield file.problem(path, message, hint, span=(mark.start, mark.end - mark.start))
