"""Files that wait to be published: kept on the disk, so that a large site does not fill the memory."""

import hashlib
import os
import tempfile
import weakref
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

from briefs.publish.errors import explained
from briefs.publish.staging import stands


class Spool(Mapping[str, bytes]):
    """Bytes by path, in a file beside the output that has no name: it is gone with the process, however that ends.

    What is the same at several paths is kept once.
    """

    def __init__(self, output: Path) -> None:
        self._output = output
        self._file: IO[bytes] | None = None
        self._places: dict[bytes, tuple[int, int]] = {}  # by digest: where it begins, and its length
        self._files: dict[str, bytes] = {}

    def add(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Keep some files until they are published. Raises PublishError where the disk cannot take them."""
        for path, data in files:
            digest = hashlib.sha256(data).digest()
            if digest not in self._places:
                try:
                    self._places[digest] = self._write(data), len(data)
                except OSError as error:
                    place = os.path.realpath(self._output)
                    raise explained(error, place, stands(place)) from error
            self._files[path] = digest

    def settle(self, path: str, new: str | None) -> None:
        """Publish what was added under a path at another one, or not at all. It need not be there."""
        if (digest := self._files.pop(path, None)) and new:
            self._files[new] = digest

    def size(self, path: str) -> int:
        """The number of bytes of a file."""
        return self._places[self._files[path]][1]

    def __getitem__(self, path: str) -> bytes:
        start, length = self._places[self._files[path]]
        if self._file is None or not length:
            return b""
        self._file.seek(start)
        return self._file.read(length)

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def _write(self, data: bytes) -> int:
        """Put bytes at the end of the file; returns where they begin. Raises OSError."""
        if self._file is None:
            self._file = _nameless(self._output)
            weakref.finalize(self, self._file.close)
        start = self._file.seek(0, os.SEEK_END)
        left = memoryview(data)
        while left:
            left = left[self._file.write(left) :]
        return start


def _nameless(output: Path) -> IO[bytes]:
    """A file on the disk of the output, which the output will take up too; or elsewhere, where nobody may write there
    and perhaps nothing has changed.
    """
    with suppress(PermissionError):
        return tempfile.TemporaryFile(dir=os.path.dirname(os.path.realpath(output)), buffering=0)
    return tempfile.TemporaryFile(buffering=0)
