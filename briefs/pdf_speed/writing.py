"""Writing: each object of a file is turned into bytes once, not once to be written and once more for the identifier.

pydyf makes the identifier of a file from the bytes of all its objects, which it compresses anew for that. Nothing
changes an object between the two: they are written and read in one function.
"""

from collections.abc import Iterator
from typing import Any

import pydyf

from briefs.pdf_speed.patches import Patch

WRITTEN_FOR = "0.13.0"

_Stream = pydyf.Stream
_write = pydyf.PDF.write


class _Written(pydyf.Object):  # type: ignore[misc]  # pydyf is untyped
    """Stands for an object while a file is written, and makes its bytes once."""

    def __init__(self, original: Any) -> None:
        super().__init__()
        self.number, self.generation, self.free = original.number, original.generation, original.free
        self._compressible, self._original, self._data = original.compressible, original, b""

    @property
    def compressible(self) -> bool:
        return bool(self._compressible)

    @property
    def data(self) -> bytes:
        self._data = self._data or self._original.data
        return self._data


class _StreamOnce(pydyf.Stream):  # type: ignore[misc]  # as above
    """A stream that is made while a file is written."""

    _data = b""

    @property
    def data(self) -> bytes:
        self._data = self._data or super().data
        return self._data


def _write_once(pdf: Any, *args: Any, **kwargs: Any) -> None:
    objects = pdf.objects
    pdf.objects = [_Written(object_) for object_ in objects]
    pydyf.Stream = _StreamOnce
    try:
        _write(pdf, *args, **kwargs)
    finally:
        pydyf.Stream = _Stream
        pdf.objects[: len(objects)] = objects


def patches() -> Iterator[Patch]:
    """The method that this shortcut replaces."""
    if pydyf.VERSION == WRITTEN_FOR:
        yield Patch(pydyf.PDF, "write", _write_once)
