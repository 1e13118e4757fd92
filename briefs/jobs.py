"""What travels between the pages and the PDF engine: a print job goes in, a PDF with its findings comes out.

All of it is text and bytes, so that a job can be stored under its digest and rendered in any process, on any machine.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class PrintJob:
    """All that a PDF is made of. `assets` maps names, as the page and its style sheet call them, to bytes."""

    html: str
    stylesheet: str
    assets: Mapping[str, bytes]
    families: tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """What is wrong, on which page (from 1; 0 where no page can be named), and the words it came from, if known."""

    message: str
    page: int
    unit: str = ""


@dataclass(frozen=True)
class Pdf:
    """A finished PDF, its number of pages, and what is wrong with it."""

    data: bytes
    pages: int
    findings: tuple[Finding, ...]
