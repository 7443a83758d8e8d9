"""What Discord is sent for a reply, message by message: `say --format discord` prints it, the adapter sends it.

Law: no SDK here, so that one-shot commands can print it without one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.adapters.discord.layout import draw
from bot.commands import Command
from bot.reply import Call, Reply

EPHEMERAL = 1 << 6
COMPONENTS_V2 = 1 << 15

REFUSALS = frozenset({"not_found", "usage", "denied", "error"})
"""Outcomes that concern nobody but the asker: they are private everywhere, and never take a message's place."""
SHARED = frozenset({"answer", "not_covered"})
"""Outcomes worth showing to a channel."""


def is_for_everyone(call: Call | None, commands: Mapping[str, Command]) -> bool:
    """Whether what a call answers may be seen by others at all: it is no moderators' command."""
    command = commands.get(call.name) if call is not None else None
    return command is not None and command.audience == "everyone"


def may_be_shared(reply: Reply) -> bool:
    """Whether a reply to a command for everyone is worth a button that shows it to the channel."""
    return reply.outcome in SHARED and not reply.personal


def messages(reply: Reply, *, private: bool = True, share: bool = True) -> list[dict[str, Any]]:
    """Give the messages of a reply as discord.py writes them: nobody is mentioned in any.

    Args:
        reply: what to draw.
        private: only the asker sees it.
        share: a private one may be shown to the channel, if it is worth that.
    """
    flags = COMPONENTS_V2 | (EPHEMERAL if private else 0)
    return [
        {"tts": False, "content": None, "components": components, "flags": flags, "allowed_mentions": {"parse": []}}
        for components in draw(reply, share=private and share and may_be_shared(reply))
    ]


def printed(reply: Reply, commands: Mapping[str, Command], *, private: bool) -> str:
    """Write what a slash command in a server is answered with as one line of JSON; several messages as a list.

    Args:
        reply: what to write.
        commands: every command, by name.
        private: whether replies are private there; some are anywhere.
    """
    import orjson

    everyone = is_for_everyone(reply.call, commands)
    listed = messages(reply, private=private or not everyone or reply.outcome in REFUSALS, share=everyone)
    return orjson.dumps(listed[0] if len(listed) == 1 else listed).decode()
