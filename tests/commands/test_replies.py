"""Replies that are kept: what many people ask is worked out once a snapshot, and never shown out of place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.app import App
from bot.cli import run_now
from bot.commands import COMMANDS, Snapshot, User
from bot.commands.replies import Replies
from bot.config import ServerConfig
from bot.knowledge.load import load
from bot.reply import Call, Heading, Reply

ROOT = Path(__file__).parents[2]


@pytest.fixture
def app(tmp_path: Path) -> App:
    """The bot over the shipped topic and the one of the tests, with nothing kept yet."""
    for folder in ("knowledge", "tests/topics"):
        shutil.copytree(ROOT / folder, tmp_path, dirs_exist_ok=True)
    knowledge = load(tmp_path).knowledge
    assert knowledge is not None
    return App(Snapshot.of(knowledge, "iran-pakistan-2024"))


def test_the_same_call_is_answered_once(app: App) -> None:
    """Whoever asks the same again gets the reply that was worked out before."""
    first = run_now(app.answer(Call("timeline"), User("a")))
    assert run_now(app.answer(Call("timeline"), User("b", platform="slack"))) is first


def test_another_snapshot_knows_nothing_of_it(app: App) -> None:
    """New knowledge answers for itself."""
    first = run_now(app.answer(Call("timeline")))
    app.snapshot = Snapshot.of(app.snapshot.knowledge, app.snapshot.default_topic)
    again = run_now(app.answer(Call("timeline")))
    assert again is not first
    assert again == first


def test_each_server_has_its_own_topic(app: App) -> None:
    """A server whose topic is another gets that one, and its buttons stay there; others are not touched."""
    app.servers["discord", "1"] = ServerConfig(topic="cannery-fire")
    here, elsewhere = User("a", platform="discord", server="1"), User("a", platform="discord", server="2")
    reply = run_now(app.answer(Call("timeline"), here))
    assert reply.stamp is not None
    assert reply.stamp.topic == "cannery-fire"
    assert all(run_now(app.answer(call, here)).outcome == "answer" for call in reply.calls)
    other = run_now(app.answer(Call("timeline"), elsewhere))
    assert other.stamp is not None
    assert other.stamp.topic == "iran-pakistan-2024"


def test_a_topic_that_has_gone_is_none(app: App) -> None:
    """A setting that names a topic which is no longer there leaves the usual one."""
    app.servers["slack", "T1"] = ServerConfig(topic="gone")
    reply = run_now(app.answer(Call("timeline"), User("a", platform="slack", server="T1")))
    assert reply.stamp is not None
    assert reply.stamp.topic == "iran-pakistan-2024"


def test_only_so_many_are_kept() -> None:
    """The one not asked for longest goes first."""
    replies = Replies(2)
    one, two, three = (Reply((Heading(text, 1),)) for text in ("one", "two", "three"))
    replies.keep("one", one)
    replies.keep("two", two)
    assert replies.get("one") is one
    replies.keep("three", three)
    assert (replies.get("one"), replies.get("two"), replies.get("three")) == (one, None, three)
    assert len(replies) == 2


def test_what_depends_on_the_asker_is_not_kept() -> None:
    """Commands for moderators, and what lists commands, are worked out each time."""
    assert not any(command.pure for command in COMMANDS.values() if command.audience == "moderators")
    assert not COMMANDS["help"].pure
