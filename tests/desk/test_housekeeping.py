"""A bot that runs on: it hears what other replicas changed, forgets what is old, and bears a database that is away."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import App
from bot.config import Config
from bot.errors import CannotStart
from tests.desk.conftest import MEMBER, MODERATOR, serving
from tests.desk.test_faults import desk_of
from tests.desk.test_flow import SUGGEST, ask


async def until(happened: object, seconds: float = 5.0) -> bool:
    """Wait until something is so; False if it takes too long."""
    assert callable(happened)
    for _ in range(int(seconds / 0.02)):
        if happened():
            return True
        await asyncio.sleep(0.02)
    return False


async def test_replicas_follow_each_other(folder: Path, database_url: str) -> None:
    """Settings, accepted edits and decisions of one replica reach the other; SQLite has one process."""
    one, other = serving(folder, database_url), serving(folder, database_url)
    shared = database_url.startswith("postgresql")
    async with desk_of(one).kept(), desk_of(other).kept():
        await asyncio.sleep(0.3 if shared else 0)  # until both listen
        await ask(one, "/settings public")
        assert await until(lambda: other.server(MEMBER).replies == "public", 5 if shared else 0.1) is shared
        await ask(one, "/settings usual")
        await ask(one, SUGGEST, MEMBER)
        assert "is accepted" in await ask(one, "/accept 1")

        def title(app: App) -> str:
            return app.snapshot.knowledge.topics["small"].events["flood"].title

        assert title(one) == "The river floods the old town"
        assert await until(lambda: title(other) == title(one), 5 if shared else 0.1) is shared
        assert await until(lambda: desk_of(other).news.waits_for(MEMBER.who), 5 if shared else 0.1) is shared


async def test_what_is_old_goes_by_itself(folder: Path, database_url: str, caplog: pytest.LogCaptureFixture) -> None:
    """At the start, and every few hours, what the settings do not keep is forgotten; the log says how much."""
    app = serving(folder, database_url, Config.model_validate({"store": {"gaps_days": 1}}))
    store = await desk_of(app).store()
    long_ago = datetime.now(UTC) - timedelta(days=3)
    await store.gaps.add(topic="small", folded="why", question="why", closest=False, at=long_ago)
    with caplog.at_level(logging.INFO):
        async with desk_of(app).kept():
            assert await until(lambda: "forgot what was old: gaps 1" in caplog.text)


async def test_a_database_that_is_away_at_the_start_is_awaited(folder: Path, tmp_path: Path) -> None:
    """The bot starts and answers; commands that remember say what is the matter."""
    (tmp_path / "blocked").mkdir()
    app = serving(folder, f"sqlite:///{tmp_path / 'blocked'}")
    async with desk_of(app).kept():
        assert (await ask(app, "/event flood", MEMBER)).startswith("The river floods the town")
        assert "does not answer" in await ask(app, "/review", MODERATOR)


async def test_a_wrong_address_ends_the_start(folder: Path) -> None:
    """What only the operator can mend is said at once."""
    with pytest.raises(CannotStart):
        async with desk_of(serving(folder, "mysql://host/db")).kept():
            pass
