"""The desk: what members suggest, what moderators decide, and what is remembered of both.

Law: nothing is opened or imported before it is asked for, so that a command without memory does not pay for it.
Every method may raise `Unavailable`: the database does not answer, nothing was changed, the knowledge is served.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.config import Config, ServerConfig
from bot.desk.faults import Faults
from bot.desk.news import News
from bot.errors import CannotStart, Unavailable

if TYPE_CHECKING:
    from asyncio import Future
    from collections.abc import Mapping
    from contextlib import AbstractAsyncContextManager

    from bot.decode import Problem
    from bot.desk.view import Done, Figures, View
    from bot.knowledge.load import Loaded
    from bot.knowledge.topic import Knowledge
    from bot.store.records import Gap, Proposal, Revision
    from bot.store.store import Store

MOST_KEPT = 500
"""Proposals kept in memory for the forms that begin with their text."""

MOST_LISTED = 200
"""Proposals, revisions and questions in vain of a list in chat; a shell lists more."""


async def _nothing() -> None:
    """Serve nothing anew."""


class Desk:
    """The door to proposals, revisions and everything else that is remembered.

    Args:
        folder: the knowledge folder.
        config: the settings.
        database_url: gives DATABASE_URL when it is needed, or None for a SQLite file in the data folder.
        remembers: whether what readers do (questions in vain, votes) is remembered; one-shot commands do not.
    """

    def __init__(
        self,
        folder: Path,
        config: Config,
        database_url: Callable[[], str | None] = lambda: None,
        *,
        remembers: bool = False,
    ) -> None:
        self.folder = folder
        self.config = config
        self.remembers = remembers
        self.servers: dict[tuple[str, str], ServerConfig] = {}
        """What each server chose for itself, by platform and server; the app reads it."""
        self.knowledge: Callable[[], Knowledge]
        """Gives the knowledge in service; the app sets it."""
        self.reload: Callable[[], Awaitable[object]] = _nothing
        """Serves what is in the files now; whoever serves sets it."""
        self.news = News()
        self.faults = Faults()
        """What moderators have to be told of the files; whoever follows the files tells it."""
        self._database_url = database_url
        self._store: Store | None = None
        self._opening: Future[Store] | None = None
        self._kept: dict[int, Proposal] = {}
        self._gaps: dict[int, Gap] = {}

    # ------------------------------------------------------------------------------------ the store

    @property
    def opened(self) -> Store | None:
        """The store, if it has been opened."""
        return self._store

    async def store(self) -> Store:
        """Give the store, opened and put right when it is first asked for.

        Raises:
            CannotStart: DATABASE_URL is wrong, or the database is not ours.
            Unavailable: it does not answer.
        """
        if self._store is None:
            import asyncio

            if self._opening is None:
                self._opening = asyncio.ensure_future(self._open())
            # Whoever gives up waiting leaves it open for the others.
            return await asyncio.shield(self._opening)
        return self._store

    async def _open(self) -> Store:
        from bot.desk.opening import opened

        try:
            self._store = await opened(self, self._database_url())
            return self._store
        finally:
            self._opening = None

    async def close(self) -> None:
        """Count what is on its way, and let the database go."""
        if self._opening is not None:
            with suppress(Unavailable, CannotStart):
                await self._opening
        if self._store is not None:
            from bot.desk.readers import settled

            await settled()
        if self._store is not None:
            await self._store.close()
            self._store = None

    def kept(self) -> AbstractAsyncContextManager[None]:
        """Open the store and keep house meanwhile: `bot.desk.housekeeping.kept`. For a bot that runs on."""
        from bot.desk.housekeeping import kept

        return kept(self)

    def remember(self, proposal: Proposal) -> Proposal:
        """Keep a proposal at hand for a form, which cannot wait for the database."""
        self._kept.pop(proposal.id, None)
        self._kept[proposal.id] = proposal
        if len(self._kept) > MOST_KEPT:
            self._kept.pop(next(iter(self._kept)))
        return proposal

    def at_hand(self, number: int) -> Proposal | None:
        """Give a proposal that was looked at lately."""
        return self._kept.get(number)

    def draft(self, topic: str, section: str, record: str) -> tuple[str, str]:
        """Give a record's text as it stands in the file, and its hash; "" for both if it cannot be edited."""
        from bot.editing import Slice, locate

        there = locate(self.folder, topic, section, record)
        return (there.text, there.hash) if isinstance(there, Slice) else ("", "")

    # ------------------------------------------------------------------------------------ proposals

    async def suggest(
        self, topic: str, section: str, record: str, *, wrong: str, right: str, link: str, who: str, trusted: bool
    ) -> Proposal:
        """Take a reader's correction: `bot.desk.propose.suggest`."""
        from bot.desk.propose import suggest

        return await suggest(
            self, topic, section, record, wrong=wrong, right=right, link=link, who=who, trusted=trusted
        )

    async def edit(
        self, topic: str, section: str, record: str, *, text: str, seen: str, who: str, replaces: int | None = None
    ) -> Proposal:
        """Propose a record's new text: `bot.desk.propose.edit`."""
        from bot.desk.propose import edit

        return await edit(self, topic, section, record, text=text, seen=seen, who=who, replaces=replaces)

    async def add(
        self, topic: str, section: str, record: str, *, text: str, who: str, replaces: int | None = None
    ) -> Proposal:
        """Propose a new record: `bot.desk.propose.add`."""
        from bot.desk.propose import add

        return await add(self, topic, section, record, text=text, who=who, replaces=replaces)

    async def take_in(self, topic: str, *, text: str, who: str) -> Proposal | list[Problem]:
        """Propose the records of a file: `bot.desk.propose.take_in`."""
        from bot.desk.propose import take_in

        return await take_in(self, topic, text=text, who=who)

    async def waiting(self, topic: str) -> list[Proposal]:
        """List the proposals that wait, the oldest first, 200 at most."""
        store = await self.store()
        return [self.remember(proposal) for proposal in await store.proposals.waiting(topic, limit=MOST_LISTED)]

    async def view(self, number: int) -> View:
        """Show a proposal, judged against the files as they are.

        Raises:
            NotFound: there is no such proposal.
        """
        from bot.desk.decide import found
        from bot.desk.judge import judge

        return await judge(self.folder, self.remember(await found(await self.store(), number)))

    # ------------------------------------------------------------------------------------ decisions

    async def accept(self, number: int, who: str, why: str = "") -> Done:
        """Write a proposal's edit: `bot.desk.decide.accept`."""
        from bot.desk.decide import accept

        done = await accept(self, number, who, why)
        await self._tell()
        return done

    async def reject(self, number: int, who: str, reason: str) -> Proposal:
        """Decide against a proposal: `bot.desk.decide.reject`."""
        from bot.desk.decide import reject

        proposal = await reject(self, number, who, reason)
        await self._tell()
        return proposal

    async def roll_back(self, number: int, who: str, why: str = "") -> Done:
        """Take a revision back: `bot.desk.decide.roll_back`."""
        from bot.desk.decide import roll_back

        return await roll_back(self, number, who, why)

    async def history(self, topic: str, record: str | None = None, *, limit: int = MOST_LISTED) -> list[Revision]:
        """List what happened, the newest first."""
        return await (await self.store()).revisions.list(topic=topic, record=record, limit=limit)

    async def revision(self, number: int) -> Revision | None:
        """Find a revision."""
        return await (await self.store()).revisions.get(number)

    async def _tell(self) -> None:
        try:
            store = await self.store()
            await self.news.refresh(store)
            await store.announcements.announce("proposals")
        except Unavailable:  # what was decided stands; it is told later
            return

    # ------------------------------------------------------------------------------ readers, servers

    def missed(self, topic: str, question: str, *, closest: bool) -> None:
        """Count a question that found nothing, without keeping its asker waiting; nobody's name is kept."""
        if self.remembers:
            from bot.desk.readers import missed

            missed(self, topic, question, closest=closest)

    async def vote(self, topic: str, entry: str, knowledge: str, *, who: str, helpful: bool) -> None:
        """Count what a reader thought of an answer."""
        from bot.desk.readers import vote

        await vote(self, topic, entry, knowledge, who=who, helpful=helpful)

    async def check(self) -> Loaded:
        """Read and check the files as they are, off the event loop."""
        import asyncio

        from bot.knowledge.load import load

        return await asyncio.to_thread(load, self.folder)

    async def figures(self, topic: str) -> Figures:
        """Count what waits, and how answers were found."""
        from bot.desk.view import Figures

        store = await self.store()
        return Figures(
            await store.proposals.count(topic), await store.gaps.count(topic), tuple(await store.voting.list(topic))
        )

    async def gaps(self, topic: str) -> list[Gap]:
        """List the questions that found nothing, the most asked first, 200 at most."""
        from bot.desk.readers import settled

        store = await self.store()
        await settled()  # whoever asks sees what was asked a moment ago
        found = await store.gaps.list(topic, limit=MOST_LISTED)
        self._gaps = {gap.id: gap for gap in found}
        return found

    def gap_at_hand(self, number: int) -> Gap | None:
        """Give a question that was listed lately, for a form."""
        return self._gaps.get(number)

    async def gap(self, number: int) -> Gap | None:
        """Find a question that found nothing."""
        return await (await self.store()).gaps.get(number)

    async def close_gap(self, number: int) -> None:
        """Drop a question that has been dealt with."""
        await (await self.store()).gaps.remove(number)

    async def choose(self, platform: str, server: str, changed: Mapping[str, Any | None], who: str) -> ServerConfig:
        """Change a server's settings; None goes back to the configuration's."""
        from bot.desk.servers import choose

        return await choose(self, platform, server, changed, who)

    async def chosen(self, platform: str, server: str) -> ServerConfig:
        """Give a server's settings, as they are remembered."""
        await self.store()  # opening it reads them
        return self.servers.get((platform, server), self.config.servers)

    async def forget_server(self, platform: str, server: str) -> None:
        """Delete what a server chose that has removed the bot."""
        from bot.desk.servers import forget_server

        await forget_server(self, platform, server)
