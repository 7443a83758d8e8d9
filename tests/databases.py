"""Fixtures over real databases: every test that asks for `store` runs on SQLite and on PostgreSQL.

EXPLAINER_POSTGRES names a PostgreSQL server and a database on it from which others can be made; without one that
answers, those tests are skipped and say so.
"""

from __future__ import annotations

import asyncio
import os
import secrets
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy.engine import make_url

from bot.store.database import address
from bot.store.store import Store
from bot.store.tables import METADATA

POSTGRES = os.environ.get("EXPLAINER_POSTGRES", "postgresql://postgres@127.0.0.1:5432/test")


async def _statement(sql: str) -> None:
    connection = await asyncpg.connect(POSTGRES, timeout=3)
    try:
        await connection.execute(sql)
    finally:
        await connection.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL database of our own, dropped at the end."""
    name = f"explainer_test_{secrets.token_hex(4)}"
    try:
        asyncio.run(_statement(f"CREATE DATABASE {name}"))
    except (OSError, asyncpg.PostgresError) as error:
        pytest.skip(f"no PostgreSQL (set EXPLAINER_POSTGRES): {type(error).__name__}")
    yield make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)
    asyncio.run(_statement(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """DATABASE_URL of an empty database; PostgreSQL's is emptied before it is given again."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'data' / 'test.sqlite3'}"
    url: str = request.getfixturevalue("postgres")
    asyncio.run(_empty(url))
    return url


async def _empty(url: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    finally:
        await connection.close()


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """A store over an empty database."""
    opened = await Store.open(address(database_url, Path()))
    yield opened
    await opened.close()


def tables() -> list[str]:
    """The names of our tables."""
    return sorted(METADATA.tables)
