"""Knowledge at the limits of the schema: longest names and ids, 200 claims on one event, four scripts, empty lists."""

from __future__ import annotations

import pytest

from bench.generate import generate_extreme
from bot.app import App
from bot.cli import run_now
from bot.commands import Snapshot
from bot.knowledge.load import load
from bot.reply import Buttons, Call, Heading, Pager, Reply
from bot.reply.pages import BUDGET, weigh
from bot.reply.text import render_text
from tests.commands.test_grounding import uncited
from tests.commands.walk import calls

PAGED = frozenset({"timeline", "who", "sources", "event", "trace"})


@pytest.fixture(scope="module")
def extreme(tmp_path_factory: pytest.TempPathFactory) -> App:
    """The bot over a topic in which everything is as long or as many as may be."""
    folder = tmp_path_factory.mktemp("extreme")
    generate_extreme(folder)
    loaded = load(folder)
    assert loaded.knowledge is not None, "\n".join(map(str, loaded.problems[:10]))
    return App(Snapshot.of(loaded.knowledge))


@pytest.fixture(scope="module")
def extreme_replies(extreme: App) -> list[tuple[Call, Reply]]:
    """Every seventh call of the walk: the first two pages and the last."""
    (topic,) = extreme.snapshot.knowledge.topics.values()
    replies = []
    for call in list(calls(topic))[::7]:
        for page in ("", "2", "999999") if call.name in PAGED else ("",):
            asked = Call(call.name, {**call.options, "page": page}) if page else call
            replies.append((asked, run_now(extreme.answer(asked))))
    return replies


def test_every_call_is_answered(extreme_replies: list[tuple[Call, Reply]]) -> None:
    """Nothing breaks; what is asked by id is answered."""
    assert len(extreme_replies) > 300
    assert [call for call, reply in extreme_replies if reply.outcome == "error"] == []


def test_every_statement_is_cited(extreme_replies: list[tuple[Call, Reply]]) -> None:
    """The law of citations holds at any size."""
    bare = [(call, text) for call, reply in extreme_replies for block in reply.blocks for text in uncited(block)]
    assert bare == []


def test_pages_stay_small(extreme_replies: list[tuple[Call, Reply]]) -> None:
    """A page is at most twice the budget, or holds one statement: both platforms have room for that."""
    heavy = []
    for call, reply in extreme_replies:
        body = [block for block in reply.blocks if not isinstance(block, Buttons | Pager | Heading)]
        if weigh(body) > 2 * BUDGET and render_text(reply).count("\n- ") - len(reply.calls) > 2:
            heavy.append((call, weigh(body)))
    assert heavy == []


def test_buttons_fit(extreme: App, extreme_replies: list[tuple[Call, Reply]]) -> None:
    """The longest ids still make calls that a button can carry, and that are answered."""
    offered = {call.button_text(): call for _, reply in extreme_replies for call in reply.calls}
    dead = [text for text, call in list(offered.items())[::7] if run_now(extreme.answer(call)).outcome == "error"]
    assert dead == []
