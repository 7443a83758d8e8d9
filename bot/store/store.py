"""The store, open: one attribute for each thing we remember."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import datetime, timedelta

from sqlalchemy.engine import URL

from bot.config.store import StoreConfig
from bot.store.announcements import Announcements
from bot.store.blinding import Blinding
from bot.store.database import Database, connect
from bot.store.events import SeenEvents
from bot.store.gaps import Gaps
from bot.store.migrate import migrate
from bot.store.proposals import Proposals
from bot.store.rates import Rates
from bot.store.revisions import Revisions
from bot.store.settings import Settings
from bot.store.syncs import Syncs
from bot.store.voting import Voting


class Store:
    """What we remember. Every method may raise `Unavailable`, and then nothing was changed."""

    def __init__(self, database: Database) -> None:
        self.database = database
        blinding = Blinding(database)
        self.proposals = Proposals(database)
        self.revisions = Revisions(database)
        self.gaps = Gaps(database)
        self.voting = Voting(database, blinding)
        self.settings = Settings(database)
        self.syncs = Syncs(database)
        self.events = SeenEvents(database)
        self.rates = Rates(database, blinding)
        self.announcements = Announcements(database)

    @classmethod
    async def open(cls, url: URL) -> Store:
        """Open the database and bring its tables to this version.

        Raises:
            CannotStart: it is no database of ours, or of a newer version.
            Unavailable: it does not answer.
        """
        database = Database(connect(url))
        try:
            await migrate(database)
        except BaseException:
            await database.close()
            raise
        return cls(database)

    async def close(self) -> None:
        """Let the database go."""
        await self.database.close()

    def changes(self) -> AsyncGenerator[str, None]:
        """Give what other replicas changed ("knowledge", "settings", "proposals"), as they do."""
        return self.announcements.listen()

    async def prune(self, keep: StoreConfig, now: datetime) -> dict[str, int]:
        """Forget what is older than the settings allow; proposals waiting and revisions are never forgotten.

        Returns:
            How many rows went, by what they were.
        """
        return {
            "proposals": await self.proposals.forget(now - timedelta(days=keep.proposals_days)),
            "gaps": await self.gaps.forget(now - timedelta(days=keep.gaps_days)),
            "votes": await self.voting.forget(now - timedelta(days=keep.feedback_days)),
            "events": await self.events.forget(now),
            "rates": await self.rates.forget(now),
        }
