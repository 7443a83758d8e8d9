"""How often one person calls what is limited, over all replicas: one row a person and command, one upsert a call.

The row says when the person has "paid" for every call so far, each costing an even share of the window (this is known
as the generic cell rate algorithm). So as many as the limit may come at once, and then one a share.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import case, delete, select

from bot.store.blinding import Blinding
from bot.store.database import Database
from bot.store.tables import rates
from bot.store.upsert import insert_or


class Rates:
    """Calls of people, blinded, for as long as a window."""

    def __init__(self, database: Database, blinding: Blinding) -> None:
        self._database = database
        self._blinding = blinding

    async def count(self, command: str, who: str, *, most: int, window: timedelta, at: datetime) -> float:
        """Count a call.

        Args:
            command: what is limited.
            who: `platform:user id`; only its blinded form is stored.
            most: calls in a window.
            window: how long that is.
            at: now.

        Returns:
            0 if it may be; else it is not counted, and these are the seconds after which one may be.
        """
        now, share = _milliseconds(at), int(window.total_seconds() * 1000) // most
        latest = now + share * (most - 1)
        caller = await self._blinding.blind(who)
        new = insert_or(self._database, rates).values(command=command, caller=caller, paid=now + share)
        again = new.on_conflict_do_update(
            index_elements=[rates.c.command, rates.c.caller],
            set_={"paid": case((rates.c.paid < now, now), else_=rates.c.paid) + share},
            where=rates.c.paid <= latest,
        ).returning(rates.c.paid)
        async with self._database.write() as connection:
            if (await connection.execute(again)).first() is not None:
                return 0.0
            row = select(rates.c.paid).where(rates.c.command == command, rates.c.caller == caller)
            paid: int = (await connection.execute(row)).scalar_one()
        return max(paid - latest, 1) / 1000

    async def forget(self, now: datetime) -> int:
        """Delete those who may call as often as anybody."""
        async with self._database.write() as connection:
            gone = await connection.execute(delete(rates).where(rates.c.paid < _milliseconds(now)))
            return int(gone.rowcount)


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)
