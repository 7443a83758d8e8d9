"""What moderators look at, for /metrics and /readyz: reloads, problems, what waits, whether the database is there."""

from __future__ import annotations

from collections.abc import Iterable

from bot.desk.desk import Desk
from bot.errors import Unavailable
from bot.live import Live
from bot.service.vitals import Figure


async def ping(desk: Desk) -> None:
    """Ask the database whether it is there.

    Raises:
        Unavailable: it is not.
    """
    async with (await desk.store()).database.read():
        pass


async def figures(desk: Desk | None, live: Live) -> Iterable[Figure]:
    """Count it."""
    errors = len(live.errors)
    problems = "Problems of the knowledge files as they are now; with errors, an earlier state is in service"
    told = [
        Figure("knowledge_reloads", "How often another state was put in service", live.reloads, total=True),
        Figure("knowledge_problems", problems, errors, (("severity", "error"),)),
        Figure("knowledge_problems", problems, len(live.problems) - errors, (("severity", "warning"),)),
        Figure("knowledge_loaded_seconds", "When the state in service was loaded", live.loaded_at.timestamp()),
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
