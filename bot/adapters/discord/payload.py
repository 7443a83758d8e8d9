"""What Discord is sent for a reply, message by message: `say --format discord` prints it, the adapter sends it.

Law: no SDK here, so that one-shot commands can print it without one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.adapters.discord.layout import draw
from bot.commands import Command
from bot.reply import Reply

EPHEMERAL = 1 << 6
COMPONENTS_V2 = 1 << 15

REFUSALS = frozenset({"not_found", "usage", "denied", "error"})
"""Outcomes that concern nobody but the asker: they are private everywhere, and never take a message's place."""
SHARED = frozenset({"answer", "not_covered"})
"""Outcomes worth showing to a channel."""


def messages(reply: Reply, *, private: bool = True, everyone: bool = True) -> list[dict[str, Any]]:
    """Give the messages of a reply as discord.py writes them: nobody is mentioned in any.

    Args:
        reply: what to send.
        private: only the asker sees it.
        everyone: the command is for everyone, so what is private may be shared.
    """
    flags = COMPONENTS_V2 | (EPHEMERAL if private else 0)
    return [
        {"tts": False, "content": None, "components": components, "flags": flags, "allowed_mentions": {"parse": []}}
        for components in draw(reply, share=private and everyone and reply.outcome in SHARED)
    ]


def printed(reply: Reply, commands: Mapping[str, Command], *, private: bool) -> str:
    """Write a reply's message as one line of JSON; a reply of several messages as a list of them."""
    import orjson

    command = commands.get(reply.call.name) if reply.call else None
    everyone = command is None or command.audience == "everyone"
    listed = messages(reply, private=private or not everyone, everyone=everyone)
    return orjson.dumps(listed[0] if len(listed) == 1 else listed).decode()
