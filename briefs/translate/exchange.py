"""What goes out to a translator's editor and comes back: one entry a unit, with what it was based on."""

from dataclasses import dataclass
from pathlib import Path

from briefs.translation import State, Unit, fingerprint

REVIEW = (State.STALE, State.BOTH_CHANGED)


@dataclass(frozen=True)
class Entry:
    """A unit on its way. `context` names it (`publications/peru#messages.income`); `base_source` and `base_target` are
    the fingerprints of both texts when it left, `previous` the source it was last translated from, where that differs.
    """

    context: str
    source: str
    target: str
    base_source: str
    base_target: str
    previous: str = ""
    notes: tuple[str, ...] = ()
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


def entry(unit: Unit) -> Entry:
    """A unit as it goes out; its source must be there."""
    source, target = unit.source or "", unit.target or ""
    review = unit.state in REVIEW
    notes = [f"in {unit.file}"]
    if unit.folder.startswith("content/publications/"):
        notes.append(f"preview: output/{unit.language}/{Path(unit.folder).name}/index.html")
    return Entry(
        context=context_of(unit),
        source=source,
        target=target,
        base_source=fingerprint(source),
        base_target=fingerprint(target) if target else "",
        previous=unit.locked.text if review and unit.locked else "",
        notes=tuple(notes),
        fuzzy=review,
    )
