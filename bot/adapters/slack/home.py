"""The home tab: the index of what there is, drawn from the app's own replies."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext

from bot.adapters.slack.desk import Desk
from bot.adapters.slack.draw import Native
from bot.adapters.slack.place import Body, Place, of_event
from bot.adapters.slack.render import payloads
from bot.commands import User
from bot.reply import Call

LATEST = 5
"""Events shown; the rest is a button away."""


async def on_home(desk: Desk, body: Body, context: AsyncBoltContext) -> None:
    """Publish the home tab for whoever opened it."""
    place, token = of_event(body), context.bot_token or ""
    if body["event"].get("tab") == "home":
        view = await home_view(desk, place)
        await desk.post.call(desk.post.client.views_publish, user_id=place.user, view=view, token=token)


async def home_view(desk: Desk, place: Place) -> Native:
    """Draw the home tab."""
    user = User(place.user, False, "slack", place.team)
    blocks: list[dict[str, Any]] = [_ask_box()]
    for call in (Call("topics"), Call("timeline", {"page": "999999"})):
        reply = await desk.app.answer(call, user)
        (message, *_) = payloads(reply, owner=call.name)
        blocks.extend(message["blocks"])
    return {"type": "home", "callback_id": "home", "blocks": blocks[:100]}


def _ask_box() -> Native:
    return {
        "type": "input",
        "block_id": "question",
        "dispatch_action": True,
        "label": {"type": "plain_text", "text": "Ask in plain words"},
        "element": {
            "type": "plain_text_input",
            "action_id": "question:0",
            "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
        },
    }
