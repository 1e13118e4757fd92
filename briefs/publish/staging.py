"""The folder beside the output in which the next one is made, and the lock that lets one build at a time do so."""

import errno
import fcntl
import os
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from briefs.publish.errors import PublishError
from briefs.publish.tree import remove

FRESH, ASIDE = "new", "old"
NOTICE, PATIENCE, PAUSE = 1.0, 600.0, 0.05  # seconds
_NO_LOCKS = (errno.EBADF, errno.EINVAL, errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS)


@contextmanager
def lock(folder: str, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the right to publish in a folder; `waiting` is called once where another has held it for a second.

    Raises PublishError after ten minutes, and OSError.
    """
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            _wait(descriptor, folder, waiting)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
            # A disk of the network locks files that are open for writing, and no folders.
            os.close(descriptor)
            descriptor = os.open(f"{folder}/.output.lock", os.O_RDWR | os.O_CREAT, 0o666)
            _wait(descriptor, folder, waiting)
        yield
    finally:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_UN)  # a child process may have the descriptor, too
        os.close(descriptor)


def _wait(descriptor: int, folder: str, waiting: Callable[[], None]) -> None:
    started, told = time.monotonic(), False
    while not _locked(descriptor):
        waited = time.monotonic() - started
        if waited > NOTICE and not told:
            told = True
            waiting()
        if waited > PATIENCE:
            raise PublishError(
                "The site was not published: another build, or a program that locks this folder, has not ended in"
                f" {PATIENCE / 60:.0f} minutes.\n  at: {folder}\nEnd it or wait for it, then build again.\n"
                "The last good output is as it was."
            )
        time.sleep(PAUSE)


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def stage(place: str) -> Iterator[str]:
    """An empty folder beside `place`, which is locked while it is used and removed afterwards.

    It stays where it holds what was at `place` and could not be put back.
    """
    parent, name = os.path.split(place)
    folder = tempfile.mkdtemp(prefix=f".{name}-stage-", dir=parent)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            _locked(descriptor)
        yield folder
    finally:
        if os.path.lexists(place) or not os.path.lexists(f"{folder}/{ASIDE}"):
            remove(folder)
        os.close(descriptor)


def heal(place: str) -> None:
    """Clear away what killed builds left beside `place`; put the output back where one was killed between two steps.

    Stages of living builds are let be, and folders that only look like one. Whoever calls this holds the lock.
    """
    for folder in _stages(place):
        with suppress(PermissionError):  # somebody else's, which that person's next build clears away
            _clear(folder, place)


def set_aside(place: str) -> str | None:
    """Where the output lies that was taken from `place` and could not be put back; the next run does so."""
    found = (f"{folder}/{ASIDE}" for folder in _stages(place))
    return None if os.path.lexists(place) else next((path for path in found if os.path.isdir(path)), None)


def stands(place: str) -> str:
    """What output there is after a failure, in words."""
    if os.path.lexists(place):
        return f"The last good output is as it was: {place}"
    try:
        aside = set_aside(place)
    except OSError:
        return "If there was an output, the next build puts it back in its place."
    if aside:
        return f"The last good output is whole, but not in its place; the next build puts it back: {aside}"
    return "There is no output yet."


def _stages(place: str) -> list[str]:
    parent, name = os.path.split(place)
    looks = re.compile(rf"\.{re.escape(name)}-stage-[a-z0-9_]{{8}}")
    with os.scandir(parent) as listed:
        return sorted(e.path for e in listed if looks.fullmatch(e.name) and e.is_dir(follow_symlinks=False))


def _clear(folder: str, place: str) -> None:
    if not set(os.listdir(folder)) <= {FRESH, ASIDE}:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if _locked(descriptor):
            aside = f"{folder}/{ASIDE}"
            if os.path.lexists(aside) and not os.path.lexists(place):
                os.rename(aside, place)
            remove(folder)
    finally:
        os.close(descriptor)
