"""The one way into the files: intent, files, end of the intent; then the knowledge is read again.

Law: called under the desk's lock, after healing. A process that is killed anywhere in here is healed by the next.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.desk.edits import changes_of, diffs_of, edits_of
from bot.desk.heal import heal
from bot.desk.view import Done
from bot.editing import CannotWrite, Conflict, Edit, Prepared, field_changes, prepare, write
from bot.editing.corrections import changes_facts, correction, was_and_now
from bot.editing.git import GitRefused, commit
from bot.errors import NotDone, Unavailable
from bot.store.records import Change, Revision

if TYPE_CHECKING:
    from bot.decode import Problem
    from bot.desk.desk import Desk
    from bot.store.store import Store

log = logging.getLogger(__name__)


class Refused(NotDone):
    """The checks, or somebody's edit meanwhile, stand in the way; nothing was written."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        conflict = next((problem for problem in problems if isinstance(problem, Conflict)), None)
        reason = (
            f"{conflict.text[0].upper()}{conflict.text[1:]}" if conflict else f"The checks refuse it: {problems[0]}"
        )
        super().__init__(f"{reason}. Nothing was written.")
        self.problems = tuple(problems)
        self.conflict = conflict


@dataclass(frozen=True, slots=True)
class Intent:
    """What is to be done, by whom, and why."""

    topic: str
    changes: tuple[Change, ...]
    who: str
    at: datetime
    why: str
    proposal: int | None = None
    undoes: int | None = None


async def carry_out(desk: Desk, store: Store, intent: Intent) -> Done:
    """Write an edit and put it into the history.

    Raises:
        Refused: a record was changed since, or the knowledge would not hold any more.
        CannotWrite: the system refused.
        Unavailable: the database did not answer before anything was written.
        NotDone: it changes nothing, or somebody else decided on the proposal first.
    """
    edits = [*edits_of(intent.topic, intent.changes), *_correction(desk, intent)]
    prepared = await asyncio.to_thread(prepare, desk.folder, edits)
    if not isinstance(prepared, Prepared):
        raise Refused(prepared)
    if not prepared.files:
        raise NotDone("This changes nothing: the files say so already.")
    changes = changes_of(prepared)
    number = await store.revisions.begin(
        topic=intent.topic,
        who=intent.who,
        at=intent.at,
        why=intent.why,
        edits=changes,
        proposal=intent.proposal,
        undoes=intent.undoes,
    )
    if number is None:
        raise NotDone("Somebody else has just decided on this.")
    written = await _written(desk, store, number, prepared)
    remarks: list[str] = []
    try:
        await store.revisions.finish(number)
    except Unavailable:
        # The files are right and the intent is stored: the next decision, or the next start, ends it.
        remarks.append("It is in the files; the database went away before it was told, and will be told later.")
    remarks += await _committed(desk, intent, number, [change.name for change in written.files])
    revision = Revision(
        number,
        intent.topic,
        intent.who,
        intent.at,
        intent.why,
        intent.proposal,
        intent.undoes,
        "done",
        tuple(changes_of(written)),
    )
    return Done(revision, diffs_of(revision.changes), tuple(remarks))


async def _written(desk: Desk, store: Store, number: int, prepared: Prepared) -> Prepared:
    try:
        written = await asyncio.to_thread(write, desk.folder, prepared)
    except CannotWrite:
        try:
            # The files decide: a write that failed half-way is finished by its journal, or never happened.
            await heal(desk.folder, store)
        except (Unavailable, CannotWrite):
            log.warning("revision %d stays pending until folder and database can be written", number)
        raise
    if not isinstance(written, Prepared):
        await store.revisions.fail(number)
        raise Refused(written)
    return written


async def _committed(desk: Desk, intent: Intent, number: int, files: Sequence[str]) -> list[str]:
    """Keep the revision as a git commit too, where that is set; what git has against it is only a remark."""
    if desk.config.knowledge.git != "commit":
        return []
    records = ", ".join(dict.fromkeys(change.record for change in intent.changes))
    message = f"Revision {number}: {records}"[:200] + (f"\n\n{intent.why}" if intent.why else "")
    try:
        await asyncio.to_thread(commit, desk.folder, intent.who, message, files)
    except GitRefused as refused:
        return [refused.text]
    return []


def _correction(desk: Desk, intent: Intent) -> list[Edit]:
    """Say in `corrections:` what readers were told and was wrong."""
    told = {
        change.record: fields
        for change in intent.changes
        if changes_facts(change.section, fields := field_changes(change.before, change.after))
    }
    topic = desk.knowledge().topics.get(intent.topic)
    if not told or topic is None:
        return []
    labels = ", ".join(sorted(_label(topic.record(id), id) for id in told))
    was, now = was_and_now(field for fields in told.values() for field in fields)
    left = [change.record for change in intent.changes if change.record in told and change.after]
    what = f"{'Taken back' if intent.undoes else 'Mended'}: {labels}"
    return [correction(topic, intent.at.date(), what[:300], changes=left, was=was, now=now, reason=intent.why[:300])]


def _label(record: object, id: str) -> str:
    """Name a record for readers."""
    return next((text for name in ("name", "title", "ask") if (text := getattr(record, name, None))), id)
