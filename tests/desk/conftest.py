"""A desk over a copy of a small topic, on both engines."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import App
from bot.commands import Snapshot, User
from bot.config import Config
from bot.desk.desk import Desk
from bot.knowledge.load import load

TOPIC = """\
topic:
  title: A small topic   # kept
  version: 1

sources:
  paper:
    publisher: The Paper
    date: 2024-01-20
    kind: newspaper
    reliability: B

entities:
  ada:
    type: person
    name: Ada Lovelace
    read_in: paper

  river-town: {type: place, name: River Town, read_in: paper}

events:
  flood:
    # The title is the paper's.
    title: The river floods the town
    date: 2024-01-16
    kind: political event
    place: [river-town]

claims:
  flood-cause:
    about: flood
    said_by: ada
    read_in: paper
    motive: Rain fell for a week

  flood-day:
    about: flood
    said_by: source itself
    read_in: paper
    date: 2024-01-16

questions:
  why-flood:
    ask: Why did the river flood the town?
    also_asked: [What caused the flood?]
    answer: Ada Lovelace says that rain fell for a week [flood-cause].
"""

MEMBER = User("7", platform="discord", server="s")
MODERATOR = User("8", moderator=True, platform="discord", server="s")
OTHER = User("9", moderator=True, platform="slack", server="t")


def serving(folder: Path, database_url: str, config: Config | None = None) -> App:
    """Put an app with a desk over a folder, as `run` does."""
    config = config or Config.model_validate({})
    loaded = load(folder)
    assert loaded.knowledge is not None, "\n".join(map(str, loaded.problems))
    desk = Desk(folder, config, lambda: database_url, remembers=True)
    app = App(Snapshot.of(loaded.knowledge), defaults=config.servers, desk=desk, limits=config.limits)

    async def reload() -> None:
        again = load(folder)
        if again.knowledge is not None:
            app.snapshot = Snapshot.of(again.knowledge)

    desk.reload = reload
    return app


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A knowledge folder with one topic of one file."""
    (tmp_path / "knowledge" / "small").mkdir(parents=True)
    (tmp_path / "knowledge" / "small" / "all.yaml").write_text(TOPIC, encoding="utf-8")
    return tmp_path / "knowledge"


@pytest.fixture
async def small(folder: Path, database_url: str) -> AsyncIterator[App]:
    """The bot over it, with a memory."""
    app = serving(folder, database_url)
    yield app
    assert app.desk is not None
    await app.desk.close()
