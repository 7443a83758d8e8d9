"""The latest replies of one snapshot: what many people ask is worked out once."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.reply import Reply

MOST = 1_024
"""Replies kept: some 10 to 25 kB each with their drawings for both platforms."""


class Replies:
    """Replies by what was asked; the one not asked for longest goes first."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[object, Reply] = OrderedDict()

    def get(self, asked: object) -> Reply | None:
        """Give the reply to what was asked, if it is still kept."""
        reply = self._kept.get(asked)
        if reply is not None:
            self._kept.move_to_end(asked)
        return reply

    def keep(self, asked: object, reply: Reply) -> None:
        """Keep a reply."""
        self._kept[asked] = reply
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def __len__(self) -> int:
        return len(self._kept)
