"""Decisions: accept, reject, roll back; each by one person at a time, whatever happens to the call."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from bot.desk.carry_out import Intent, carry_out
from bot.desk.edits import undone
from bot.desk.heal import heal
from bot.desk.lock import deciding
from bot.desk.view import Done
from bot.errors import NotDone, NotFound, Unavailable
from bot.store.records import Proposal

if TYPE_CHECKING:
    from bot.desk.desk import Desk
    from bot.store.store import Store

T = TypeVar("T")


async def accept(desk: Desk, number: int, who: str, why: str) -> Done:
    """Write a proposal's edit.

    Raises:
        NotFound: there is no such proposal.
        NotDone: it is decided already, is only in words, or is the decider's own where two people are needed.
        And whatever `carry_out` raises.
    """

    async def decision(store: Store) -> Done:
        proposal = await found(store, number)
        _decidable(desk, proposal, who)
        if not proposal.changes:
            raise NotDone("This proposal says in words what is wrong: write the edit first, with “Edit”.")
        intent = Intent(proposal.topic, proposal.changes, who, datetime.now(UTC), why, proposal=number)
        return await carry_out(desk, store, intent)

    return await _undisturbed(desk, decision)


async def reject(desk: Desk, number: int, who: str, reason: str) -> Proposal:
    """Decide against a proposal, with a reason that its proposer is told.

    Raises:
        NotFound: there is no such proposal.
        NotDone: it is decided already.
    """
    store = await desk.store()
    proposal = await found(store, number)
    if not await store.proposals.reject(number, who=who, at=datetime.now(UTC), reason=reason):
        raise NotDone(decided(await found(store, number)))
    return proposal


async def roll_back(desk: Desk, number: int, who: str, why: str) -> Done:
    """Put the records of a revision back to what they were before it: another revision.

    Raises:
        NotFound: there is no such revision.
        Refused: one of the records was changed since.
        And whatever `carry_out` raises.
    """

    async def decision(store: Store) -> Done:
        revision = await store.revisions.get(number)
        if revision is None or revision.state != "done":
            raise NotFound(f"There is no revision {number}.")
        changes = tuple(undone(revision.changes))
        if not changes:
            raise NotDone("This revision only wrote a correction: there is nothing to put back.")
        intent = Intent(revision.topic, changes, who, datetime.now(UTC), why, undoes=number)
        return await carry_out(desk, store, intent)

    return await _undisturbed(desk, decision)


async def found(store: Store, number: int) -> Proposal:
    """Find a proposal.

    Raises:
        NotFound: there is none with that number.
    """
    proposal = await store.proposals.get(number)
    if proposal is None:
        raise NotFound(f"There is no proposal {number}.")
    return proposal


def decided(proposal: Proposal) -> str:
    """Say in a sentence what has become of a proposal."""
    on = f" on {proposal.decided_at:%-d %B %Y}" if proposal.decided_at else ""
    match proposal.state:
        case "accepted":
            return f"Proposal {proposal.id} was accepted{on}, as revision {proposal.revision}."
        case "rejected":
            return f"Proposal {proposal.id} was rejected{on}: {proposal.reason}"
        case "replaced":
            return f"Proposal {proposal.id} was replaced by a newer one{on}."
        case "accepting":
            return f"Proposal {proposal.id} is being accepted just now."
        case _:
            return f"Proposal {proposal.id} waits for a decision."


def _decidable(desk: Desk, proposal: Proposal, who: str) -> None:
    if proposal.state != "open":
        raise NotDone(decided(proposal))
    if desk.config.review.two_people and proposal.who == who:
        raise NotDone("You proposed this yourself, and two people are needed here: somebody else has to accept it.")


async def _undisturbed(desk: Desk, decision: Callable[[Store], Awaitable[T]]) -> T:
    """Decide under the lock, then let the new knowledge be served; a cancelled call does not stop half-way."""

    async def work() -> T:
        store = await desk.store()
        async with deciding(desk.folder):
            await heal(desk.folder, store)
            done = await decision(store)
        await desk.reload()
        with suppress(Unavailable):  # other replicas find the change in the files all the same
            await store.announcements.announce("knowledge")
        return done

    return await asyncio.shield(asyncio.ensure_future(work()))
