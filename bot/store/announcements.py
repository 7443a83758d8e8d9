"""What replicas tell each other: "knowledge", "settings" or "proposals" changed.

PostgreSQL carries it; SQLite has one process.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress
from typing import Any

import asyncpg
from sqlalchemy import text

from bot.store.database import Database

CHANNEL = "explainer_bot"
AGAIN = 5.0
"""Seconds until a listener whose connection was lost tries again; it then says that everything may have changed."""
EVERYTHING = ("settings", "knowledge", "proposals")


class Announcements:
    """NOTIFY and LISTEN."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def announce(self, what: str) -> None:
        """Tell the other replicas; on SQLite there are none."""
        if self._database.is_postgres:
            async with self._database.write() as connection:
                await connection.execute(text("SELECT pg_notify(:channel, :what)"), {"channel": CHANNEL, "what": what})

    async def listen(self) -> AsyncGenerator[str, None]:
        """Give what is announced, our own announcements too, until cancelled. On SQLite nothing ever comes."""
        if not self._database.is_postgres:
            await asyncio.Event().wait()
        lost = False
        while True:
            heard: asyncio.Queue[str | None] = asyncio.Queue()
            try:
                connection = await self._connect(heard)
            except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
                lost = True
                await asyncio.sleep(AGAIN)
                continue
            try:
                for what in EVERYTHING if lost else ():
                    yield what
                while (what_ := await heard.get()) is not None:
                    yield what_
            finally:
                with suppress(OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
                    await connection.close(timeout=1)
            lost = True

    async def _connect(self, heard: asyncio.Queue[str | None]) -> Any:
        url = self._database.engine.url.set(drivername="postgresql")
        connection = await asyncpg.connect(url.render_as_string(hide_password=False), timeout=AGAIN)
        connection.add_termination_listener(lambda _: heard.put_nowait(None))
        await connection.add_listener(CHANNEL, lambda _connection, _pid, _channel, what: heard.put_nowait(str(what)))
        return connection
