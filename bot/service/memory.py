"""A bot that remembers and follows its files: what goes on beside the answers, and both counted."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Coroutine, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from bot.desk.desk import Desk
from bot.errors import Unavailable
from bot.live import Live
from bot.service.vitals import Figure

log = logging.getLogger(__name__)


@asynccontextmanager
async def beside(work: Coroutine[Any, Any, None], name: str) -> AsyncIterator[None]:
    """Do some work in the background while inside; if it fails, that is logged and the rest goes on."""
    task = asyncio.create_task(work, name=name)
    task.add_done_callback(_say_if_failed)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})


def _say_if_failed(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("%s ended: it starts again with the process", task.get_name(), exc_info=error)


async def ping(desk: Desk) -> None:
    """Ask the database whether it is there.

    Raises:
        Unavailable: it is not.
    """
    async with (await desk.store()).database.read():
        pass


async def figures(desk: Desk | None, live: Live) -> Iterable[Figure]:
    """Count what moderators look at: reloads, problems, what waits."""
    severities = Counter(problem.severity for problem in live.problems)
    told = [
        Figure("reloads", "Times that another state of the knowledge was put in service", live.reloads, total=True),
        Figure(
            "knowledge_age_seconds",
            "Since the knowledge in service was put there",
            (datetime.now(UTC) - live.loaded_at).total_seconds(),
        ),
        *(
            Figure("problems", "Problems of the files as they are now", severities[kind], (("severity", kind),))
            for kind in ("error", "warning")
        ),
    ]
    if desk is None or desk.opened is None:
        return told
    store = desk.opened
    try:
        for topic in desk.knowledge().topics:
            label = (("topic", topic),)
            told += [
                Figure("proposals", "Proposals that wait", await store.proposals.count(topic), label),
                Figure("gaps", "Questions that found nothing", await store.gaps.count(topic), label),
            ]
    except Unavailable:
        pass  # explainer_database_up says so
    return told
