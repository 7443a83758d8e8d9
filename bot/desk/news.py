"""Telling proposers what was decided: once, and only to themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import Unavailable

if TYPE_CHECKING:
    from bot.store.records import Proposal
    from bot.store.store import Store


class News:
    """Decisions that wait to be told, by proposer: kept in memory so that a call without news costs nothing."""

    def __init__(self) -> None:
        self._waiting: dict[str, list[tuple[int, str]]] = {}

    async def refresh(self, store: Store) -> None:
        """Look into the store: at start, and after every decision."""
        waiting: dict[str, list[tuple[int, str]]] = {}
        for who, proposal in await store.proposals.untold():
            own = proposal.id if proposal.who == who else proposal.replaces or proposal.id
            waiting.setdefault(who, []).append((own, told(proposal)))
        self._waiting = waiting

    def waits_for(self, who: str) -> bool:
        """Whether there is something to tell this person."""
        return who in self._waiting

    async def take(self, who: str, store: Store) -> list[str]:
        """Give what to tell, once over all replicas; nothing while the database is away."""
        news = self._waiting.pop(who, [])
        try:
            mine = await store.proposals.tell([number for number, _ in news])
        except Unavailable:
            self._waiting[who] = news
            return []
        return [text for number, text in news if number in mine]


def told(proposal: Proposal) -> str:
    """Tell a decision to who proposed it."""
    what = f"Your suggestion on “{proposal.record}”" if proposal.record else "Your suggestion"
    if proposal.state == "accepted":
        return f"{what} was accepted and is part of the answers now. Thank you."
    return f"{what} was looked at and not taken up: {proposal.reason}"
