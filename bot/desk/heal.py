"""What a crash left between the stored intent and its end: the files say whether the edit happened."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from bot.editing import Slice, locate, recover
from bot.store.records import Change, Revision

if TYPE_CHECKING:
    from bot.store.store import Store

log = logging.getLogger(__name__)


async def heal(folder: Path, store: Store) -> None:
    """End every intent that is still pending. Only under the desk's lock: then nobody is at work on one.

    Raises:
        CannotWrite: files of an interrupted write wait to be put in their place, and cannot be.
        Unavailable: the database does not answer.
    """
    pending = await store.revisions.pending()
    if pending:
        await asyncio.to_thread(recover, folder)
    for revision in pending:
        if await asyncio.to_thread(happened, folder, revision):
            await store.revisions.finish(revision.id)
            log.warning("revision %d was written before a crash: it is in the history now", revision.id)
        else:
            await store.revisions.fail(revision.id)
            log.warning("revision %d was not written before a crash: its proposal is open again", revision.id)


def happened(folder: Path, revision: Revision) -> bool:
    """Whether a revision's edit is in the files.

    Files are written as a whole, so one record that is as it was to be proves it; the others may have been
    changed by hand since.
    """
    return any(_as_meant(folder, revision.topic, change) for change in revision.changes)


def _as_meant(folder: Path, topic: str, change: Change) -> bool:
    if change.hash_before == change.hash_after:
        return False
    found = locate(folder, topic, change.section, change.record)
    if isinstance(found, Slice):
        return found.hash == change.hash_after
    return not change.hash_after and found.text.startswith("there is no")
