"""One folder put in the place of another: in one step where the system can, else in two that the next run can mend."""

import ctypes
import errno
import os
import sys
from contextlib import suppress

_AT_FDCWD = -100
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS are both 2
_CANNOT = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


def swap(fresh: str, place: str, aside: str) -> str:
    """Put the folder `fresh` at `place`; returns where the folder that was there is now.

    Without an exchange in one step the old folder is first moved to `aside`; if then the second step fails, it is moved
    back. Raises OSError with `place` as it was.
    """
    if not os.path.lexists(place):
        os.rename(fresh, place)
        return fresh
    if exchange(fresh, place):
        return fresh
    try:
        os.rename(place, aside)
        os.rename(fresh, place)
    except BaseException:  # an interruption by hand, too
        if not os.path.lexists(place):
            with suppress(OSError):
                os.rename(aside, place)
        raise
    return aside


def exchange(one: str, other: str) -> bool:
    """Exchange two folders in one step; False where the system or the disk has no such step. Raises OSError."""
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin":
        call, arguments = getattr(library, "renamex_np", None), (first, second, _EXCHANGE)
    else:
        call, arguments = getattr(library, "renameat2", None), (_AT_FDCWD, first, _AT_FDCWD, second, _EXCHANGE)
    if call is None:
        return False
    if call(*arguments) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), other)
