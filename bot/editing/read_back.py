"""What an edit gave, read again before it counts: the record where it was put, everything else as it was."""

from __future__ import annotations

import codecs
from typing import Any

from bot.decode import Mark, Problem, plain, read_yaml
from bot.editing.edit import Edit, Remove
from bot.editing.layout import place
from bot.editing.locate import CHECK, slice_of, span_of
from bot.editing.outline import BREAK, Outline, outline
from bot.editing.own_text import own_text


def read_back(edit: Edit, before: Any, map_: Outline, after: bytes, file: str) -> Problem | None:
    """Find out whether anything but the record changed.

    Args:
        edit: what was carried out.
        before: the plain values of the file before.
        map_: its text before.
        after: its bytes now.
        file: its name.

    Returns:
        Why the new bytes must not be written; None if all is well.
    """

    def refuse(text: str, line: int = 1) -> Problem:
        return Problem(Mark(edit.id, line), text, CHECK, on=edit.id)

    root, problems = read_yaml(after, file)
    if problems:
        shared = _shared_anchor(edit, map_)
        if shared is not None:
            return refuse(shared)
        problem = problems[0]
        return Problem(problem.mark, f"would not be readable any more: {problem.text}", CHECK, on=edit.id)
    now = plain(root) if root else {}
    if _others(before, edit) != _others(now, edit):
        return refuse(_shared_anchor(edit, map_) or "would change more than this record: edit the file by hand")
    if isinstance(edit, Remove):
        return None if edit.id not in (now.get(edit.section) or {}) else refuse("would not be gone")
    text = after.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    new = outline(text)
    entry = new.record(edit.section, edit.id)
    span = span_of(new, entry) if entry else None
    if entry is None or span is None:
        return refuse("would not stand alone")
    written = own_text(edit)
    if isinstance(written, Problem) or not _same(slice_of(after, new, entry, span, ("", "", "")).text, written):
        return refuse("would not end where it ends now: close its last text, list or brace")
    return None


def _others(values: Any, edit: Edit) -> Any:
    """Everything a file says but for one record: in order, texts as the loader takes them (stripped)."""

    def stripped(value: Any) -> Any:
        if isinstance(value, dict):
            return [(key, stripped(inner)) for key, inner in value.items()]
        return [stripped(inner) for inner in value] if isinstance(value, list) else value.strip()

    sections = []
    for name, records in values.items():
        kept = records
        if name == edit.section == "topic":
            continue
        if name == edit.section:
            kept = {id: record for id, record in records.items() if id != edit.id} if isinstance(records, dict) else {}
            if not kept:
                continue
        sections.append((name, stripped(kept)))
    return sections


def _same(one: str, other: str) -> bool:
    """Whether two texts are the same but for the margin they stand at."""
    return place(one, 0, "\n").rstrip() == place(other, 0, "\n").rstrip()


def _shared_anchor(edit: Edit, map_: Outline) -> str | None:
    """Say which anchor of the record is used outside it, if that is what is in the way."""
    entry = map_.record(edit.section, edit.id)
    if entry is None:
        return None
    for name, position in map_.aliases:
        anchor = map_.anchors.get(name)
        if anchor is not None and entry.start <= anchor < entry.end and not entry.start <= position < entry.end:
            line = sum(1 for _ in BREAK.finditer(map_.text, 0, position)) + 1
            return f"holds the anchor &{name}, which line {line} of the file repeats: edit the file by hand"
    return None
