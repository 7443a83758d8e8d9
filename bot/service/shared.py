"""What replicas share by way of the database: events that one of them has taken, commands that one has registered.

Law: a database that is away never keeps the bot from answering. An event is then remembered here alone.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from bot.adapters.slack.seen import Seen
from bot.errors import Unavailable
from bot.store.store import Store

log = logging.getLogger(__name__)

Opened = Callable[[], Awaitable[Store]]


class SharedSeen:
    """Events that one of the replicas has taken. `own` decides alone while the database is away."""

    def __init__(self, store: Opened, platform: str, own: Seen) -> None:
        self._store = store
        self._platform = platform
        self._own = own

    async def first(self, id: str) -> bool:
        """Whether this id comes for the first time, to any replica."""
        if not await self._own.first(id):
            return False
        try:
            store = await self._store()
            return await store.events.claim(self._platform, id, at=datetime.now(UTC))
        except Unavailable:
            return True


class SharedSyncs:
    """Which commands a platform was told of, by any replica; unknown while the database is away."""

    def __init__(self, store: Opened) -> None:
        self._store = store

    async def get(self, application: str, scope: str = "") -> str | None:
        """Give the hash of what was registered last."""
        try:
            return await (await self._store()).syncs.get(application, scope)
        except Unavailable:
            return None

    async def set(self, application: str, scope: str, hash: str, *, at: datetime) -> None:
        """Remember what was registered now."""
        try:
            await (await self._store()).syncs.set(application, scope, hash, at=at)
        except Unavailable:
            log.warning("what was registered is not remembered: the next start registers it again")
