"""The text that a person wrote for a record: it must hold that record, whole, and nothing else."""

from __future__ import annotations

import re

import yaml

from bot.decode import Mark, Problem, read_yaml
from bot.editing.edit import Add, Replace
from bot.editing.layout import clean
from bot.editing.locate import CHECK
from bot.editing.outline import outline


def own_text(edit: Replace | Add) -> str | Problem:
    """Give the text of an edit, once it is sure that it holds one record under its id and nothing else."""

    def refuse(text: str, line: int = 1, column: int = 1) -> Problem:
        return Problem(Mark(edit.id, line, column), text, CHECK, on=edit.id)

    text = clean(edit.text)
    if not text.strip():
        return refuse("is empty: to take the record away, remove it")
    _, problems = read_yaml(text.encode(), edit.id)
    # An alias may name an anchor that stands elsewhere in the file: that is judged in its place.
    problems = [problem for problem in problems if "names no anchor" not in problem.text]
    if problems:
        return problems[0]
    try:
        map_ = outline(text)
    except yaml.YAMLError:
        return refuse("is not valid YAML")
    if found := re.search(r"^(---|\.\.\.|%)", text, re.MULTILINE):
        return refuse(f"holds {found[0]!r}: write the record alone", text.count("\n", 0, found.start()) + 1)
    if map_.style != "block" or len(map_.entries) != 1 or map_.entries[0].key != edit.id:
        other = next((entry for entry in map_.entries if entry.key != edit.id), None)
        line = text.count("\n", 0, other.start) + 1 if other else 1
        return refuse(f"must hold the record {edit.id!r} and nothing else: its first line is '{edit.id}:'", line)
    entry = map_.entries[0]
    span = map_.lines(entry)
    if span is None or entry.flow:
        return refuse(f"must begin with '{edit.id}:'")
    if text[: span[0]].strip():
        return refuse(f"has a comment above '{edit.id}:': put it below that line, then it belongs to the record")
    if text[span[1] :].strip():
        line = text.count("\n", 0, span[1]) + 2
        return refuse("ends with a comment that belongs to no record: indent it like the fields", line)
    return text[slice(*span)]


def in_braces(edit: Replace | Add) -> str | Problem:
    """Give a record as it can stand among others in braces."""
    written = own_text(edit)
    if isinstance(written, Problem):
        return written
    map_ = outline(written)
    if map_.entries[0].style == "flow":
        first, last = map_.entries[0].start, map_.entries[0].end
        return written[first:last] if not written[last:].strip() else _braces_only(edit)
    return _braces_only(edit)


def _braces_only(edit: Replace | Add) -> Problem:
    text = f"stands among others in braces: write it the same way, '{edit.id}: {{…}}', without a comment behind it"
    return Problem(Mark(edit.id), text, CHECK, on=edit.id)
