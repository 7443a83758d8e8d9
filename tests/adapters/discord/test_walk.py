"""Every command with every kind of argument, as native options, over the shipped and over extreme knowledge.

Two walks: replies against Discord's OpenAPI document and limits without a network, very many of them; and through the
emulated Discord, fewer, but all the way.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest

from bench.generate import generate_extreme
from bot.adapters.discord.payload import messages
from bot.app import App
from bot.cli import run_now
from bot.commands import Snapshot
from bot.knowledge.load import load
from bot.reply import Call, Reply
from tests.adapters.discord.rehearsal import load_emulator, rehearsal
from tests.commands.walk import calls

pytestmark = pytest.mark.emulator

PAGED = frozenset({"timeline", "who", "sources", "event", "trace"})


@pytest.fixture(scope="module")
def extreme(tmp_path_factory: pytest.TempPathFactory) -> App:
    """The bot over a topic in which everything is as long or as many as may be."""
    folder = tmp_path_factory.mktemp("extreme")
    generate_extreme(folder)
    loaded = load(folder)
    assert loaded.knowledge is not None
    return App(Snapshot.of(loaded.knowledge))


def walked(app: App, step: int) -> Iterator[Call]:
    """Every so-many-th call of the walk: the first two pages and the last."""
    (topic,) = app.snapshot.knowledge.topics.values()
    for call in list(calls(topic))[::step]:
        for page in ("", "2", "999999") if call.name in PAGED else ("",):
            yield Call(call.name, {**call.options, "page": page}) if page else call


def faults(reply: Reply) -> list[str]:
    """What Discord would not take of a reply."""
    limits, spec = load_emulator().limits, load_emulator().Spec()
    listed = messages(reply)
    found = [spec.component("IncomingWebhookInteractionRequest", message) for message in listed]
    broken = [limits.message(message) for message in listed]
    # A first response and five more: what Discord allows an app that only its user installed.
    return [*chain(*found, *broken), *(["more than six messages"] if len(listed) > 6 else [])]


def test_every_reply_is_one_that_discord_takes(app: App, replies: tuple[Reply, ...]) -> None:
    """All replies over the shipped knowledge: no violation, and each in one message."""
    assert Counter(fault for reply in replies for fault in faults(reply)) == {}
    assert {len(messages(reply)) for reply in replies} == {1}


def test_extreme_replies_are_taken_too(extreme: App) -> None:
    """Longest names, 200 claims on one event, four scripts, empty sections: no violation."""
    answered = [run_now(extreme.answer(call)) for call in walked(extreme, 7)]
    assert len(answered) > 300
    assert Counter(fault for reply in answered for fault in faults(reply)) == {}


@pytest.mark.parametrize(("knowledge", "step"), [("shipped", 23), ("extreme", 29)])
async def test_every_command_goes_all_the_way(knowledge: str, step: int, request: pytest.FixtureRequest) -> None:
    """Options as a person chooses them, completion of each, a press of each reply's first button."""
    app: App = request.getfixturevalue({"shipped": "app", "extreme": "extreme"}[knowledge])
    async with rehearsal(app) as emulator:
        asked = [_options(app, call) for call in walked(app, step)]
        assert {name for name, _ in asked} >= {"timeline", "who", "sources", "ask", "event", "trace"}
        for start in range(0, len(asked), 8):
            await asyncio.gather(*(_converse(emulator, app, *one) for one in asked[start : start + 8]))


def _options(app: App, call: Call) -> tuple[str, dict[str, Any]]:
    """A call as native options: pages are numbers."""
    return call.name, {name: int(value) if name == "page" else value for name, value in call.options.items()}


async def _converse(emulator: Any, app: App, name: str, options: dict[str, Any]) -> None:
    for option, value in options.items():
        param = app.commands[name].param(option)
        if param is not None and param.type.completes:
            await emulator.autocomplete(name, option, str(value)[:20])
    message = await (await emulator.slash(name, **options)).message()
    rows = [row["components"] for row in message["components"] if row["type"] == 1]
    for button in [part for part in chain(*rows) if part["type"] == 2][:1]:
        pressed = await emulator.click(message, button["custom_id"])
        assert (await pressed.callback())["type"] in {4, 7}
