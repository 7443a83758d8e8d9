"""Who sees a reply, and what may be done with it: private, public, shared, looked up again."""

from __future__ import annotations

import json
from collections.abc import Mapping

from bot.adapters.slack.draw import Native
from bot.adapters.slack.render import payloads
from bot.commands import Command
from bot.config import SlackConfig
from bot.reply import Call, Reply

Commands = Mapping[str, Command]

OWN_FAULTS = frozenset({"usage", "faulty", "denied", "error"})
"""Outcomes that only the asker needs to see, even where replies are public."""


def is_own(reply: Reply, call: Call, commands: Commands) -> bool:
    """Whether a reply is nobody else's business, whatever the settings: a slip, or what moderators get."""
    return reply.outcome in OWN_FAULTS or _audience(call, commands) == "moderators"


def is_shareable(reply: Reply, commands: Commands) -> bool:
    """Whether a reply may be shown to everyone: an answer, of a command that is for everyone."""
    return reply.outcome in {"answer", "not_covered"} and _audience(reply.call, commands) == "everyone"


def lookup(reply: Reply, commands: Commands) -> Call | None:
    """The call whose form helps where a name was not found or may be several: one with completion."""
    command = commands.get(reply.call.name) if reply.call and reply.outcome in {"not_found", "closest"} else None
    if command is None or command.main is None or not command.main.required:
        return None
    if not command.main.type.completes or command.main.type.free_text:
        return None
    return Call(command.name)


def drawn(
    reply: Reply, commands: Commands, *, private: bool, direct: bool = False, owner: str = "", note: str = ""
) -> list[Native]:
    """Draw a reply as messages for where it goes.

    Args:
        reply: what to draw.
        commands: every command, by name.
        private: only the asker sees it.
        direct: nobody else could see it anyway.
        owner: whose message it is where others see it.
        note: what stands small under the reply, as mrkdwn.
    """
    share = private and not direct and is_shareable(reply, commands)
    return payloads(reply, share=share, form=lookup(reply, commands), owner="" if private else owner, note=note)


def acknowledgement(messages: list[Native], *, private: bool) -> str:
    """Write the first message as the JSON that answers a slash command inside its acknowledgement."""
    kind = "ephemeral" if private else "in_channel"
    return json.dumps({"response_type": kind, **messages[0]}, ensure_ascii=False)


def how_to(reply: Reply, config: SlackConfig) -> str:
    """How commands are typed at Slack, for the foot of /help: the names there are `slack.commands` of the settings."""
    if reply.call is None or reply.call.name != "help":
        return ""
    own = ", ".join(f"`/{config.prefix}{name}`" for name in config.commands)
    parent = f"/{config.prefix}{config.command}"
    also = f"; {own} have names of their own" if own else ""
    return f"Here each command follows `{parent}`: `{parent} who …`{also}. In threads, mention me instead."


def printed(reply: Reply, commands: Commands, config: SlackConfig, *, private: bool) -> str:
    """Write what a slash command in a channel is answered with, as one line of JSON; several messages as a list."""
    private = private or (reply.call is not None and is_own(reply, reply.call, commands))
    first, *others = drawn(reply, commands, private=private, note=how_to(reply, config))
    kind = "ephemeral" if private else "in_channel"
    rest = [{"response_type": kind, "replace_original": False, **message} for message in others]
    said = acknowledgement([first], private=private)
    return said if not rest else f"[{', '.join([said, *(json.dumps(one, ensure_ascii=False) for one in rest)])}]"


def _audience(call: Call | None, commands: Commands) -> str:
    command = commands.get(call.name) if call else None
    return command.audience if command else ""
