"""Bring a database to the tables of this version, at start, one process at a time.

Law: all steps run in one transaction under the engine's own lock, so a crash in the middle changes nothing, and
of two processes that start at once the second finds the work done.
"""

from __future__ import annotations

import logging
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.errors import CannotStart
from bot.store.database import Database

log = logging.getLogger(__name__)

HEAD = "0001"
"""The newest step. Known without Alembic, whose import costs 0.2 s and which only a new database needs."""
STEPS = Path(__file__).parent / "migrations"
_LOCK = 0x6578706C
"""The number of PostgreSQL's advisory lock: "expl" in ASCII; any number that nobody else uses will do."""


async def migrate(database: Database) -> None:
    """Run the steps that are missing.

    Raises:
        CannotStart: a newer version has written this database, or it is no database of ours.
        Unavailable: the database does not answer.
    """
    async with database.read() as connection:
        if await connection.run_sync(_version) == HEAD:
            return
    async with database.write() as connection:  # on SQLite this begins with the lock
        if database.is_postgres:
            await connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
        await connection.run_sync(_upgrade)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version


def _upgrade(connection: Connection) -> None:
    version = _version(connection)
    if version == HEAD:
        return
    if version is not None and version > HEAD:
        raise CannotStart(
            f"The database has the tables of a newer version ({version}; this one knows up to {HEAD}): "
            "start that version, or restore a backup."
        )
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(STEPS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    log.info("the database has the tables of this version now (%s)", HEAD)
