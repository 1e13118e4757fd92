"""What goes out to a translator's editor and comes back: one entry a unit, with what it was based on."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefs.load import File, KeyPath, Tree
from briefs.markup import seen_length
from briefs.model.registry import Name
from briefs.model.rooms import Told, told
from briefs.translate.names import named_in, official, official_term, terms_in
from briefs.translation import State, Unit, fingerprint, source_language

REVIEW = (State.STALE, State.BOTH_CHANGED)


@dataclass(frozen=True)
class Entry:
    """A unit on its way. `context` names it (`publications/peru#messages.income`); `base_source` and `base_target` are
    the fingerprints of both texts when it left, `previous` the source it was last translated from, where that differs,
    `limit` the characters that there is room for.
    """

    context: str
    source: str
    target: str
    base_source: str
    base_target: str
    previous: str = ""
    notes: tuple[str, ...] = ()
    limit: int | None = None
    fuzzy: bool = False


@dataclass(frozen=True)
class Parcel:
    """The entries of one file that came back, and the language they are in."""

    language: str
    entries: tuple[Entry, ...]


class ExchangeError(ValueError):
    """A file cannot be read as what its name says; the message says why."""


def context_of(unit: Unit) -> str:
    """The name of a unit outside the project."""
    return f"{unit.folder.removeprefix('content/')}#{unit.key}"


def place_of(context: str) -> tuple[str, str]:
    """The folder and the key path that a name outside the project means."""
    folder, _, key = context.partition("#")
    return f"content/{folder}", key


def described(unit: Unit) -> Told:
    """What the model says of a unit."""
    return told(unit.folder.split("/")[1], unit.path)


def limit_of(unit: Unit) -> int | None:
    """How many characters there is room for; None where the length does not matter."""
    return described(unit).limit


def too_long(unit: Unit, text: str) -> str:
    """What is wrong with the length of a text for a unit; empty where it fits."""
    limit, length = limit_of(unit), seen_length(text)
    return f"it has {length} characters, where there is room for {limit}" if limit and length > limit else ""


def comment_above(tree: Tree, unit: Unit) -> str:
    """The comment that editors left above a text in its source file, on one line; empty where there is none."""
    return comment_in(tree.files.get(f"{unit.folder}/{source_language(tree, unit.folder)}.yaml"), unit.path)


def comment_in(file: File | None, path: KeyPath) -> str:
    """The comment above a text of a source file, on one line; empty where there is none."""
    mark = file.marks.get(path) if file else None
    if file is None or mark is None:
        return ""
    found: list[str] = []
    for line in reversed(file.lines[: mark.key_line - 1]):
        if not line.lstrip().startswith("#"):
            break
        found.insert(0, line.strip().lstrip("#").strip())
    return " ".join(filter(None, found))


def name_notes(unit: Unit, source: str, names: Mapping[str, Name]) -> tuple[tuple[str, str], ...]:
    """The names and terms in the source of a unit, each with what it is called in the unit's language."""
    text = unit.source or ""
    found = [(f"{{{id_}}}", official(names[id_], unit.language)) for id_ in named_in(text, names)]
    typed = terms_in(text, source, names)
    called = ((words, official_term(names[id_], words, (source, unit.language))) for id_, words in typed)
    found += [(words, term) for words, term in called if term]
    return tuple(found)


def entry(tree: Tree, unit: Unit, names: Mapping[str, Name]) -> Entry:
    """A unit as it goes out; its source must be there."""
    source, target = unit.source or "", unit.target or ""
    review = unit.state in REVIEW
    said = described(unit)
    notes = [f"in {unit.file}", said.description, comment_above(tree, unit)]
    if said.limit:
        notes.append(f"limit: {said.limit} characters")
    language = source_language(tree, unit.folder)
    notes += [
        f"{name}: {called or 'no name in this language yet'}" for name, called in name_notes(unit, language, names)
    ]
    if unit.folder.startswith("content/publications/"):
        notes.append(f"preview: output/{unit.language}/{Path(unit.folder).name}/index.html")
    return Entry(
        context=context_of(unit),
        source=source,
        target=target,
        base_source=fingerprint(source),
        base_target=fingerprint(target) if target else "",
        previous=unit.locked.text if review and unit.locked else "",
        notes=tuple(filter(None, notes)),
        limit=said.limit,
        fuzzy=review,
    )
