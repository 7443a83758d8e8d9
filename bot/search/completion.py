"""What a person may be about to type: names by the beginning of any of their words, in any script.

Sorted arrays and bisection, so a keystroke costs the same for a hundred names as for a hundred thousand.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from bot.knowledge.fold import fold
from bot.knowledge.topic import Topic
from bot.search.entries import entries
from bot.search.names import Names

LEAST_FOR_NEAR = 3
"""Letters needed before a misspelt beginning is looked up among whole names."""
MANY = 150
"""Rows under one prefix from which on the best are remembered instead of sorted anew: keeps p99 below 0.1 ms."""
_END = "\U0010ffff"
_ROW = (1 << 24) - 1


class Suggestion(NamedTuple):
    """A record to offer: its id is what a command takes, the label what a person reads."""

    section: str
    id: str
    label: str


class _Named(NamedTuple):
    id: str
    label: str
    name: str
    weight: int
    """Its number of claims."""


class _Prefixes:
    """Rows of folded text, sorted; of those with one beginning, the best: much claimed about, then short."""

    def __init__(self, rows: Iterable[tuple[str, _Named]]) -> None:
        ordered = sorted(rows, key=lambda row: row[0])
        self.keys = [key for key, _ in ordered]
        self.named = [named for _, named in ordered]
        self._ranks = [
            ((63 - named.weight.bit_length()) * 1024 + min(len(key), 1023)) << 24 | row
            for row, (key, named) in enumerate(ordered)
        ]
        self._remembered: dict[str, list[int]] = {}

    def best(self, text: str, limit: int) -> list[tuple[int, _Named]]:
        """List (rank, named) of rows that begin with a text: what is exactly that text first."""
        low = bisect_left(self.keys, text)
        high = bisect_left(self.keys, text + _END, low)
        if high - low > MANY:
            ranks = self._remembered.get(text)
            if ranks is None:
                ranks = self._remembered[text] = sorted(self._ranks[low:high])[: limit * 8]
        else:
            ranks = sorted(self._ranks[low:high])
        same = range(low, min(bisect_left(self.keys, text + "\0", low), low + limit)) if text else range(0)
        found = [(-1, self.named[row]) for row in same]
        found.extend((rank >> 24, self.named[rank & _ROW]) for rank in ranks)
        return found


class _Section:
    """The names of one section: whole, and from each later word on."""

    def __init__(self, names: list[_Named]) -> None:
        folded = [(key, named) for named in names if (key := fold(named.name))]
        self.whole = _Prefixes(folded)
        self._folded = folded

    @cached_property
    def words(self) -> _Prefixes:
        """Rows for the second and every later word of the names."""
        return _Prefixes(
            (key[place + 1 :], named) for key, named in self._folded for place, sign in enumerate(key) if sign == " "
        )


class Completion:
    """Completion over one topic. Each section's arrays are built when it is first asked for."""

    def __init__(self, topic: Topic, names: Names) -> None:
        self._topic = topic
        self._names = names
        self._built: dict[str, _Section] = {}

    def warm(self) -> None:
        """Build every section now, and remember the best for the beginnings that many names share."""
        for section in ("entities", "events", "sources", "questions", "claims"):
            built = self._section(section)
            for rows in (built.whole, built.words):
                for beginning in {"", *(key[:length] for key in rows.keys for length in (1, 2, 3))}:
                    rows.best(beginning, 25)

    def complete(self, text: str, sections: frozenset[str], limit: int = 25) -> list[Suggestion]:
        """Offer records for what has been typed so far, the best first, each once; never raises."""
        typed = fold(text)
        found: dict[tuple[str, str], Suggestion] = {}
        self._collect(found, typed, sections, limit, of_words=False)
        if typed and len(found) < limit:
            self._collect(found, typed, sections, limit, of_words=True)
        if not found and len(typed) >= LEAST_FOR_NEAR:
            return self._near(text, sections, limit)
        return list(found.values())[:limit]

    def _collect(
        self,
        found: dict[tuple[str, str], Suggestion],
        typed: str,
        sections: frozenset[str],
        limit: int,
        *,
        of_words: bool,
    ) -> None:
        best: list[tuple[int, str, str, _Named]] = []
        for section in sections:
            built = self._section(section)
            rows = built.words if of_words else built.whole
            best.extend((rank, named.label, section, named) for rank, named in rows.best(typed, limit))
        if len(sections) > 1:
            best.sort(key=lambda row: row[:3])
        for _, label, section, named in best:
            key = (section, named.id)
            if key not in found:
                shown = label if not typed or named.name in {label, named.id} else f"{label} ({named.name})"
                found[key] = Suggestion(section, named.id, shown)
                if len(found) >= limit:
                    return

    def _near(self, text: str, sections: frozenset[str], limit: int) -> list[Suggestion]:
        resolution = self._names.find(text, sections)
        matches = ([resolution.match] if resolution.match else []) + list(resolution.candidates)
        offered = {
            (match.section, match.id): Suggestion(match.section, match.id, self._label(match.section, match.id))
            for match in matches
        }
        return list(offered.values())[:limit]

    # What is stored ------------------------------------------------------------------------------

    def _section(self, section: str) -> _Section:
        built = self._built.get(section)
        if built is None:
            built = self._built[section] = _Section(list(self._named(section)))
        return built

    def _named(self, section: str) -> Iterable[_Named]:
        topic = self._topic
        match section:
            case "questions":
                for question in topic.questions.values():
                    for ask in (question.ask, *question.also_asked):
                        yield _Named(question.id, question.ask, question.ask if ask == question.ask else ask, 0)
            case "claims":
                for claim in topic.claims.values():
                    yield _Named(claim.id, claim.id, claim.id, 0)
            case _:
                weights = self._weights
                for entry in self._entries.get(section, ()):
                    label = self._label(section, entry.id)
                    yield _Named(entry.id, label, entry.name, weights[section, entry.id])

    @cached_property
    def _entries(self) -> dict[str, list[_Entry]]:
        listed: dict[str, list[_Entry]] = {}
        for entry in entries(self._topic):
            listed.setdefault(entry.section, []).append(_Entry(entry.id, entry.name))
        return listed

    @cached_property
    def _weights(self) -> Counter[tuple[str, str]]:
        """The number of claims about, by or from every record."""
        weights: Counter[tuple[str, str]] = Counter()
        for claim in self._topic.claims.values():
            for id in {claim.about, claim.said_by}:
                weights["entities" if id in self._topic.entities else "events", id] += 1
            for source in {reading.source for reading in claim.read_in}:
                weights["sources", source] += 1
        return weights

    def _label(self, section: str, id: str) -> str:
        record = getattr(self._topic, section)[id]
        return getattr(record, "name", None) or getattr(record, "title", None) or id


class _Entry(NamedTuple):
    id: str
    name: str
