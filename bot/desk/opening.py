"""Opening the store for a desk: what a crash left is put right, and what servers chose is read."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from bot.desk.heal import heal
from bot.desk.lock import deciding
from bot.desk.servers import read_servers
from bot.editing import CannotWrite
from bot.store.database import address
from bot.store.store import Store

if TYPE_CHECKING:
    from bot.desk.desk import Desk

log = logging.getLogger(__name__)


async def opened(desk: Desk, database_url: str | None) -> Store:
    """Open the store.

    Raises:
        CannotStart: DATABASE_URL is wrong, or the database is not ours.
        Unavailable: it does not answer.
    """
    store = await Store.open(address(database_url, Path(desk.config.store.folder)))
    try:
        if await store.revisions.pending():
            try:
                async with deciding(desk.folder):
                    await heal(desk.folder, store)
            except CannotWrite as error:  # a read-only folder can still be served, and nothing be decided
                log.error("what a crash left cannot be put right: %s", error)
        await read_servers(desk, store)
        await desk.news.refresh(store)
        for proposal in await store.proposals.waiting(limit=200):
            desk.remember(proposal)
    except BaseException:
        await store.close()
        raise
    return store
