"""A folder to a Knowledge, or to everything that is wrong with it, in one run."""

from __future__ import annotations

import gc
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.decode import Mark, Problem
from bot.knowledge import vetted
from bot.knowledge.comparison import compare, surroundings
from bot.knowledge.decoded import Decoded, Remembered
from bot.knowledge.draft import Draft
from bot.knowledge.files import TopicFolder, read_folder
from bot.knowledge.model import Claim, Event
from bot.knowledge.status import compute
from bot.knowledge.topic import Knowledge, Topic


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


def load_read(
    folders: Iterable[TopicFolder], name: str, *, quick: bool = False, remembered: Remembered | None = None
) -> Loaded:
    """Like `load`, from bytes in memory: what stands in a folder, or what would stand there after an edit.

    Args:
        folders: every topic, in order.
        name: what to call the folder that holds them in a Problem.
        quick: as for `load`.
        remembered: what earlier loads of this folder decoded; it is brought up to date.
    """
    problems: list[Problem] = []
    accepted: list[Problem] = []
    topics: dict[str, Topic] = {}
    with collector_paused():
        for folder in folders:
            topic, found, left = load_topic(folder, quick=quick, remembered=remembered)
            problems.extend(found)
            accepted.extend(left)
            if topic is not None:
                topics[topic.id] = topic
    return gather(topics, problems, accepted, name)


def gather(topics: dict[str, Topic], problems: list[Problem], accepted: list[Problem], name: str) -> Loaded:
    """Make one knowledge of all topics, or none if there is any error."""
    if not topics and not problems:
        problems = [Problem(Mark(name), "holds no topic: put YAML files into a folder below it", "yaml")]
    problems = sorted(problems, key=lambda problem: (problem.mark, problem.text))
    if any(problem.severity == "error" for problem in problems):
        return Loaded(None, tuple(problems), tuple(accepted))
    digest = hashlib.blake2b("".join(topic.hash for topic in topics.values()).encode(), digest_size=6).hexdigest()
    return Loaded(Knowledge(topics, digest), tuple(problems), tuple(accepted))


@contextmanager
def collector_paused() -> Iterator[None]:
    """Loading makes many objects and no garbage: collecting meanwhile only costs time (-14 %, measured)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def load_topic(
    folder: TopicFolder, *, quick: bool = False, remembered: Remembered | None = None
) -> tuple[Topic | None, list[Problem], list[Problem]]:
    """Read one topic: the topic unless there are errors, its problems, and those that were accepted."""
    draft, problems = read_draft(folder, remembered or Remembered())
    found, left = _check(draft, folder.hash, quick=quick)
    problems.extend(found)
    if draft.header is None or any(problem.severity == "error" for problem in problems):
        return None, problems, left
    return compile_topic(draft, folder.hash), problems, left


def read_draft(folder: TopicFolder, remembered: Remembered) -> tuple[Draft, list[Problem]]:
    """Put the records of all files together, and say what is wrong with files and records by themselves."""
    draft = Draft(folder.id, whole=not folder.problems)
    draft.nodes.files = folder.files
    problems = list(folder.problems)
    for name, data in folder.files.items():
        decoded, root = remembered.decode(folder.id, name, data)
        if root is not None:
            draft.nodes.put(name, root)
        problems.extend(_take(draft, decoded))
    remembered.keep(folder.id, folder.files.keys())
    if folder.files and draft.header_mark is None and draft.whole:
        problems.append(Problem(Mark(min(folder.files)), "the topic has no 'topic:' section with a title", "shape"))
    draft.comparisons = compare(draft.claims.values(), draft.entities)
    return draft, problems


def _take(draft: Draft, decoded: Decoded) -> Iterator[Problem]:
    """Put one file's records into the draft; the first of two with one id counts."""
    yield from decoded.problems
    draft.whole = draft.whole and decoded.whole
    if decoded.header_mark is not None:
        if draft.header_mark is not None:
            text = f"the 'topic:' section stands here again (first in {draft.header_mark})"
            yield Problem(decoded.header_mark, text, "shape")
        else:
            draft.header_mark, draft.header = decoded.header_mark, decoded.header
            yield from decoded.header_problems
    for written in decoded.records:
        declared = draft.declared.setdefault(written.section, {})
        if written.id in declared:
            text = f"the id {written.id!r} stands here again (first in {declared[written.id]})"
            yield Problem(written.mark, text, "shape", on=written.id)
            continue
        declared[written.id] = written.mark
        if written.record is not None:
            draft.section(written.section)[written.id] = written.record
        yield from written.problems


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


def compile_topic(draft: Draft, hash: str) -> Topic:
    """Compute once what a topic in service is asked for; the draft has no errors."""
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
