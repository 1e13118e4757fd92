"""Where the judges live, and how they are run. Every other module here starts from this one."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

SOURCES = Path(__file__).resolve().parent
INSTALLED = SOURCES.parents[1] / ".judges"  # at the project's root; git ignores it
INSTALL_COMMAND = "python -m tests.judges"


class JudgeError(RuntimeError):
    """A judge could not judge: it broke down, was misused or said nothing. Never a finding."""


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    stdin: str = "",
    timeout: float = 300,
    env: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run ``command`` and return it finished, with its output as text and any exit status.

    It runs in a UTF-8 locale: in the C locale, Java neither finds nor prints a name beyond ASCII.

    :raises JudgeError: when it does not start or takes more than ``timeout`` seconds.
    """
    words = [str(word) for word in command]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", **(env or {})}
    try:
        return subprocess.run(
            words,
            cwd=cwd,
            input=stdin,
            env=environment,
            timeout=timeout,
            capture_output=True,
            check=False,
            encoding="utf-8",
            errors="replace",
        )
    except FileNotFoundError as error:
        raise JudgeError(f"{words[0]} is not installed") from error
    except subprocess.TimeoutExpired as error:
        raise JudgeError(f"{words[0]} took more than {timeout:.0f} s") from error


def existing(paths: Sequence[Path]) -> list[Path]:
    """Return ``paths`` made absolute, each once and in order.

    :raises JudgeError: when there are none, or one is no file: several judges pass over a file
        they do not find, and a test that judges nothing would pass.
    """
    if not paths:
        raise JudgeError("nothing to judge: the list of files is empty")
    absolute = list(dict.fromkeys(path.resolve() for path in paths))
    missing = [str(path) for path in absolute if not path.is_file()]
    if missing:
        raise JudgeError(f"no such file: {', '.join(missing)}")
    return absolute
