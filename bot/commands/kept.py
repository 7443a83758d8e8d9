"""The answers given last, so that what many people ask at once is worked out and drawn once."""

from __future__ import annotations

from bot.commands.context import Snapshot
from bot.reply import Reply

MOST = 256
"""Answers kept: about 10 MB with what adapters made of them."""

Key = tuple[str, bool, str | None]
"""What a steady answer depends on besides the snapshot: the call, whether a moderator asks, the server's topic."""


class Kept:
    """Answers over one snapshot; another snapshot begins anew, and the oldest answer makes room."""

    def __init__(self) -> None:
        self._snapshot: Snapshot | None = None
        self._replies: dict[Key, Reply] = {}

    def get(self, snapshot: Snapshot, key: Key) -> Reply | None:
        """Give the answer kept under a key over this snapshot."""
        return self._replies.get(key) if snapshot is self._snapshot else None

    def put(self, snapshot: Snapshot, key: Key, reply: Reply) -> None:
        """Keep an answer."""
        if snapshot is not self._snapshot:
            self._snapshot, self._replies = snapshot, {}
        elif len(self._replies) >= MOST:
            del self._replies[next(iter(self._replies))]
        self._replies[key] = reply
