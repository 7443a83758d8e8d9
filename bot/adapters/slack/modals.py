"""Modals: a form that asks for what a call needs, and an answer where there is no channel to answer in.

Law: a modal remembers its call and where it was asked in `private_metadata`; the bot remembers nothing.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from bot.adapters.slack.desk import Desk
from bot.adapters.slack.draw import Native
from bot.adapters.slack.limits import (
    LONGEST_LABEL,
    LONGEST_PLACEHOLDER,
    LONGEST_TEXT,
    LONGEST_TITLE,
    LONGEST_VALUE,
    MOST_OPTIONS,
    cut,
)
from bot.adapters.slack.place import Body, Place, of_interaction
from bot.adapters.slack.render import payloads
from bot.commands import User
from bot.commands.form import Form, FormField
from bot.reply import Call, Reply, parse_call
from bot.reply.plain import inline

REFUSED = "refused"
"""The block that says why a form was refused."""


def form_view(form: Form, place: Place) -> Native:
    """Draw a form: names are chosen from a list that follows what is typed, prose has room for lines."""
    return {
        "type": "modal",
        "callback_id": "form",
        "title": _plain(form.title if len(form.title) <= LONGEST_TITLE else f"/{form.call.name}", LONGEST_TITLE),
        "submit": _plain("Send" if any(field.long for field in form.fields) else "Ask", LONGEST_TITLE),
        "close": _plain("Cancel", LONGEST_TITLE),
        "private_metadata": _remember(form.call, place),
        "blocks": [_field(form, field) for field in form.fields],
    }


def answer_view(reply: Reply, place: Place, *, form: Call | None = None) -> Native:
    """Draw a reply as a modal; its buttons change it in place."""
    messages = payloads(reply, form=form)
    blocks = [block for message in messages for block in message["blocks"]]
    return {
        "type": "modal",
        "callback_id": "answer",
        "title": _plain(f"/{reply.call.name}" if reply.call else "Answer", LONGEST_TITLE),
        "close": _plain("Close", LONGEST_TITLE),
        "private_metadata": _remember(reply.call or Call("help"), place),
        "blocks": blocks[:100],
    }


def refused_view(view: dict[str, Any], fault: str) -> Native:
    """Draw a form that was sent once more, with what was typed, and above it why it was refused."""
    typed = typed_values(view)
    blocks: list[Native] = [{"type": "section", "block_id": REFUSED, "text": _plain(f"⚠ {fault}", LONGEST_TEXT)}]
    for block in view["blocks"]:
        if block.get("block_id") == REFUSED:
            continue
        element = {key: value for key, value in (block.get("element") or {}).items() if not key.startswith("initial_")}
        if text := typed.get(block.get("block_id", "")):
            element |= _standing(element, view["state"]["values"][block["block_id"]], text)
        blocks.append({**block, "element": element})
    kept = ("type", "callback_id", "title", "submit", "close", "private_metadata")
    return {**{key: view[key] for key in kept if key in view}, "blocks": blocks}


def _standing(element: Native, states: dict[str, Any], text: str) -> Native:
    """What stands in an element at first: the option that was chosen, or the text that was typed."""
    if element["type"] == "plain_text_input":
        return {"initial_value": text}
    chosen = next(iter(states.values())).get("selected_option")
    return {"initial_option": chosen} if chosen else {}


def waiting_view() -> Native:
    """Draw what stands there while an answer takes its time."""
    words = {"type": "plain_text", "text": "One moment…"}
    return {"type": "modal", "callback_id": "answer", "title": words, "blocks": [{"type": "section", "text": words}]}


def remembered(view: dict[str, Any], place: Place) -> tuple[Call, Place]:
    """Give the call of a modal, and where it was first asked."""
    kept = json.loads(view.get("private_metadata") or "{}")
    call = parse_call(kept.get("call", "help"))
    return call, replace(
        place, channel=kept.get("channel", ""), thread=kept.get("thread", ""), response_url=kept.get("url", "")
    )


def typed_values(view: dict[str, Any]) -> dict[str, str]:
    """Give what stands in the fields, by parameter."""
    values: dict[str, str] = {}
    for name, states in view.get("state", {}).get("values", {}).items():
        for state in states.values():
            chosen = state.get("selected_option") or {}
            values[name] = state.get("value") or chosen.get("value") or ""
    return values


def options(desk: Desk, body: Body) -> list[Native]:
    """Give what may be chosen for an argument, from the command's own completer."""
    _, command, param = (*body["action_id"].split(":"), "", "")[:3]
    call, place = remembered(body.get("view") or {}, of_interaction(body))
    user = User(place.user, False, "slack", place.team)
    found = desk.app.complete(command, param, body.get("value") or "", topic=call.options.get("topic"), user=user)
    return [
        {"text": _plain(choice.label or choice.value, LONGEST_LABEL), "value": choice.value}
        for choice in found[:MOST_OPTIONS]
        if 0 < len(choice.value) <= LONGEST_VALUE
    ]


async def open_form(desk: Desk, form: Form, place: Place, token: str) -> None:
    """Show a form."""
    await open_view(desk, form_view(form, place), place, token)


async def open_view(desk: Desk, view: Native, place: Place, token: str) -> None:
    """Show a modal; a trigger lives three seconds, so nothing may come before this."""
    await desk.post.call(desk.post.client.views_open, trigger_id=place.trigger, view=view, token=token)


def _field(form: Form, field: FormField) -> Native:
    if field.completes and not (field.free_text or field.long or field.draft):
        element: Native = {
            "type": "external_select",
            "action_id": f"pick:{form.call.name}:{field.name}",
            "min_query_length": 0,
            "placeholder": _plain("Type to search…", LONGEST_PLACEHOLDER),
        }
    else:
        element = {"type": "plain_text_input", "action_id": f"type:{field.name}", "multiline": field.long}
        if field.draft:
            element["initial_value"] = field.draft[:LONGEST_TEXT]
    return {
        "type": "input",
        "block_id": field.name,
        "label": _plain(field.description[:1].upper() + field.description[1:], 2_000),
        "element": element,
        "optional": not field.required,
    }


def _remember(call: Call, place: Place) -> str:
    kept = {"call": call.text(), "channel": place.channel, "thread": place.thread, "url": place.response_url}
    written = json.dumps({key: value for key, value in kept.items() if value}, ensure_ascii=False)
    return written if len(written) <= LONGEST_TEXT else json.dumps({"call": call.name})


def _plain(words: str, longest: int) -> Native:
    return {"type": "plain_text", "text": cut(inline(words).strip() or "…", longest), "emoji": False}
