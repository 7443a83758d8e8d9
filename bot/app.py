"""The one door between adapters and commands: a Call in, a Reply out, one log line, no exception.

The app holds the snapshot in service and swaps it whole; a call keeps the snapshot it began with.
"""

from __future__ import annotations

import logging
import os
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.commands import COMMANDS, Choice, Command, Context, Snapshot, User
from bot.commands.form import Form, field_of
from bot.config import LimitsConfig, ServerConfig
from bot.errors import CannotStart, Denied, NotFound, Unavailable, UserError
from bot.knowledge.topic import Topic
from bot.limits import Limits
from bot.log import CALLS
from bot.reply import Button, Buttons, Call, Heading, Note, Outcome, Reply, Stamp, parse_call
from bot.reply.reply import notice

if TYPE_CHECKING:
    from bot.desk.desk import Desk

log = logging.getLogger(__name__)
calls = logging.getLogger(CALLS)


class App:
    """Answers calls over the snapshot in service."""

    def __init__(
        self,
        snapshot: Snapshot,
        *,
        commands: Mapping[str, Command] = COMMANDS,
        defaults: ServerConfig | None = None,
        desk: Desk | None = None,
        limits: LimitsConfig | None = None,
    ) -> None:
        self.snapshot = snapshot
        self.commands = commands
        self.defaults = defaults or ServerConfig()
        self.desk = desk
        """What is remembered; None for an app that only answers."""
        self.servers: dict[tuple[str, str], ServerConfig] = desk.servers if desk else {}
        """What each server chose for itself, by platform and server."""
        self.used: Counter[str] = Counter()
        """Calls answered since the start, by command."""
        self._limits = Limits(limits or LimitsConfig(ask_per_minute=0, suggest_per_hour=0))
        if desk is not None:
            desk.knowledge = lambda: self.snapshot.knowledge

    def server(self, user: User) -> ServerConfig:
        """Give the settings that hold where a user is."""
        return self.servers.get((user.platform, user.server), self.defaults)

    def parse(self, line: str) -> Call:
        """Read a typed line: `/command …`, or anything else as a question for /ask."""
        line = line.strip()
        if not line.startswith("/"):
            return Call("ask", words=line)
        name = parse_call(line[1:]).name
        command = self.commands.get(name)
        free = command is not None and command.main is not None and command.main.type.free_text
        return parse_call(line[1:], command.option_names if command is not None and free else None)

    async def answer(self, call: Call, user: User | None = None, *, alone: bool = True) -> Reply:
        """Run a call. Never raises: an adapter always has something to show.

        Args:
            call: what is asked.
            user: who asks, and from where.
            alone: whether nobody but the asker will see the reply, so that it may begin with what was decided
                on their proposals.
        """
        user = user or User()
        snapshot = self.snapshot
        started = time.perf_counter()
        call_id = os.urandom(4).hex()
        try:
            reply = await self._answer(snapshot, call, user)
            if alone and self.desk is not None and self.desk.news.waits_for(user.who):
                reply = await self._with_news(self.desk, reply, user)
        except UserError as error:
            reply = self._refuse(call, error)
        except CannotStart as error:
            log.error("call %s: %s", call_id, error)
            reply = notice("Not now", f"{error} The operator finds this in the log as {call_id}.", "error")
        except Exception:
            log.exception("call %s to /%s failed", call_id, call.name if call.name in self.commands else "unknown")
            reply = notice(
                "Something went wrong", f"This is our fault, not yours. It was logged as {call_id}.", "error"
            )
        if reply.stamp is None:
            topic = snapshot.knowledge.topics[snapshot.default_topic]
            reply = reply.with_call(reply.call or call, _stamp(topic))
        self.used[call.name if call.name in self.commands else "unknown"] += 1
        calls.info(
            "call",
            extra={
                "command": call.name if call.name in self.commands else "unknown",
                "platform": user.platform,
                "outcome": reply.outcome,
                "ms": round((time.perf_counter() - started) * 1000, 3),
                "knowledge": snapshot.knowledge.hash,
                "call_id": call_id,
            },
        )
        return reply

    async def _answer(self, snapshot: Snapshot, call: Call, user: User) -> Reply:
        command = self.commands.get(call.name)
        if command is None:
            return self._unknown(call.name)
        if denial := self._denial(command, user):
            raise Denied(denial)
        usual = self._usual(snapshot, user)
        asked = (call.text(), usual.id)
        if command.pure and (kept := snapshot.replies.get(asked)) is not None:
            return kept
        arguments = command.bind(call)
        self._limits.count(command.name, user.who, moderator=self._decides(user) or not user.id)
        topic = self._topic(snapshot, command, arguments, usual)
        ctx = self._context(snapshot, topic, user, usual)
        understood, reply = await command.run(ctx, arguments)
        reply = reply.with_call(Call(command.name, understood), _stamp(topic))
        if command.pure:
            snapshot.replies.keep(asked, reply)
        return reply

    def _denial(self, command: Command, user: User) -> str:
        """Say why somebody may not run a command; "" if they may."""
        if command.audience == "everyone":
            return ""
        if not user.moderator:
            return f"/{command.name} is for moderators."
        if command.local or self._decides(user):
            return ""
        return (
            f"/{command.name} is for the moderators of the servers that decide on the knowledge; this is none of them."
        )

    def _decides(self, user: User) -> bool:
        """Whether somebody moderates the knowledge that all servers share, not only a server of their own."""
        deciding = self.desk.config.review.servers if self.desk is not None else ()
        return user.moderator and (not deciding or not user.server or user.server in deciding)

    def waits(self, call: Call) -> bool:
        """Whether a call needs an event loop: it waits for what is remembered."""
        command = self.commands.get(call.name)
        return command is not None and command.waits

    def _context(self, snapshot: Snapshot, topic: Topic, user: User, usual: Topic) -> Context:
        return Context(snapshot, topic, user, self.commands, usual.id, self.server(user), self.desk, self.used)

    async def _with_news(self, desk: Desk, reply: Reply, user: User) -> Reply:
        """Put what was decided on the asker's proposals above a reply that only they see."""
        try:
            news = await desk.news.take(user.who, await desk.store())
        except Unavailable:  # it is told another time
            return reply
        return replace(reply, blocks=(*map(Note, news), *reply.blocks), personal=True) if news else reply

    def _usual(self, snapshot: Snapshot, user: User) -> Topic:
        """The topic meant where a user is when a call names none; a topic that has gone is as good as none."""
        topics = snapshot.knowledge.topics
        return topics.get(self.server(user).topic or "") or topics[snapshot.default_topic]

    def _topic(self, snapshot: Snapshot, command: Command, arguments: Mapping[str, str], usual: Topic) -> Topic:
        """The topic named, else the one that holds the record named, else the usual one."""
        topics = snapshot.knowledge.topics
        if "topic" in arguments and (param := command.param("topic")):
            ctx = Context(snapshot, usual, commands=self.commands, usual=usual.id)
            named: Topic = param.type.convert(ctx, arguments["topic"])
            return named
        for param in command.params:
            if param.name not in arguments or not param.type.sections or len(topics) == 1:
                continue
            for topic in (usual, *(other for other in topics.values() if other is not usual)):
                names = snapshot.index.topic(topic.id).names
                if names.find(arguments[param.name], param.type.sections).match is not None:
                    return topic
        return usual

    def complete(
        self, command: str, param: str, text: str, *, topic: str | None = None, user: User | None = None
    ) -> list[Choice]:
        """Offer at most 25 values for an argument being typed. Never raises; unknown names give nothing."""
        snapshot = self.snapshot
        found = self.commands.get(command)
        known = found.param(param) if found else None
        if known is None:
            return []
        topics = snapshot.knowledge.topics
        user = user or User()
        usual = self._usual(snapshot, user)
        ctx = self._context(snapshot, topics.get(topic or "", usual), user, usual)
        try:
            return known.type.complete(ctx, text[:200])
        except Exception:
            log.exception("completion of /%s %s failed", command, param)
            return []

    def form(self, call: Call, user: User | None = None) -> Form | None:
        """Give the form that asks for what a call still needs; None when nothing is missing. Never raises.

        A platform with forms shows it instead of running the call; a call that the form could not
        mend (an unknown command, somebody else's right) is run, and its reply says why.
        """
        command, snapshot, user = self.commands.get(call.name), self.snapshot, user or User()
        if command is None or self._denial(command, user):
            return None
        arguments = dict(call.options) | ({command.main.name: call.words} if call.words and command.main else {})
        try:
            missing = command.missing(arguments)
            if not missing:
                return None
            usual = self._usual(snapshot, user)
            ctx = self._context(snapshot, self._topic(snapshot, command, arguments, usual), user, usual)
            drafts = [(param, param.type.draft(ctx, arguments)) for param in missing]
            arguments |= {param.name: draft for param, draft in drafts if param.type.hidden and draft}
            fields = tuple(field_of(param, draft) for param, draft in drafts if not param.type.hidden)
        except UserError:
            return None
        except Exception:
            log.exception("the form of /%s failed", command.name)
            return None
        return Form(command.title, Call(command.name, arguments), fields)

    def _unknown(self, name: str) -> Reply:
        from difflib import get_close_matches  # 5 ms that only a slip costs

        close = get_close_matches(name.casefold(), self.commands, 3, 0.5)
        buttons = [Button(f"/{other}", Call("help", {"command": other})) for other in close]
        buttons.append(Button("All commands", Call("help")))
        shown = name[:40] or "that"
        return notice("No such command", f"There is no command “/{shown}”.", "usage", tuple(buttons))

    def _refuse(self, call: Call, error: UserError) -> Reply:
        """Show what the asker can mend, with the nearest candidates to press."""
        outcome: Outcome = "closest" if error.candidates else "usage"
        if isinstance(error, NotFound):
            outcome = "not_found"
        elif isinstance(error, Denied):
            outcome = "denied"
        elif isinstance(error, Unavailable):
            return notice(error.title, error.text, "error")
        title = "Which one?" if outcome == "closest" else error.title
        blocks: list[Heading | Note | Buttons] = [Heading(title, 1), Note(error.text)]
        buttons = tuple(candidate for candidate in error.candidates if isinstance(candidate, Button))[:5]
        if not buttons:
            buttons = (Button(f"How to use /{call.name}", Call("help", {"command": call.name})),)
        blocks.append(Buttons(buttons))
        entities = tuple(button.call.options["entity"] for button in buttons if "entity" in button.call.options)
        events = tuple(button.call.options["event"] for button in buttons if "event" in button.call.options)
        return Reply(tuple(blocks), outcome, entities=entities, events=events)


def _stamp(topic: Topic) -> Stamp:
    return Stamp(topic.id, topic.header.version, topic.hash)
