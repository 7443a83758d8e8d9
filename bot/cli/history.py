"""`explainer-bot history`: who changed what through the bot, for a shell."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bot.desk.desk import Desk
from bot.desk.edits import diffs_of
from bot.store.records import Revision

MOST = 100_000


def revisions(desk: Desk, topic: str, record: str | None, limit: int) -> list[Revision]:
    """Read the history, the newest first.

    Raises:
        CannotStart: DATABASE_URL is wrong, or the database is not ours.
        Unavailable: it does not answer.
    """

    async def read() -> list[Revision]:
        try:
            return await desk.history(topic, record, limit=min(limit, MOST))
        finally:
            await desk.close()

    return asyncio.run(read())


def lines(one: Revision) -> Iterator[str]:
    """Tell a revision as people read it: a head, then every field before and after."""
    undoes = f", takes back {one.undoes}" if one.undoes else ""
    why = f": {one.why}" if one.why else ""
    yield f"{one.id}  {one.at.isoformat(timespec='seconds')}  {one.who}{undoes}{why}"
    for diff in diffs_of(one.changes):
        yield f"    {diff.file}: {diff.section}.{diff.record}"
        for row in diff.rows:
            sides = (("-", row.before), ("+", row.after))
            yield from (f"      {sign} {row.field}: {text}" for sign, text in sides if text)


def as_object(one: Revision) -> dict[str, Any]:
    """Give a revision as plain values, for JSON; texts are the records' YAML."""

    def at(moment: datetime) -> str:
        return moment.isoformat(timespec="seconds")

    return {
        "revision": one.id,
        "topic": one.topic,
        "at": at(one.at),
        "who": one.who,
        "why": one.why,
        "proposal": one.proposal,
        "undoes": one.undoes,
        "changes": [
            {
                "file": change.file,
                "section": change.section,
                "record": change.record,
                "before": change.before,
                "after": change.after,
            }
            for change in one.changes
        ],
    }
