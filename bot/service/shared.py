"""What replicas share by way of the database: events that one has taken, commands that one has registered, how often
a person asks.

Law: a database that is away never keeps the bot from answering. What happens then is remembered here alone.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from bot.adapters.slack.seen import Seen
from bot.errors import Unavailable
from bot.store.store import Store

log = logging.getLogger(__name__)

Opened = Callable[[], Awaitable[Store]]

PATIENCE = 0.5
"""Seconds that an answer waits for a count; Discord wants its first word within three."""
REST = 10.0
"""Seconds in which nobody waits again for a database that did not count in time."""


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


class SharedRates:
    """Calls of a person, counted by all replicas together. `opened` gives the store if it is open."""

    def __init__(self, opened: Callable[[], Store | None]) -> None:
        self._opened = opened
        self._resting_until = 0.0

    async def wait(self, command: str, who: str, most: int, window: float) -> float:
        """Count a call; give 0, or the seconds after which one may be."""
        store = self._opened()
        if store is None or time.monotonic() < self._resting_until:
            return 0.0
        try:
            async with asyncio.timeout(PATIENCE):
                return await store.rates.count(
                    command, who, most=most, window=timedelta(seconds=window), at=datetime.now(UTC)
                )
        except (Unavailable, TimeoutError):
            log.warning("calls are counted by this process alone for %.0f s: the database does not answer", REST)
            self._resting_until = time.monotonic() + REST
            return 0.0
