"""Feedback: helpful or not, counted per entry and state of the knowledge; one vote a person, who stays unknown."""

from __future__ import annotations

import secrets as random
from datetime import datetime

from sqlalchemy import case, delete, func, select

from bot.store.blinding import Blinding
from bot.store.database import Database
from bot.store.records import Votes
from bot.store.tables import votes
from bot.store.upsert import insert_or


class Voting:
    """What readers thought of answers."""

    def __init__(self, database: Database, blinding: Blinding) -> None:
        self._database = database
        self._blinding = blinding

    async def vote(self, *, topic: str, entry: str, knowledge: str, who: str, helpful: bool, at: datetime) -> None:
        """Count a vote; a second one of the same person takes the place of the first.

        `who` is blinded with a random key of this database. Without one (nobody signed in) every vote counts.
        """
        voter = await self._blinding.blind(who) if who else random.token_hex(16)
        new = insert_or(self._database, votes).values(
            topic=topic, entry=entry, knowledge=knowledge, voter=voter, helpful=helpful, at=at
        )
        again = new.on_conflict_do_update(
            index_elements=[votes.c.topic, votes.c.entry, votes.c.knowledge, votes.c.voter],
            set_={"helpful": new.excluded.helpful, "at": new.excluded.at},
        )
        async with self._database.write() as connection:
            await connection.execute(again)

    async def list(self, topic: str, *, knowledge: str | None = None, limit: int = 50) -> list[Votes]:
        """Count by entry and knowledge, those most often found not helpful first."""
        helpful = func.sum(case((votes.c.helpful, 1), else_=0)).label("helpful")
        against = func.sum(case((votes.c.helpful, 0), else_=1)).label("against")
        query = select(votes.c.entry, votes.c.knowledge, helpful, against).where(votes.c.topic == topic)
        if knowledge is not None:
            query = query.where(votes.c.knowledge == knowledge)
        query = query.group_by(votes.c.entry, votes.c.knowledge).order_by(against.desc(), helpful.desc(), votes.c.entry)
        async with self._database.read() as connection:
            rows = (await connection.execute(query.limit(limit))).all()
        return [Votes(topic, row.entry, row.knowledge, row.helpful, row.against) for row in rows]

    async def forget(self, before: datetime) -> int:
        """Delete votes older than a time."""
        async with self._database.write() as connection:
            return int((await connection.execute(delete(votes).where(votes.c.at < before))).rowcount)
