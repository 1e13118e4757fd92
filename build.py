"""Builds the project: `python build.py --help`."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV_PYTHON = HERE / ".venv" / "bin" / "python"


def run() -> int:
    """Run the command line, with the project's own Python where this one lacks the libraries."""
    sys.path.insert(0, str(HERE))
    try:
        from briefs.cli import main
    except ModuleNotFoundError as error:
        if VENV_PYTHON.exists() and Path(sys.prefix) != VENV_PYTHON.parent.parent:
            os.execv(VENV_PYTHON, [str(VENV_PYTHON), *sys.argv])
        print(f"{error}. Run `make build` once: it sets everything up.", file=sys.stderr)
        return 2
    return main()


if __name__ == "__main__":
    try:
        sys.exit(run())
    except KeyboardInterrupt:  # while the program was loaded; later the command line tells of it
        print("Stopped. Nothing was written; the last good output is as it was.", file=sys.stderr)
        sys.exit(130)
