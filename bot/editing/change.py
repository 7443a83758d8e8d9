"""Where in a file an edit goes, and the characters that are written there."""

from __future__ import annotations

import re
from typing import assert_never

from bot.decode import Mark, Problem
from bot.editing.edit import Add, Edit, Remove, Replace
from bot.editing.layout import line_break_near, place
from bot.editing.locate import CHECK, span_of
from bot.editing.outline import BREAK, Entry, Outline
from bot.editing.own_text import in_braces, own_text

Change = tuple[int, int, str]
"""Characters from, characters to, and the text that takes their place."""
_COMMA_BEHIND = re.compile(r"\s*,[ \t]*")
_COMMA_BEFORE = re.compile(r",\s*\Z")


def change_of(edit: Edit, map_: Outline) -> Change | Problem:
    """Find where an edit goes and what is written there.

    Args:
        edit: an addition of a record that is not there, or anything else of one that is.
        map_: the file's text, which `read_yaml` accepted.
    """
    entry = map_.record(edit.section, edit.id)
    match edit:
        case Add():
            return _add(edit, map_)
        case Remove():
            assert entry is not None
            return _remove(map_, entry)
        case Replace():
            assert entry is not None
            span = span_of(map_, entry)
            assert span is not None
            if entry.flow:
                written = in_braces(edit)
                return written if isinstance(written, Problem) else (*span, written)
            written = own_text(edit)
            if isinstance(written, Problem):
                return written
            return (*span, place(written, entry.start - span[0], line_break_near(map_.text, span[0])))
        case _:
            assert_never(edit)


def _remove(map_: Outline, entry: Entry) -> Change | Problem:
    text = map_.text
    span = span_of(map_, entry)
    assert span is not None
    start, end = span
    if not entry.flow:
        found = BREAK.match(text, end)
        return start, found.end() if found else end, ""
    if found := _COMMA_BEHIND.match(text, end):
        return start, found.end(), ""
    if found := _COMMA_BEFORE.search(text[:start]):
        return found.start(), end, ""
    return start, end, ""


def _add(edit: Add, map_: Outline) -> Change | Problem:
    text = map_.text
    section = map_.find(edit.section)
    if edit.section == "topic":
        return Problem(Mark(edit.id), "a topic has one header: change that", CHECK, on=edit.id)
    if section is None:
        return _new_section(edit, map_)
    if section.style == "flow" or section.flow:
        if section.style != "flow":
            return Problem(Mark(edit.id), f"{edit.section!r} holds nothing it could be added to", CHECK, on=edit.id)
        written = in_braces(edit)
        if isinstance(written, Problem):
            return written
        if section.entries:
            return section.entries[-1].end, section.entries[-1].end, f", {written}"
        return section.end - 1, section.end - 1, written
    if section.style not in {"block", ""}:
        return Problem(Mark(edit.id), f"{edit.section!r} holds no records in its own place", CHECK, on=edit.id)
    written = own_text(edit)
    if isinstance(written, Problem):
        return written
    if not section.entries:
        at = text_end = map_.line_end(section.end)
        columns, apart = section.start - map_.line_start(section.start) + 2, False
    else:
        last = map_.lines(section.entries[-1])
        if last is None:
            return Problem(Mark(edit.id), "the last record of its section cannot be told from its line", CHECK)
        at = text_end = last[1]
        columns = section.entries[-1].start - last[0]
        apart = len(section.entries) > 1 and _blank_before(map_, section.entries[-1])
    line_break = line_break_near(text, text_end)
    gap = line_break * (2 if apart else 1)
    return at, at, gap + place(written, columns, line_break)


def _blank_before(map_: Outline, entry: Entry) -> bool:
    """Whether a blank line parts an entry from the one before, comments above it passed over."""
    lines = BREAK.split(map_.text[: map_.line_start(entry.start)])
    above = next((line for line in reversed(lines[:-1]) if not line.lstrip().startswith("#")), "x")
    return not above.strip()


def _new_section(edit: Add, map_: Outline) -> Change | Problem:
    """Begin the section at the end of the file."""
    text = map_.text
    if map_.style == "flow":
        return Problem(Mark(edit.id), f"the whole file is in braces and has no {edit.section!r}", CHECK, on=edit.id)
    written = own_text(edit)
    if isinstance(written, Problem):
        return written
    if map_.entries:
        span = map_.lines(map_.entries[-1])
        at = span[1] if span else len(text)
        columns = map_.entries[-1].start - (span[0] if span else map_.entries[-1].start)
    else:
        at, columns = len(text.rstrip("\r\n")), 0
    line_break = line_break_near(text, at)
    before = "" if at == 0 else line_break * (2 if map_.entries else 1)
    head = f"{' ' * columns}{edit.section}:{line_break}"
    after = line_break if at == len(text) and not map_.entries else ""
    return at, at, before + head + place(written, columns + 2, line_break) + after
