"""axe in Chromium: whether people can use a page, and whether the browser complains of it.

Each page is opened at a desk's and at a telephone's width, in light and in dark, with its own
content security policy, with axe (WCAG 2.2 AA and best practice) and without JavaScript.
"""

import functools
import json
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from .place import INSTALL_COMMAND, INSTALLED, SOURCES, JudgeError, existing, run

SCRIPT = SOURCES / "axe.mjs"
MODULES = INSTALLED / "node_modules"
PROGRAMS = ("node", "chromium")
PATIENCE = 60  # seconds for one page: it is opened three times


def available() -> str | None:
    """Return why the browser cannot judge here, or None when it can."""
    for program in PROGRAMS:
        if shutil.which(program) is None:
            return f"{program} is not installed ({INSTALL_COMMAND})"
    for package in ("axe-core", "playwright-core"):
        if not (MODULES / package / "package.json").is_file():
            return f"the npm package {package} is not installed ({INSTALL_COMMAND})"
    return None


def check(pages: Sequence[Path | str], *, root: Path | None = None, fonts: Sequence[str] = ()) -> list[str]:
    """Open each page in a browser and return what is wrong with it.

    :param pages: files, or addresses on this machine (see :func:`serve`).
    :param root: the folder whose files a page that is a file may ask for; without it, the page's
        own folder. A page with an address may ask for whatever has the same origin.
    :param fonts: the families of which each page must load a face.
    :returns: findings that read ``address: rule [views]: message``; the rule is ``axe NAME
        (impact)``, ``outside-request``, ``failed-request``, ``console-error``, ``page-error``,
        ``font``, ``overflow``, ``no-javascript`` or ``not-judged``.
    :raises JudgeError: when the browser breaks down.
    """
    if not pages:
        raise JudgeError("nothing to judge: the list of pages is empty")
    opened = [_page(page, root) for page in pages]
    task = {
        "modules": str(MODULES),
        "chromium": shutil.which("chromium"),
        "pages": opened,
        "fonts": list(fonts),
    }
    patience = PATIENCE * (1 + len(pages))
    done = run(["node", SCRIPT], stdin=json.dumps(task), timeout=patience)
    try:
        found: list[dict[str, str]] = json.loads(done.stdout)
    except ValueError as error:
        raise JudgeError(f"the browser gave no report: {done.stderr.strip()[-800:]}") from error
    views: dict[tuple[str, str, str], list[str]] = {}
    for each in found:
        seen = views.setdefault((each["url"], each["rule"], each["message"]), [])
        if each["view"] not in seen:
            seen.append(each["view"])
    return [
        f"{url}: {rule} [{', '.join(seen)}]: {message}"
        for page in opened
        for (url, rule, message), seen in views.items()
        if url == page["url"]
    ]


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve ``folder`` on this machine and yield its address, which ends with a slash."""
    handler = functools.partial(_QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_args: object, **_named: object) -> None:
        """Say nothing: pytest shows what is printed, and this is not news."""


def _page(page: Path | str, root: Path | None) -> dict[str, str]:
    if isinstance(page, Path):
        (path,) = existing([page])
        own = path.parent if root is None else root.resolve()
        return {"url": path.as_uri(), "own": f"{own.as_uri()}/"}
    parts = urlsplit(page)
    if parts.scheme != "http" or parts.hostname != "127.0.0.1":
        raise JudgeError(f"{page} is not on this machine: use serve()")
    return {"url": page, "own": f"{parts.scheme}://{parts.netloc}/"}
