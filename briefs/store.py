"""A folder of results by the digest of what they were made from: deleted at any time, bounded, shared by machines.

An entry is written beside its place and then renamed, so that nobody reads half of one; it carries its own digest, so
that a damaged one is made anew.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

DIGEST = 32  # bytes of SHA-256


class Store:
    """Entries below a folder; it is made when the first one is put there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> bytes | None:
        """What is kept under a key (hexadecimal), or nothing: a damaged entry is none. Marks it as used now."""
        path = self._path(key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        if hashlib.sha256(data[DIGEST:]).digest() != data[:DIGEST]:
            with suppress(OSError):
                path.unlink()
            return None
        with suppress(OSError):  # a store that is only read
            os.utime(path)
        return data[DIGEST:]

    def put(self, key: str, data: bytes) -> None:
        """Keep some bytes. Raises OSError where the folder cannot be written."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(data).digest() + data)
            Path(name).chmod(0o644)  # another user of the machine may read a shared store
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def trim(self, limit: int) -> None:
        """Remove what was not used for longest until at most `limit` bytes are left."""
        entries = sorted(self._entries(), reverse=True)
        for _, size, path in entries:
            limit -= size
            if limit < 0:
                with suppress(OSError):  # another machine was faster
                    path.unlink()

    def _entries(self) -> Iterator[tuple[float, int, Path]]:
        for path in self._folder.glob("*/*"):
            with suppress(OSError):
                status = path.stat()
                yield status.st_mtime, status.st_size, path

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key


def kept(folder: Path | None, name: str, made_of: bytes, make: Callable[[], bytes]) -> bytes:
    """What `make` gives, from the store in `folder` where it has been kept there; made where there is no folder.

    `name` says what kind of thing it is, `made_of` is everything that it follows from.
    """
    if folder is None:
        return make()
    store, key = Store(folder), hashlib.sha256(name.encode() + b"\n" + made_of).hexdigest()
    found = store.get(key)
    if found is None:
        found = make()
        with suppress(OSError):  # it is there all the same: the next build makes it again
            store.put(key, found)
    return found
