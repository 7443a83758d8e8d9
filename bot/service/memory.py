"""What moderators look at, for /metrics and /readyz: reloads, problems, what waits, whether the database is there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

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
    age = (datetime.now(UTC) - live.loaded_at).total_seconds()
    problems = "Problems of the knowledge files as they are now; with errors, an earlier state is in service"
    told = [
        Figure("reloads", "How often another state was put in service", live.reloads, total=True),
        Figure("problems", problems, errors, (("severity", "error"),)),
        Figure("problems", problems, len(live.problems) - errors, (("severity", "warning"),)),
        Figure("knowledge_age_seconds", "Since the knowledge in service was put there", age),
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
