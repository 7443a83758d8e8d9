"""Prepared edits to the disk: all of them or none, never half a file, never over somebody else's work.

A file is replaced by renaming a complete new one over it (temporary file in the same folder, fsync,
rename, fsync of the folder), under the folder's lock. Whoever reads meanwhile sees the old file or the
new one.
"""

from __future__ import annotations

import logging
import os
import stat
from pathlib import Path

from bot.decode import Problem
from bot.editing import journal
from bot.editing.faults import CannotWrite, because
from bot.editing.lock import PATIENCE, locked
from bot.editing.prepare import FileChange, Prepared, basis_of, prepare_read
from bot.knowledge.files import read_folder

TRIES = 5
"""Attempts while somebody without our lock, in an editor, saves the same files."""

log = logging.getLogger(__name__)


def write(folder: Path, prepared: Prepared, patience: float = PATIENCE) -> Prepared | list[Problem]:
    """Write prepared edits.

    If anything in the folder changed since they were prepared, they are prepared again under the lock:
    edits of other records go through, an edit of the same record is a `Conflict`.

    Args:
        folder: the knowledge folder.
        prepared: what `prepare` gave.
        patience: seconds to wait for other writers.

    Returns:
        What was written, or the problems because of which nothing was.

    Raises:
        CannotWrite: the system refused (disk full, read-only, …); nothing was changed.
    """
    with locked(folder, patience):
        _recover(folder)
        for _ in range(TRIES):
            read = read_folder(folder)
            if isinstance(read, Problem):
                return [read]
            if basis_of(read) != prepared.basis:
                again = prepare_read(folder, read, prepared.edits)
                if isinstance(again, list):
                    return again
                prepared = again
            if _replace(folder, prepared.files):
                return prepared
    raise CannotWrite("Nothing was changed: somebody is saving the same file by hand at this moment. Try again.")


def recover(folder: Path, patience: float = PATIENCE) -> list[str]:
    """Finish or clear away what a process left that died while it wrote; call it once at start.

    Returns:
        The names of files that were put in their place.

    Raises:
        CannotWrite: the folder cannot be written.
    """
    with locked(folder, patience):
        return _recover(folder)


def _recover(folder: Path) -> list[str]:
    try:
        return journal.recover(folder)
    except OSError as error:
        raise because(error, folder) from error


def _replace(folder: Path, files: tuple[FileChange, ...]) -> bool:
    """Put the files in their place; False if one was changed by hand since it was read, and nothing was done."""
    steps: list[journal.Step] = []
    announced = False
    try:
        for number, change in enumerate(files):
            steps.append(_lay_out(folder, change, number))
        for parent in {(folder / step.temporary).parent for step in steps}:
            journal.settle(parent)
        # Editors know no lock: this leaves them the microseconds up to the rename.
        if not all(journal.stands(folder, step) for step in steps):
            for step in steps:
                (folder / step.temporary).unlink(missing_ok=True)
            return False
        if len(steps) > 1:
            journal.announce(folder, steps)
            announced = True
        journal.carry_out(folder, steps)
    except OSError as error:
        log.warning("could not write %s: %s", [change.name for change in files], error)
        if announced and (folder / journal.JOURNAL).exists():
            # Some files may be in their place: the edit is announced, so it is finished by the next writer.
            text = "The edit is half written and will be finished when the knowledge can be written again"
            raise CannotWrite(f"{text}: {error.strerror}.") from error
        for step in steps:
            (folder / step.temporary).unlink(missing_ok=True)
        raise because(error, folder / (steps[-1].name if steps else files[0].name)) from error
    return True


def _lay_out(folder: Path, change: FileChange, number: int) -> journal.Step:
    """Write the new bytes of a file beside it, with its permissions; a link is followed to the file itself."""
    target = (folder / change.name).resolve()
    root = folder.resolve()
    mode = None
    if change.before is None:
        target.parent.mkdir(parents=True, exist_ok=True)
    else:
        mode = stat.S_IMODE(target.stat().st_mode)
    temporary = target.with_name(f"{journal.TEMPORARY}{os.getpid()}.{number}.tmp")
    temporary.unlink(missing_ok=True)
    journal.put(temporary, change.after, mode)
    return journal.Step(
        target.relative_to(root).as_posix(),
        temporary.relative_to(root).as_posix(),
        None if change.before is None else journal.digest(change.before),
        journal.digest(change.after),
    )
