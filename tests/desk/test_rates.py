"""A person's calls are counted by all replicas together, and a database that is away keeps nobody from an answer."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import App
from bot.commands import User
from bot.config import Config
from bot.service.shared import SharedRates
from tests.desk.conftest import MEMBER, MODERATOR, serving
from tests.desk.test_faults import desk_of
from tests.desk.test_flow import ask

FEW = Config.model_validate({"limits": {"ask_per_minute": 6}})


def replica(folder: Path, database_url: str) -> App:
    """One of several bots on a database."""
    app = serving(folder, database_url, FEW)
    app.limits.shared = SharedRates(lambda: desk_of(app).opened)
    return app


async def test_two_replicas_count_together(folder: Path, postgres: str) -> None:
    """Six questions a minute are six over both; others and moderators are free."""
    one, other = replica(folder, postgres), replica(folder, postgres)
    async with desk_of(one).kept(), desk_of(other).kept():
        lines = [f"why flood {number}" for number in range(10)]
        replies = await asyncio.gather(*(ask([one, other][n % 2], line, MEMBER) for n, line in enumerate(lines)))
        assert sum("Please try again in" in reply for reply in replies) == 4
        assert "Please try again in" in await ask(other, "why flood 11", MEMBER)
        assert "Please try again" not in await ask(other, "why flood 11", User("3", platform="discord"))
        assert "Please try again" not in await ask(other, "why flood 12", MODERATOR)


async def test_each_counts_alone_without_a_database(
    folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The database stands still: one question waits a moment for it, all are answered, and counted by the process."""
    file = tmp_path / "data" / "test.sqlite3"
    app = replica(folder, f"sqlite:///{file}")
    store = await desk_of(app).store()
    assert await store.rates.count("ask", MEMBER.who, most=6, window=timedelta(minutes=1), at=datetime.now(UTC)) == 0
    with closing(sqlite3.connect(file, isolation_level=None)) as somebody:
        somebody.execute("BEGIN IMMEDIATE")
        replies = [await ask(app, f"why flood {number}", MEMBER) for number in range(7)]
    assert ["Please try again" in reply for reply in replies] == [False] * 6 + [True]
    assert caplog.text.count("counted by this process alone") == 1
    await desk_of(app).close()
