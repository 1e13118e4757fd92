"""What a drawing follows from besides its data: this package, the map data, the fonts and libraries it is made with."""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import fontpkg

LIBRARIES = ("vl-convert-python", "pillow", "babel", "segno")


@cache
def program(families: tuple[str, ...]) -> bytes:
    """A digest of all that, for drawings in some font families; it stays as it is while a process runs."""
    digest = hashlib.sha256()
    for part in _parts(families):
        digest.update(hashlib.sha256(part).digest())
    return digest.digest()


def _parts(families: tuple[str, ...]) -> Iterable[bytes]:
    for each in sorted(files("briefs.draw").iterdir(), key=lambda each: each.name):
        if each.name.endswith((".py", ".json")):
            yield each.name.encode()
            yield each.read_bytes()
    yield repr([(name, version(name)) for name in LIBRARIES]).encode()
    for family in families:
        for path in sorted({str(fontpkg.path(family, weight=weight, nearest=True)) for weight in (400, 600, 700)}):
            yield family.encode()
            yield Path(path).read_bytes()
