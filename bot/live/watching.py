"""That something changed below a folder, soon after it did; what it was, the reader finds out.

Saves come in bursts: editors write a file in several steps and beside it, git replaces two hundred
files at once. A change is told when nothing more has come for a moment.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path

from watchfiles import Change, awatch

from bot.config import KnowledgeConfig

STEP = 50
"""Milliseconds of quiet after which a change is told."""
LONGEST = 400
"""Milliseconds after which it is told even if there is no quiet: a copy of many files may take its time."""
LOOK_AGAIN = 5.0
"""Seconds after which to look whether the folder that is watched is still the folder of that name."""
NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "virtiofs", "vboxsf", "fuse.osxfs", "fuse.grpcfuse"}
)
"""Kinds of file systems where others' changes are not told by the system."""

log = logging.getLogger(__name__)


async def changes(folder: Path, config: KnowledgeConfig) -> AsyncIterator[None]:
    """Say at once that there is something to read, then wait for changes, for ever; the folder may go and come back."""
    if config.watch == "auto" and not on_network(folder):
        while True:
            try:
                async for _ in _told(folder):
                    yield
            except FileNotFoundError:
                yield  # whoever reads will find that it is gone
                await asyncio.sleep(1)
            except (OSError, RuntimeError) as error:
                # The system gives only so many watches (fs.inotify.max_user_watches).
                log.warning("the system does not tell of changes (%s): looking for them instead", error)
                break
    async for _ in _looked_for(folder, config.poll_seconds):
        yield


async def _told(folder: Path) -> AsyncIterator[None]:
    """Tell what the system tells, as long as the folder is the one it was at the beginning."""
    was = _identity(folder)
    if was is None:
        raise FileNotFoundError(folder)
    seen = await asyncio.to_thread(_state, folder)
    yield
    told = awatch(
        folder,
        watch_filter=_matters(folder),
        debounce=LONGEST,
        step=STEP,
        rust_timeout=int(LOOK_AGAIN * 1000),
        yield_on_timeout=True,
        force_polling=False,
    )
    async for found in told:
        # Looking too finds what the system did not tell: before the watch began, or when too much came at once.
        now = await asyncio.to_thread(_state, folder)
        if found or now != seen:
            seen = now
            yield
        if _identity(folder) != was:
            return


async def _looked_for(folder: Path, seconds: float) -> AsyncIterator[None]:
    """Look at times and sizes; watchfiles' own polling knows whole seconds only and misses a second save."""
    seen = await asyncio.to_thread(_state, folder)
    yield
    while True:
        await asyncio.sleep(seconds)
        now = await asyncio.to_thread(_state, folder)
        if now != seen:
            seen = now
            yield


def _state(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Give time, size and number of every file that may be read."""
    state = {}
    for current, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.endswith((".yaml", ".yml")):
                with suppress(OSError):
                    info = os.stat(os.path.join(current, name))
                    state[os.path.join(current, name)] = (info.st_mtime_ns, info.st_size, info.st_ino)
    return state


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        info = folder.stat()
    except OSError:
        return None
    return info.st_dev, info.st_ino


def _matters(folder: Path) -> Callable[[Change, str], bool]:
    """Pass over what is never read: hidden files and folders, editors' and our own temporary files."""
    roots = tuple(root.rstrip("/") for root in {str(folder), str(folder.resolve()), os.path.abspath(folder)})

    def matters(_: Change, path: str) -> bool:
        inside = next((path[len(root) :] for root in roots if path.startswith(root)), path)
        parts = inside.split("/")
        return not any(part.startswith((".", "#")) for part in parts) and not parts[-1].endswith(("~", ".swp", ".tmp"))

    return matters


def on_network(folder: Path, mounts: Path = Path("/proc/self/mounts")) -> bool:
    """Whether a folder lies on a file system of another machine, as far as the system says."""
    try:
        table = [line.split(" ") for line in mounts.read_text(encoding="utf-8").splitlines()]
        real = os.path.realpath(folder)
    except OSError:
        return False
    best = max(
        (row for row in table if len(row) > 2 and (real + "/").startswith(row[1].rstrip("/") + "/")),
        key=lambda row: len(row[1]),
        default=["", "", ""],
    )
    return best[2] in NETWORK
