"""Where everything that comes from Slack is answered: the app, what Slack said about the asker, and where to answer.

Law: Slack waits three seconds for an acknowledgement, so an answer that takes longer than `PROMPT` is sent after it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.adapters.slack.draw import Native
from bot.adapters.slack.exposure import acknowledgement, drawn, how_to, is_own
from bot.adapters.slack.limits import cut
from bot.adapters.slack.people import People
from bot.adapters.slack.place import Place
from bot.adapters.slack.post import Post
from bot.adapters.slack.seen import Seen
from bot.app import App
from bot.commands import Command, User
from bot.config import SlackConfig
from bot.reply import Call, Reply
from bot.reply.reply import notice

T = TypeVar("T")
PROMPT = 1.0
"""Seconds an answer may take and still stand inside the acknowledgement, for which Slack waits three."""
MOST_DRAWN = 256
"""Acknowledgements kept, of about 7 kB each."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What every listener needs."""

    app: App
    config: SlackConfig
    post: Post
    people: People
    seen: Seen
    drawn: dict[tuple[int, bool], tuple[Reply, str, list[Native]]] = field(default_factory=dict)
    """Acknowledgements by the reply they hold, which they keep alive, so that its id stays its own."""

    def command(self, call: Call) -> Command | None:
        """The command that a call names."""
        return self.app.commands.get(call.name)

    def is_pure(self, call: Call) -> bool:
        """Whether a call's command depends on nothing but its arguments and the snapshot: it waits for nothing."""
        command = self.command(call)
        return command is not None and command.pure and command.audience == "everyone"

    async def user(self, call: Call | None, place: Place, token: str) -> User:
        """Who asks; whether they moderate is found out only where that changes the answer."""
        command = self.command(call) if call else None
        moderating = command is not None and (command.audience == "moderators" or command.name == "help")
        return await self.people.user(place, token, moderating=moderating)

    async def answer(self, call: Call, place: Place, token: str, *, alone: bool) -> Reply:
        """Answer a call; in a channel that the settings leave out, say so instead.

        Args:
            call: what is asked.
            place: where, and by whom.
            token: of the bot there.
            alone: whether nobody but the asker will see the reply.
        """
        user = await self.user(call, place, token)
        return self.refusal(place, user) or await self.app.answer(call, user, alone=alone or place.direct)

    async def answer_typed(self, user: User, call: Call, place: Place) -> Reply:
        """Answer a slash command or a form, of somebody of whom we know already what they may."""
        alone = place.direct or self.is_private(call, user)
        return self.refusal(place, user) or await self.app.answer(call, user, alone=alone)

    def is_private(self, call: Call, user: User) -> bool:
        """Whether only the asker sees what answers a slash command, whatever the answer."""
        command = self.command(call)
        moderating = command is not None and command.audience == "moderators"
        return moderating or self.app.server(user).replies == "private"

    def refusal(self, place: Place, user: User) -> Reply | None:
        """Say that this channel is left out, if it is."""
        channels = self.app.server(user).channels
        if not channels or place.direct or place.channel in channels:
            return None
        text = "The moderators chose other channels for me. A direct message always works."
        return notice("Not in this channel", text, "denied")

    def private(self, reply: Reply, call: Call, user: User) -> bool:
        """Whether only the asker may see a reply to a slash command."""
        return is_own(reply, call, self.app.commands) or self.is_private(call, user)

    def messages(self, reply: Reply, place: Place, *, private: bool) -> list[Native]:
        """Draw a reply as messages for where it goes."""
        note = how_to(reply, self.config)
        return drawn(reply, self.app.commands, private=private, direct=place.direct, owner=place.user, note=note)

    def acknowledgement(self, reply: Reply, place: Place, *, private: bool) -> tuple[str, list[Native]]:
        """Draw a reply as the JSON of an acknowledgement, and the messages that do not fit into it.

        An answer that the app keeps is the same object for everybody, and is drawn and written once.
        """
        key = (id(reply), place.direct)
        if private and (kept := self.drawn.get(key)) is not None:
            return kept[1], kept[2]
        messages = self.messages(reply, place, private=private)
        text = acknowledgement(messages, private=private)
        if private and reply.outcome == "answer":
            if len(self.drawn) >= MOST_DRAWN:
                del self.drawn[next(iter(self.drawn))]
            self.drawn[key] = (reply, text, messages[1:])
        return text, messages[1:]


async def soon(work: Coroutine[Any, Any, T], *, now: bool) -> tuple[T | None, asyncio.Task[T] | None]:
    """Wait a moment for an answer; give it, or the task that goes on.

    Args:
        work: gives the answer.
        now: it waits for nothing (a pure command), so that a task for it would only cost time.
    """
    if now:
        return await work, None
    task = asyncio.create_task(work)
    done, _ = await asyncio.wait((task,), timeout=PROMPT)
    return (task.result(), None) if done else (None, task)


def shared_by(place: Place, call: Call, messages: list[Native]) -> list[Native]:
    """Put above a shared reply who asked and what."""
    line = {"type": "plain_text", "text": cut(call.line(), 200), "emoji": False}
    who: dict[str, Any] = {"type": "mrkdwn", "text": f"Shared by <@{place.user}>:"}
    first, *others = messages
    return [{**first, "blocks": [{"type": "context", "elements": [who, line]}, *first["blocks"]]}, *others]
