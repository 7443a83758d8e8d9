"""What is remembered of readers: questions that found nothing, and votes; never who they are."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.errors import CannotStart, Unavailable
from bot.knowledge.fold import words

if TYPE_CHECKING:
    from bot.desk.desk import Desk

log = logging.getLogger(__name__)

MOST_AT_ONCE = 100
"""Questions on their way to the database; in a flood further ones are not counted."""
_on_their_way: set[asyncio.Task[None]] = set()


def missed(desk: Desk, topic: str, question: str, *, closest: bool) -> None:
    """Count a question beside the call that asked it. Questions without a word are not kept."""
    folded = " ".join(words(question))
    if not folded or len(_on_their_way) >= MOST_AT_ONCE:
        return
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:  # a one-shot command: nobody waits for it to be written down
        return
    task = loop.create_task(_count(desk, topic, folded, question, closest=closest))
    _on_their_way.add(task)
    task.add_done_callback(_on_their_way.discard)


async def settled() -> None:
    """Wait until every question on its way has been counted."""
    await asyncio.gather(*_on_their_way)


async def _count(desk: Desk, topic: str, folded: str, question: str, *, closest: bool) -> None:
    try:
        store = await desk.store()
        await store.gaps.add(topic=topic, folded=folded, question=question, closest=closest, at=datetime.now(UTC))
    except Unavailable:
        return  # it is in the log; a count less is no harm
    except CannotStart as error:
        log.error("%s", error)


async def vote(desk: Desk, topic: str, entry: str, knowledge: str, *, who: str, helpful: bool) -> None:
    """Count a vote; a second one of the same person takes the place of the first."""
    store = await desk.store()
    voter = who if who.partition(":")[2] else ""
    await store.voting.vote(
        topic=topic, entry=entry, knowledge=knowledge, who=voter, helpful=helpful, at=datetime.now(UTC)
    )
