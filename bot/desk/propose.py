"""Proposals, as they come in: in words, as a changed record, as a new one, as a file."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.decode import Problem, read_yaml
from bot.desk.decide import decided, found
from bot.desk.judge import judge
from bot.desk.words import rewritten
from bot.editing import Slice, locate
from bot.editing.locate import locate_in
from bot.errors import NotDone
from bot.knowledge.decoded import SECTIONS
from bot.knowledge.files import TopicFolder
from bot.store.records import Change, Proposal, ProposalKind

if TYPE_CHECKING:
    from bot.desk.desk import Desk

LARGEST_IMPORT = 200_000
"""Characters of a file that is imported through chat; a whole topic belongs into the folder by hand."""
MOST_WAITING = 20
"""Proposals of one member that may wait at a time."""


async def suggest(
    desk: Desk, topic: str, section: str, record: str, *, wrong: str, right: str, link: str, who: str, trusted: bool
) -> Proposal:
    """Take a reader's correction; where the words stand in the record just once, it becomes an edit at once.

    Raises:
        NotDone: too many of this person's proposals are waiting.
    """
    store = await desk.store()
    if not trusted and await store.proposals.count(who=who) >= MOST_WAITING:
        raise NotDone(f"{MOST_WAITING} of your suggestions are waiting to be looked at: thank you, please wait.")
    changes: list[Change] = []
    there = await asyncio.to_thread(locate, desk.folder, topic, section, record)
    if isinstance(there, Slice) and (text := rewritten(there.text, wrong, right)) is not None:
        changes.append(Change(there.file, section, record, there.text, text, there.hash))
    number = await store.proposals.add(
        topic=topic,
        kind="suggest",
        record=record,
        who=who,
        at=datetime.now(UTC),
        changes=changes,
        wrong=wrong,
        right=right,
        link=link,
    )
    assert number is not None
    return desk.remember(await found(store, number))


async def edit(
    desk: Desk, topic: str, section: str, record: str, *, text: str, seen: str, who: str, replaces: int | None
) -> Proposal:
    """Propose a record's new text.

    Args:
        desk: where.
        topic: the topic.
        section: the record's section.
        record: its id.
        text: `id:` and its fields.
        seen: the hash of what the author saw; "" takes what stands there now.
        who: the author.
        replaces: the proposal that is edited.

    Raises:
        NotDone: the record cannot be edited here; the other proposal is decided, or about something else.
    """
    store = await desk.store()
    there = await asyncio.to_thread(locate, desk.folder, topic, section, record)
    first = await found(store, replaces) if replaces is not None else None
    if first is not None and (first.topic != topic or record not in {first.record, *(c.record for c in first.changes)}):
        raise NotDone(f"Proposal {first.id} is about something else than {record!r}.")
    if isinstance(there, Slice):
        change = Change(there.file, section, record, there.text, text, seen or there.hash)
    elif first is not None and first.changes and not first.changes[0].before:
        change = Change("", section, record, "", text)
    else:
        raise NotDone(f"This record cannot be edited here: {there.text}.")
    return await _file(desk, topic, "edit", record, [change], who, first)


async def add(
    desk: Desk, topic: str, section: str, record: str, *, text: str, who: str, replaces: int | None
) -> Proposal:
    """Propose a new record, perhaps in the place of a proposal of one.

    Raises:
        NotDone: the other proposal is decided, or adds nothing of this sort.
    """
    first = await found(await desk.store(), replaces) if replaces is not None else None
    if first is not None and (first.topic, [(c.section, c.before) for c in first.changes]) != (topic, [(section, "")]):
        raise NotDone(f"Proposal {first.id} is about something else than {record!r}.")
    return await _file(desk, topic, "add", record, [Change("", section, record, "", text)], who, first)


async def take_in(desk: Desk, topic: str, *, text: str, who: str) -> Proposal | list[Problem]:
    """Propose all records of a file: new ones are added, those that are there already are replaced.

    Returns:
        The proposal, or what is wrong with the file.

    Raises:
        NotDone: it is too large, or says nothing new.
    """
    if len(text) > LARGEST_IMPORT:
        raise NotDone(f"The file has {len(text)} characters; up to {LARGEST_IMPORT} can be imported in chat.")
    read = await asyncio.to_thread(_records_of, desk, topic, text)
    if not isinstance(read, tuple):
        return read
    if not read:
        raise NotDone("The file holds no record that differs from what is there.")
    record = read[0].record if len(read) == 1 else ""
    return await _file(desk, topic, "import", record, read, who, None)


def _records_of(desk: Desk, topic: str, text: str) -> tuple[Change, ...] | list[Problem]:
    root, problems = read_yaml(text.encode(), "import.yaml")
    if problems:
        return problems
    if root is None:
        raise NotDone("The file is empty.")
    unknown = [name for name in root.items if name not in SECTIONS]
    if unknown:
        raise NotDone(f"The file has a section {unknown[0][:40]!r}; it may have: {', '.join(SECTIONS)}.")
    folder = TopicFolder(topic, {"import.yaml": text.encode()}, ())
    changes: list[Change] = []
    for section, node in root.items.items():
        for id in getattr(node, "items", {}):
            new = locate_in(folder, section, str(id))
            if isinstance(new, Problem):
                return [new]
            there = locate(desk.folder, topic, section, str(id))
            before = there if isinstance(there, Slice) else None
            if before is None or before.text != new.text:
                old, seen, file = (before.text, before.hash, before.file) if before else ("", "", "")
                changes.append(Change(file, section, str(id), old, new.text, seen))
    return tuple(changes)


async def _own_refused(
    desk: Desk, topic: str, kind: ProposalKind, changes: Sequence[Change], who: str
) -> Proposal | None:
    """The author's last attempt at the same, if the checks refuse it: what is sent again takes its place."""
    if not who.partition(":")[2]:
        return None  # at a terminal nobody is known
    about = {(change.section, change.record) for change in changes}
    for one in reversed(await (await desk.store()).proposals.waiting(topic, limit=200)):
        if (one.who, one.kind) == (who, kind) and {(old.section, old.record) for old in one.changes} == about:
            return one if (await judge(desk.folder, one)).problems else None
    return None


async def _file(
    desk: Desk, topic: str, kind: ProposalKind, record: str, changes: Sequence[Change], who: str, first: Proposal | None
) -> Proposal:
    """Put it into the queue, in the place of the proposal that it edits."""
    if all(change.before == change.after for change in changes):
        raise NotDone("Nothing was changed: the text is the one that stands there.")
    store = await desk.store()
    first = first or await _own_refused(desk, topic, kind, changes, who)
    number = await store.proposals.add(
        topic=topic,
        kind=kind,
        record=record,
        who=who,
        at=datetime.now(UTC),
        changes=changes,
        wrong=first.wrong if first else "",
        right=first.right if first else "",
        link=first.link if first else "",
        replaces=first.id if first else None,
    )
    if number is None:
        assert first is not None
        raise NotDone(decided(await found(store, first.id)))
    return desk.remember(await found(store, number))
