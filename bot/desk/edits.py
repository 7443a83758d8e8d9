"""Between what the store keeps (changes) and what the files are given (edits)."""

from __future__ import annotations

from collections.abc import Iterable

from bot.desk.view import RecordDiff
from bot.editing import Add, Edit, Prepared, Remove, Replace, field_changes
from bot.store.records import Change


def edits_of(topic: str, changes: Iterable[Change]) -> list[Edit]:
    """Turn changes into edits that are refused if a record is not what it was."""
    return [_edit(topic, change) for change in changes]


def _edit(topic: str, change: Change) -> Edit:
    if not change.before:
        return Add(topic, change.section, change.record, change.after, change.file)
    if not change.after:
        return Remove(topic, change.section, change.record, change.hash_before)
    return Replace(topic, change.section, change.record, change.hash_before, change.after)


def undone(changes: Iterable[Change]) -> list[Change]:
    """Turn a revision's changes around. Corrections stay: what was said meanwhile is not hidden."""
    return [
        Change(change.file, change.section, change.record, change.after, change.before, change.hash_after, "")
        for change in reversed(list(changes))
        if change.section != "corrections"
    ]


def changes_of(prepared: Prepared) -> list[Change]:
    """Write down what prepared edits change, record by record."""
    found = []
    for record in prepared.records:
        before, after = record.before, record.after
        place = after or before
        assert place is not None
        found.append(
            Change(
                place.file,
                place.section,
                place.id,
                before.text if before else "",
                after.text if after else "",
                before.hash if before else "",
                after.hash if after else "",
            )
        )
    return found


def diffs_of(changes: Iterable[Change]) -> tuple[RecordDiff, ...]:
    """Show changes field by field."""
    return tuple(
        RecordDiff(change.section, change.record, change.file, field_changes(change.before, change.after))
        for change in changes
    )
