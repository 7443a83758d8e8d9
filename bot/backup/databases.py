"""A database into a file and back: SQLite by its online backup, PostgreSQL by its own tools."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import CannotStart

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

WAIT = 30.0
"""Seconds to wait for a writer."""


def dump(url: URL, file: Path) -> str | None:
    """Write a database that may be in use into a file; give its kind, or None if it is not there yet.

    Raises:
        CannotStart: it is damaged, or cannot be read.
    """
    if url.get_backend_name() == "postgresql":
        _tool("pg_dump", url, "--format=custom", "--no-owner", f"--file={file}")
        return "postgresql"
    source = Path(url.database or "")
    if not source.is_file():
        return None
    try:
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True, timeout=WAIT)) as live,
            closing(sqlite3.connect(file)) as copy,
        ):
            live.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
    except sqlite3.Error as error:
        raise CannotStart(f"{source} cannot be backed up: {error}.") from None
    check_sqlite(file)
    return "sqlite"


def load(url: URL, file: Path, kind: str) -> None:
    """Put a dumped database in the place of the one there is. Nothing else may be using it.

    Raises:
        CannotStart: it cannot be put there; then what was there is still there.
    """
    if kind == "postgresql":
        _tool("pg_restore", url, "--clean", "--if-exists", "--no-owner", "--single-transaction", file=file)
        return
    target = Path(url.database or "")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        growing = target.with_name(f".{target.name}.restored")
        shutil.copyfile(file, growing)
        with growing.open("rb") as stream:
            os.fsync(stream.fileno())
        for aside in ("-wal", "-shm"):  # they belong to the file that goes
            target.with_name(target.name + aside).unlink(missing_ok=True)
        os.replace(growing, target)
    except OSError as error:
        raise CannotStart(f"{target} cannot be written: {error.strerror}.") from None


def check(url: URL, file: Path, kind: str) -> None:
    """See whether a dumped database can be put where DATABASE_URL says.

    Raises:
        CannotStart: it is of another kind, or damaged.
    """
    if kind != ("postgresql" if url.get_backend_name() == "postgresql" else "sqlite"):
        raise CannotStart(f"The backup holds a {kind} database, and DATABASE_URL names another kind.")
    if kind == "sqlite":
        check_sqlite(file)


def check_sqlite(file: Path) -> None:
    """Let SQLite look through a whole file.

    Raises:
        CannotStart: it finds a fault.
    """
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as database:
            (found,) = database.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
            raise CannotStart(f"The database {file} cannot be opened by this user: give them the folder.") from None
        found = str(error)
    if found != "ok":
        raise CannotStart(f"The database is damaged: {found}.")


def _tool(name: str, url: URL, *options: str, file: Path | None = None) -> None:
    """Run one of PostgreSQL's programs; the password goes by its environment, where `ps` does not show it."""
    program = shutil.which(name)
    if program is None:
        raise CannotStart(
            f"The database is PostgreSQL, and {name} is not on this machine: run it where the database is, "
            "and back up the knowledge alone with --knowledge-only."
        )
    ssl = url.query.get("ssl")
    bare = url.set(drivername="postgresql", password=None, query={"sslmode": str(ssl)} if ssl else {})
    secret = {"PGPASSWORD": str(url.password)} if url.password else {}
    done = subprocess.run(  # noqa: S603 - a program of the system's, and no shell
        [program, f"--dbname={bare.render_as_string()}", *options, *([str(file)] if file else [])],
        env={**os.environ, **secret},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CannotStart(f"{name} failed: {done.stderr.strip() or done.returncode}")
