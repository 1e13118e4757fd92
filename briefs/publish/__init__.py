"""Stage 7, publish: {path: bytes} → the output folder, made whole beside it and then put in its place.

Until then the files wait on the disk (`spool`). The way: wait for the lock, clear away what a killed build left
(`staging`), hold the files against what is there (`planning`), make the next output from new files and links to those
that stay (`tree`), exchange both (`swapping`).
"""

import errno
import os
import re
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from briefs.publish.errors import PublishError, explained, reason
from briefs.publish.planning import Plan, Published, checked, plan
from briefs.publish.spool import Spool
from briefs.publish.staging import ASIDE, FRESH, heal, lock, stage, stands
from briefs.publish.swapping import swap
from briefs.publish.tree import ancestors, carry, flush, make_folder, mounted, scan, write

__all__ = ["Publication", "PublishError", "Published", "Spool", "publication", "publish", "reason"]


def _nothing() -> None:
    pass


@dataclass(frozen=True)
class Publication:
    """The right to publish at `place`, a path without links, as long as the lock is held."""

    place: str

    def publish(self, files: Mapping[str, bytes], *, keep: bool) -> Published:
        """Do what the function `publish` does, within the lock that is held already."""
        checked(files)
        with _explained(self.place):
            _refuse(self.place)
            changes = plan(files, self.place, keep=keep)
            if changes.changes:
                _exchange(changes, self.place)
            return changes.published


@contextmanager
def publication(output: Path, waiting: Callable[[], None] = _nothing) -> Iterator[Publication]:
    """Hold the right to publish: until the end of the block no other build changes `output`, so what is read from it
    holds for what is published. What killed builds left is cleared away first.

    `waiting` is called once where another build publishes for more than a second. A link `output` is followed.
    Raises PublishError; the output is then as it was.
    """
    place = os.path.realpath(output)
    with ExitStack() as held:
        with _explained(place):
            os.makedirs(os.path.dirname(place), exist_ok=True)
            held.enter_context(lock(os.path.dirname(place), waiting))
            heal(place)
        yield Publication(place)


def publish(
    files: Mapping[str, bytes], output: Path, *, keep: bool, waiting: Callable[[], None] = _nothing
) -> Published:
    """Make `output` hold `files` (paths with `/` below it) and a manifest of what is the build's.

    Files of the last manifest that are not among them go; with `keep` they stay. Files that were never the build's
    stay. Where nothing changes, nothing is touched; otherwise readers see the whole old output until they see the whole
    new one, and a file that did not change is the same file in both. `waiting` is that of `publication`.

    Raises ValueError for paths that cannot be published, and PublishError; in both cases the last good output stands.
    """
    checked(files)
    with publication(output, waiting) as held:
        return held.publish(files, keep=keep)


def _exchange(changes: Plan, place: str) -> None:
    with stage(place) as folder:
        _make(changes, place, f"{folder}/{FRESH}")
        old = swap(f"{folder}/{FRESH}", place, f"{folder}/{ASIDE}")
        with suppress(OSError):  # it is published; how soon the disk knows is all that is open
            flush([os.path.dirname(place)])
        _bring_latecomers(changes, old, place)


def _refuse(place: str) -> None:
    """Raise OSError where the output is no folder or something is mounted there: it could not be exchanged."""
    if os.path.lexists(place) and not os.path.isdir(place):
        raise OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), place)
    if mount := mounted(place):
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), mount)


def _make(changes: Plan, place: str, fresh: str) -> None:
    """Make the next output whole and have it written to the disk."""
    there = changes.there
    make_folder(fresh, place if os.path.isdir(place) else None)
    for path in changes.folders:
        formerly = path in there and stat.S_ISDIR(there[path].st_mode)
        make_folder(f"{fresh}/{path}", f"{place}/{path}" if formerly else None)
    copied = [path for path in changes.carried if carry(f"{place}/{path}", f"{fresh}/{path}")]
    for path in changes.written:
        write(f"{fresh}/{path}", changes.data(path))
    new = [*changes.written, *(path for path in copied if stat.S_ISREG(there[path].st_mode))]
    folders = [*(f"{fresh}/{path}" for path in reversed(changes.folders)), fresh]
    flush([*(f"{fresh}/{path}" for path in new), *folders])
    for folder in folders:
        formerly_at = place + folder[len(fresh) :]
        if os.path.isdir(formerly_at) and not os.path.islink(formerly_at):
            os.chmod(folder, stat.S_IMODE(os.stat(formerly_at).st_mode))


def _bring_latecomers(changes: Plan, old: str, place: str) -> None:
    """Bring along what somebody else put into the output, or wrote anew there, while the next one was made.

    Raises PublishError where that cannot be done; then the old output is kept under a name that says so.
    """
    published = changes.published
    files = {*published.written, *published.unchanged}
    settled = {*files, *published.removed, *published.replaced, *changes.folders}
    try:
        for path, state in (scan(old) if os.path.isdir(old) else {}).items():
            known = path in changes.there and _trace(changes.there[path]) == _trace(state)
            if known or stat.S_ISDIR(state.st_mode) or path in settled or not files.isdisjoint(ancestors(path)):
                continue
            for folder in reversed([*ancestors(path)]):
                make_folder(f"{place}/{folder}", None)
            os.replace(f"{old}/{path}", f"{place}/{path}")
    except OSError as error:
        kept = f"{place}-before-{time.time_ns()}"
        with suppress(OSError):
            os.rename(old, kept)
        where = f"The former output is kept: {kept}\nTake the file from there, then delete that folder."
        raise PublishError(
            "The site is published, but what somebody put into the output meanwhile may not be in it:"
            f" {error.strerror}.\n{where if os.path.isdir(kept) else 'The former output could not be kept.'}"
        ) from error


def _trace(state: os.stat_result) -> tuple[int, int, int]:
    return state.st_ino, state.st_size, state.st_mtime_ns


@contextmanager
def _explained(place: str) -> Iterator[None]:
    """Turn errors of the machine into a PublishError that names a path of the output, not of the stage."""
    try:
        yield
    except OSError as error:
        where = error.filename if isinstance(error.filename, str) else place
        parent, name = os.path.split(place)
        staged = re.match(rf"{re.escape(f'{parent}/.{name}')}-stage-[^/]+(?:/{FRESH})?", where)
        where = place + where[staged.end() :] if staged else where
        raise explained(error, where, stands(place)) from error
