"""/settings: how the bot behaves in this server or workspace."""

from __future__ import annotations

import re
from typing import Annotated, Any

from bot.commands.command import ParamType, command
from bot.commands.context import Choice, Context
from bot.commands.types import TopicType
from bot.config import ServerConfig
from bot.errors import UserError
from bot.knowledge.topic import Topic
from bot.reply import Block, Button, Buttons, Call, Heading, Note, Reply

USUAL = "usual"
"""What takes a setting back to what the operator configured."""
MOST_IDS = 50
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_MENTION = re.compile(r"<(?:@[!&]?|#|!subteam\^)([A-Za-z0-9_-]+)(?:\|[^>]*)?>")


class OneOf(ParamType[str]):
    """One of a few words, or what is usual."""

    completes = True

    def __init__(self, name: str, *words: str) -> None:
        self.name = name
        self.words = words

    def convert(self, ctx: Context, text: str) -> str:
        """Take one of the words."""
        word = text.casefold()
        if word not in (*self.words, USUAL):
            raise UserError(f"“{text[:40]}” cannot be chosen. What can: {', '.join((*self.words, USUAL))}.")
        return word

    def complete(self, ctx: Context, text: str) -> list[Choice]:
        """Offer the words."""
        return [Choice(word, word) for word in (*self.words, USUAL) if word.startswith(text.strip().casefold())]


class IdsType(ParamType[tuple[str, ...]]):
    """Ids or mentions, with spaces or commas between them; `none` for none, or what is usual."""

    def __init__(self, name: str) -> None:
        self.name = name

    def convert(self, ctx: Context, text: str) -> tuple[str, ...]:
        """Read ids out of mentions, as both platforms write them."""
        if text.casefold() == USUAL:
            return (USUAL,)
        if text.casefold() == "none":
            return ()
        words = re.split(r"[\s,]+", _MENTION.sub(r" \1 ", text).strip())
        wrong = next((word for word in words if not _ID.fullmatch(word)), None)
        if wrong is not None or len(words) > MOST_IDS:
            raise UserError(f"“{(wrong or text)[:40]}” is no id: mention the {self.name}, or paste their ids.")
        return tuple(dict.fromkeys(words))

    def write(self, value: tuple[str, ...]) -> str:
        """Write the ids with spaces between them."""
        return " ".join(value) or "none"


RepliesParam = Annotated[str, OneOf("replies", "private", "public"), "who sees replies: private, public or usual"]
TopicParam = Annotated[Topic | None, TopicType(), "the topic that is meant when none is named"]
ModeratorsParam = Annotated[tuple[str, ...] | None, IdsType("moderators"), "roles, users or groups; none; or usual"]
ChannelsParam = Annotated[tuple[str, ...] | None, IdsType("channels"), "where it answers; none for all; or usual"]
LanguageParam = Annotated[str, OneOf("language", "en"), "the language of the interface, or usual"]


@command(
    "settings",
    "How the bot behaves in this server: replies, topic, moderators, channels",
    examples=("/settings", "/settings public"),
    audience="moderators",
    local=True,
    waits=True,
)
async def settings(
    ctx: Context,
    replies: RepliesParam = "",
    topic: TopicParam = None,
    moderators: ModeratorsParam = None,
    channels: ChannelsParam = None,
    language: LanguageParam = "",
) -> Reply:
    """Show what holds here, after changing what was named."""
    changed: dict[str, Any] = {}
    for name, value in (("replies", replies), ("language", language)):
        if value:
            changed[name] = None if value == USUAL else value
    for name, ids in (("moderators", moderators), ("channels", channels)):
        if ids is not None:
            changed[name] = None if ids == (USUAL,) else list(ids)
    if topic is not None:
        changed["topic"] = topic.id
    here = ctx.server
    if changed:
        here = await ctx.desk.choose(ctx.user.platform, ctx.user.server, changed, ctx.user.who)
    return Reply((Heading("Settings", 1), *_shown(ctx, here, bool(changed)), Buttons(_buttons(here))))


def _shown(ctx: Context, here: ServerConfig, changed: bool) -> list[Block]:
    where = "this server" if ctx.user.server else "messages outside a server"
    see = (
        "only the asker sees one, and may share it"
        if here.replies == "private"
        else "everybody in the channel sees them"
    )
    return [
        Note(f"{'Changed' if changed else 'These hold'} for {where}."),
        Note(f"replies: {here.replies} ({see})."),
        Note(f"topic: {here.topic or ctx.snapshot.default_topic}."),
        Note(f"moderators: {' '.join(here.moderators) or 'none'}, beside those whom the platform gives the right."),
        Note(f"channels: {' '.join(here.channels) or 'all'}."),
        Note(f"language: {here.language}."),
        Note("Write usual for a setting to go back to what the operator configured."),
    ]


def _buttons(here: ServerConfig) -> tuple[Button, ...]:
    other = "public" if here.replies == "private" else "private"
    return (
        Button(f"Make replies {other}", Call("settings", {"replies": other}, main="replies")),
        Button("Status", Call("status")),
    )
