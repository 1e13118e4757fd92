"""Locks: what each text of a language was translated from. `es.lock.yaml` lies beside `es.yaml`.

An entry has the fingerprints of source and translation and the source text itself, over several lines. Every text of
the source has its key there, accepted or not: so a line that stays as it is stands between any two entries, and work on
two texts merges without a conflict.
"""

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from briefs.load import File, Tree

DIGITS = 12
HEAD = "# What was translated, and from what. Written by `build.py translate`; nobody edits it by hand.\n"


@dataclass(frozen=True)
class Locked:
    """Fingerprints of source and translation when the unit was last accepted, the source text, and waived checks.

    `waived` maps the name of a check to the reason why it does not count for this unit.
    """

    source: str
    target: str
    text: str
    waived: Mapping[str, str]


@lru_cache(maxsize=16_384)
def fingerprint(text: str) -> str:
    """The first 12 hex digits of the SHA-256 of a text in NFC, with LF line ends and no space at line ends."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return hashlib.sha256("\n".join(line.rstrip() for line in lines).strip().encode()).hexdigest()[:DIGITS]


def lock_name(folder: str, language: str) -> str:
    """The name of the lock of a folder of words: `content/shared/es.lock.yaml`."""
    return f"{folder}/{language}.lock.yaml"


def read_lock(tree: Tree, folder: str, language: str) -> dict[str, Locked]:
    """The entries of a lock by key path (`messages.income`); entries that are no entries are left out."""
    return entries_of(tree.files.get(lock_name(folder, language)))


def entries_of(file: File | None) -> dict[str, Locked]:
    """The entries of a lock that was read; none where there is no such file."""
    data = file.data if file and isinstance(file.data, dict) else {}
    found: dict[str, Locked] = {}
    for key, entry in data.items():
        if isinstance(entry, dict) and all(isinstance(entry.get(name), str) for name in ("source", "target", "text")):
            waived = entry.get("waived")
            reasons = {k: str(v) for k, v in waived.items()} if isinstance(waived, dict) else {}
            found[key] = Locked(str(entry["source"]), str(entry["target"]), str(entry["text"]), reasons)
    return found


def lock_text(entries: Mapping[str, Locked | None]) -> str:
    """A lock as YAML, its entries in the order given; None for a text that was never accepted."""
    parts = [HEAD]
    for key, entry in entries.items():
        parts.append(f"{key}:\n")
        if entry is None:
            continue
        parts.append(f'  source: "{entry.source}"\n  target: "{entry.target}"\n')
        if entry.waived:
            parts.append("  waived:\n")
            parts += [f"    {name}: |-\n{_indented(reason, 6)}" for name, reason in entry.waived.items()]
        parts.append(f"  text: |-\n{_indented(entry.text, 4)}")
    return "".join(parts)


def _indented(text: str, by: int) -> str:
    return "".join(f"{' ' * by}{line}\n" if line else "\n" for line in text.split("\n"))
