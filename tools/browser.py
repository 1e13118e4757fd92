"""A real browser that a program leads step by step."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).with_suffix(".mjs")
MODULES = SCRIPT.parents[1] / ".judges" / "node_modules"  # where the judges of the tests are installed


class Browser:
    """One tab of Chromium. Every method raises RuntimeError where the browser could not do it."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def open(self, url: str) -> None:
        self._ask("open", url)

    def evaluate(self, script: str) -> Any:
        return self._ask("evaluate", script)

    def until(self, script: str, seconds: float = 20) -> None:
        """Wait until an expression holds."""
        self._ask("until", script, seconds * 1000)

    def size(self, width: int, height: int) -> None:
        self._ask("size", width, height)

    def media(self, **options: str) -> None:
        self._ask("media", options)

    def press(self, key: str) -> None:
        self._ask("press", key)

    def click(self, selector: str) -> None:
        self._ask("click", selector)

    def picture(self, path: Path) -> None:
        self._ask("picture", str(path))

    def complaints(self) -> list[str]:
        """What the browser complained of since it was asked last."""
        found: list[str] = self._ask("complaints")
        return found

    def _ask(self, *request: object) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        answer = json.loads(line) if line else {"error": "the browser has ended"}
        if "error" in answer:
            raise RuntimeError(f"{request[0]}: {answer['error']}")
        return answer["value"]


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser, ended afterwards."""
    start = {"modules": str(MODULES), "chromium": shutil.which("chromium")}
    command: list[str | Path] = [shutil.which("node") or "node", SCRIPT]
    with subprocess.Popen(  # noqa: S603 - our own arguments
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdin
            process.stdin.write(json.dumps(start) + "\n")
            yield Browser(process)
        finally:
            assert process.stdin
            process.stdin.close()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
