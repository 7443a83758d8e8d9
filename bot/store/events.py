"""Events that a platform has delivered: each is claimed once, by one replica, however often it comes."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete

from bot.store.database import Database
from bot.store.tables import events
from bot.store.upsert import insert_or


class SeenEvents:
    """Ids of events, until they expire."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self, platform: str, id: str, *, at: datetime, keep: timedelta = timedelta(hours=1)) -> bool:
        """Take an event for ourselves, in one statement. False: somebody has it already.

        Slack repeats an event up to three times within about six minutes; an hour is plenty.
        """
        new = insert_or(self._database, events).values(platform=platform, id=id[:200], expires=at + keep)
        first = new.on_conflict_do_update(
            index_elements=[events.c.platform, events.c.id],
            set_={"expires": new.excluded.expires},
            where=events.c.expires < at,
        ).returning(events.c.id)
        async with self._database.write() as connection:
            return (await connection.execute(first)).first() is not None

    async def forget(self, now: datetime) -> int:
        """Delete those that have expired."""
        async with self._database.write() as connection:
            return int((await connection.execute(delete(events).where(events.c.expires < now))).rowcount)
