"""How often one person may call what costs others something; kept in memory, per process, for the last window only."""

from __future__ import annotations

import time
from collections import deque

from bot.config import LimitsConfig
from bot.errors import NotDone

MOST_PEOPLE = 10_000
"""People whose calls are remembered at a time; in a flood of new ones the oldest are forgotten."""


class Limits:
    """Sliding windows, by command and person."""

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
            wait = int(calls[0] + window - now) + 1
            again = f"{wait} seconds" if wait < 90 else f"{round(wait / 60)} minutes"
            raise NotDone(f"That was quite a lot of /{command} at once. Please try again in {again}.")
        calls.append(now)
        if len(self._seen) > MOST_PEOPLE:
            del self._seen[next(iter(self._seen))]
