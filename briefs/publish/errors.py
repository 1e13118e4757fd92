"""What kept a site from being published, in words for the person who built it."""

import errno

_AGAIN = "then try again"
_REASONS = {
    errno.ENOSPC: ("the disk is full", f"Free some space, {_AGAIN}."),
    errno.EDQUOT: ("your share of the disk is used up", f"Delete what you no longer need or ask for more, {_AGAIN}."),
    errno.EFBIG: ("a file is larger than this disk or your limits allow", f"Ask for a higher limit, {_AGAIN}."),
    errno.EROFS: ("this disk can be read but not written", f"Make it writable or build on another disk, {_AGAIN}."),
    errno.EIO: ("the disk reports a fault", f"Look after the disk first, {_AGAIN}."),
    errno.ENOTDIR: ("a file stands where a folder is needed", f"Move it away, {_AGAIN}."),
}
_MAY_NOT = (
    "you may not read or write there",
    f"Whoever owns it can give you that right, for the folder and for the one around it; {_AGAIN}.",
)
_REASONS |= {errno.EACCES: _MAY_NOT, errno.EPERM: _MAY_NOT}
_MOUNTED = (
    "a disk is mounted there, so the folder cannot be exchanged as a whole",
    "Mount the disk elsewhere and make `output` a link to a folder inside it, or mount the folder around it;"
    f" {_AGAIN}.",
)
_REASONS |= {errno.EBUSY: _MOUNTED, errno.EXDEV: _MOUNTED}


class PublishError(Exception):
    """The site could not be published; the message says why, where, what to do and what stands now."""


def reason(error: OSError) -> tuple[str, str] | None:
    """What an error of the machine means and what to do; None where it is none that a person can mend."""
    return _REASONS.get(error.errno or 0)


def explained(error: OSError, where: str, stands: str) -> PublishError:
    """An error of the machine as a message. `where` is the path it is about, `stands` says what output there is now."""
    why, remedy = reason(error) or (error.strerror or str(error), f"Mend that, {_AGAIN}.")
    return PublishError(f"The site was not published: {why}.\n  at: {where}\n{remedy}\n{stands}")
