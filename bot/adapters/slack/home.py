"""The home tab: the index of what there is, made of the app's own replies."""

from __future__ import annotations

from slack_bolt.context.async_context import AsyncBoltContext

from bot.adapters.slack.desk import Desk
from bot.adapters.slack.draw import Native
from bot.adapters.slack.place import Body, Place, of_event
from bot.adapters.slack.render import payloads
from bot.commands import User
from bot.knowledge.date_text import NO_DATE
from bot.reply import Button, Buttons, Call, Card, Entry, Heading, Note, Pager, Reply, Timeline

LATEST = 5
"""Events shown; the rest is a button away."""
DISPUTES = 5
DISPUTED = ("casualties", "dates")
"""Subjects that any conflict has, in the words of `/sources`."""
MOST_PAGES = 5
"""Pages of the timeline that are read for them."""
LAST = "999999"
"""A page past the end is the last one."""


async def on_home(desk: Desk, body: Body, context: AsyncBoltContext) -> None:
    """Publish the home tab for whoever opened it."""
    place, token = of_event(body), context.bot_token or ""
    if body["event"].get("tab", "home") == "home":
        view = await home_view(desk, place)
        await desk.post.call(desk.post.client.views_publish, user_id=place.user, view=view, token=token)


async def home_view(desk: Desk, place: Place) -> Native:
    """Draw the home tab: a box to ask in, topics, the latest events, open disputes."""
    user = User(place.user, False, "slack", place.team)
    topics = await desk.app.answer(Call("topics"), user, alone=False)
    cards = [
        block
        for subject in DISPUTED
        for block in (await desk.app.answer(Call("sources", {"subject": subject}), user, alone=False)).blocks
        if isinstance(block, Card) and block.kind == "disputed" and block.call
    ]
    blocks = [_ask_box()]
    for name, reply in (("topics", topics), ("latest", await _latest(desk, user)), ("disputes", _disputes(cards))):
        blocks.append({"type": "divider"})
        blocks.extend(block for message in payloads(reply, owner=name) for block in message["blocks"])
    return {"type": "home", "callback_id": "home", "blocks": blocks[:100]}


async def _latest(desk: Desk, user: User) -> Reply:
    """The last events that are dated and not in doubt, read from the end of the timeline."""
    entries: list[Entry] = []
    call: Call | None = Call("timeline", {"page": LAST})
    for _ in range(MOST_PAGES):
        if call is None or len(entries) >= LATEST:
            break
        page = await desk.app.answer(call, user, alone=False)
        shown = [entry for block in page.blocks if isinstance(block, Timeline) for entry in block.entries]
        entries = [entry for entry in shown if not entry.unverified and entry.when != NO_DATE] + entries
        call = next((block.previous for block in page.blocks if isinstance(block, Pager)), None)
    buttons = Buttons((Button("The whole timeline", Call("timeline")), Button("All sources", Call("sources"))))
    return Reply((Heading("Latest events", 1), Timeline(tuple(entries[-LATEST:])), buttons))


def _disputes(cards: list[Card]) -> Reply:
    buttons = [Button(card.title, card.call) for card in cards[:DISPUTES] if card.call]
    note = Note("Where what is said differs, every side stands beside the others:" if buttons else "None are open.")
    return Reply((Heading("Open disputes", 1), note, Buttons((*buttons, Button("Help", Call("help"))))))


def _ask_box() -> Native:
    return {
        "type": "input",
        "block_id": "question",
        "dispatch_action": True,
        "label": {"type": "plain_text", "text": "Ask in plain words"},
        "element": {
            "type": "plain_text_input",
            "action_id": "question:0",
            "max_length": 300,
            "placeholder": {"type": "plain_text", "text": "How many people died? Press Enter to ask."},
            "dispatch_action_config": {"trigger_actions_on": ["on_enter_pressed"]},
        },
    }
