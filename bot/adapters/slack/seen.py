"""Which events were handled already: Slack delivers at least once, and again when an acknowledgement is late."""

from __future__ import annotations

from typing import Protocol

KEPT = 10_000
"""Event ids kept in memory: Slack retries for about six minutes, and allows 30,000 events an hour."""


class Seen(Protocol):
    """Remembers ids; replicas share one that rests on the database."""

    async def first(self, id: str) -> bool:
        """Whether this id comes for the first time; from now on it does not."""


class SeenInMemory:
    """For a single process: the last ids, the oldest forgotten."""

    def __init__(self, kept: int = KEPT) -> None:
        self._ids: dict[str, None] = {}
        self._kept = kept

    async def first(self, id: str) -> bool:
        """Whether this id comes for the first time; from now on it does not."""
        if id in self._ids:
            return False
        self._ids[id] = None
        if len(self._ids) > self._kept:
            del self._ids[next(iter(self._ids))]
        return True
