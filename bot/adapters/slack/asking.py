"""Questions in: slash commands, mentions, direct messages, a message's menu."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse

from bot.adapters.slack.desk import Desk, soon
from bot.adapters.slack.draw import Native
from bot.adapters.slack.exposure import is_own
from bot.adapters.slack.modals import open_form
from bot.adapters.slack.place import Body, Place, of_command, of_event, of_interaction
from bot.adapters.slack.typed import plain, typed, without_mention
from bot.commands import User
from bot.commands.form import Form
from bot.reply import Call, Reply

JSON: dict[str, str | Sequence[str]] = {"content-type": "application/json"}
ORDINARY = frozenset({"", "file_share", "thread_broadcast", "me_message"})
"""Subtypes of messages that a person wrote; the others say that one was changed, deleted, pinned …"""


async def on_command(desk: Desk, body: Body, context: AsyncBoltContext) -> BoltResponse:
    """Answer a slash command inside its acknowledgement; what takes longer follows."""
    place, token = of_command(body), context.bot_token or ""
    call = command_call(desk, body["command"], body.get("text") or "")
    said, task = await soon(_said(desk, call, place, token), now=desk.is_pure(call))
    if task is not None:
        desk.post.later(_follow(desk, task, call, place, token))
    if said is None:
        return await context.ack()
    reply, user = said
    if isinstance(reply, Form):
        desk.post.later(open_form(desk, reply, place, token))
        return await context.ack()
    private = desk.private(reply, call, user)
    text, others = desk.acknowledgement(reply, place, private=private)
    if others:
        desk.post.later(send(desk, others, place, token, private=private))
    return BoltResponse(status=200, body=text, headers=JSON)


async def _said(desk: Desk, call: Call, place: Place, token: str) -> tuple[Form | Reply, User]:
    """Find out who asks, and what is said to that: an answer, or a form for what is missing."""
    user = await desk.user(call, place, token)
    if place.trigger and (form := desk.app.form(call, user)) and desk.refusal(place, user) is None:
        return form, user
    return await desk.answer_typed(user, call, place), user


def command_call(desk: Desk, command: str, text: str) -> Call:
    """Read a slash command: one with a name of its own, or the parent that takes a whole line."""
    own = desk.config.commands.get(command.removeprefix("/").removeprefix(desk.config.prefix))
    if own in desk.app.commands:
        return desk.app.parse(f"/{own} {plain(text)}")
    return typed(desk.app, text)


async def on_mention(desk: Desk, body: Body, context: AsyncBoltContext) -> None:
    """Answer a mention in its thread, where everybody may read what everybody read the question of."""
    event, place = body["event"], of_event(body)
    call = typed(desk.app, without_mention(event.get("text") or "", context.bot_user_id or ""))
    thread = place.thread or event.get("ts", "")
    await _answer(
        desk, call, Place(place.team, place.user, place.channel, thread), context.bot_token or "", public=True
    )


async def on_message(desk: Desk, body: Body, context: AsyncBoltContext) -> None:
    """Answer a direct message, in its thread if it stands in one."""
    event, place = body["event"], of_event(body)
    if event.get("channel_type") != "im" or event.get("bot_id") or event.get("subtype", "") not in ORDINARY:
        return
    call = typed(desk.app, without_mention(event.get("text") or "", context.bot_user_id or ""))
    await _answer(desk, call, place, context.bot_token or "", public=True)


async def on_menu(desk: Desk, body: Body, context: AsyncBoltContext) -> None:
    """Answer a message shortcut: the message's text is the command's main argument."""
    place, token = of_interaction(body), context.bot_token or ""
    call = Call(body["callback_id"].removeprefix("menu:"), words=plain(body["message"].get("text") or "").strip())
    await _answer(desk, call, place, token, public=False)


async def _answer(desk: Desk, call: Call, place: Place, token: str, *, public: bool) -> None:
    reply = await desk.answer(call, place, token, alone=not public)
    private = not place.direct and (not public or is_own(reply, call, desk.app.commands))
    await send(desk, desk.messages(reply, place, private=private), place, token, private=private)


async def _follow(
    desk: Desk, task: asyncio.Task[tuple[Form | Reply, User]], call: Call, place: Place, token: str
) -> None:
    """Send the answer to a command that took longer than the acknowledgement could wait."""
    reply, user = await task
    if isinstance(reply, Form):
        await open_form(desk, reply, place, token)
        return
    private = desk.private(reply, call, user)
    await send(desk, desk.messages(reply, place, private=private), place, token, private=private)


async def send(desk: Desk, messages: list[Native], place: Place, token: str, *, private: bool, **more: Any) -> None:
    """Send messages where something was asked: by its response_url, else (it is used up, or there is none) by name."""
    kind = "ephemeral" if private else "in_channel"
    thread = {"thread_ts": place.thread} if place.thread else {}
    client = desk.post.client
    for message in messages:
        if place.response_url:
            answer = {"response_type": kind, "replace_original": False, **message, **thread, **more}
            if await desk.post.respond(place.response_url, answer):
                continue
        if private and not place.direct:
            await desk.post.call(
                client.chat_postEphemeral, channel=place.channel, user=place.user, token=token, **message, **thread
            )
        else:
            await desk.post.call(
                client.chat_postMessage, channel=place.channel or place.user, token=token, unfurl_links=False,
                unfurl_media=False, **message, **thread,
            )  # fmt: skip
