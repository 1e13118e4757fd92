"""The ids of the real publications, for tests that ask every one of them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PUBLICATIONS = tuple(sorted(path.name for path in (ROOT / "content" / "publications").iterdir()))
