"""Revisions: edits that happened, and intents that were stored before the file was touched.

Law: the intent stands here before the first byte is written, so that whatever a crash leaves can be told apart:
`begin`, then the files, then `finish`; `fail` where no file was written after all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import Database
from bot.store.records import Change, Revision
from bot.store.tables import changes, proposals, revisions


class Revisions:
    """The history."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(
        self,
        *,
        topic: str,
        who: str,
        at: datetime,
        why: str,
        edits: Sequence[Change],
        proposal: int | None = None,
        undoes: int | None = None,
    ) -> int | None:
        """Store the intent; give the revision's number.

        With a proposal, it is claimed in the same transaction: None means that somebody else was first.
        """
        async with self._database.write() as connection:
            values = {
                "topic": topic,
                "who": who,
                "at": at,
                "why": why,
                "proposal": proposal,
                "undoes": undoes,
                "state": "pending",
            }
            number: int = (
                await connection.execute(insert(revisions).values(values).returning(revisions.c.id))
            ).scalar_one()
            if proposal is not None:
                claimed = await connection.execute(
                    update(proposals)
                    .where(proposals.c.id == proposal, proposals.c.state == "open")
                    .values(state="accepting", decided_by=who, decided_at=at, revision=number)
                )
                if not claimed.rowcount:
                    await connection.rollback()
                    return None
            rows = [{"revision": number, "position": place, **asdict(edit)} for place, edit in enumerate(edits)]
            if rows:
                await connection.execute(insert(changes), rows)
        return number

    async def finish(self, number: int) -> None:
        """The files are written: the revision happened, and its proposal is accepted."""
        await self._end(number, "done", {"state": "accepted"})

    async def fail(self, number: int) -> None:
        """No file was written: the revision did not happen, and its proposal is open again."""
        reopened = {"state": "open", "decided_by": "", "decided_at": None, "revision": None}
        await self._end(number, "failed", reopened)

    async def _end(self, number: int, state: str, proposal: dict[str, Any]) -> None:
        async with self._database.write() as connection:
            ended = await connection.execute(
                update(revisions).where(revisions.c.id == number, revisions.c.state == "pending").values(state=state)
            )
            if ended.rowcount:
                await connection.execute(update(proposals).where(*_claimed(number)).values(**proposal))

    async def pending(self) -> list[Revision]:
        """List intents whose end is not known: those of a crash, or of another process at work."""
        async with self._database.read() as connection:
            query = select(revisions).where(revisions.c.state == "pending").order_by(revisions.c.id)
            return await _with_changes(connection, (await connection.execute(query)).all())

    async def get(self, number: int) -> Revision | None:
        """Find one by its number."""
        async with self._database.read() as connection:
            rows = (await connection.execute(select(revisions).where(revisions.c.id == number))).all()
            return next(iter(await _with_changes(connection, rows)), None)

    async def list(self, *, topic: str | None = None, record: str | None = None, limit: int = 50) -> list[Revision]:
        """List what happened, the newest first: everything, one topic's, or one record's."""
        query = select(revisions).where(revisions.c.state == "done")
        if topic is not None:
            query = query.where(revisions.c.topic == topic)
        if record is not None:
            query = query.where(revisions.c.id.in_(select(changes.c.revision).where(changes.c.record == record)))
        async with self._database.read() as connection:
            rows = (await connection.execute(query.order_by(revisions.c.id.desc()).limit(limit))).all()
            return await _with_changes(connection, rows)


def _claimed(number: int) -> tuple[Any, ...]:
    """The proposal that a revision has claimed."""
    return (proposals.c.revision == number, proposals.c.state == "accepting")


async def _with_changes(connection: AsyncConnection, rows: Sequence[Row[Any]]) -> list[Revision]:
    numbers = [row.id for row in rows]
    query = select(changes).where(changes.c.revision.in_(numbers)).order_by(changes.c.revision, changes.c.position)
    edits: dict[int, list[Change]] = {number: [] for number in numbers}
    for row in (await connection.execute(query)).all() if numbers else ():
        edits[row.revision].append(
            Change(row.file, row.section, row.record, row.before, row.after, row.hash_before, row.hash_after)
        )
    return [
        Revision(
            id=row.id,
            topic=row.topic,
            who=row.who,
            at=row.at,
            why=row.why,
            proposal=row.proposal,
            undoes=row.undoes,
            state=row.state,
            changes=tuple(edits[row.id]),
        )
        for row in rows
    ]
