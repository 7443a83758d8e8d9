"""How often one person may call what costs others something; kept in memory, for the last window only.

Replicas count together as well, through `shared`; what is over the limit here does not get that far.
"""

from __future__ import annotations

import time
from collections import deque
from typing import Protocol

from bot.config import LimitsConfig
from bot.errors import NotDone

MOST_PEOPLE = 10_000
"""People whose calls are remembered at a time; in a flood of new ones the oldest are forgotten."""


class Shared(Protocol):
    """Counts over all replicas."""

    async def wait(self, command: str, who: str, most: int, window: float) -> float:
        """Count a call; give 0, or the seconds after which one may be."""


class Limits:
    """Sliding windows, by command and person."""

    shared: Shared | None = None
    """Whoever counts over all replicas; None where there is one process."""

    def __init__(self, config: LimitsConfig) -> None:
        self._windows = {"ask": (config.ask_per_minute, 60.0), "suggest": (config.suggest_per_hour, 3600.0)}
        self._seen: dict[tuple[str, str], deque[float]] = {}

    def count(self, command: str, who: str, *, moderator: bool, now: float | None = None) -> None:
        """Count a call. Moderators are free, and whatever has no limit.

        Args:
            command: the command's name.
            who: the person.
            moderator: whether they are free.
            now: seconds of a clock that only goes forward.

        Raises:
            NotDone: it is one too many; its text says when to try again.
        """
        most, window = self._windows.get(command, (0, 0.0))
        if not most or moderator:
            return
        now = time.monotonic() if now is None else now
        calls = self._seen.pop((command, who), None) or deque()
        self._seen[command, who] = calls  # the latest caller stands last
        while calls and calls[0] <= now - window:
            calls.popleft()
        if len(calls) >= most:
            raise _too_many(command, calls[0] + window - now)
        calls.append(now)
        if len(self._seen) > MOST_PEOPLE:
            del self._seen[next(iter(self._seen))]

    async def allow(self, command: str, who: str, *, moderator: bool) -> None:
        """Count a call here and over all replicas; it waits only where there are several.

        Raises:
            NotDone: it is one too many; its text says when to try again.
        """
        self.count(command, who, moderator=moderator)
        most, window = self._windows.get(command, (0, 0.0))
        if self.shared is None or not most or moderator:
            return
        if wait := await self.shared.wait(command, who, most, window):
            raise _too_many(command, wait)


def _too_many(command: str, seconds: float) -> NotDone:
    wait = int(seconds) + 1
    again = f"{wait} second{'' if wait == 1 else 's'}" if wait < 90 else f"{round(wait / 60)} minutes"
    return NotDone(f"That was quite a lot of /{command} at once. Please try again in {again}.")
