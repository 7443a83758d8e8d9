"""Fixtures over the shipped knowledge, loaded once; used by whatever tests replies."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app import App
from bot.commands import Snapshot
from bot.knowledge.load import load
from bot.knowledge.topic import Topic
from bot.reply import Reply
from tests.commands.walk import calls, pages

SHIPPED = Path(__file__).parents[1] / "knowledge"


@pytest.fixture(scope="session")
def app() -> App:
    """The bot over the shipped knowledge."""
    loaded = load(SHIPPED)
    assert loaded.knowledge is not None, "\n".join(map(str, loaded.problems))
    return App(Snapshot.of(loaded.knowledge))


@pytest.fixture(scope="session")
def topic(app: App) -> Topic:
    """The shipped topic."""
    return app.snapshot.knowledge.topics["iran-pakistan-2024"]


@pytest.fixture(scope="session")
def replies(app: App, topic: Topic) -> tuple[Reply, ...]:
    """Every reply to every command with every argument, all pages."""
    return tuple(reply for call in calls(topic) for reply in pages(app, call))
