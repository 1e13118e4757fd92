"""Folders as they lie on the disk: listed and removed without following a link, files written and linked."""

import errno
import os
import re
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

Entries = Mapping[str, os.stat_result]
_NO_LINKS = (errno.EPERM, errno.EACCES, errno.EMLINK, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL, errno.EXDEV)
_MOUNTS = Path("/proc/self/mountinfo")  # Linux


def scan(folder: str) -> dict[str, os.stat_result]:
    """Everything below a folder by its path; links are not followed. Raises OSError, also for a disk mounted in it."""
    return dict(_below(folder, "", os.lstat(folder).st_dev))


def _below(folder: str, prefix: str, device: int) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as listed:
        for entry in sorted(listed, key=lambda entry: entry.name):
            state = entry.stat(follow_symlinks=False)
            if state.st_dev != device:
                raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), entry.path)
            yield prefix + entry.name, state
            if stat.S_ISDIR(state.st_mode):
                yield from _below(entry.path, f"{prefix}{entry.name}/", device)


def mounted(folder: str) -> str | None:
    """The folder itself or one below it where another disk, or another folder, is mounted."""
    if os.path.ismount(folder):
        return folder
    lines = _MOUNTS.read_text("utf-8", "surrogateescape").splitlines() if _MOUNTS.exists() else []
    places = [re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), line.split(" ")[4]) for line in lines]
    return next((place for place in places if f"{place}/".startswith(f"{folder}/")), None)


def ancestors(path: str) -> Iterator[str]:
    """The folders that a path lies in, the innermost first."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def same(path: str, state: os.stat_result | None, data: bytes) -> bool:
    """Whether a file is there and holds these bytes. One that cannot be read does not."""
    if state is None or not stat.S_ISREG(state.st_mode) or state.st_size != len(data):
        return False
    try:
        return Path(path).read_bytes() == data
    except PermissionError:
        return False


def make_folder(path: str, like: str | None) -> None:
    """Make a folder that can be written to, with the rights and attributes of another as far as we may set them."""
    if not os.path.isdir(path):
        os.mkdir(path)
    if like:
        state = os.stat(like)
        with suppress(PermissionError):
            os.chown(path, state.st_uid, state.st_gid)
        with suppress(OSError):
            shutil.copystat(like, path)  # access lists, which not every disk takes
        os.chmod(path, stat.S_IMODE(state.st_mode) | stat.S_IRWXU)


def write(path: str, data: bytes) -> None:
    """Write a new file; raises OSError, also where there is one: it could be the published one by another name."""
    with open(path, "xb") as file:
        file.write(data)


def carry(old: str, new: str) -> bool:
    """Give a file, link or the like a second name; returns whether it is a copy: some disks have no links."""
    try:
        os.link(old, new, follow_symlinks=False)
    except NotImplementedError:
        pass
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
    else:
        return False
    shutil.copy2(old, new, follow_symlinks=False)
    return True


def flush(paths: Iterable[str]) -> None:
    """Have files and folders written to the disk itself."""
    for path in paths:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # disks that cannot do this for a folder
                raise
        finally:
            os.close(descriptor)


def remove(folder: str) -> None:
    """Remove a folder of ours as far as that is possible, whatever rights its parts have."""
    with suppress(OSError):
        os.chmod(folder, stat.S_IRWXU)
        with os.scandir(folder) as listed:
            entries = list(listed)
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                remove(entry.path)
            else:
                with suppress(OSError):
                    os.unlink(entry.path)
        os.rmdir(folder)
