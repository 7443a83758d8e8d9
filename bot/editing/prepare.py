"""Edits tried in memory: what the files would be, and whether the whole knowledge would still hold.

Nothing is written here. Everything waits for the disk and computes for up to some seconds over a
large knowledge: call it in a thread.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.decode import Mark, Problem
from bot.editing.apply import apply
from bot.editing.difference import FieldChange, field_changes, line_changes
from bot.editing.edit import Add, Conflict, Edit, Remove, Slice
from bot.editing.locate import CHECK, locate_in
from bot.editing.placing import file_for
from bot.knowledge.decoded import Remembered
from bot.knowledge.files import TopicFolder, read_folder
from bot.knowledge.load import Loaded, load_read


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file before and after; None before: it is new."""

    name: str
    """Relative to the knowledge folder."""
    before: bytes | None
    after: bytes

    @property
    def lines(self) -> str:
        """The difference line by line."""
        return line_changes(self.name, self.before or b"", self.after)


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record before and after; None where it is not written."""

    edit: Edit
    before: Slice | None
    after: Slice | None

    @property
    def fields(self) -> tuple[FieldChange, ...]:
        """The difference field by field."""
        return field_changes(self.before.text if self.before else "", self.after.text if self.after else "")


@dataclass(frozen=True, slots=True)
class Prepared:
    """Edits that can be written: the knowledge they give has no error."""

    edits: tuple[Edit, ...]
    files: tuple[FileChange, ...]
    records: tuple[RecordChange, ...]
    loaded: Loaded
    """The knowledge as it would be."""
    new: tuple[Problem, ...]
    """Warnings that there would be and were not before."""
    gone: tuple[Problem, ...]
    """Problems that there would not be any more."""
    basis: str
    """A hash over every file as it was when this was prepared."""

    @property
    def lines(self) -> str:
        """The difference of all files, line by line."""
        return "\n".join(change.lines for change in self.files)


def prepare(folder: Path, edits: Sequence[Edit], before: Loaded | None = None) -> Prepared | list[Problem]:
    """Carry out edits in memory, all or none, and check the whole knowledge they would give.

    Args:
        folder: the knowledge folder.
        edits: carried out in this order; a later one may build on an earlier one of another record.
        before: the knowledge as it is now, if the caller has it: it spares reading it again only to say
            which warnings are new.

    Returns:
        What can be written, or everything that is in the way: a `Conflict`, an edit that cannot be made,
        errors of the knowledge. A Problem inside an edited record has its line in the edit's own text
        (its file is then the record's id); any other stands in a file.
    """
    read = read_folder(folder)
    if isinstance(read, Problem):
        return [read]
    return prepare_read(folder, read, edits, before)


def prepare_read(
    folder: Path, read: list[TopicFolder], edits: Sequence[Edit], before: Loaded | None = None
) -> Prepared | list[Problem]:
    """Like `prepare`, over files that are in memory already."""
    topics = {topic.id: topic for topic in read}
    problems: list[Problem] = []
    seen: dict[tuple[str, str, str], Slice | None] = {}
    for edit in edits:
        topic = topics.get(edit.topic)
        if topic is None:
            problems.append(Problem(Mark(folder.name or "."), f"there is no topic {edit.topic!r}", CHECK, on=edit.id))
            continue
        changed = _carry_out(edit, topic, single=topic_is_root(folder, read), seen=seen)
        if isinstance(changed, Problem):
            problems.append(changed)
        else:
            topics[edit.topic] = topic.changed(changed)
    if problems:
        return problems
    remembered = Remembered()
    loaded = load_read(topics.values(), folder.name or ".", remembered=remembered)
    records = tuple(_record_change(edit, topics[edit.topic], seen) for edit in edits)
    if loaded.knowledge is None:
        errors = [problem for problem in loaded.problems if problem.severity == "error"]
        return [_in_own_text(problem, records) for problem in errors]
    earlier = (before or load_read(read, folder.name or ".", remembered=remembered)).problems
    old = {name: data for topic in read for name, data in topic.files.items()}
    files = tuple(
        FileChange(name, old.get(name), data)
        for topic in topics.values()
        for name, data in topic.files.items()
        if old.get(name) != data
    )
    new = tuple(_in_own_text(problem, records) for problem in _only_in(loaded.problems, earlier))
    gone = tuple(_only_in(earlier, loaded.problems))
    return Prepared(tuple(edits), files, records, loaded, new, gone, basis_of(read))


def topic_is_root(folder: Path, read: list[TopicFolder]) -> bool:
    """Whether the knowledge folder is a topic itself, so that its files' names begin with no topic."""
    return (
        len(read) == 1 and read[0].id == (folder.name or folder.resolve().name) and not (folder / read[0].id).is_dir()
    )


def basis_of(read: Iterable[TopicFolder]) -> str:
    """A hash over every file of a folder."""
    return hashlib.blake2b("".join(f"{topic.id} {topic.hash} " for topic in read).encode(), digest_size=8).hexdigest()


def _carry_out(
    edit: Edit, topic: TopicFolder, *, single: bool, seen: dict[tuple[str, str, str], Slice | None]
) -> Mapping[str, bytes | None] | Problem:
    """Give the one file that an edit changes."""
    key = (edit.topic, edit.section, edit.id)
    now = locate_in(topic, edit.section, edit.id)
    seen.setdefault(key, now if isinstance(now, Slice) else None)
    if isinstance(edit, Add):
        if isinstance(now, Slice):
            there = f"there is already a {edit.id!r}"
            return Conflict(Mark(now.file, now.line), there, CHECK, on=edit.id, now=now.text)
        name = edit.file or file_for(topic, edit, "" if single else f"{topic.id}/")
        if isinstance(name, Problem):
            return name
    elif isinstance(now, Problem):
        missing = now.text.startswith("there is no")
        return Conflict(now.mark, f"{edit.id!r} is not there any more", CHECK, on=edit.id) if missing else now
    else:
        name = now.file
    after = apply(topic.files.get(name, b""), edit, name)
    return after if isinstance(after, Problem) else {name: after}


def _record_change(edit: Edit, topic: TopicFolder, seen: dict[tuple[str, str, str], Slice | None]) -> RecordChange:
    after = None if isinstance(edit, Remove) else locate_in(topic, edit.section, edit.id)
    before = seen[edit.topic, edit.section, edit.id]
    return RecordChange(edit, before, after if isinstance(after, Slice) else None)


def _in_own_text(problem: Problem, records: tuple[RecordChange, ...]) -> Problem:
    """Place a problem of an edited record in the text that its author wrote: that file is on no disk yet."""
    for record in records:
        after = record.after
        if after is None or problem.mark.file != after.file:
            continue
        line = problem.mark.line - after.line
        if 0 <= line <= after.text.count("\n"):
            return replace(problem, mark=Mark(after.id, line + 1, max(problem.mark.column - after.indent, 1)))
    return problem


def _only_in(problems: Iterable[Problem], others: Iterable[Problem]) -> list[Problem]:
    """Leave out problems that the others hold too, wherever their lines have moved to."""
    left = Counter((problem.check, problem.on, problem.text, problem.mark.file) for problem in others)
    found = []
    for problem in problems:
        key = (problem.check, problem.on, problem.text, problem.mark.file)
        if left[key]:
            left[key] -= 1
        else:
            found.append(problem)
    return found
