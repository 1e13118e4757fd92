"""The real publications and their editions, for tests that ask every one of them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PUBLICATIONS = tuple(sorted(path.name for path in (ROOT / "content" / "publications").iterdir()))
EDITIONS = tuple(
    (id_, words.stem)
    for id_ in PUBLICATIONS
    for words in sorted(
        (ROOT / "content" / "publications" / id_).glob("??.yaml"), key=lambda path: (path.stem != "en", path.stem)
    )
)
