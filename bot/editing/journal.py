"""An edit of several files happens as a whole, even if the process dies between two of them.

Before the first file is put in its place, a journal beside them says which files are to be which, and
every new file already lies complete on the disk under a temporary name. Whoever holds the lock next
finishes what a journal says (`recover`). A change of one file needs no journal: a rename is whole.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

JOURNAL = ".explainer-bot.journal"
TEMPORARY = ".explainer-bot."
"""What the names of temporary files begin with: hidden, so they are never read as knowledge."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Step:
    """One rename: the file's name and its new bytes' temporary file, relative to the knowledge folder."""

    name: str
    temporary: str
    before: str | None
    """Digest of the file that is replaced; None if it is new."""
    after: str


def digest(data: bytes) -> str:
    """Thirty-two hexadecimal digits over a whole file."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def put(path: Path, data: bytes, mode: int | None = None) -> None:
    """Write a new file and wait until the disk has it.

    Raises:
        OSError: it could not; then it is not there.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    try:
        try:
            if mode is not None:
                os.fchmod(descriptor, mode)
            view = memoryview(data)
            while view:
                view = view[os.write(descriptor, view) :]
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def settle(folder: Path) -> None:
    """Wait until the disk has the names in a folder."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def stands(folder: Path, step: Step) -> bool:
    """Whether a file is still what its change was made from."""
    target = folder / step.name
    return (digest(target.read_bytes()) if target.exists() else None) == step.before


def announce(folder: Path, steps: Sequence[Step]) -> None:
    """Write the journal: from here on the edit happens.

    Raises:
        OSError: it could not be written; then the edit does not happen.
    """
    temporary = folder / f"{TEMPORARY}{os.getpid()}.journal.tmp"
    temporary.unlink(missing_ok=True)
    put(temporary, json.dumps([[s.name, s.temporary, s.before, s.after] for s in steps]).encode())
    try:
        os.replace(temporary, folder / JOURNAL)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    settle(folder)


def carry_out(folder: Path, steps: Sequence[Step]) -> None:
    """Put every file in its place, then take the journal away."""
    for step in steps:
        os.replace(folder / step.temporary, folder / step.name)
    for parent in {(folder / step.name).parent for step in steps}:
        settle(parent)
    (folder / JOURNAL).unlink(missing_ok=True)


def recover(folder: Path) -> list[str]:
    """Finish what a dead writer had announced, and clear away what it left. Only under the lock.

    Returns:
        The names of the files that were put in their place now. A file that somebody changed since is
        left as it is, and logged.

    Raises:
        OSError: the folder cannot be written.
    """
    finished: list[str] = []
    journal = folder / JOURNAL
    if journal.exists():
        try:
            steps = [Step(*row) for row in json.loads(journal.read_bytes())]
        except (ValueError, TypeError):
            log.error("the journal %s cannot be read and is taken away", journal)
            steps = []
        finished = [step.name for step in steps if _finish(folder, step)]
        for parent in {(folder / name).parent for name in finished}:
            settle(parent)
        journal.unlink()
    for current, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.startswith(TEMPORARY) and name.endswith(".tmp"):
                Path(current, name).unlink(missing_ok=True)
    return finished


def _finish(folder: Path, step: Step) -> bool:
    target, temporary = folder / step.name, folder / step.temporary
    if not temporary.exists() or digest(temporary.read_bytes()) != step.after:
        return False
    if stands(folder, step):
        os.replace(temporary, target)
        log.warning("finished an interrupted edit of %s", step.name)
        return True
    if not target.exists() or digest(target.read_bytes()) != step.after:
        log.error("an interrupted edit of %s is given up: somebody changed the file since", step.name)
    return False
