"""A snapshot that nobody uses any more goes piece by piece.

When the last reference to an index of 10,000 entries goes, freeing it holds the interpreter for as long
as that takes: 40 ms in one go, in which no chat is answered. Taken apart in Python, others come in between.
"""

from __future__ import annotations

import sys
from typing import Any

from bot.commands import Snapshot
from bot.knowledge.topic import Knowledge, Topic

_MINE = 2
"""References to an object that only this function holds: its name here, and the argument of the question."""


def take_apart(things: list[Any]) -> None:
    """Free what nobody else holds. Whatever a call in flight still uses is left alone, and goes with the call.

    Args:
        things: the only references of the caller; the list is empty afterwards.
    """
    while things:
        thing = things.pop()
        if sys.getrefcount(thing) > _MINE:
            continue
        if type(thing) is dict:
            while thing:
                _, value = thing.popitem()
                if _large(value):
                    things.append(value)
                del value
        elif type(thing) is list:
            while thing:
                value = thing.pop()
                if _large(value):
                    things.append(value)
                del value
        elif isinstance(thing, Snapshot):
            things += (thing.knowledge, thing.memo, thing.index)
        elif isinstance(thing, Knowledge):
            things.append(thing.topics)
        elif isinstance(thing, Topic):
            things += (getattr(thing, name) for name in Topic.__slots__)
        elif type(thing).__module__.startswith("bot.search"):
            things.append(vars(thing))
        del thing


def _large(value: object) -> bool:
    """Whether it may hold so much that it should be taken apart too."""
    if type(value) is list:
        return len(value) > 50
    kind = type(value)
    return kind is dict or kind is Topic or (kind.__module__.startswith("bot.search") and hasattr(value, "__dict__"))
