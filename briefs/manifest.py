"""The manifest of the output: every file that the build owns with its SHA-256, as `sha256sum -c` reads it.

Standard library only, and quick to import: a build that changes nothing asks here and ends.
"""

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

NAME = "SHA256SUMS"
PLACEHOLDER = ".gitkeep"  # keeps the empty folder in git; the build's, but in no manifest
_LINE = re.compile(r"(\\?)([0-9a-f]{64})  ([^\0\n\r]+)")
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_PLAIN = {escape: char for char, escape in _ESCAPES.items()}


@dataclass(frozen=True)
class Differences:
    """How a folder differs from its manifest: paths, sorted. `others` are files that the manifest does not list."""

    missing: tuple[str, ...]
    changed: tuple[str, ...]
    others: tuple[str, ...]


def digest(data: bytes) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def is_plain(path: str) -> bool:
    """Whether a path is UTF-8, stays below the folder it is relative to and has no other spelling."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in path and all(part not in ("", ".", "..") for part in path.split("/"))


def render(digests: Mapping[str, str]) -> bytes:
    """The manifest of paths (with `/`) and their digests, one a line, sorted by path."""
    return "".join(_line(path, digests[path]) for path in sorted(digests)).encode()


def parse(data: bytes) -> dict[str, str] | None:
    """Path → digest as a manifest lists them; None where it is damaged or names a path outside its folder."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    found: dict[str, str] = {}
    *lines, end = text.split("\n")
    for line in lines:
        match = _LINE.fullmatch(line)
        path = match and (_unescaped(match[3]) if match[1] else match[3])
        if not match or not path or not is_plain(path) or path in found or path == NAME:
            return None
        found[path] = match[2]
    return None if end else found


def read(folder: Path) -> dict[str, str] | None:
    """The manifest that lies in a folder; None where there is none, or a damaged one. Raises OSError."""
    path = folder / NAME
    return parse(path.read_bytes()) if path.is_file() and not path.is_symlink() else None


def digest_of(folder: Path) -> str:
    """The digest of the manifest that lies in a folder; empty where there is none. Raises OSError."""
    path = folder / NAME
    return digest(path.read_bytes()) if path.is_file() and not path.is_symlink() else ""


def compare(folder: Path, listed: Mapping[str, str]) -> Differences:
    """Hold every file of a folder against a manifest. A link is not followed: it is no file of the build.

    Raises OSError where a file or folder cannot be read.
    """
    there = dict(_files(str(folder)))
    missing = sorted(path for path in listed if path not in there)
    changed = sorted(path for path in listed if path in there and _digest_at(there[path]) != listed[path])
    others = sorted(path for path in there if path not in listed and path not in (NAME, PLACEHOLDER))
    return Differences(tuple(missing), tuple(changed), tuple(others))


def _files(folder: str, below: str = "") -> list[tuple[str, os.DirEntry[str]]]:
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                found += _files(entry.path, f"{below}{entry.name}/")
            else:
                found.append((f"{below}{entry.name}", entry))
    return found


def _digest_at(entry: os.DirEntry[str]) -> str:
    if not entry.is_file(follow_symlinks=False):
        return ""
    with Path(entry.path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _line(path: str, hexadecimal: str) -> str:
    escaped = "".join(_ESCAPES.get(char, char) for char in path)
    mark = "" if escaped == path else "\\"
    return f"{mark}{hexadecimal}  {escaped}\n"


def _unescaped(path: str) -> str:
    """A path without its escapes; empty where it has one that no manifest writes."""
    parts = re.split(r"(\\.?)", path)
    if any(part not in _PLAIN for part in parts[1::2]):
        return ""
    return "".join(_PLAIN.get(part, part) for part in parts)
