"""A data folder in use: any number of bots may share it, and a restore must have it for itself."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import CannotStart

LOCK = "in-use.lock"


@contextmanager
def in_use(folder: Path, *, alone: bool = False) -> Iterator[None]:
    """Hold a folder (`flock`: the kernel lets it go when the process ends, however it ends).

    Args:
        alone: with nobody else using it. Otherwise a folder that cannot be written is passed over.

    Raises:
        CannotStart: somebody else uses it who must not, or it cannot be made.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        if alone:
            raise CannotStart(f"The data folder {folder} cannot be written: {error.strerror}.") from None
        yield
        return
    try:
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            why = (
                "a bot is running on it: stop that first" if alone else "it is being restored: wait until that is done"
            )
            raise CannotStart(f"The data folder {folder} is in use: {why}.") from None
        yield
    finally:
        os.close(descriptor)
