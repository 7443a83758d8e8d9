"""Which file a new record goes to: where its like stands already."""

from __future__ import annotations

from collections import Counter

from bot.decode import Mapping, Problem, Scalar, read_yaml
from bot.editing.edit import Add
from bot.editing.own_text import own_text
from bot.knowledge.files import TopicFolder

_LIKE = {"claims": "about", "entities": "type", "events": "kind", "sources": "kind"}
"""The field that says which records are alike: moderators keep those in one file."""


def file_for(topic: TopicFolder, edit: Add, folder: str) -> str | Problem:
    """Choose the file with most records of the section that are like the new one; else with most of it; else a new one.

    Args:
        topic: the files there are.
        edit: whose record is to be placed.
        folder: what the names of the topic's files begin with, "" or ending in a slash.

    Returns:
        A name relative to the knowledge folder, or what is wrong with the edit's text.
    """
    written = own_text(edit)
    if isinstance(written, Problem):
        return written
    own, _ = read_yaml(written.encode(), edit.id)
    kind = _kind(own, edit)
    found: Counter[str] = Counter()
    word = f"{edit.section}".encode()
    for name, data in topic.files.items():
        if word not in data:
            continue
        root, problems = read_yaml(data, name)
        records = root.items.get(edit.section) if root and not problems else None
        if records is None:
            continue
        found[name] = 1
        if isinstance(records, Mapping):
            like = sum(_value(record, _LIKE.get(edit.section, "")) == kind for record in records.items.values())
            found[name] += len(records.items) + (100_000 * like if kind else 0)
    if found:
        return max(found, key=lambda name: (found[name], name))
    return f"{folder}{edit.section}.yaml"


def _kind(own: Mapping | None, edit: Add) -> str:
    record = own.items.get(edit.id) if own else None
    return _value(record, _LIKE.get(edit.section, "")) if record is not None else ""


def _value(record: object, field: str) -> str:
    value = record.items.get(field) if isinstance(record, Mapping) else None
    return value.value if isinstance(value, Scalar) else ""
