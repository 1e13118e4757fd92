"""What renders: a digest of everything beside a job that decides the bytes of its PDF.

It is known without importing any of it, so that a build that renders nothing need not wait for the PDF engine.
"""

import ctypes
import hashlib
import re
import sys
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
# Our own modules that make a PDF from a job; a test compares them with what the renderer imports.
MODULES = (
    "fonts.py",
    "jobs.py",
    "pdf_fonts.py",
    "pdf_layout.py",
    "pdf_memory.py",
    "pdf_notes.py",
    *(f"pdf_speed/{path.name}" for path in sorted((PACKAGE / "pdf_speed").glob("*.py"))),
    "pdf_styles.py",
    "pdf_tables.py",
    "pdf_tags.py",
    "render_pdf.py",
)
# The libraries that they use, with the libraries of these; a test compares them with what is declared.
LIBRARIES = frozenset({
    "brotli", "brotlicffi", "cffi", "cssselect2", "deprecated", "fontpkg", "fontpkg-almarai", "fontpkg-source-sans-3",
    "fontpkg-source-serif-4", "fonttools", "lxml", "packaging", "page-validation", "pikepdf", "pillow", "pycparser",
    "pydyf", "pyphen", "tinycss2", "tinyhtml5", "uharfbuzz", "weasyprint", "webencodings", "wrapt", "zopfli",
})  # fmt: skip
# Shared libraries with the function that tells their version; they shape and set the text.
NATIVE = (
    ("libpango-1.0.so.0", "pango_version_string"),
    ("libpango-1.0.dylib", "pango_version_string"),
    ("libharfbuzz.so.0", "hb_version_string"),
    ("libharfbuzz.dylib", "hb_version_string"),
)


@cache
def engine() -> str:
    """The digest, as hexadecimal SHA-256. Where it is the same, the same job gives the same bytes."""
    digest = hashlib.sha256()
    for part in _parts():
        digest.update(f"{part}\n".encode())
    return digest.hexdigest()


def installed() -> dict[str, str]:
    """Every installed distribution by its normalised name, with its version."""
    found: dict[str, str] = {}
    for folder in filter(Path.is_dir, map(Path, sys.path)):
        for path in folder.iterdir():
            if match := re.fullmatch(r"(.+?)-([^-]+)\.dist-info", path.name):
                found.setdefault(re.sub(r"[-_.]+", "-", match[1]).lower(), match[2])
    return found


def _parts() -> Iterator[str]:
    yield f"python {sys.version_info[0]}.{sys.version_info[1]} {sys.byteorder} zlib {zlib.ZLIB_RUNTIME_VERSION}"
    yield from (f"{name} {version}" for name, version in sorted(installed().items()) if name in LIBRARIES)
    yield from sorted(native())
    for name in MODULES:
        yield f"{name} {hashlib.sha256((PACKAGE / name).read_bytes()).hexdigest()}"


def native() -> Iterator[str]:
    """The versions of the shared libraries, as they tell them."""
    for name, function in NATIVE:
        try:
            told = getattr(ctypes.CDLL(name), function)
        except OSError:
            continue  # another system's name for it
        told.restype = ctypes.c_char_p
        yield f"{function} {told().decode()}"
