"""``python -m tests.judges``: install the judges, and say which of them can run.

It ends with status 1 when one of them cannot.
"""

import sys

from .install import JUDGES, install


def main() -> int:
    """Install, print one line a failed step and one a judge, and return the exit status."""
    for failure in install():
        print(f"failed   {failure}")
    reasons = {judge.__name__.rpartition(".")[2]: judge.available() for judge in JUDGES}
    for name, reason in reasons.items():
        print(f"ready    {name}" if reason is None else f"missing  {name}: {reason}")
    return 1 if any(reasons.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
