"""What the checks say to a proposal, against the files as they are now."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.decode import Problem
from bot.desk.edits import changes_of, diffs_of, edits_of
from bot.desk.view import View
from bot.editing import Conflict, Prepared, prepare
from bot.store.records import Change, Proposal


async def judge(folder: Path, proposal: Proposal) -> View:
    """Try the proposal in memory. A proposal in words, or one that is decided, is only shown."""
    if proposal.state != "open" or not proposal.changes:
        return View(proposal, diffs_of(proposal.changes))
    tried = await attempt(folder, proposal.topic, proposal.changes)
    if isinstance(tried, Prepared):
        return View(proposal, diffs_of(changes_of(tried)), warnings=tried.new)
    conflict = next((problem for problem in tried if isinstance(problem, Conflict)), None)
    return View(proposal, diffs_of(proposal.changes), tuple(tried), conflict=conflict)


async def attempt(folder: Path, topic: str, changes: tuple[Change, ...] | list[Change]) -> Prepared | list[Problem]:
    """Prepare changes off the event loop."""
    return await asyncio.to_thread(prepare, folder, edits_of(topic, changes))
