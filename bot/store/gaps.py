"""Gaps: questions that found nothing, counted by their folded words; never who asked them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select

from bot.store.database import Database
from bot.store.records import Gap
from bot.store.tables import gaps
from bot.store.upsert import insert_or

LONGEST = 300
"""Characters kept of a question: what /ask reads."""


class Gaps:
    """What people asked in vain."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, *, topic: str, folded: str, question: str, closest: bool, at: datetime) -> None:
        """Count a question; the newest wording is the one that is shown."""
        new = insert_or(self._database, gaps).values(
            topic=topic,
            folded=folded[:LONGEST],
            question=question[:LONGEST],
            asked=1,
            first_at=at,
            last_at=at,
            closest=closest,
        )
        again = new.on_conflict_do_update(
            index_elements=[gaps.c.topic, gaps.c.folded],
            set_={
                "asked": gaps.c.asked + 1,
                "question": new.excluded.question,
                "last_at": new.excluded.last_at,
                "closest": new.excluded.closest,
            },
        )
        async with self._database.write() as connection:
            await connection.execute(again)

    async def list(self, topic: str, *, limit: int = 50) -> list[Gap]:
        """List them, the most asked first, of those the latest."""
        query = (
            select(gaps)
            .where(gaps.c.topic == topic)
            .order_by(gaps.c.asked.desc(), gaps.c.last_at.desc(), gaps.c.id)
            .limit(limit)
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
        return [Gap(row.id, row.topic, row.question, row.asked, row.first_at, row.last_at, row.closest) for row in rows]

    async def get(self, number: int) -> Gap | None:
        """Find one by its number."""
        async with self._database.read() as connection:
            row = (await connection.execute(select(gaps).where(gaps.c.id == number))).first()
        return Gap(row.id, row.topic, row.question, row.asked, row.first_at, row.last_at, row.closest) if row else None

    async def count(self, topic: str) -> int:
        """Count the different questions."""
        async with self._database.read() as connection:
            query = select(func.count()).select_from(gaps).where(gaps.c.topic == topic)
            return int((await connection.execute(query)).scalar_one())

    async def remove(self, number: int) -> bool:
        """Drop one that has been dealt with. False: it was gone already."""
        async with self._database.write() as connection:
            return bool((await connection.execute(delete(gaps).where(gaps.c.id == number))).rowcount)

    async def forget(self, before: datetime) -> int:
        """Delete what nobody has asked since a time."""
        async with self._database.write() as connection:
            return int((await connection.execute(delete(gaps).where(gaps.c.last_at < before))).rowcount)
