"""What is asked of a build. Quick to import: it is known before there is anything to do."""

from dataclasses import dataclass
from pathlib import Path

FORMATS = ("html", "pdf")
CACHE_MB = 500  # million bytes


@dataclass(frozen=True)
class Request:
    """What to build; empty tuples mean everything.

    PDFs are rendered by `jobs` processes, or by the `cluster` whose address is given; they are kept in `cache`, else in
    the project's `.cache`, which is held below `cache_mb` million bytes.
    """

    project: Path
    publications: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = FORMATS
    jobs: int = 1
    release: bool = False
    keep_going: bool = False
    cluster: str = ""
    cache: Path | None = None
    cache_mb: int = CACHE_MB
