"""What each server or workspace chose for itself with /settings, over what the configuration says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from bot.store.database import Database
from bot.store.tables import settings
from bot.store.upsert import insert_or


class Settings:
    """Servers' own choices: only the keys that they set, as JSON."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> dict[tuple[str, str], dict[str, Any]]:
        """Give every server's choices, by platform and server."""
        async with self._database.read() as connection:
            rows = (await connection.execute(select(settings))).all()
        return {(row.platform, row.server): dict(row.chosen) for row in rows}

    async def choose(
        self, platform: str, server: str, changed: Mapping[str, Any | None], *, who: str, at: datetime
    ) -> dict[str, Any]:
        """Change some keys (None goes back to the configuration's); give all that are chosen now."""
        here = (settings.c.platform == platform, settings.c.server == server)
        async with self._database.write() as connection:
            query = select(settings.c.chosen).where(*here)
            row = (await connection.execute(query.with_for_update())).first()
            chosen = {**(row.chosen if row else {}), **changed}
            chosen = {key: value for key, value in chosen.items() if value is not None}
            new = insert_or(self._database, settings).values(
                platform=platform, server=server, chosen=chosen, who=who, at=at
            )
            await connection.execute(
                new.on_conflict_do_update(
                    index_elements=[settings.c.platform, settings.c.server],
                    set_={"chosen": new.excluded.chosen, "who": new.excluded.who, "at": new.excluded.at},
                )
            )
        return chosen

    async def forget(self, platform: str, server: str) -> None:
        """Delete what a server chose: it has removed the bot."""
        async with self._database.write() as connection:
            await connection.execute(
                delete(settings).where(settings.c.platform == platform, settings.c.server == server)
            )
