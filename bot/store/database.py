"""The engine: where the database is, how a transaction begins on each engine, and what we say when it is gone."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy import Connection, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    NotSupportedError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import CannotStart, Unavailable

log = logging.getLogger(__name__)

BUSY = 10
"""Seconds to wait for another writer, a free connection or an answer before we say that the database is away."""
FILE = "explainer-bot.sqlite3"
_BUGS = (IntegrityError, ProgrammingError, DataError, NotSupportedError)
_AWAY = (DBAPIError, PoolTimeout, OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)

_REFUSALS = {
    "3D000": "the server has no database of the name in DATABASE_URL",
    "28P01": "the server refuses the password in DATABASE_URL",
    "28000": "the server refuses the user in DATABASE_URL",
}
"""What PostgreSQL says when DATABASE_URL is wrong (PostgreSQL, "Error Codes"), in words for whoever wrote it."""


def address(database_url: str | None, folder: Path) -> URL:
    """Read DATABASE_URL; without one it is a SQLite file in the data folder.

    Raises:
        CannotStart: it is no address of a SQLite or PostgreSQL database. The text never shows it.
    """
    if not database_url:
        return URL.create("sqlite+aiosqlite", database=str(folder / FILE))
    try:
        url = make_url(database_url)
    except (ArgumentError, ValueError):
        raise CannotStart("DATABASE_URL is no database address: write postgresql://user@host/name.") from None
    match url.get_backend_name():
        case "sqlite":
            return url.set(drivername="sqlite+aiosqlite")
        case "postgresql" | "postgres":
            # libpq's word for it; asyncpg has its own.
            mode = url.query.get("sslmode")
            url = url.difference_update_query(["sslmode"])
            url = url.update_query_dict({"ssl": mode}) if mode else url
            return url.set(drivername="postgresql+asyncpg")
        case other:
            raise CannotStart(f"DATABASE_URL names {other[:20]!r}: SQLite and PostgreSQL are what we know.")


def connect(url: URL) -> AsyncEngine:
    """Make the engine; nothing is opened yet, but SQLite's folder is made."""
    if url.get_backend_name() == "postgresql":
        options: dict[str, Any] = {"timeout": BUSY, "command_timeout": BUSY * 3}
        return create_async_engine(url, pool_pre_ping=True, pool_timeout=BUSY, connect_args=options)
    if url.database and url.database != ":memory:":
        try:
            Path(url.database).absolute().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            folder = Path(url.database).parent
            raise CannotStart(
                f"The data folder {folder} cannot be made: {error.strerror}. Give this user the right to, "
                "or name another with EXPLAINER_STORE_FOLDER (store.folder in config.yaml)."
            ) from None
        _probe(url.database)
    engine = create_async_engine(url, pool_timeout=BUSY, connect_args={"timeout": BUSY})
    event.listen(engine.sync_engine, "connect", _set_up)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _probe(file: str) -> None:
    """Open a SQLite file once by ourselves: aiosqlite leaves a thread behind when it cannot."""
    try:
        connection = sqlite3.connect(file, timeout=BUSY)
        try:
            connection.execute("PRAGMA schema_version")
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_NOTADB":
            raise CannotStart("The database file is no SQLite database: move it away, or set DATABASE_URL.") from None
        raise _unavailable(error) from error


def _set_up(connection: Any, _record: object) -> None:
    """Let us begin transactions ourselves, and set what SQLite leaves off."""
    # Python's sqlite3 begins a transaction only before the first write, after what was read may be stale.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY * 1000}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """A writer waits for its turn at once; one that reads first and then writes could only fail."""
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


class Database:
    """Transactions on an engine; whatever the engine fails with becomes `Unavailable`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self.is_postgres = engine.dialect.name == "postgresql"

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Look at one state of the database.

        Raises:
            Unavailable: it does not answer.
        """
        async with self._away(), self.engine.connect() as connection:
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Change it: all or nothing.

        Raises:
            Unavailable: it does not answer; nothing was changed, unless the answer to the last word was lost.
        """
        async with self._away(), self.engine.connect() as connection:
            await connection.execution_options(writing=True)
            async with connection.begin():
                yield connection

    @asynccontextmanager
    async def _away(self) -> AsyncIterator[None]:
        try:
            yield
        except _BUGS:
            raise
        except _AWAY as error:
            raise _unavailable(getattr(error, "orig", None) or error) from error

    async def close(self) -> None:
        """Let all connections go."""
        await self.engine.dispose()


def _unavailable(error: BaseException) -> Unavailable:
    """Log what went wrong by its kind only: the error's own text may hold a statement with what a person wrote."""
    log.error("the database does not answer: %s", reason(error))
    return Unavailable(
        "The bot's memory (its database) does not answer just now, so this cannot be done. "
        "What it knows is still served. Try again later; the operator finds the reason in the log."
    )


def reason(error: BaseException) -> str:
    """Name what went wrong without the words of a statement: the error's kind, and the system's word for it."""
    if isinstance(error, OSError) and error.errno:
        return f"{type(error).__name__}, {os.strerror(error.errno)}"
    code = getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None)
    if code in _REFUSALS:
        return _REFUSALS[code]
    return f"{type(error).__name__}, {code}" if code else type(error).__name__
