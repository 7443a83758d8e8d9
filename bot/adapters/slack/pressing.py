"""Presses, menus and submitted forms: each carries its Call, which is run anew with the presser's own rights."""

from __future__ import annotations

import re
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse

from bot.adapters.slack.asking import send
from bot.adapters.slack.controls import owner_of
from bot.adapters.slack.desk import Desk, shared_by, soon
from bot.adapters.slack.exposure import is_shareable, lookup
from bot.adapters.slack.limits import cut
from bot.adapters.slack.modals import (
    answer_view,
    form_view,
    open_form,
    open_view,
    refused_view,
    remembered,
    typed_values,
    waiting_view,
)
from bot.adapters.slack.place import Body, Place, of_interaction
from bot.commands import User
from bot.commands.form import Form
from bot.reply import Call, Note, Reply, parse_call

REFUSALS = frozenset({"usage", "faulty", "not_found", "closest", "denied", "error"})
"""Outcomes that a form shows beside its field: it stays open with all that was typed, to be mended or sent again."""
MOST_FAULTS = 2
"""Faults named beside a field; mending them shows the rest."""
LONGEST_FAULT = 500
"""Characters beside a field."""


async def on_press(desk: Desk, body: Body, context: AsyncBoltContext) -> None:
    """Do what a button or a menu says."""
    action, place, token = body["actions"][0], of_interaction(body), context.bot_token or ""
    kind = action["action_id"].partition(":")[0]
    value = action.get("value") or (action.get("selected_option") or {}).get("value") or ""
    call = Call("ask", words=value.strip()) if kind == "question" else parse_call(value)
    user = await desk.user(call, place, token)
    if kind != "share" and (form := desk.app.form(call, user)):
        await open_form(desk, form, place, token)
        return
    if view := body.get("view"):
        await _in_view(desk, view, call, place, token)
    elif kind == "share":
        await _share(desk, call, place, token)
    else:
        container = body.get("container") or {}
        hidden = bool(container.get("is_ephemeral"))
        mine = hidden or place.direct or owner_of(action.get("block_id", "")) == place.user
        await _in_message(
            desk,
            call,
            place,
            token,
            turn=kind == "turn" and mine,
            private=not place.direct and (hidden or kind != "turn" or not mine),
        )


async def _in_message(desk: Desk, call: Call, place: Place, token: str, *, turn: bool, private: bool) -> None:
    """Answer below the message; a page is turned in place, for the one whose message it is."""
    reply = await desk.answer(call, place, token, alone=private)
    messages = desk.messages(reply, place, private=private)
    await send(desk, messages[:1], place, token, private=private, replace_original=turn)
    await send(desk, messages[1:], place, token, private=private)


async def _in_view(desk: Desk, view: dict[str, Any], call: Call, place: Place, token: str) -> None:
    """Answer in a modal: from the home tab in a new one, from a modal in itself."""
    reply = await desk.answer(call, place, token, alone=True)
    if view["type"] == "home":
        await open_view(desk, answer_view(reply, place, form=lookup(reply, desk.app.commands)), place, token)
        return
    _, first = remembered(view, place)
    drawn = answer_view(reply, first, form=lookup(reply, desk.app.commands))
    await desk.post.call(desk.post.client.views_update, view_id=view["id"], view=drawn, token=token)


async def _share(desk: Desk, call: Call, place: Place, token: str) -> None:
    """Show a reply to the whole channel, or say why not."""
    reply = await desk.answer(call, place, token, alone=False)
    shared = is_shareable(reply, desk.app.commands)
    messages = desk.messages(reply, place, private=not shared)
    await send(desk, shared_by(place, call, messages) if shared else messages, place, token, private=not shared)


async def on_submit(desk: Desk, body: Body, context: AsyncBoltContext) -> BoltResponse:
    """Answer a filled form: beside a field what is wrong with it, in the channel or in the modal the answer."""
    view, token = body["view"], context.bot_token or ""
    asked, place = remembered(view, of_interaction(body))
    said, task = await soon(_filled(desk, view, asked, place, token), now=desk.is_pure(asked))
    if task is not None:
        desk.post.later(_fill(desk, task, view, place, token))
    if said is None:
        return await context.ack(response_action="update", view=waiting_view())
    reply, user = said
    if (fault := _fault(desk, reply, asked)) and (field := _field_of(view, reply, fault)):
        return await context.ack(response_action="errors", errors={field: fault})
    if not place.channel:
        shown = answer_view(reply, place, form=lookup(reply, desk.app.commands))
        return await context.ack(response_action="update", view=shown)
    private = desk.private(reply, asked, user)
    desk.post.later(send(desk, desk.messages(reply, place, private=private), place, token, private=private))
    return await context.ack()


async def _filled(desk: Desk, view: dict[str, Any], asked: Call, place: Place, token: str) -> tuple[Reply, User]:
    """Complete the call of a form with what was typed, and answer it."""
    user = await desk.user(asked, place, token)
    call = Form("", asked, ()).filled(typed_values(view))
    return await desk.answer_typed(user, call, place), user


async def _fill(desk: Desk, task: Any, view: dict[str, Any], place: Place, token: str) -> None:
    """Put a late answer into the modal that waits for it; a late refusal with the form as it was sent."""
    reply, _ = await task
    asked, _ = remembered(view, place)
    fault = _fault(desk, reply, asked)
    drawn = refused_view(view, fault) if fault else answer_view(reply, place)
    await desk.post.call(desk.post.client.views_update, view_id=view["id"], view=drawn, token=token)


def _fault(desk: Desk, reply: Reply, call: Call) -> str:
    """What a form says beside its field; "" if the reply is an answer."""
    command = desk.command(call)
    free = command is not None and command.main is not None and command.main.type.free_text
    if reply.outcome not in REFUSALS or (free and reply.outcome == "closest"):
        return ""
    notes = [block for block in reply.blocks if isinstance(block, Note)]
    first = [note for note in notes if note.kind == "warning"] or notes
    more = len(first) - MOST_FAULTS
    words = [note.text for note in first[:MOST_FAULTS]] + ([f"And {more} more."] if more > 0 else [])
    if reply.outcome == "faulty":
        words.append("It is kept under /review: mend it here now, or there later.")
    return cut(" ".join(words), LONGEST_FAULT) or "I could not read that."


def _field_of(view: dict[str, Any], reply: Reply, fault: str) -> str:
    """The field beside which a refusal stands: the text for what the checks say, else the one it names."""
    names = list(typed_values(view))
    if reply.outcome == "faulty" and "text" in names:
        return "text"
    said = set(re.findall(r"\w+", fault))
    return next((name for name in names if name in said), "text" if "text" in names else next(iter(names), ""))


async def on_shortcut(desk: Desk, body: Body, context: AsyncBoltContext) -> None:
    """Open the form of the command that a global shortcut names."""
    place, token = of_interaction(body), context.bot_token or ""
    call = Call(body["callback_id"].removeprefix("form:"))
    if form := desk.app.form(call, await desk.user(call, place, token)):
        await open_view(desk, form_view(form, place), place, token)
    else:
        await _in_view(desk, {"type": "home"}, call, place, token)
