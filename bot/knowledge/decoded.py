"""One file as records, before it is known what stands in the other files; remembered while its bytes stay the same.

A reload of one changed file decodes that file only. What is remembered holds records and places, not
the trees they were read from: a Problem that needs a place inside an unchanged record has its file
read again (`bot.knowledge.nodes`).
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.decode import Mapping as Tree
from bot.decode import Mark, Problem, read_yaml, validate
from bot.decode.records import did_you_mean, mark_of
from bot.knowledge.model import ID_LENGTH, ID_PATTERN, RECORDS, Header, Record

SECTIONS: dict[str, type[Record]] = {record.section: record for record in RECORDS}
_ID = re.compile(ID_PATTERN)


@dataclass(frozen=True, slots=True)
class Written:
    """One record of a file: None if it was refused, with the problems that refused it."""

    section: str
    id: str
    mark: Mark
    record: Record | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Decoded:
    """What one file says."""

    file: str
    digest: bytes
    """Over its bytes."""
    records: tuple[Written, ...] = ()
    header: Header | None = None
    header_mark: Mark | None = None
    """Where `topic:` begins; None if the file has no such section."""
    header_problems: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    """What is wrong with the file or one of its sections as a whole."""
    whole: bool = True
    """False if the file or a section was refused as a whole."""


@dataclass(slots=True)
class Remembered:
    """What was decoded before: hand the same one to every load of the same folder."""

    files: dict[tuple[str, str], Decoded] = field(default_factory=dict)
    """(topic, file name) → what it says."""

    def decode(self, topic: str, file: str, data: bytes) -> tuple[Decoded, Tree | None]:
        """Decode a file unless it is remembered with these very bytes; its tree is given if it was read just now."""
        digest = _digest(data)
        known = self.files.get((topic, file))
        if known is not None and known.digest == digest:
            return known, None
        root, problems = read_yaml(data, file)
        decoded = self.files[topic, file] = decode(topic, file, digest, root, problems)
        return decoded, root

    def seed(self, topic: str, files: Mapping[str, bytes], served: Iterable[Record]) -> None:
        """Remember what is in service already, instead of decoding the same bytes again.

        Args:
            topic: its id.
            files: the very bytes that it was made of.
            served: all its records.
        """
        standing: dict[str, list[Written]] = defaultdict(list)
        for record in served:
            standing[record.mark.file].append(Written(record.section, record.id, record.mark, record))
        for file, data in files.items():
            if file in standing and b"topic" not in data:  # the header's place is nowhere else to be had from
                self.files[topic, file] = Decoded(file, _digest(data), tuple(standing[file]))

    def keep(self, topic: str, files: Container[str]) -> None:
        """Forget the files of a topic that are not there any more."""
        for key in [key for key in self.files if key[0] == topic and key[1] not in files]:
            del self.files[key]


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def decode(topic: str, file: str, digest: bytes, root: Tree | None, found: list[Problem]) -> Decoded:
    """Make records of a file's tree."""
    if root is None:
        return Decoded(file, digest, problems=tuple(found), whole=not found)
    records: list[Written] = []
    header: Header | None = None
    header_mark: Mark | None = None
    header_problems: tuple[Problem, ...] = ()
    problems = list(found)
    whole = True
    for section, node in root.items.items():
        if section == "topic":
            made = validate(Header, node, file, {})
            header_mark = mark_of(node, file)
            header, header_problems = (made, ()) if isinstance(made, Header) else (None, tuple(made))
        elif section not in SECTIONS:
            whole = False
            suggestion = did_you_mean(section, ["topic", *SECTIONS])
            problems.append(
                Problem(mark_of(root.keys[section], file), f"unknown section {section!r}{suggestion}", "shape")
            )
        elif isinstance(node, Tree):
            records.extend(_records(topic, SECTIONS[section], node, file))
        elif getattr(node, "value", None) != "":
            whole = False
            text = f"{section!r} must hold records, each under its id"
            problems.append(Problem(mark_of(node, file), text, "shape"))
    return Decoded(file, digest, tuple(records), header, header_mark, header_problems, tuple(problems), whole)


def _records(topic: str, kind: type[Record], section: Tree, file: str) -> Iterator[Written]:
    for id, node in section.items.items():
        mark = mark_of(section.keys[id], file)
        if not _well_formed(id):
            text = (
                f"the id {id!r} must be lower-case letters, digits and single hyphens, at most {ID_LENGTH} characters"
            )
            yield Written(kind.section, id, mark, None, (Problem(mark, text, "shape", on=id),))
            continue
        if not isinstance(node, Tree):
            problem = Problem(mark, f"{id!r} must hold keys and values", "shape", on=id)
            yield Written(kind.section, id, mark, None, (problem,))
            continue
        record = validate(kind, node, file, {"id": id, "topic": topic, "mark": mark}, on=id)
        if isinstance(record, Record):
            yield Written(kind.section, id, mark, record)
        else:
            yield Written(kind.section, id, mark, None, tuple(record))


def _well_formed(id: str) -> bool:
    return len(id) <= ID_LENGTH and _ID.fullmatch(id) is not None
