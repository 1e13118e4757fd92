"""Rewrite what broken projects print: `python -m tests.update_broken [case …]`. Read what changed before you commit it.

A case that builds without a problem is refused: it would test nothing.
"""

import sys
import tempfile
from pathlib import Path

from tests.broken_cases import CASES, EXPECTED, names, prepare, run


def update(chosen: list[str]) -> int:
    """Rewrite the expected message of some cases (none means all); returns how many are not broken."""
    refused = 0
    for name in chosen or names():
        with tempfile.TemporaryDirectory() as folder:
            project = Path(folder) / "project"
            prepare(CASES / name, project)
            code, printed = run(project)
        if code != 1:
            refused += 1
            print(f"{name}: not written, the exit code is {code}\n{printed}", file=sys.stderr)
            continue
        file = CASES / name / EXPECTED
        if not file.exists() or file.read_text("utf-8") != printed:
            file.write_text(printed, "utf-8")
            print(f"{name}: written")
    return refused


if __name__ == "__main__":
    sys.exit(update(sys.argv[1:]) > 0)
