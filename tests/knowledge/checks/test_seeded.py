"""The shipped topic with one fault of each rule put into it: every one is found, in its file and line.

A seed picks a record that suits it from the loaded topic, so that the topic may be edited freely, and
writes one line into the copy of that record's file.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import pytest

from bot.decode import Mark
from bot.knowledge.fold import fold
from bot.knowledge.load import load
from bot.knowledge.model import Claim, Entity, Event, Record
from bot.knowledge.topic import Topic

SHIPPED = Path(__file__).parents[3] / "knowledge"
TOPIC = "iran-pakistan-2024"
R = TypeVar("R", bound=Record)


@lru_cache(1)
def shipped() -> Topic:
    """Load the topic once; it must be faultless for a seed to mean anything."""
    loaded = load(SHIPPED)
    assert loaded.knowledge is not None, "\n".join(map(str, loaded.problems))
    return loaded.knowledge.topics[TOPIC]


def first(records: Iterable[R], suits: Callable[[R], object]) -> R:
    """Pick a record to put a fault into."""
    return next(record for record in records if suits(record))


@dataclass(frozen=True)
class Copy:
    """The copy of the knowledge that a seed may spoil; places are given back as `file:line`."""

    folder: Path

    def lines(self, file: str) -> list[str]:
        """Read a file as lines that keep their ends."""
        return (self.folder / file).read_text(encoding="utf-8").splitlines(keepends=True)

    def find(self, mark: Mark, pattern: str) -> int:
        """Find the first line after a mark that matches; lines count from 1."""
        lines = self.lines(mark.file)
        return next(n for n in range(mark.line + 1, len(lines) + 1) if re.match(pattern, lines[n - 1]))

    def put(self, file: str, line: int, text: str, *, instead: bool = False) -> str:
        """Put a line in, or in another's place."""
        lines = self.lines(file)
        lines[line - 1 : line if instead else line - 1] = [text + "\n"]
        (self.folder / file).write_text("".join(lines), encoding="utf-8")
        return f"{file}:{line}"

    def add_key(self, record: Record, text: str) -> str:
        """Give a record another key, as its first."""
        return self.put(record.mark.file, record.mark.line + 1, f"    {text}")

    def add_sentence(self, text: str) -> str:
        """Begin an answer with another sentence, in which {} is a claim that is cited there."""
        topic = shipped()
        question = first(
            topic.questions.values(),
            lambda q: q.answer and re.search(r"answer: >-?$", self.lines(q.mark.file)[self.answer(q) - 1]),
        )
        line = self.answer(question)
        claim = question.answer.claims[0] if question.answer else ""
        self.put(question.mark.file, line + 1, f"      {text.replace('{}', claim)}")
        return f"{question.mark.file}:{line}"

    def answer(self, question: Record) -> int:
        """Find the line on which an answer begins."""
        return self.find(question.mark, "    answer:")


def exact_count(claim: Claim) -> bool:
    """Whether a claim that still stands counts the dead exactly."""
    return claim.killed is not None and claim.killed.low == claim.killed.high is not None


def repeated_key(copy: Copy) -> str:
    """A key stands twice."""
    claim = first(shipped().claims.values(), lambda c: True)
    copy.add_key(claim, f"about: {claim.about}")
    return f"{claim.mark.file}:{copy.find(Mark(claim.mark.file, claim.mark.line + 1), '    about:')}"


def unknown_key(copy: Copy) -> str:
    """A key is misspelt."""
    return copy.add_key(first(shipped().claims.values(), lambda c: True), "sad_by: iran")


def wrong_type(copy: Copy) -> str:
    """A value is none of the words allowed."""
    return copy.add_key(first(shipped().sources.values(), lambda s: s.seen and s.status is None), "status: alive")


def bad_id(copy: Copy) -> str:
    """An id has a capital and an underscore."""
    claim = first(shipped().claims.values(), lambda c: True)
    return copy.put(claim.mark.file, claim.mark.line, f"  {claim.id}_X:", instead=True)


def unknown_claim(copy: Copy) -> str:
    """A claim supports one that is not there."""
    return copy.add_key(first(shipped().claims.values(), lambda c: not c.supports), "supports: [nobody-said-this]")


def unknown_place(copy: Copy) -> str:
    """An event has a place that is not there."""
    return copy.add_key(first(shipped().events.values(), lambda e: not e.place), "place: [nowhere-at-all]")


def two_predicates(copy: Copy) -> str:
    """A claim says two things."""
    return copy.add_key(first(shipped().claims.values(), lambda c: c.killed), "captured: 1")


def no_citation(copy: Copy) -> str:
    """A sentence names no claim."""
    return copy.add_sentence("Nobody knows why.")


def foreign_number(copy: Copy) -> str:
    """A number stands in no cited claim."""
    return copy.add_sentence("There were 97,531 of them [{}].")


def foreign_date(copy: Copy) -> str:
    """A date stands in no cited claim."""
    return copy.add_sentence("It was on 29 February 1904 [{}].")


def too_much_trust(copy: Copy) -> str:
    """A claim calls itself corroborated and is not."""
    topic = shipped()
    claim = first(
        topic.claims.values(), lambda c: c.status is None and topic.status[c.id] in {"reported", "unverified"}
    )
    return copy.add_key(claim, "status: corroborated")


def no_reason(copy: Copy) -> str:
    """A claim is refuted without a reason."""
    return copy.add_key(first(shipped().claims.values(), lambda c: not (c.status or c.because)), "status: refuted")


def no_successor(copy: Copy) -> str:
    """A claim is superseded by nothing."""
    return copy.add_key(
        first(shipped().claims.values(), lambda c: not (c.status or c.replaced_by)), "status: superseded"
    )


def wrong_sum(copy: Copy) -> str:
    """The parts do not make the total."""
    return copy.add_key(
        first(shipped().claims.values(), lambda c: exact_count(c) and not c.of_whom), "of_whom: {men: 97531}"
    )


def ends_too_soon(copy: Copy) -> str:
    """An event ends before it begins."""
    return copy.add_key(first(shipped().events.values(), lambda e: e.date.exact and not e.ends), "ends: 1904-02-29")


def said_too_late(copy: Copy) -> str:
    """Something was said after all documents that quote it."""
    topic = shipped()
    claim = first(
        topic.claims.values(), lambda c: not c.said_on and all(topic.sources[r.source].date.latest for r in c.read_in)
    )
    return copy.add_key(claim, "said_on: 2999-01-01")


def taken_name(copy: Copy) -> str:
    """A name stands on two entities."""
    one, *_, other = shipped().entities.values()
    assert not other.formerly
    return copy.add_key(other, f"formerly: [{one.name!r}]")


def follows_itself(copy: Copy) -> str:
    """An event follows itself."""
    event = first(shipped().events.values(), lambda e: not e.follows)
    return copy.add_key(event, f"follows: {event.id}")


def off_the_globe(copy: Copy) -> str:
    """A place lies off the globe."""
    return copy.add_key(first(shipped().entities.values(), lambda e: e.type == "place" and not e.at), "at: 99 N 200 E")


def hidden_conflict(copy: Copy) -> str:
    """A date contradicts another, and nobody looked."""
    claim = first(
        shipped().claims.values(), lambda c: c.date and c.date.exact and c.status in {None, "corroborated", "reported"}
    )
    (copy.folder / TOPIC / "seeded.yaml").write_text(
        f"claims:\n  seeded:\n    about: {claim.about}\n    aspect: {claim.aspect or 'x'}\n    said_by: source itself\n"
        f"    read_in: {claim.read_in[0]}\n    date: 1904-02-29\n".replace("    aspect: x\n", "")
    )
    return f"{claim.mark.file}:{copy.find(claim.mark, '    date:')}"


def one_sided_dispute(copy: Copy) -> str:
    """A dispute has one side."""
    topic = shipped()
    claim = first(
        topic.claims.values(),
        lambda c: not c.status and not c.contradicts and not topic.comparison_of[c.id].conflicts,
    )
    return copy.add_key(claim, "status: disputed")


def wrong_weekday(copy: Copy) -> str:
    """A weekday does not fit."""
    return copy.add_key(
        first(shipped().claims.values(), lambda c: not c.quote and c.status != "refuted"),
        "quote: on Monday, 16 January 2024",
    )


def one_sided_contradiction(copy: Copy) -> str:
    """A contradiction stands on one side."""
    standing = [c for c in shipped().claims.values() if not c.contradicts and c.status not in {"refuted", "superseded"}]
    return copy.add_key(standing[0], f"contradicts: [{standing[1].id}]")


def loaded_word(copy: Copy) -> str:
    """A title uses a loaded word."""
    event: Event = first(shipped().events.values(), lambda e: True)
    line = copy.find(event.mark, "    title:")
    word = shipped().header.sensitive[0]
    return copy.put(event.mark.file, line, f"    title: A {word} strikes", instead=True)


def bare_link(copy: Copy) -> str:
    """A link has no archived copy."""
    return copy.add_key(first(shipped().sources.values(), lambda s: not s.url), "url: https://example.org/news")


def unused_entity(copy: Copy) -> str:
    """An entity is named nowhere."""
    source = first(shipped().sources.values(), lambda s: s.seen and s.use == "answers")
    text = f"entities:\n  seeded: {{type: person, name: Nobody Named, read_in: {source.id}}}\n"
    (copy.folder / TOPIC / "seeded.yaml").write_text(text)
    return f"{TOPIC}/seeded.yaml:2"


def near_name(copy: Copy) -> str:
    """A name is nearly another's."""
    *others, last = shipped().entities.values()
    taken = {fold(name) for e in shipped().entities.values() for name in (e.name, *e.also, *e.formerly)}
    other: Entity = first(
        others, lambda e: len(e.name) > 9 and "a" in e.name and last.id not in e.not_to_be_confused_with
    )
    near = other.name.replace("a", "aa")
    assert fold(near) not in taken
    return copy.add_key(last, f"formerly: [{near!r}]")


def stray_acronym(copy: Copy) -> str:
    """An acronym does not stand under short."""
    return copy.add_key(first(shipped().entities.values(), lambda e: not e.formerly), "formerly: [QXZ]")


def late_review(copy: Copy) -> str:
    """The last review was long ago."""
    file = f"{TOPIC}/topic.yaml"
    return copy.put(file, copy.find(Mark(file, 0), "  reviewed:"), "  reviewed: 1904-02-29", instead=True)


SEEDS: list[tuple[int, Callable[[Copy], str], str]] = [
    (1, repeated_key, "yaml"),
    (1, unknown_key, "shape"),
    (1, wrong_type, "shape"),
    (1, bad_id, "shape"),
    (2, unknown_claim, "named_claims_exist"),
    (2, unknown_place, "named_entities_exist"),
    (3, two_predicates, "claim_says_one_thing"),
    (3, no_citation, "every_sentence_cites"),
    (4, foreign_number, "prose_is_grounded"),
    (4, foreign_date, "prose_is_grounded"),
    (5, too_much_trust, "corroborated_is_earned"),
    (6, no_reason, "refuted_says_why"),
    (6, no_successor, "superseded_names_successor"),
    (7, wrong_sum, "breakdown_adds_up"),
    (8, ends_too_soon, "event_ends_after_it_begins"),
    (8, said_too_late, "saying_precedes_report"),
    (9, taken_name, "name_leads_to_one"),
    (10, follows_itself, "no_circles"),
    (10, off_the_globe, "coordinates_are_on_earth"),
    (11, hidden_conflict, "conflict_is_marked"),
    (11, one_sided_dispute, "dispute_has_two_sides"),
    (12, wrong_weekday, "weekday_fits_date"),
    (13, one_sided_contradiction, "contradiction_is_mutual"),
    (14, loaded_word, "loaded_words_are_attributed"),
    (15, bare_link, "links_are_archived"),
    (15, unused_entity, "entities_are_used"),
    (16, near_name, "names_far_apart"),
    (16, stray_acronym, "acronyms_are_short"),
    (17, late_review, "review_is_made"),
]


@pytest.mark.parametrize(("rule", "seed", "check"), SEEDS, ids=[f"{rule}-{seed.__name__}" for rule, seed, _ in SEEDS])
def test_a_seeded_fault_is_found(rule: int, seed: Callable[[Copy], str], check: str, tmp_path: Path) -> None:
    """The check reports the fault where it was put, and an error keeps the topic from being served."""
    folder = shutil.copytree(SHIPPED, tmp_path / "knowledge")
    place = seed(Copy(folder))
    loaded = load(folder)
    found = {(f"{problem.mark.file}:{problem.mark.line}", problem.check) for problem in loaded.problems}
    assert (place, check) in found
    assert (loaded.knowledge is None) == (rule <= 10)


def test_every_rule_is_seeded() -> None:
    """There is a fault for each of the rules 1 to 17."""
    assert {rule for rule, _, _ in SEEDS} == set(range(1, 18))
