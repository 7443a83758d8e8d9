"""One decision at a time over all processes that share a knowledge folder, from the stored intent to its end.

It is another lock than the one a file is written under (`bot.editing.lock`): that one is held only while writing,
and taken inside this one.
"""

from __future__ import annotations

import asyncio
import errno
import fcntl
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.editing.faults import CannotWrite, because

LOCK = ".explainer-bot.desk.lock"
PATIENCE = 60.0
"""Seconds to wait for others who are deciding: each takes as long as the checks of the whole knowledge."""


@asynccontextmanager
async def deciding(folder: Path, patience: float = PATIENCE) -> AsyncIterator[None]:
    """Hold the lock (`flock`: the kernel lets it go when the process ends, however it ends).

    Raises:
        CannotWrite: the folder is read-only or gone, or others kept the lock too long.
    """
    try:
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise because(error, folder) from error
    try:
        until = time.monotonic() + patience
        while not _taken(descriptor, folder):
            if time.monotonic() > until:
                raise CannotWrite(f"Others have been deciding on proposals for {patience:.0f} seconds: try again.")
            await asyncio.sleep(0.02)
        yield
    finally:
        os.close(descriptor)


def _taken(descriptor: int, folder: Path) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in {errno.EWOULDBLOCK, errno.EACCES, errno.EINTR}:
            return False
        raise because(error, folder) from error
    return True
