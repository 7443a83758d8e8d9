"""One edit to the bytes of one file: only the record's own bytes change, or nothing does.

Whatever is made is read back before it is given out (`read_back`). What fails that (an anchor that
others use, a brace in the wrong place) is refused, never written.
"""

from __future__ import annotations

import codecs
from typing import assert_never

from bot.decode import Mark, Problem, plain, read_yaml
from bot.editing.change import change_of
from bot.editing.edit import Add, Conflict, Edit, Remove, Replace, Slice
from bot.editing.locate import CHECK, byte_offset, locate_text
from bot.editing.outline import outline
from bot.editing.read_back import read_back


def apply(data: bytes, edit: Edit, file: str = "") -> bytes | Problem:
    """Carry out an edit on the bytes of the file it belongs to.

    Returns:
        The new bytes; a `Conflict` if the record is not what its author saw; any other Problem if the
        edit cannot be made safely, with the reason. Its Mark is in the edit's own text where that is
        at fault (then its file is the record's id), else in the file.
    """
    root, problems = read_yaml(data, file)
    if problems:
        return problems[0]
    text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    map_ = outline(text)
    now = locate_text(data, edit.topic, edit.section, edit.id, file)
    if isinstance(now, Problem):
        return now
    refused = _outdated(edit, now, file)
    if refused is not None:
        return refused
    change = change_of(edit, map_)
    if isinstance(change, Problem):
        return change
    start, end = (byte_offset(data, text, position) for position in change[:2])
    after = data[:start] + change[2].encode() + data[end:]
    return read_back(edit, plain(root) if root else {}, map_, after, file) or after


def _outdated(edit: Edit, now: Slice | None, file: str) -> Problem | None:
    match edit:
        case Add():
            if now is None:
                return None
            return Conflict(Mark(file, now.line), f"there is already a {edit.id!r}", CHECK, on=edit.id, now=now.text)
        case Replace() | Remove():
            if now is None:
                return Conflict(Mark(file), f"{edit.id!r} is not there any more", CHECK, on=edit.id)
            if now.hash != edit.before:
                text = f"{edit.id!r} was changed since you saw it"
                return Conflict(Mark(file, now.line), text, CHECK, on=edit.id, now=now.text)
            return None
        case _:
            assert_never(edit)
