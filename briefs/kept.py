"""What is slow to make is kept on the disk between processes, under the digest of what it is made of.

A kept file begins with the digest of its content: one that was cut short or changed is made anew.
"""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

MOST = 1000  # files of one folder; beyond that the oldest are thrown away
_HEAD = 65  # the digest in hex digits and a line end


def kept(folder: Path | None, name: str, made_of: bytes, make: Callable[[], bytes]) -> bytes:
    """What `make` gives, from `folder` where it has been kept there, else made and kept; made where there is no folder.

    `made_of` is everything that the result follows from; `name` is for people who look into the folder.
    """
    if folder is None:
        return make()
    path = folder / f"{name}-{hashlib.sha256(made_of).hexdigest()[:24]}"
    found = get(path)
    if found is None:
        found = make()
        put(path, found)
    return found


def get(path: Path) -> bytes | None:
    """The content of a kept file; None where there is none, or where it is damaged."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    head, content = data[:_HEAD], data[_HEAD:]
    return content if head == _head(content) else None


def put(path: Path, content: bytes) -> None:
    """Keep a content under a path. A reader at the same time finds all of it, or what was there before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    fresh.write_bytes(_head(content) + content)
    fresh.replace(path)
    there = list(path.parent.iterdir())
    if len(there) > MOST:
        for old in sorted(there, key=_age)[: len(there) - MOST + MOST // 10]:
            old.unlink(missing_ok=True)


def _head(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode() + b"\n"


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # somebody else has thrown it away
        return 0.0
