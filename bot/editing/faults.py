"""Why nothing could be written, in words for the person who tried."""

from __future__ import annotations

import errno
from pathlib import Path

from bot.errors import NotDone

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "its folder is read-only",
    errno.EACCES: "the bot may not write to its folder",
    errno.EPERM: "the bot may not write to its folder",
    errno.ENOENT: "its folder is not there any more",
    errno.EIO: "the disk reports an error",
}


class CannotWrite(NotDone):
    """The knowledge could not be written, and is as it was. Its text is for whoever accepted the edit."""


def because(error: OSError, place: Path) -> CannotWrite:
    """Say in plain words why the system refused; the log gets the path, the person does not need it."""
    reason = _REASONS.get(error.errno or 0, error.strerror or str(error))
    return CannotWrite(f"Nothing was changed: {place.name} could not be written, because {reason}.")
