"""The entry in `corrections:` that says what was wrong: nothing is mended quietly."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

from bot.editing.difference import FieldChange
from bot.editing.edit import Add
from bot.editing.ids import taken
from bot.editing.record_text import record_yaml
from bot.knowledge.model import ID_LENGTH
from bot.knowledge.topic import Topic

SILENT = {
    "sources": {"private_note", "url", "archive", "read_on", "sha256", "status", "language", "file"},
    "entities": {"names", "also", "short", "in_other_words", "formerly", "wikidata", "not_to_be_confused_with", "at"},
    "events": {"part_of", "follows", "precision", "background"},
    "claims": {"aspect", "supports", "contradicts", "compatible_with", "because"},
    "questions": {"ask", "also_asked", "see_also", "related"},
    "corrections": set[str](),
}
"""Fields whose change tells readers nothing new about what happened; a new spelling needs no correction."""


def changes_facts(section: str, changes: Iterable[FieldChange]) -> bool:
    """Whether an edit changes what readers were told, so that it deserves a correction.

    A record that is new as a whole corrects nothing; neither does an edit of a correction.
    """
    listed = list(changes)
    if section == "corrections" or all(change.before is None for change in listed):
        return False
    return any(change.field.partition(".")[0].partition("[")[0] not in SILENT[section] for change in listed)


def correction(
    topic: Topic,
    on: date,
    what: str,
    *,
    changes: Iterable[str] = (),
    was: str = "",
    now: str = "",
    thanks_to: str = "",
    reason: str = "",
) -> Add:
    """Make the edit that adds a correction; hand it to `prepare` together with the edits it tells of.

    Args:
        topic: the topic that was mended.
        on: the day.
        what: what was wrong, in a sentence.
        changes: ids of the records that were mended and still exist.
        was: what we said before.
        now: what we say now.
        thanks_to: who noticed, if they want to be named.
        reason: how we know.
    """
    listed = list(changes)
    values = {"on": on, "what": what, "changes": listed, "was": was, "now": now}
    values |= {"thanks_to": thanks_to, "reason": reason}
    id = _id(topic, listed[0] if listed else "correction", on, repr(sorted(values.items(), key=str)))
    return Add(topic.id, "corrections", id, record_yaml("corrections", id, values))


def was_and_now(changes: Iterable[FieldChange]) -> tuple[str, str]:
    """Tell field changes as a correction does: the old values and the new ones."""
    listed = list(changes)
    was = "; ".join(f"{change.field}: {change.before}" for change in listed if change.before is not None)
    now = "; ".join(f"{change.field}: {change.after}" for change in listed if change.after is not None)
    return _short(was), _short(now)


def _short(text: str) -> str:
    return text if len(text) <= 1_000 else text[:999] + "…"


def _id(topic: Topic, record: str, on: date, content: str) -> str:
    """Name a correction after the record and the day; two processes that make one at once give it two names."""
    sum_ = hashlib.blake2b(content.encode(), digest_size=8).hexdigest()
    for length in range(4, 17):
        end = f"-{on:%Y%m%d}-{sum_[:length]}"
        id = record[: ID_LENGTH - len(end)].rstrip("-") + end
        if not taken(topic, id):
            return id
    raise ValueError("this correction stands there already")
