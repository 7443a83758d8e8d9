"""Where a record stands: its file, its bytes, its text."""

from __future__ import annotations

import codecs
from pathlib import Path

from bot.decode import Mapping, Mark, Problem, read_yaml
from bot.editing.edit import Slice, slice_hash
from bot.editing.layout import dedent
from bot.editing.outline import BREAK, Entry, Outline, outline
from bot.knowledge.files import TopicFolder, read_folder

CHECK = "edit"
"""What a Problem of this package names as its check."""


def locate(folder: Path, topic: str, section: str, id: str) -> Slice | Problem:
    """Find a record in the files of a knowledge folder.

    Returns:
        The slice, or why it cannot be edited: no such topic or record, the file has faults, it stands
        there twice, or it is written in a way that cannot be cut out.
    """
    read = read_folder(folder)
    if isinstance(read, Problem):
        return read
    found = next((one for one in read if one.id == topic), None)
    if found is None:
        return Problem(Mark(folder.name or "."), f"there is no topic {topic!r}", CHECK, on=id)
    return locate_in(found, section, id)


def locate_in(topic: TopicFolder, section: str, id: str) -> Slice | Problem:
    """Like `locate`, in files that are in memory already."""
    found: list[Slice | Problem] = []
    word = id.encode()
    named = [name for name, data in topic.files.items() if word in data]
    # A key may be written with escapes ("\x61"): the other files are read only if these do not have it.
    for names in (named, [name for name in topic.files if name not in set(named)]):
        for name in names:
            one = locate_text(topic.files[name], topic.id, section, id, name)
            if one is not None:
                found.append(one)
        if any(isinstance(one, Slice) for one in found):
            break
    slices = [one for one in found if isinstance(one, Slice)]
    if len(slices) == 1:
        return slices[0]
    if slices:
        places = " and ".join(f"{one.file}:{one.line}" for one in slices)
        return Problem(Mark(slices[0].file, slices[0].line), f"{id!r} stands twice, in {places}", CHECK, on=id)
    problem = next((one for one in found if isinstance(one, Problem)), None)
    return problem or Problem(Mark(topic.id), f"there is no {id!r} under {section!r}", CHECK, on=id)


def locate_text(data: bytes, topic: str, section: str, id: str, file: str) -> Slice | Problem | None:
    """Find a record in the bytes of one file; None if it is not there."""
    root, problems = read_yaml(data, file)
    if problems:
        return problems[0]
    records = root if section == "topic" else root.items.get(section) if root else None
    if not isinstance(records, Mapping) or id not in records.items:
        return None
    text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    map_ = outline(text)
    entry = map_.record(section, id)
    holder = map_.find(section)
    line = records.keys[id].line + 1
    if entry is None or holder is None:
        through = f"*{text[holder.value + 1 :].split()[0]}" if holder and holder.style == "alias" else "an alias"
        return Problem(Mark(file, line), f"{section!r} repeats {through}: edit the file by hand", CHECK, on=id)
    span = span_of(map_, entry)
    if span is None:
        mark = Mark(file, line, records.keys[id].column + 1)
        text = f"{id!r} shares its first line with something else ('? ' or '- '): edit the file by hand"
        return Problem(mark, text, CHECK, on=id)
    return slice_of(data, map_, entry, span, (topic, section, file))


def span_of(map_: Outline, entry: Entry) -> tuple[int, int] | None:
    """Where a record begins and ends, in characters: its lines, or in braces the entry alone."""
    return (entry.start, entry.end) if entry.flow else map_.lines(entry)


def slice_of(data: bytes, map_: Outline, entry: Entry, span: tuple[int, int], where: tuple[str, str, str]) -> Slice:
    """Make the slice of a span of characters."""
    topic, section, file = where
    start, end = (byte_offset(data, map_.text, position) for position in span)
    raw = map_.text[slice(*span)]
    indent = entry.start - span[0]
    text = dedent(raw, indent)
    line = sum(1 for _ in BREAK.finditer(map_.text, 0, span[0])) + 1
    return Slice(topic, section, entry.key, file, start, end, text, slice_hash(data[start:end]), line, indent)


def byte_offset(data: bytes, text: str, position: int) -> int:
    """Turn an offset in the text into one in the file's bytes, a byte order mark counted."""
    mark = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    return mark + len(text[:position].encode())
