"""Proposals: suggested edits, from the moment they are made until somebody has decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, delete, func, insert, select, update

from bot.store.database import Database
from bot.store.records import Change, Proposal, ProposalKind
from bot.store.tables import proposals


class Proposals:
    """The queue."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self,
        *,
        topic: str,
        kind: ProposalKind,
        record: str,
        who: str,
        at: datetime,
        changes: Iterable[Change] = (),
        wrong: str = "",
        right: str = "",
        link: str = "",
        replaces: int | None = None,
    ) -> int | None:
        """Put a proposal into the queue; give its number.

        Args:
            topic: the topic it is about.
            kind: how it came.
            record: the record it is about, "" for several.
            who: `platform:user id`.
            at: when.
            changes: the lines it would change.
            wrong: what is wrong, in the proposer's words.
            right: what would be right.
            link: where that can be read.
            replaces: an open proposal that this one takes the place of, in the same transaction; None is
                given back when it is not open any more.
        """
        values = {
            "topic": topic,
            "kind": kind,
            "record": record,
            "changes": [asdict(change) for change in changes],
            "wrong": wrong,
            "right": right,
            "link": link,
            "who": who,
            "at": at,
            "state": "open",
            "decided_by": "",
            "reason": "",
            "replaces": replaces,
            "told": False,
        }
        async with self._database.write() as connection:
            if replaces is not None:
                ended = await connection.execute(
                    update(proposals)
                    .where(proposals.c.id == replaces, proposals.c.state == "open")
                    .values(state="replaced", decided_by=who, decided_at=at)
                )
                if not ended.rowcount:
                    return None
            number: int = (
                await connection.execute(insert(proposals).values(values).returning(proposals.c.id))
            ).scalar_one()
        return number

    async def get(self, number: int) -> Proposal | None:
        """Find one by its number."""
        async with self._database.read() as connection:
            row = (await connection.execute(select(proposals).where(proposals.c.id == number))).first()
        return _proposal(row) if row else None

    async def waiting(self, topic: str | None = None, *, limit: int = 50, after: int = 0) -> list[Proposal]:
        """List those nobody has decided yet, the oldest first, behind the one numbered `after`."""
        query = select(proposals).where(proposals.c.state.in_(("open", "accepting")), proposals.c.id > after)
        if topic is not None:
            query = query.where(proposals.c.topic == topic)
        async with self._database.read() as connection:
            rows = (await connection.execute(query.order_by(proposals.c.id).limit(limit))).all()
        return [_proposal(row) for row in rows]

    async def count(self, topic: str | None = None, *, who: str | None = None) -> int:
        """Count those nobody has decided yet, all or one proposer's."""
        query = select(func.count()).select_from(proposals).where(proposals.c.state.in_(("open", "accepting")))
        if topic is not None:
            query = query.where(proposals.c.topic == topic)
        if who is not None:
            query = query.where(proposals.c.who == who)
        async with self._database.read() as connection:
            return int((await connection.execute(query)).scalar_one())

    async def reject(self, number: int, *, who: str, at: datetime, reason: str) -> bool:
        """Decide against an open one. False: it was not open any more."""
        async with self._database.write() as connection:
            done = await connection.execute(
                update(proposals)
                .where(proposals.c.id == number, proposals.c.state == "open")
                .values(state="rejected", decided_by=who, decided_at=at, reason=reason)
            )
        return bool(done.rowcount)

    async def untold(self, *, limit: int = 1_000) -> list[tuple[str, Proposal]]:
        """List decisions that their proposers have not been told, each with the proposer; nobody is told of their own.

        Who proposed something that a moderator then put into other words is told what became of that.
        """
        ended = ("accepted", "rejected")
        first = proposals.alias()
        # A proposer's own number comes first: that is the one to be marked as told.
        own = select(proposals.c.who.label("proposer"), *proposals.c).where(
            proposals.c.told.is_(False), proposals.c.state.in_(ended), proposals.c.who != proposals.c.decided_by
        )
        others = (
            select(first.c.who.label("proposer"), *proposals.c)
            .join_from(proposals, first, proposals.c.replaces == first.c.id)
            .where(
                first.c.told.is_(False),
                first.c.state == "replaced",
                proposals.c.state.in_(ended),
                first.c.who != proposals.c.decided_by,
                first.c.who != proposals.c.who,
            )
        )
        async with self._database.read() as connection:
            rows = [*(await connection.execute(own.limit(limit))), *(await connection.execute(others.limit(limit)))]
        return [(row.proposer, _proposal(row)) for row in rows]

    async def tell(self, numbers: Iterable[int]) -> list[int]:
        """Claim decisions to be told; give those that nobody else has told meanwhile."""
        listed = list(numbers)
        async with self._database.write() as connection:
            rows = await connection.execute(
                update(proposals)
                .where(proposals.c.id.in_(listed), proposals.c.told.is_(False))
                .values(told=True)
                .returning(proposals.c.id)
            )
            return sorted(int(row.id) for row in rows)

    async def forget(self, before: datetime) -> int:
        """Delete what was decided before a time, and told or replaced."""
        async with self._database.write() as connection:
            decided = and_(proposals.c.state.not_in(("open", "accepting")), proposals.c.decided_at < before)
            return int((await connection.execute(delete(proposals).where(decided))).rowcount)


def _proposal(row: Row[Any]) -> Proposal:
    return Proposal(
        id=row.id,
        topic=row.topic,
        kind=row.kind,
        record=row.record,
        changes=tuple(Change(**change) for change in row.changes),
        wrong=row.wrong,
        right=row.right,
        link=row.link,
        who=row.who,
        at=row.at,
        state=row.state,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        reason=row.reason,
        revision=row.revision,
        replaces=row.replaces,
    )
