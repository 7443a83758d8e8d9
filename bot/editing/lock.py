"""One writer at a time in a knowledge folder, over all threads, processes and containers that share it."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.editing.faults import CannotWrite, because

LOCK = ".explainer-bot.lock"
"""Lies in the knowledge folder and stays; hidden, so it is not read as knowledge."""
PATIENCE = 30.0
"""Seconds to wait for another writer: checking a large knowledge takes some, several may stand in line."""


@contextmanager
def locked(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the folder's lock (`flock`: the kernel lets it go when the process ends, however it ends).

    Raises:
        CannotWrite: the folder is read-only or gone, or somebody else kept the lock too long.
    """
    try:
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise because(error, folder) from error
    try:
        _take(descriptor, folder, patience)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, folder: Path, patience: float) -> None:
    until = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in {errno.EWOULDBLOCK, errno.EACCES, errno.EINTR}:
                raise because(error, folder) from error
        else:
            return
        if time.monotonic() > until:
            raise CannotWrite(f"Somebody else has been writing to the knowledge for {patience:.0f} seconds: try again.")
        time.sleep(0.01)
