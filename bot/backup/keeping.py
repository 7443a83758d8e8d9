"""Backup while the bot runs, restore while it does not; what a restore replaces is backed up first."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import bot
from bot.backup import archive, databases
from bot.decode import Problem
from bot.editing.lock import locked
from bot.errors import CannotStart
from bot.knowledge.load import load

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

DATABASE = "database"
KNOWLEDGE = "knowledge/"


@dataclass(frozen=True, slots=True)
class Kept:
    """What is to be kept: the folder of the topics, and the database, None for the knowledge alone."""

    knowledge: Path
    database: URL | None


def backup(kept: Kept, file: Path) -> archive.Manifest:
    """Write everything into one archive; edits wait meanwhile, answers do not.

    Raises:
        CannotStart: something cannot be read or written; then there is no archive.
    """
    if file.exists():
        raise CannotStart(f"{file} is there already: name another file.")
    writable = os.access(kept.knowledge, os.W_OK)
    with tempfile.TemporaryDirectory(prefix="explainer-bot-") as scratch:
        dumped = Path(scratch) / DATABASE
        # On a read-only folder nobody edits, and there is nothing to wait for.
        with locked(kept.knowledge) if writable else nullcontext():
            kind = databases.dump(kept.database, dumped) if kept.database is not None else None
            members = {KNOWLEDGE + name: path for name, path in _files(kept.knowledge)}
            if kind:
                members[DATABASE] = dumped
            loaded = load(kept.knowledge, quick=True).knowledge
            about = {
                "version": bot.__version__,
                "made": datetime.now(UTC).isoformat(timespec="seconds"),
                "database": kind,
                "knowledge": loaded.hash if loaded else None,
            }
            return archive.write(file, members, about)


def restore(kept: Kept, file: Path, safe: Path) -> archive.Manifest | list[Problem]:
    """Put an archive in the place of what is there, which goes to `safe` first, as an archive of its own.

    Everything is unpacked and checked before anything is replaced.

    Returns:
        What was restored; or the problems of the knowledge in the archive, and nothing was touched.

    Raises:
        CannotStart: the archive is damaged or does not fit; nothing was touched.
    """
    with tempfile.TemporaryDirectory(prefix="explainer-bot-") as scratch:
        unpacked = Path(scratch)
        manifest = archive.unpack(file, unpacked)
        knowledge = unpacked / KNOWLEDGE
        loaded = load(knowledge, quick=True) if knowledge.is_dir() else None
        if loaded and loaded.knowledge is None:
            return [problem for problem in loaded.problems if problem.severity == "error"]
        if manifest.database and kept.database is not None:
            databases.check(kept.database, unpacked / DATABASE, manifest.database)
        kept.knowledge.mkdir(parents=True, exist_ok=True)
        backup(kept, safe)
        if manifest.database and kept.database is not None:
            databases.load(kept.database, unpacked / DATABASE, manifest.database)
        if loaded:
            _replace(kept.knowledge, knowledge)
    return manifest


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """List the files of a folder by their names in it; hidden ones (.git) and links are left out."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(root) / name
            if not name.startswith(".") and path.is_file() and not path.is_symlink():
                yield path.relative_to(folder).as_posix(), path


def _replace(target: Path, source: Path) -> None:
    """Make a folder hold what another one holds, file by file: it may be a mount, which cannot be renamed."""
    try:
        with locked(target):
            wanted = dict(_files(source))
            for name, path in wanted.items():
                place = target / name
                place.parent.mkdir(parents=True, exist_ok=True)
                growing = place.with_name(f".{place.name}.restored")
                growing.write_bytes(path.read_bytes())
                os.replace(growing, place)
            for name, path in list(_files(target)):
                if name not in wanted:
                    path.unlink()
            for root, folders, names in os.walk(target, topdown=False):
                if not folders and not names and Path(root) != target:
                    Path(root).rmdir()
    except OSError as error:
        raise CannotStart(f"{target} cannot be written: {error.strerror}.") from None
