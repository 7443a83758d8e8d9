"""Everything a question may be answered or led to by: questions, events and claims, in SQLite's full-text index.

The index lives in memory, is built once and only read afterwards.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from math import log
from typing import Literal, NamedTuple

from bot.knowledge.model import Event
from bot.knowledge.topic import Topic
from bot.search.reading import Reader

MAX_HITS = 40
"""Entries weighed for one question."""
MAX_POSTINGS = 2_000
"""Occurrences looked at for one question, those of its rarest terms first: bounds the time it takes."""


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
        self._weights = {term: log(1 + len(self._rows) / (count + 0.5)) for term, count in self._frequency.items()}
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

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the texts, as it is written there."""
        return self._reader.words

    def weight(self, term: str) -> float:
        """Weigh a term by its rarity (idf); a term that never occurs weighs most."""
        return self._weights.get(term) or log(1 + len(self._rows) / 0.5)

    def find(self, terms: Iterable[str]) -> list[Passage]:
        """List the entries that hold some of the terms, the best first, at most forty."""
        known = sorted((term for term in set(terms) if term in self._frequency), key=self._frequency.__getitem__)
        left = MAX_POSTINGS
        chosen: list[str] = []
        for term in known:
            left -= self._frequency[term]
            if chosen and left < 0:
                break
            chosen.append(term)
        if not chosen:
            return []
        everywhere = len(chosen) == 1 < len(known) and left < 0
        query = " AND ".join(map(_quoted, known[:2])) if everywhere else " OR ".join(map(_quoted, chosen))
        rows = self._index.execute(
            "SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY bm25(entry, 2.0, 1.0) LIMIT ?", (query, MAX_HITS)
        )
        return [self._rows[number - 1] for (number,) in rows]

    # What is stored ------------------------------------------------------------------------------

    def _read(self) -> Iterator[Passage]:
        topic = self._topic
        for question in topic.questions.values():
            texts = [question.answer.text if question.answer else "", *question.not_known]
            yield self._passage("questions", question.id, (question.ask, *question.also_asked), texts)
        for event in topic.events.values():
            texts = [event.kind, event.date.text if event.date.known else ""]
            yield self._passage("events", event.id, (event.title,), texts, _named_in(event))
        about = {
            event.id: self._terms(event.title).union(self._tokens(_named_in(event))) for event in topic.events.values()
        }
        for claim in topic.claims.values():
            texts = [claim.aspect or "", claim.predicate, *claim.of_whom]
            value = claim.value
            ids = [claim.said_by, claim.about, *(value if isinstance(value, tuple) else ())]
            if not isinstance(value, tuple):
                texts.append(getattr(value, "text", None) or str(value))
            yield self._passage("claims", claim.id, (), texts, ids, about.get(claim.about, frozenset()))

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
        return Passage(
            section, id, asked, orders, parts, more.union(*asked, *map(self._terms, texts), self._tokens(ids))
        )

    def _terms(self, text: str) -> frozenset[str]:
        return frozenset(term.value for term in self._reader.terms(text)) if text else frozenset()

    def _tokens(self, ids: Iterable[str]) -> frozenset[str]:
        return frozenset(self._reader.token(id) for id in ids if id in self._topic.entities)


def _quoted(term: str) -> str:
    return f'"{term}"'


def _named_in(event: Event) -> tuple[str, ...]:
    return (*event.place, *event.by, *event.said_to_target)
