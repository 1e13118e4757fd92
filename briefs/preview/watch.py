"""What is saved in a project: the names of the files of content and templates that changed, as they change."""

import asyncio
from collections.abc import Iterable
from pathlib import Path

from watchfiles import Change, awatch

from briefs.load import passed_over
from briefs.pipeline import TEMPLATES

FOLDERS = ("content", "templates")
STILL = 10  # milliseconds without a change after which a save is taken for complete
LONGEST = 60  # milliseconds that a save of many files is waited for
GRACE = 0.2  # seconds that a file may be half written before its problems are shown


class Saves:
    """The changes below a project's content and templates, and those of the program's own templates."""

    def __init__(self, project: Path) -> None:
        self._root = project.resolve()
        self._queue: asyncio.Queue[frozenset[str]] = asyncio.Queue()

    async def watch(self) -> None:
        """Watch until cancelled. A folder that comes, or is put in the place of another, is watched as well."""
        while True:
            stop = asyncio.Event()
            watched = [path for path in self._folders() if path.is_dir()]
            tops = asyncio.create_task(self._tops(stop))
            try:
                async for changes in awatch(
                    *watched, watch_filter=_is_ours, debounce=LONGEST, step=STILL, stop_event=stop
                ):
                    self._queue.put_nowait(frozenset(self._names(path for _, path in changes)))
            finally:
                tops.cancel()

    async def next(self, timeout: float | None = None) -> frozenset[str]:
        """What changed since it was asked last, or will change next; empty after `timeout` seconds without a change."""
        try:
            found = await asyncio.wait_for(self._queue.get(), timeout)
        except TimeoutError:
            return frozenset()
        while not self._queue.empty():
            found |= self._queue.get_nowait()
        return found

    async def _tops(self, stop: asyncio.Event) -> None:
        """End a watch when a folder that it should have is made or replaced."""
        async for changes in awatch(
            self._root, watch_filter=lambda change, path: _is_top(self._root, path), recursive=False, step=STILL
        ):
            if any(change is not Change.modified for change, _ in changes):
                self._queue.put_nowait(frozenset(f"{Path(path).name}/" for _, path in changes))
                stop.set()
                return

    def _folders(self) -> Iterable[Path]:
        return dict.fromkeys([*(self._root / name for name in FOLDERS), TEMPLATES])

    def _names(self, paths: Iterable[str]) -> Iterable[str]:
        for path in map(Path, paths):
            own = path.is_relative_to(self._root)
            yield (path.relative_to(self._root) if own else path.relative_to(TEMPLATES.parent)).as_posix()


def _is_ours(_: Change, path: str) -> bool:
    parts = Path(path).parts
    return not passed_over(parts[-1])


def _is_top(root: Path, path: str) -> bool:
    return Path(path).parent == root and Path(path).name in FOLDERS
