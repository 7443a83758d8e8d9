"""Everything a question may be answered or led to by: questions, events and claims, and which terms are in which.

An inverted index over terms that are already brought to one form: a full-text engine would cut and weigh them again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from heapq import nlargest
from math import log
from typing import Literal, NamedTuple

from bot.knowledge.model import Event
from bot.knowledge.topic import Topic
from bot.search.reading import PARTS, Reader

MAX_HITS = 40
"""Entries weighed for one question."""
MAX_POSTINGS = 2_000
"""Occurrences looked at for one question, those of its rarest terms first: bounds the time it takes."""


MOST_OF_PART = 1.5
"""The most that the part of an entity weighs: that it is there at all is what its own term says."""
SHORT = 60
"""Characters of texts that are likely to come again, such as aspects: read once while the index is built."""


Section = Literal["questions", "events", "claims"]


class Passage(NamedTuple):
    """One entry, read into terms."""

    section: Section
    id: str
    wordings: tuple[frozenset[str], ...]
    """The terms of each way to ask it; of an event, of its title."""
    orders: tuple[tuple[str, ...], ...]
    """The entities of each wording, in order: who strikes whom."""
    parts: tuple[frozenset[str], ...]
    """The parts that the entities play in each wording."""
    asked: frozenset[str]
    """The terms of all its wordings together; of a claim, those of its own words."""
    terms: frozenset[str]
    """All its terms, also of its answer and of what that cites."""


class Passages:
    """The entries of one topic by their terms."""

    def __init__(self, topic: Topic, reader: Reader) -> None:
        self._topic = topic
        self._reader = reader
        self._read_before: dict[str, frozenset[str]] = {}
        self._rows: list[Passage] = list(self._read())
        self._read_before.clear()
        self._owners: dict[str, list[int]] = defaultdict(list)
        self._asking: dict[str, list[int]] = defaultdict(list)
        for number, passage in enumerate(self._rows):
            for term in passage.terms:
                self._owners[term].append(number)
            if passage.wordings:
                for term in passage.asked:
                    self._asking[term].append(number)
        size = len(self._rows)
        self._weights = {term: log(1 + size / (len(owners) + 0.5)) for term, owners in self._owners.items()}

    def __contains__(self, term: str) -> bool:
        return term in self._weights

    @property
    def vocabulary(self) -> Iterable[str]:
        """Every term that occurs."""
        return self._weights.keys()

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the texts, as it is written there."""
        return self._reader.words

    def weight(self, term: str) -> float:
        """Weigh a term by its rarity (idf); a term that never occurs weighs most."""
        weight = self._weights.get(term) or self.most
        return min(weight, MOST_OF_PART) if term.startswith(PARTS) else weight

    @cached_property
    def most(self) -> float:
        """The weight of a term that occurs nowhere."""
        return log(1 + len(self._rows) / 0.5)

    def find(self, terms: Iterable[str]) -> list[Passage]:
        """List the entries that hold some of the terms, the best first, at most forty."""
        known = sorted(
            (term for term in set(terms) if term in self._weights), key=self._weights.__getitem__, reverse=True
        )
        left = MAX_POSTINGS
        votes: dict[int, float] = defaultdict(float)
        for term in known:
            owners, asking = self._owners[term], self._asking.get(term, ())
            left -= len(owners) + len(asking)
            if left < 0 and votes:
                # Too common to look for, but it still tells those apart that were found by rarer terms.
                for number in votes:
                    if term in self._rows[number].terms:
                        votes[number] += self._weights[term]
                continue
            weight = self._weights[term]
            for number in owners[:MAX_POSTINGS]:
                votes[number] += weight
            for number in asking[:MAX_POSTINGS]:
                votes[number] += weight
        best = nlargest(MAX_HITS, votes, key=votes.__getitem__)
        return [self._rows[number] for number in best]

    # What is stored ------------------------------------------------------------------------------

    def _read(self) -> Iterator[Passage]:
        topic = self._topic
        for question in topic.questions.values():
            # What an answer says nobody knows is not answered by it.
            texts = [question.answer.text] if question.answer else question.not_known
            yield self._passage("questions", question.id, (question.ask, *question.also_asked), texts)
        for event in topic.events.values():
            texts = [event.kind, event.date.text if event.date.known else ""]
            yield self._passage("events", event.id, (event.title,), texts, _named_in(event))
        about = {
            event.id: self._terms(event.title).union(self._tokens((*event.place, *event.by)))
            for event in topic.events.values()
        }
        for claim in topic.claims.values():
            texts = [claim.aspect or "", claim.predicate, *claim.of_whom]
            value = claim.value
            ids = [claim.said_by, claim.about, *(value if isinstance(value, tuple) else ())]
            if not isinstance(value, tuple):
                texts.append(getattr(value, "text", None) or str(value))
            own = frozenset[str]().union(*map(self._terms, texts))
            more = about.get(claim.about, frozenset()) | own | self._tokens(ids)
            yield Passage("claims", claim.id, (), (), (), own, more)

    def _passage(
        self,
        section: Section,
        id: str,
        wordings: Iterable[str],
        texts: Iterable[str],
        ids: Iterable[str] = (),
        more: frozenset[str] = frozenset(),
    ) -> Passage:
        read = [self._reader.terms(wording) for wording in wordings]
        asked = tuple(frozenset(term.value for term in wording) for wording in read)
        orders = tuple(tuple(term.value for term in wording if term.entities) for wording in read)
        parts = tuple(frozenset(term.value for term in wording if term.part) for wording in read)
        wide = frozenset[str]().union(*asked)
        terms = more.union(wide, *map(self._terms, texts), self._tokens(ids))
        return Passage(section, id, asked, orders, parts, wide, terms)

    def of(self, section: Section, id: str) -> Passage:
        """Give the entry of a record. Raises KeyError if there is none."""
        return self._by_id[section, id]

    @cached_property
    def _by_id(self) -> dict[tuple[Section, str], Passage]:
        return {(passage.section, passage.id): passage for passage in self._rows}

    def terms_of(self, text: str) -> frozenset[str]:
        """Give the terms of any text, read as the entries are."""
        return self._terms(text)

    def _terms(self, text: str) -> frozenset[str]:
        known = self._read_before.get(text)
        if known is None:
            known = frozenset(term.value for term in self._reader.terms(text)) if text else frozenset()
            if len(text) <= SHORT:
                self._read_before[text] = known
        return known

    def _tokens(self, ids: Iterable[str]) -> frozenset[str]:
        return frozenset(self._reader.token(id) for id in ids if id in self._topic.entities)


def _named_in(event: Event) -> tuple[str, ...]:
    return (*event.place, *event.by, *event.said_to_target)
