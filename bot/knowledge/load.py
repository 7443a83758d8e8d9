"""A folder to a Knowledge, or to everything that is wrong with it, in one run."""

from __future__ import annotations

import gc
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.decode import Mapping, Mark, Node, Problem, read_yaml, validate
from bot.decode.records import did_you_mean, mark_of
from bot.knowledge import vetted
from bot.knowledge.comparison import compare, surroundings
from bot.knowledge.draft import Draft
from bot.knowledge.files import TopicFolder, read_folder
from bot.knowledge.model import ID_LENGTH, ID_PATTERN, RECORDS, Claim, Event, Header, Record
from bot.knowledge.status import compute
from bot.knowledge.topic import Knowledge, Topic

SECTIONS: dict[str, type[Record]] = {record.section: record for record in RECORDS}
_ID = re.compile(ID_PATTERN)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of reading a folder.

    `knowledge` is None when any error was found: the caller keeps what it served before. Warnings
    come with a knowledge that can be served. `accepted` are the warnings that moderators left, with
    their reason.
    """

    knowledge: Knowledge | None
    problems: tuple[Problem, ...]
    accepted: tuple[Problem, ...] = ()


def load(folder: Path, *, quick: bool = False) -> Loaded:
    """Read every topic below a folder. Never raises for anything that stands in the files.

    Args:
        folder: holds one folder a topic, or is one.
        quick: for whoever wants one answer soon: nothing only warns, and files that have passed the
            checks before (`bot.knowledge.vetted`) are not checked again.
    """
    read = read_folder(folder)
    if isinstance(read, Problem):
        return Loaded(None, (read,))
    return load_read(read, folder.name or ".", quick=quick)


def load_read(folders: Iterable[TopicFolder], name: str, *, quick: bool = False) -> Loaded:
    """Like `load`, from bytes in memory: what stands in a folder, or what would stand there after an edit.

    Args:
        folders: every topic, in order.
        name: what to call the folder that holds them in a Problem.
        quick: as for `load`.
    """
    problems: list[Problem] = []
    accepted: list[Problem] = []
    topics: dict[str, Topic] = {}
    with _collector_paused():
        for folder in folders:
            topic, found, left = load_topic(folder, quick=quick)
            problems.extend(found)
            accepted.extend(left)
            if topic is not None:
                topics[topic.id] = topic
    if not topics and not problems:
        problems.append(Problem(Mark(name), "holds no topic: put YAML files into a folder below it", "yaml"))
    problems.sort(key=lambda problem: (problem.mark, problem.text))
    if any(problem.severity == "error" for problem in problems):
        return Loaded(None, tuple(problems), tuple(accepted))
    digest = hashlib.blake2b("".join(topic.hash for topic in topics.values()).encode(), digest_size=6).hexdigest()
    return Loaded(Knowledge(topics, digest), tuple(problems), tuple(accepted))


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Loading makes many objects and no garbage: collecting meanwhile only costs time (-14 %, measured)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def load_topic(folder: TopicFolder, *, quick: bool = False) -> tuple[Topic | None, list[Problem], list[Problem]]:
    """Read one topic: the topic unless there are errors, its problems, and those that were accepted."""
    draft = Draft(folder.id, whole=not folder.problems)
    problems = list(folder.problems)
    for name, data in folder.files.items():
        root, found = read_yaml(data, name)
        problems.extend(found)
        if root is None and found:
            draft.whole = False
        if root is not None:
            problems.extend(_read_sections(draft, root, name))
    if folder.files and draft.header_node is None and draft.whole:
        problems.append(Problem(Mark(min(folder.files)), "the topic has no 'topic:' section with a title", "shape"))
    draft.comparisons = compare(draft.claims.values(), draft.entities)
    found, left = _check(draft, folder.hash, quick=quick)
    problems.extend(found)
    if draft.header is None or any(problem.severity == "error" for problem in problems):
        return None, problems, left
    return _compile(draft, folder.hash), problems, left


def _check(draft: Draft, contents: str, *, quick: bool) -> tuple[list[Problem], list[Problem]]:
    """Run the checks; the problems, and those that were accepted. They are imported only where they run."""
    if quick and vetted.passed(contents):
        return [], []
    from bot.knowledge.checks import REFUSING, run_checks
    from bot.knowledge.checks.accepted import leave_accepted

    if not quick:
        return leave_accepted(draft, run_checks(draft))
    found = run_checks(draft, REFUSING)
    if not found and draft.whole:
        vetted.remember(contents)
    return found, []


def _read_sections(draft: Draft, root: Mapping, file: str) -> Iterator[Problem]:
    for section, node in root.items.items():
        if section == "topic":
            yield from _read_header(draft, node, file)
        elif section not in SECTIONS:
            draft.whole = False
            suggestion = did_you_mean(section, ["topic", *SECTIONS])
            yield Problem(mark_of(root.keys[section], file), f"unknown section {section!r}{suggestion}", "shape")
        elif isinstance(node, Mapping):
            for id in node.items:
                yield from _read_record(draft, SECTIONS[section], id, node, file)
        elif getattr(node, "value", None) != "":
            draft.whole = False
            yield Problem(mark_of(node, file), f"{section!r} must hold records, each under its id", "shape")


def _read_header(draft: Draft, node: Node, file: str) -> Iterator[Problem]:
    if draft.header_node is not None:
        first = mark_of(draft.header_node[0], draft.header_node[1])
        yield Problem(mark_of(node, file), f"the 'topic:' section stands here again (first in {first})", "shape")
        return
    draft.header_node = (node, file)
    header = validate(Header, node, file, {})
    if isinstance(header, Header):
        draft.header = header
    else:
        yield from header


def _read_record(draft: Draft, kind: type[Record], id: str, section: Mapping, file: str) -> Iterator[Problem]:
    mark = mark_of(section.keys[id], file)
    node = section.items[id]
    declared = draft.declared.setdefault(kind.section, {})
    if id in declared:
        yield Problem(mark, f"the id {id!r} stands here again (first in {declared[id]})", "shape", on=id)
        return
    declared[id] = mark
    if not _well_formed(id):
        text = f"the id {id!r} must be lower-case letters, digits and single hyphens, at most {ID_LENGTH} characters"
        yield Problem(mark, text, "shape", on=id)
        return
    if not isinstance(node, Mapping):
        yield Problem(mark, f"{id!r} must hold keys and values", "shape", on=id)
        return
    record = validate(kind, node, file, {"id": id, "topic": draft.id, "mark": mark}, on=id)
    if isinstance(record, Record):
        draft.section(kind.section)[id] = record
        draft.nodes[kind.section, id] = (node, file)
    else:
        yield from record


def _well_formed(id: str) -> bool:
    return len(id) <= ID_LENGTH and _ID.fullmatch(id) is not None


def _compile(draft: Draft, hash: str) -> Topic:
    assert draft.header is not None
    about: dict[str, list[Claim]] = defaultdict(list)
    by: dict[str, list[Claim]] = defaultdict(list)
    read_in: dict[str, list[Claim]] = defaultdict(list)
    for claim in draft.claims.values():
        about[claim.about].append(claim)
        by[claim.said_by].append(claim)
        for source in dict.fromkeys(reading.source for reading in claim.read_in):
            read_in[source].append(claim)
    timeline = tuple(
        sorted(
            (event for event in draft.events.values() if event.id in about),
            key=lambda event: (event.date.sort_key, _steps(event, draft.events), event.id),
        )
    )
    events_with: dict[str, list[Event]] = defaultdict(list)
    for event in timeline:
        for id in dict.fromkeys((*_around(event, draft), *event.by, *event.said_to_target)):
            events_with[id].append(event)
    return Topic(
        id=draft.id,
        header=draft.header,
        sources=draft.sources,
        entities=draft.entities,
        events=draft.events,
        claims=draft.claims,
        questions=draft.questions,
        corrections=draft.corrections,
        provenance=draft.provenance,
        comparisons=draft.comparisons,
        status=compute(draft.claims, draft.comparisons, draft.provenance),
        comparison_of={claim.id: comparison for comparison in draft.comparisons for claim in comparison.claims},
        claims_about={id: tuple(claims) for id, claims in about.items()},
        claims_by={id: tuple(claims) for id, claims in by.items()},
        claims_in={id: tuple(claims) for id, claims in read_in.items()},
        events_with={id: tuple(events) for id, events in events_with.items()},
        timeline=timeline,
        hash=hash,
    )


def _steps(event: Event, events: dict[str, Event]) -> int:
    """How many events this one follows: of two on one day, the one that follows comes later."""
    steps = 0
    while event.follows in events and steps < len(events):
        event = events[event.follows]
        steps += 1
    return steps


def _around(event: Event, draft: Draft) -> list[str]:
    """The places of an event and all they lie in."""
    return [around for place in event.place for around in surroundings(place, draft.entities)]
