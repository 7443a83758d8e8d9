"""What may be done to a record, as data: replace it, add one, remove it; and how it stands now.

An edit can be stored, shown and carried out later: it says what its author saw (`before`), and is
refused if that is not what stands there any more.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from bot.decode import Problem


@dataclass(frozen=True, slots=True)
class Slice:
    """A record as it is written; the header of a topic is the record `topic` of the section `topic`.

    `start` and `end` are bytes of the file: the record's own lines, the last line break not counted,
    with the comments in it and none of its neighbours'. In braces on one line, `id: {…}` alone.
    """

    topic: str
    section: str
    id: str
    file: str
    """Relative to the knowledge folder."""
    start: int
    end: int
    text: str
    """For people to edit: without the indentation of its place, lines ended by a newline sign only."""
    hash: str
    """Sixteen hexadecimal digits over the bytes from `start` to `end`."""
    line: int = 1
    """The line of the file in which it begins, from 1."""
    indent: int = 0
    """The columns that `text` leaves out of every line."""


@dataclass(frozen=True, slots=True)
class Replace:
    """Write a record anew. `text` is `id:` and its fields, indented as its author likes; the id stays."""

    topic: str
    section: str
    id: str
    before: str
    """The hash of the slice that its author saw."""
    text: str


@dataclass(frozen=True, slots=True)
class Add:
    """Write a new record behind the last one of its section in a file.

    `file` is relative to the knowledge folder; "" takes the file where its like stands, or a new one.
    """

    topic: str
    section: str
    id: str
    text: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Remove:
    """Take a record away."""

    topic: str
    section: str
    id: str
    before: str


Edit = Replace | Add | Remove


@dataclass(frozen=True, slots=True)
class Conflict(Problem):
    """An edit that came too late: `now` is what stands there, "" if nothing does."""

    now: str = ""


def slice_hash(data: bytes) -> str:
    """Sixteen hexadecimal digits over the bytes of a record."""
    return hashlib.blake2b(data, digest_size=8).hexdigest()
