"""What `/ask` found: an answer, the closest entries, or nothing; never a guess dressed as an answer.

The rule can be understood by a moderator: an answer is given when the question's weight of words
is found in the entry, nothing in the question is unknown here, and no other question is as near.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile
from typing import Literal, NamedTuple

from bot.knowledge.comparison import Comparison
from bot.knowledge.fold import fold
from bot.knowledge.model import Question
from bot.knowledge.topic import Topic
from bot.search.accounts import account
from bot.search.building import collector_paused
from bot.search.everyday import ASKED_FOR
from bot.search.evidence import Likeness, _reversed, likeness
from bot.search.frames import Frame
from bot.search.names import Names
from bot.search.passages import Passage
from bot.search.query import Query, QueryReader
from bot.search.reading import PARTS, Reader
from bot.search.records import Whole, whole
from bot.search.stems import stem
from bot.search.synonyms import meaning

ANSWER_SHARE = 0.75
"""Weight of the question's terms that the entry must hold. Research (domain §3.5) had 90 % of what it
showed right at 0.6 and 94 % at 0.7; entity terms and meanings make shares higher here."""
ANSWER_ALIKE = 0.6
"""How like the nearest wording must be, by weight of terms: words scattered over a long answer are not enough."""
ANSWER_GAP = 0.03
"""By so much the entry must lead the next question."""
COVERED_ALIKE = 0.35
COVERED_GAP = 0.15
"""An entry that holds all of a question and leads by so much may be less alike."""
VERY_ALIKE = 0.8
ALIKE_GAP = 0.015
"""A wording so alike needs to lead by less: there is hardly anything else in the question."""
ATTACK = meaning(stem("attack"))
NUMBER = meaning(stem("many"))
COUNTED_ALIKE = 0.7
"""From here on an entry that does not ask for a number, but gives one, answers how many."""
LONE_ALIKE = 0.8
"""How like a wording must be where only one word of a question tells what it is about."""
COUNTED_SHARE = 0.85
"""So much of a question for a number must be in the entry."""
SAYING = frozenset("say says said tell tells told comment react statement".split())
SPOKEN = frozenset({"statement", "talks", "diplomatic step"})
EVERYBODY = 1.3
"""A name of less weight stands nearly everywhere here, and need not be in an entry."""
BOTH = "2"
"""The number that is no number: the two of them."""
PASSED_OVER = 0.15
"""An entry that something speaks against may be nearer by so much; if by more, the question is about that one."""
SAME_QUESTION = 0.95
"""From here on it is a known wording in another order of words."""
CLOSEST_SHARE = 0.34
"""Below this share an entry has nothing to do with the question."""
CLOSEST_SHARE_UNKNOWN = 0.5
"""Likewise when the question names somebody unknown here."""
LEAST_CUT = 60
"""A question cut by a platform's limit (Discord: 100 characters) is known by its beginning, if it is this long."""
MAX_WORDS = 60
"""Terms of a question that are looked at; longer texts are no questions."""
MAX_UNKNOWN = 3
"""Unknown words that are looked up as misspelt names or words: bounds the time of one question."""
MAX_EVENTS = 1
"""Events that are offered because the question means them; if it may mean more, the entries decide."""
_SAME_SPELLING = 84.0
_SAME_SOUND = 70.0
_ENTITIES = frozenset({"entities"})


LONG_TEXT = 12
"""Gaps between words from which on a text may tell more than it asks."""
LEAST_CLAUSE = 5
ASKING_WORDS = frozenset(
    "who what when where why how which whom whose did does do was were is are has have can".split()
)
_CLAUSE = re.compile(
    r"[.,;:?!\n]+\s*|\s(?:so|but|and|or|because|that|since)\s(?=(?:who|what|when|where|why|how|which|did)\b)"
)


class Hit(NamedTuple):
    """An entry that may help. `score` is between 0 and 1."""

    section: Literal["questions", "events", "entities", "claims"]
    id: str
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of a question.

    With the tier `answer` stands either `question`, which may be one that nobody can answer, or `comparison`.
    """

    tier: Literal["answer", "closest", "not_covered"]
    question: Question | None = None
    comparison: Comparison | None = None
    """With the tier `answer`, where no curated question fits: the claims on just what was asked, all sides."""
    whole: Whole | None = None
    """With the tier `answer`, where a whole record is asked for."""
    closest: tuple[Hit, ...] = ()
    unknown: tuple[str, ...] = ()
    """Names in the question that nothing here is called."""
    entities: tuple[str, ...] = ()


class Questions:
    """Questions in plain words over one topic."""

    def __init__(self, topic: Topic, names: Names) -> None:
        self._topic = topic
        self._names = names
        self._reader = QueryReader(topic, names)

    def warm(self) -> None:
        """Build every part now."""
        with collector_paused():
            self.ask("?")
            self._reader.warm()

    def ask(self, text: str) -> Asked:
        """Find what answers a question, or the closest, or say that nothing does; never raises for any text."""
        known = self._topic.questions.get(text.strip()) or self._wording(fold(text))
        if known is not None:
            return Asked("answer", known, entities=tuple(id for id in known.see_also if id in self._topic.entities))
        read = self._reader.read(text)
        scored = self._score(read)
        found = self._answer(read, scored) or self._in_a_clause(text, read)
        if found is not None:
            return found
        least = CLOSEST_SHARE_UNKNOWN if read.unknown else CLOSEST_SHARE
        near = [one for one in scored if one.share >= least]
        closest = tuple(self._hits(near, read))
        tier: Literal["closest", "not_covered"] = "closest" if closest else "not_covered"
        return Asked(tier, closest=closest, unknown=read.unknown, entities=read.entities)

    def _answer(self, read: Query, scored: list[Likeness]) -> Asked | None:
        """Answer what was read, if it is clear: by a curated question, by claims, or by a whole record."""
        record = whole(self._topic, read, self._reader.passages)
        if record is not None and record.day is not None and not _is_wording(scored):
            return Asked("answer", whole=record, entities=read.entities)
        if (sure := self._sure(read, scored)) is not None:
            return Asked("answer", sure, entities=read.entities)
        if read.frame.comparison is not None and not read.unknown:
            return Asked("answer", comparison=read.frame.comparison, entities=read.entities)
        if (said := account(self._topic, read, scored)) is not None:
            return Asked("answer", comparison=said, entities=read.entities)
        if record is not None:
            return Asked("answer", whole=record, entities=read.entities)
        held = self._sure(read, scored, covered=True)
        return Asked("answer", held, entities=read.entities) if held is not None else None

    def _in_a_clause(self, text: str, told: Query) -> Asked | None:
        """Answer the one clause of a long text that asks something: people tell a story before their question."""
        if text.count(" ") < LONG_TEXT:
            return None
        answers: dict[str, Asked] = {}
        passages = self._reader.passages
        for clause in _CLAUSE.split(text):
            words = clause.lower().split()
            if len(words) < LEAST_CLAUSE or ASKING_WORDS.isdisjoint(words[:2]):
                continue
            read = self._reader.read(clause)
            if 2 * read.total < told.total - told.strange * passages.most:
                continue  # what it asks is told elsewhere in the text
            found = self._sure(read, self._score(read))
            terms = passages.of("questions", found.id).terms if found is not None else frozenset()
            numbers = {term for term in told.terms if term.isdigit() and term != BOTH}
            if found is not None and numbers | told.tokens <= terms:
                answers[found.id] = Asked("answer", found, entities=read.entities)
        return next(iter(answers.values())) if len(answers) == 1 else None

    # The question ------------------------------------------------------------------------------

    @cached_property
    def _exact(self) -> dict[str, Question]:
        exact: dict[str, Question] = {}
        for question in self._topic.questions.values():
            for wording in (question.ask, *question.also_asked):
                exact.setdefault(fold(wording), question)
        return exact

    @cached_property
    def _wordings(self) -> list[str]:
        return sorted(self._exact)

    def _wording(self, folded: str) -> Question | None:
        known = self._exact.get(folded)
        if known is None and len(folded) >= LEAST_CUT:
            first = bisect_left(self._wordings, folded)
            begun = takewhile(lambda wording: wording.startswith(folded), islice(self._wordings, first, None))
            cut = {self._exact[wording].id for wording in begun}
            return self._topic.questions[cut.pop()] if len(cut) == 1 else None
        return known

    # The entries -------------------------------------------------------------------------------

    def _score(self, query: Query) -> list[Likeness]:
        """Rank the entries that have something of a question, the nearest first."""
        total = query.total
        if not total:
            return []
        passages = self._reader.passages
        found = [likeness(query, passage, passages, total) for passage in passages.find(query.terms)]
        return sorted(found, key=lambda one: -one.score)

    def _sure(self, read: Query, scored: list[Likeness], *, covered: bool = False) -> Question | None:
        """Give the question that surely is the one asked, if there is one.

        `covered`: one that is less alike will do, if its wordings together hold every word.
        """
        if not scored or read.unknown or read.frame.impossible or _says_nothing(read):
            return None
        if self._is_silent(read):
            return None
        questions = [one for one in scored if one.passage.section == "questions"]
        fitting = [one for one in questions if self._may_answer(read, one)]
        if not fitting or fitting[0].share < ANSWER_SHARE or fitting[0].alike < COVERED_ALIKE:
            return None
        best = fitting[0]
        if questions[0].score - best.score > PASSED_OVER:
            return None
        lead = min((best.score - other.score for other in fitting[1:] if self._apart(best, other)), default=1.0)
        if best.alike < ANSWER_ALIKE and not (covered and lead >= COVERED_GAP and _asks_all(read, best)):
            return None
        if best.best < LONE_ALIKE and _is_lone(read):
            return None
        if NUMBER in read.terms and best.share < COUNTED_SHARE:
            return None  # what is counted must not be missing
        least = ALIKE_GAP if best.alike >= VERY_ALIKE else ANSWER_GAP
        return self._topic.questions[best.passage.id] if lead >= least else None

    def _is_silent(self, read: Query) -> bool:
        """Whether it is asked what somebody says of whom nothing here reports a word."""
        if SAYING.isdisjoint(read.said) or not {"what", "did", "does", "has"}.intersection(read.said):
            return False
        named = [id for id in read.entities if read.terms.get(Reader.token(id), 0.0) >= EVERYBODY]
        return bool(named) and not any(id in self._speakers for id in named)

    @cached_property
    def _speakers(self) -> frozenset[str]:
        """Those who say something here, or do more than strike."""
        doers = (id for event in self._topic.events.values() if event.kind in SPOKEN for id in event.by)
        via = (claim.via for claim in self._topic.claims.values() if claim.via)
        return frozenset((*self._topic.claims_by, *doers, *via))

    def _may_answer(self, read: Query, one: Likeness) -> bool:
        """Whether nothing in a question speaks against an entry: who is named, numbers, what is asked for."""
        return (
            (_same_part(read, one) or not _reversed(read.order, one.order))
            and not _others_did(read, one)
            and all(self._names_them(read, one, token) for token in read.tokens)
            and self._counts_alike(read, one)
            and all(_asks_for(one, term) for term in ASKED_FOR & read.terms.keys())
            and (one.alike >= SAME_QUESTION or self._fits_frame(read.frame, one.passage.id))
        )

    def _names_them(self, read: Query, one: Likeness, token: str) -> bool:
        """Whether an entry is about somebody who is named: in its wordings; those whom everything is about may be."""
        if token in one.passage.asked:
            return True
        if read.terms[token] < EVERYBODY and f"by{token}" not in read.parts:
            return True
        if token in one.passage.terms and (one.best >= VERY_ALIKE or one.share >= SAME_QUESTION):
            return True
        return self._lies_there(read, one, token)

    def _lies_there(self, read: Query, one: Likeness, token: str) -> bool:
        """Whether a place that is named is where the event lies that both are about."""
        event = read.frame.event
        if event is None or not self._reader.is_place_of(event, token):
            return False
        return self._is_about(one.passage.id, event)

    def _is_about(self, question: str, event: str) -> bool:
        answer = self._topic.questions[question].answer
        return answer is not None and any(self._topic.claims[claim].about == event for claim in answer.claims)

    def _counts_alike(self, read: Query, one: Likeness) -> bool:
        """Whether the numbers are in an entry; of `two or three` one is enough."""
        numbers = {term for term in read.terms if term.isdigit() and term != BOTH}
        held = numbers & one.passage.terms
        return numbers == held or ("or" in read.said and bool(held or BOTH in one.passage.terms & read.terms.keys()))

    def _apart(self, one: Likeness, other: Likeness) -> bool:
        """Whether two questions are answered by other claims."""
        mine, theirs = (self._topic.questions[id].answer for id in (one.passage.id, other.passage.id))
        return mine is None or theirs is None or set(mine.claims).isdisjoint(theirs.claims)

    def _fits_frame(self, frame: Frame, id: str) -> bool:
        """Whether a question is about what was read to be asked: its event, and what is asked of it."""
        if frame.event is None or frame.predicate is None:
            return True
        answer = self._topic.questions[id].answer
        if answer is None:
            return True
        cited = [self._topic.claims[claim] for claim in answer.claims]
        return any(claim.about == frame.event and claim.predicate == frame.predicate for claim in cited)

    def _hits(self, near: Iterable[Likeness], read: Query) -> Iterable[Hit]:
        """List three entries: the nearest, but the events meant always have a place among them."""
        found: dict[str, Hit] = {}
        for one in near:
            label = self._label(one.passage)
            found.setdefault(label, Hit(one.passage.section, one.passage.id, label, round(one.score, 3)))
        events = [id for id in read.frame.events[:MAX_EVENTS] if len(read.frame.events) <= MAX_EVENTS]
        meant = [Hit("events", id, self._topic.events[id].title, 0.0) for id in events]
        first = list(found.values())[: 3 - len(meant)] if not set(events) & _ids(found.values()) else None
        hits = [*first, *meant] if first is not None else list(found.values())
        for id in read.entities:
            name = self._topic.name(id)
            if name not in found:
                hits.append(Hit("entities", id, name, 0.0))
        return hits[:3]

    def _label(self, passage: Passage) -> str:
        topic = self._topic
        match passage.section:
            case "questions":
                return topic.questions[passage.id].ask
            case "events":
                return topic.events[passage.id].title
            case _:
                claim = topic.claims[passage.id]
                event = topic.events.get(claim.about)
                return f"{event.title if event else topic.name(claim.about)}: {claim.aspect or claim.predicate}"


def _ids(hits: Iterable[Hit]) -> set[str]:
    return {hit.id for hit in list(hits)[:3]}


def _same_part(read: Query, one: Likeness) -> bool:
    """Whether one and the same did it in a question and in an entry, whatever the order of the names."""
    doers = {part for part in read.parts if part.startswith("by")}
    stored = {part for parts in one.passage.parts for part in parts if part.startswith("by")}
    return len(doers) == 1 and stored == doers


def _others_did(read: Query, one: Likeness) -> bool:
    """Whether a question has one do it, and the wordings of an entry others."""
    asked = {part for part in read.parts if part.startswith("by")}
    stored = {part for parts in one.passage.parts for part in parts if part.startswith("by")}
    return bool(asked and stored and asked.isdisjoint(stored))


def _asks_for(one: Likeness, term: str) -> bool:
    """Whether what is asked for is asked for in an entry; a number may only stand in its answer."""
    if term in one.passage.asked:
        return True
    return term == NUMBER and one.alike >= COUNTED_ALIKE and any(held.isdigit() for held in one.passage.terms)


def _is_lone(read: Query) -> bool:
    """Whether a question has but one word that tells what it is about."""
    left = [term for term in read.terms if term != ATTACK and not term.startswith(PARTS)]
    return sum(term not in read.tokens or read.terms[term] >= EVERYBODY for term in left) <= 1


def _says_nothing(read: Query) -> bool:
    """Whether nothing is left of a question but those whom everything here is about."""
    left = (term for term in read.terms if term != ATTACK and not term.startswith(PARTS))
    return all(term in read.tokens and read.terms[term] < EVERYBODY for term in left)


def _asks_all(read: Query, one: Likeness) -> bool:
    """Whether the wordings of an entry together hold every term of a question."""
    return all(term in one.passage.asked or term.startswith(PARTS) for term in read.terms)


def _is_wording(scored: list[Likeness]) -> bool:
    """Whether the nearest entry has just this wording."""
    return any(one.best >= SAME_QUESTION for one in scored[:3])
