"""What the process says of itself: /readyz prints it, /metrics counts it, the log repeats it when it changes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import bot
from bot.app import App
from bot.errors import CannotStart, UserError
from bot.service.platform import Platform

PING = 2.0
"""Seconds that the database has to answer in; an answer is good for as long."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number for /metrics, beside those this floor knows by itself.

    `name` without the prefix; `labels` as pairs; `total` for what only grows.
    """

    name: str
    help: str
    value: float
    labels: tuple[tuple[str, str], ...] = ()
    total: bool = False


@dataclass(slots=True)
class Vitals:
    """The parts of a process in service.

    `ping` asks the database whether it is there, and raises if it is not; None when there is no database.
    `figures` are asked for more numbers at each look: reloads, problems, proposals.
    """

    app: App
    platforms: Sequence[Platform]
    ping: Callable[[], Awaitable[object]] | None = None
    figures: list[Callable[[], Awaitable[Iterable[Figure]]]] = field(default_factory=list)
    _answered: tuple[float, str] = (float("-inf"), "")

    async def database(self) -> str:
        """Say what is wrong with the database: "" when it answers, or when there is none."""
        if self.ping is None:
            return ""
        asked, said = self._answered
        if time.monotonic() - asked < PING:
            return said
        try:
            async with asyncio.timeout(PING):
                await self.ping()
            said = ""
        except (UserError, CannotStart, OSError, TimeoutError) as error:
            said = type(error).__name__  # its text may hold an address
        self._answered = (time.monotonic(), said)
        return said

    async def ready(self) -> tuple[bool, dict[str, Any]]:
        """Say whether calls may be sent here, and everything that speaks for or against it.

        A platform that refused us for good does not make the other one unready, but is shown; nor does an absent
        database, without which everything but moderation is answered.
        """
        platforms = {platform.name: (platform, platform.health()) for platform in self.platforms}
        meant = [health for platform, health in platforms.values() if not platform.refusal]
        connected = bool(meant) and all(health.connected for health in meant)
        away = await self.database()
        knowledge = self.app.snapshot.knowledge
        report = {
            "ready": connected,
            "version": bot.__version__,
            "platforms": {
                name: asdict(health) | {"failures": platform.failures} for name, (platform, health) in platforms.items()
            },
            "knowledge": {"hash": knowledge.hash, "topics": list(knowledge.topics)},
            "database": {"reachable": not away, "detail": away} if self.ping else None,
        }
        return connected, report
