"""Everything a question may be answered or led to by: questions, events and claims, in SQLite's full-text index.

The index lives in memory, is built once and only read afterwards.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from math import log
from typing import NamedTuple

from bot.knowledge.model import Claim, Event, Question
from bot.knowledge.topic import Topic
from bot.search.reading import Reader

MAX_HITS = 40
"""Entries weighed for one question."""
COMMON = 0.2
"""A term in more than this share of all entries finds nothing by itself: left out of the search where rarer ones are."""


class Passage(NamedTuple):
    """One entry, read into terms."""

    section: str
    id: str
    wordings: tuple[frozenset[str], ...]
    """The terms of each way to ask it; of an event, of its title."""
    orders: tuple[tuple[str, ...], ...]
    """The entities of each wording, in order: who strikes whom."""
    terms: frozenset[str]
    """All its terms."""


class Passages:
    """The full-text index over one topic.

    Raises:
        RuntimeError: this Python's sqlite3 was built without FTS5.
    """

    def __init__(self, topic: Topic, reader: Reader) -> None:
        self._topic = topic
        self._reader = reader
        self._rows: list[Passage] = list(self._read())
        self._frequency = Counter(term for passage in self._rows for term in passage.terms)
        self._index = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        try:
            self._index.execute(
                "CREATE VIRTUAL TABLE entry USING fts5(ask, body, content='', columnsize=1, tokenize='porter ascii')"
            )
        except sqlite3.OperationalError as error:
            raise RuntimeError(f"this Python's sqlite3 has no full-text search (FTS5): {error}") from error
        self._index.execute("BEGIN")
        self._index.executemany(
            "INSERT INTO entry(rowid, ask, body) VALUES (?, ?, ?)",
            (
                (number, " ".join(term for wording in passage.wordings for term in wording), " ".join(passage.terms))
                for number, passage in enumerate(self._rows, 1)
            ),
        )
        self._index.execute("COMMIT")

    def __contains__(self, term: str) -> bool:
        return term in self._frequency

    @property
    def vocabulary(self) -> Iterable[str]:
        """Every term that occurs."""
        return self._frequency.keys()

    def weight(self, term: str) -> float:
        """Weigh a term by its rarity (idf); a term that never occurs weighs most."""
        return log(1 + len(self._rows) / (self._frequency.get(term, 0) + 0.5))

    def find(self, terms: Iterable[str]) -> list[Passage]:
        """List the entries that hold some of the terms, the best first, at most forty."""
        known = [term for term in dict.fromkeys(terms) if term in self._frequency]
        rare = [term for term in known if self._frequency[term] <= COMMON * len(self._rows)] or known
        if not rare:
            return []
        query = " OR ".join(f'"{term}"' for term in rare)
        rows = self._index.execute(
            "SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY bm25(entry, 2.0, 1.0) LIMIT ?", (query, MAX_HITS)
        )
        return [self._rows[number - 1] for (number,) in rows]

    # What is stored ------------------------------------------------------------------------------

    def _read(self) -> Iterator[Passage]:
        topic = self._topic
        for question in topic.questions.values():
            yield self._passage(
                "questions", question.id, (question.ask, *question.also_asked), self._of_question(question)
            )
        for event in topic.events.values():
            yield self._passage("events", event.id, (event.title,), self._of_event(event))
        for claim in topic.claims.values():
            yield self._passage("claims", claim.id, (), self._of_claim(claim))

    def _passage(self, section: str, id: str, wordings: Iterable[str], rest: Iterable[str]) -> Passage:
        read = [self._reader.terms(wording) for wording in wordings]
        terms = {term.value for wording in read for term in wording}
        terms.update(term.value for text in rest for term in self._reader.terms(text))
        return Passage(
            section,
            id,
            tuple(frozenset(term.value for term in wording) for wording in read),
            tuple(tuple(term.value for term in wording if term.entities) for wording in read),
            frozenset(terms),
        )

    def _of_question(self, question: Question) -> Iterator[str]:
        if question.answer:
            yield question.answer.text
        yield from question.not_known

    def _of_event(self, event: Event) -> Iterator[str]:
        yield event.kind
        if event.date.known:
            yield event.date.text
        for id in (*event.place, *event.by, *event.said_to_target):
            yield self._topic.name(id)

    def _of_claim(self, claim: Claim) -> Iterator[str]:
        topic = self._topic
        event = topic.events.get(claim.about)
        yield event.title if event else topic.name(claim.about)
        yield claim.aspect or ""
        yield claim.predicate
        value = claim.value
        yield topic.names(value) if isinstance(value, tuple) else getattr(value, "text", None) or str(value)
        if claim.said_by in topic.entities:
            yield topic.name(claim.said_by)
        yield " ".join(claim.of_whom)
