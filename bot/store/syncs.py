"""Which commands a platform has been told of: a hash per application and scope, so that `run` syncs only changes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from bot.store.database import Database
from bot.store.tables import syncs
from bot.store.upsert import insert_or


class Syncs:
    """Hashes of registered commands."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, application: str, scope: str = "") -> str | None:
        """Give the hash that was registered last; `scope` is a server, "" for everywhere."""
        query = select(syncs.c.hash).where(syncs.c.application == application, syncs.c.scope == scope)
        async with self._database.read() as connection:
            return (await connection.execute(query)).scalar_one_or_none()

    async def set(self, application: str, scope: str, hash: str, *, at: datetime) -> None:
        """Remember what was registered now."""
        new = insert_or(self._database, syncs).values(application=application, scope=scope, hash=hash, at=at)
        again = new.on_conflict_do_update(
            index_elements=[syncs.c.application, syncs.c.scope],
            set_={"hash": new.excluded.hash, "at": new.excluded.at},
        )
        async with self._database.write() as connection:
            await connection.execute(again)
