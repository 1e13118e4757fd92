"""What a build is made of, by digest: the project's files, and this program with the libraries it uses.

Everything is read, always: times of files are not to be trusted. Nothing slow is imported, so that a build with nothing
to do is answered at once.
"""

import hashlib
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefs.engine import installed, native

PACKAGE = Path(__file__).resolve().parent
FOLDERS = ("content", "templates")
PROGRAM = "the program"  # the name of what is not a file of the project


def inputs(project: Path) -> dict[str, str]:
    """Every file that a build reads, by its path in the project, with its SHA-256 in hexadecimal."""
    found = {name: _digest(project / name) for folder in FOLDERS for name in _names(project, folder)}
    return {**found, PROGRAM: _program()}


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """The names of what differs, sorted."""
    return tuple(sorted(name for name in {*before, *after} if before.get(name) != after.get(name)))


def _program() -> str:
    digest = hashlib.sha256(f"{sys.version} {sorted(installed().items())} {sorted(native())}\n".encode())
    root = PACKAGE.parent
    for name in sorted((*_names(root, "briefs"), *_names(root, "templates"))):
        if "__pycache__" not in name:
            digest.update(f"{name} {_digest(root / name)}\n".encode())
    return digest.hexdigest()


def _names(root: Path, folder: str) -> Iterator[str]:
    for where, _, names in os.walk(root / folder):
        below = os.path.relpath(where, root)
        yield from (f"{below}/{name}" for name in names)


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:  # what cannot be read is told by the stage that reads it
        return f"not read: {error.errno}"
