"""Checks inside texts: marks and their targets, Markdown that would surprise, characters that cannot be printed."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from briefs.load import Data, File, KeyPath, Tree
from briefs.markup import Mark, MarkKind, marks
from briefs.model.content import DERIVED_TABLES, Content
from briefs.model.facts import Amount, Area, Date, DecimalTally, Fact, Period, Share, Tally
from briefs.model.registry import Name
from briefs.model.structure import Publication
from briefs.problems import Problem, did_you_mean

PARTS: Mapping[type, tuple[str, ...]] = {
    Amount: ("amount", "converted"),
    Share: ("signed",),
    Tally: ("words",),
    DecimalTally: ("words",),
    Area: ("amount", "converted"),
    Period: ("from", "to"),
    Date: (),
}
NAME_PARTS = ("acronym", "name", "plural", "short")

_BLOCKS_STAND = re.compile(r"(sections|technical_sheet)\.[^.]+\.text")
_NO_NOTES = re.compile(
    r"(notes\..*|.*\.(title|alt|value)|title|subtitle|short|description|figures\..*|tables\..*|.*labels.*)"
)
_NO_CITATIONS = re.compile(r"(.*\.(title|alt|value)|title|subtitle|short|description|.*labels.*|messages\..*)")
_BOLD_FIRST = re.compile(r"(messages\..*|recommendations(\.items)?\.(?!intro$).*)")
_HTML = re.compile(r"<(?:!--|[A-Za-z/!?][^>\n]*>?)")
_AUTOLINK = re.compile(r"<(?:https?://|mailto:)[^\s<>]+>")
_LINK = re.compile(r"\]\(([^)\s]*)[^)]*\)")


@dataclass
class Scope:
    """What the marks of one file of words may name; `used` collects what they did name."""

    facts: Mapping[str, Mapping[str, Fact]]
    notes: Iterable[str] = ()
    blocks: Mapping[str, frozenset[str]] = field(default_factory=dict)
    used: Counter[tuple[str, str]] = field(default_factory=Counter)


def check_words(tree: Tree, content: Content, glyphs: frozenset[int]) -> Iterator[Problem]:
    """Every text of every file of words. `glyphs` holds the code points the brand fonts can print."""
    registry = content.registry
    for name, file in tree.files.items():
        folder, _, last = name.removeprefix("content/").rpartition("/")
        if not re.fullmatch(r"[a-z]{2}\.yaml", last):
            continue
        kind, _, id_ = folder.partition("/")
        scope = _scope(content, kind, id_, file)
        for path, text in units(file.data):
            yield from _style(file, path, text)
            yield from _markdown(file, path, text)
            yield from _glyphs(file, path, text, glyphs)
            if kind != "labels":
                for mark in marks(text):
                    yield from _mark(file, path, text, mark, scope, content)
        if kind in ("publications", "shared"):
            yield from _unused(tree, file, kind, id_, content, scope)
    for id_, entry in registry.names.items():
        yield from _registry_glyphs(tree, id_, entry, glyphs)


def units(data: Data, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """All texts of a file of words with their key paths, in the file's order."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from units(value, (*path, key))
    elif isinstance(data, str):
        yield path, data


def _scope(content: Content, kind: str, id_: str, file: File) -> Scope:
    series = {f"series-{s}": content.series[s].facts for s in content.series}
    notes = file.data.get("notes") if isinstance(file.data, dict) else None
    own_notes = tuple(notes) if isinstance(notes, dict) else ()
    if kind == "publications" and id_ in content.publications:
        publication = content.publications[id_]
        cases = {c: content.cases[c].facts for c in publication.cases if c in content.cases}
        series = {k: v for k, v in series.items() if k == f"series-{publication.series}"}
        return Scope({**cases, **series}, own_notes, _blocks(publication))
    if kind == "cases" and id_ in content.cases:
        return Scope({id_: content.cases[id_].facts})
    return Scope(series, own_notes)


def _blocks(publication: Publication) -> dict[str, frozenset[str]]:
    return {
        "figure": frozenset(publication.figures),
        "table": frozenset((*publication.tables, *DERIVED_TABLES)),
        "quote": frozenset(publication.quotations),
        "key-figures": frozenset(publication.key_figures),
    }


def _style(file: File, path: KeyPath, text: str) -> Iterator[Problem]:
    if path in file.marks and file.marks[path].style != "|":
        hint = "write `|-` after the key and the text on the lines below, indented: every sentence survives that"
        yield file.problem(path, "a text must stand in a `|-` block", hint)
    elif text.endswith("\n"):
        yield file.problem(path, "the block ends with an empty line", "write `|-`, not `|`")


def _markdown(file: File, path: KeyPath, text: str) -> Iterator[Problem]:
    links = [m.span() for m in _AUTOLINK.finditer(text)]
    for match in _HTML.finditer(text):
        if not any(start <= match.start() < end for start, end in links):
            hint = "use **bold**, *italic*, lists and links; looks belong to the templates"
            yield file.problem(path, "raw HTML is not allowed", hint, span=(match.start(), len(match[0])))
    for match in re.finditer(r"^#{1,6} .*$", text, re.MULTILINE):
        hint = "give the part a section of its own, with a `title`"
        yield file.problem(path, "a text has no headings", hint, span=(match.start(), len(match[0])))
    for match in re.finditer(r"^(```|~~~).*$|!\[", text, re.MULTILINE):
        hint = "a picture is a figure of kind `image`, placed by {figure:id}; there is no code in a brief"
        yield file.problem(path, "pictures and code cannot stand in a text", hint, span=(match.start(), len(match[0])))
    for match in _LINK.finditer(text):
        if not re.match(r"https?://|mailto:", match[1]):
            hint = "a link is a web address that begins with https://"
            yield file.problem(path, f"`{match[1]}` is not a web address", hint, span=(match.start(1), len(match[1])))
    offset = 0
    for paragraph in text.split("\n"):
        if paragraph.count("**") % 2:
            at = offset + paragraph.rindex("**")
            yield file.problem(
                path, "`**` opens and does not close", "put `**` at both ends of the words", span=(at, 2)
            )
        offset += len(paragraph) + 1
    if _BOLD_FIRST.fullmatch(".".join(str(p) for p in path)) and not text.startswith("**"):
        hint = "begin with the claim in bold: **Incomes rose.** Then its ground"
        yield file.problem(path, "there is no bold claim at the start", hint, span=(0, 1))


def _glyphs(file: File, path: KeyPath, text: str, glyphs: frozenset[int]) -> Iterator[Problem]:
    for offset, char in enumerate(text):
        if char != "\n" and ord(char) not in glyphs:
            message = f"the fonts cannot print `{char}` (U+{ord(char):04X})" if char.isprintable() else (
                f"an invisible character (U+{ord(char):04X}) stands here")  # fmt: skip
            yield file.problem(path, message, "replace it: readers would see an empty box", span=(offset, 1))


def _registry_glyphs(tree: Tree, id_: str, entry: Name, glyphs: frozenset[int]) -> Iterator[Problem]:
    bad = sorted({c for name in entry.name.values() for c in name if ord(c) not in glyphs})
    for name, file in tree.files.items() if bad else ():
        if name.startswith("content/registry/") and isinstance(file.data, dict) and id_ in file.data:
            yield file.problem((id_, "name"), f"the fonts cannot print `{'`, `'.join(bad)}`", at_key=True)


def _mark(file: File, path: KeyPath, text: str, mark: Mark, scope: Scope, content: Content) -> Iterator[Problem]:
    span = (mark.start, mark.end - mark.start)
    where = ".".join(str(p) for p in path)

    def wrong(message: str, hint: str = "") -> Problem:
        return file.problem(path, message, hint, span=span)

    if mark.kind is MarkKind.BROKEN:
        found = text[mark.start : mark.end]
        yield wrong(f"`{found}` is not a placeholder, note or citation", _broken_hint(found))
    elif mark.kind is MarkKind.NOTE:
        scope.used["note", mark.target] += 1
        if _NO_NOTES.fullmatch(where):
            yield wrong("a note cannot be called here", "call it in running text")
        elif mark.target not in scope.notes:
            hint = did_you_mean(mark.target, scope.notes) or f"add `{mark.target}:` under `notes:` of this file"
            yield wrong(f"there is no note `{mark.target}`", hint)
        elif scope.used["note", mark.target] > 1:
            yield wrong(f"the note `{mark.target}` is called twice", "one call a note: write a second note")
    elif mark.kind is MarkKind.CITATION:
        if mark.target not in content.registry.references:
            hint = (
                did_you_mean(mark.target, content.registry.references) or "add it to content/registry/references.yaml"
            )
            yield wrong(f"there is no reference `{mark.target}`", hint)
        elif _NO_CITATIONS.fullmatch(where):
            yield wrong("a citation cannot stand here", "cite in running text")
    elif mark.kind is MarkKind.BLOCK:
        yield from _block(mark, where, scope, wrong)
    elif mark.kind is MarkKind.REF:
        targets = scope.blocks.get("figure", frozenset()) | scope.blocks.get("table", frozenset())
        scope.used["ref", mark.target] += 1
        if mark.target not in targets:
            yield wrong(f"there is no figure or table `{mark.target}`", did_you_mean(mark.target, targets))
    else:
        yield from _placeholder(mark, scope, content, wrong)


def _block(mark: Mark, where: str, scope: Scope, wrong: Callable[..., Problem]) -> Iterator[Problem]:
    ids = scope.blocks.get(mark.scope, frozenset())
    scope.used[mark.scope, mark.target] += 1
    if not _BLOCKS_STAND.fullmatch(where):
        yield wrong("a block cannot stand here", "blocks stand in the text of a section or of the technical sheet")
    elif mark.target not in ids:
        yield wrong(f"there is no {mark.scope} `{mark.target}`", did_you_mean(mark.target, ids))
    elif scope.used[mark.scope, mark.target] > 1:
        yield wrong(f"the {mark.scope} `{mark.target}` is placed twice", "refer to it with {ref:" + mark.target + "}")


def _placeholder(mark: Mark, scope: Scope, content: Content, wrong: Callable[..., Problem]) -> Iterator[Problem]:
    registry = content.registry
    owners = [o for o, facts in scope.facts.items() if mark.target in facts and mark.scope in ("", o)]
    if len(owners) > 1:
        choices = ", ".join(f"{{{o}/{mark.target}}}" for o in owners)
        yield wrong(f"`{mark.target}` is a fact of several cases", f"say which: {choices}")
    elif owners:
        fact = scope.facts[owners[0]][mark.target]
        yield from _part(mark, PARTS[type(fact)], "this fact", wrong)
        if mark.part == "converted" and isinstance(fact, Amount) and fact.rate is None:
            yield wrong(f"`{mark.target}` has no rate to convert it by", "name a `rate` beside the fact")
    elif not mark.scope and mark.target in registry.names:
        entry = registry.names[mark.target]
        yield from _part(mark, NAME_PARTS, "a name", wrong)
        if mark.part in ("acronym", "short") and not (entry.acronym or entry.short):
            yield wrong(f"`{mark.target}` has no acronym", "leave the part out, or add `acronym` in the registry")
        if mark.part == "plural" and not entry.plural:
            yield wrong(f"`{mark.target}` has no plural", "add `plural` in the registry")
    elif not mark.scope and mark.target in registry.rates:
        yield from _part(mark, tuple(registry.rates[mark.target].per), "this rate", wrong)
    else:
        ids = {*registry.names, *registry.rates, *(f for facts in scope.facts.values() for f in facts)}
        yield wrong(f"there is no fact or name `{mark.target}`", did_you_mean(mark.target, ids))


def _part(mark: Mark, parts: Iterable[str], noun: str, wrong: Callable[..., Problem]) -> Iterator[Problem]:
    parts = tuple(parts)
    if mark.part and mark.part not in parts:
        hint = did_you_mean(mark.part, parts) or (f"parts: {', '.join(parts)}" if parts else f"{noun} has no parts")
        yield wrong(f"{noun} has no part `{mark.part}`", hint)


def _broken_hint(found: str) -> str:
    if re.match(r"\{(figure|table|quote|key-figures):", found):
        return "a block stands alone on its line"
    if found.startswith("[@"):
        return "a citation is [@id], [@id: 45] or [@one; @other]"
    if found.startswith("[^"):
        return "a note is called by [^id]: lower-case letters, digits, hyphens"
    return "a placeholder is {id} or {id.part}; a brace stands for nothing else"


def _unused(tree: Tree, file: File, kind: str, id_: str, content: Content, scope: Scope) -> Iterator[Problem]:
    for note in scope.notes:
        if not scope.used["note", note]:
            yield file.problem(
                ("notes", note), f"no text calls the note `{note}`", f"call it with [^{note}]", at_key=True
            )
    publication = content.publications.get(id_)
    if kind != "publications" or publication is None:
        return
    structure = tree.files[f"content/publications/{id_}/publication.yaml"]
    language = file.name.rpartition("/")[2]
    for key, noun, ids in (
        ("figures", "figure", publication.figures),
        ("tables", "table", publication.tables),
        ("quotations", "quote", publication.quotations),
        ("key_figures", "key-figures", publication.key_figures),
    ):
        for n, item in enumerate(ids):
            if not scope.used[noun, item]:
                path: KeyPath = (key, n) if key == "quotations" else (key, item)
                message = f"no text of {language} places the {noun} `{item}`"
                yield structure.problem(path, message, f"place it with {{{noun}:{item}}} on a line of its own")
    for (noun, item), count in scope.used.items():
        if noun == "ref" and count and item in publication.figures and not scope.used["figure", item]:
            yield file.problem((), f"{{ref:{item}}} refers to a figure that is not placed")
