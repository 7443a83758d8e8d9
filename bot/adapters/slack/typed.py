"""What a person types at Slack, as the line that the app reads: one grammar for commands, mentions and messages.

Law: the first word is a command if there is one of that name, and everything else is a question; so is a line that
ends in a question mark (`who did Iran strike?`). A slash before a command is welcome and never needed, for Slack
keeps lines that begin with one to itself.
"""

from __future__ import annotations

import re

from bot.app import App
from bot.commands import Command
from bot.reply import Call

_ENTITY = re.compile(r"<([@#!]?)([^<>|\s][^<>|]*)(?:\|([^<>]*))?>")
_ESCAPED = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}


def typed(app: App, text: str) -> Call:
    """Read a line without its mention or parent command; an empty one asks for help."""
    line = plain(text).strip()
    if not line:
        return Call("help")
    if line.startswith("/"):
        return app.parse(line)
    first, _, rest = line.partition(" ")
    name = first.casefold()
    if name in app.commands and not _asks(app.commands[name], rest):
        return app.parse(f"/{name} {rest}")
    if not rest and _is_slip(name, app):
        return Call(name)
    return Call("ask", words=line)


def plain(text: str) -> str:
    """Undo Slack's escapes: `&amp;` is `&`, `<@U1|ada>` is `ada`, `<https://a.example|here>` is `here`.

    Source: docs.slack.dev, "Formatting message text", "Escaping text".
    """
    if "<" in text:
        text = _ENTITY.sub(_named, text)
    return re.sub(r"&(?:lt|gt|amp);", lambda found: _ESCAPED[found[0]], text) if "&" in text else text


def without_mention(text: str, bot_user: str) -> str:
    """Leave out the bot's own mention, wherever in the message it stands."""
    return re.sub(rf"<@{re.escape(bot_user)}(?:\|[^<>]*)?>:?", " ", text) if bot_user else text


def _named(found: re.Match[str]) -> str:
    kind, target, label = found.groups()
    if label:
        return label
    return f"@{target}" if kind == "@" else target


def _asks(command: Command, rest: str) -> bool:
    """Whether words behind a command's name are a question after all."""
    return rest.rstrip().endswith("?") and not (command.main and command.main.type.free_text)


def _is_slip(word: str, app: App) -> bool:
    """Whether one word alone looks like a command's name: then the app says which ones are close."""
    from difflib import get_close_matches  # 5 ms that only a slip costs

    return bool(get_close_matches(word, app.commands, 1, 0.75))
