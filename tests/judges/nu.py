"""The Nu Html Checker: whether a page is valid HTML, with valid CSS and SVG inside."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from .place import INSTALL_COMMAND, INSTALLED, JudgeError, existing, run

JAR = INSTALLED / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

# The openings of the messages that are none of this judge's business, each with the reason.
PASSED_OVER = (
    # XHTML's way of writing `<br/>` is valid HTML; the note warns of unquoted attributes,
    # and an unquoted attribute that goes wrong is an error of its own.
    "Trailing slash on void elements has no effect",
    # The checker gives a file no origin, so that 'self' allows it nothing. The browser knows
    # better: the judge `axe` reports what a page's policy blocks.
    "Resource violates Content Security Policy",
)


def available() -> str | None:
    """Return why the checker cannot run here, or None when it can."""
    if shutil.which("java") is None:
        return f"java is not installed ({INSTALL_COMMAND})"
    if not JAR.is_file():
        return f"the Nu Html Checker is not installed ({INSTALL_COMMAND})"
    return None


def check(paths: Sequence[Path]) -> list[str]:
    """Check pages (``.html``), style sheets (``.css``) and pictures (``.svg``) in one run.

    Errors, warnings and notes are all findings, but for those ``PASSED_OVER``.
    A finding reads ``path:line:column: kind: message``.

    :raises JudgeError: when the checker breaks down.
    """
    files = existing(paths)
    options = ["--format", "json", "--stdout", "--exit-zero-always"]
    also = ["--also-check-css", "--also-check-svg"]
    done = run(["java", "-Duser.language=en", "-jar", JAR, *options, *also, *files])
    try:
        messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    except (ValueError, KeyError) as error:
        raise JudgeError(f"the Nu Html Checker gave no report: {done.stderr[-500:]}") from error
    if done.returncode != 0:
        raise JudgeError(f"the Nu Html Checker ended with status {done.returncode}: {done.stderr}")
    return [_told(each) for each in messages if not each["message"].startswith(PASSED_OVER)]


def _told(message: dict[str, Any]) -> str:
    path = unquote(urlsplit(message.get("url", "")).path)
    line = message.get("lastLine", 0)
    column = message.get("firstColumn", message.get("lastColumn", 0))
    kind = message.get("subType", message["type"])
    return f"{path}:{line}:{column}: {kind}: {message['message']}"
