"""What a long-running bot does beside answering: hear what other replicas changed, forget what is old."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.beside import beside
from bot.desk.servers import read_servers
from bot.errors import Unavailable

if TYPE_CHECKING:
    from bot.desk.desk import Desk
    from bot.store.store import Store

log = logging.getLogger(__name__)

EVERY = 6 * 3600.0
"""Seconds between two rounds of forgetting."""
AGAIN = 30.0
"""Seconds until a database that was away is tried again."""


@asynccontextmanager
async def kept(desk: Desk) -> AsyncIterator[None]:
    """Open the store, keep house in the background, and close it in the end.

    A database that is away is tried again, and the knowledge is served meanwhile.

    Raises:
        CannotStart: DATABASE_URL is wrong, or the database is not ours.
    """
    with suppress(Unavailable):
        await desk.store()
    try:
        # If it fails, answers go on; other replicas' changes are found in the files all the same.
        async with beside(_keep_house(desk), "housekeeping"):
            yield
    finally:
        await desk.close()


async def _keep_house(desk: Desk) -> None:
    store = await _patiently(desk)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(_listen(desk, store))
        tasks.create_task(_forget(desk, store))


async def _patiently(desk: Desk) -> Store:
    while True:
        try:
            return await desk.store()
        except Unavailable:
            await asyncio.sleep(AGAIN)


async def _listen(desk: Desk, store: Store) -> None:
    async for what in store.changes():
        try:
            match what:
                case "settings":
                    await read_servers(desk, store)
                case "knowledge":
                    await desk.reload()
                case "proposals":
                    await desk.news.refresh(store)
                case _:
                    log.debug("another replica announced something that this version does not know")
        except Unavailable:
            continue


async def _forget(desk: Desk, store: Store) -> None:
    while True:
        try:
            gone = await store.prune(desk.config.store, datetime.now(UTC))
        except Unavailable:
            await asyncio.sleep(AGAIN)
            continue
        if any(gone.values()):
            log.info("forgot what was old: %s", ", ".join(f"{what} {count}" for what, count in gone.items() if count))
        await asyncio.sleep(EVERY)
