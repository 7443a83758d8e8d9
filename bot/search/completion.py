"""What a person may be about to type: names by the beginning of any of their words, in any script.

Sorted arrays and bisection, so a keystroke costs the same for a hundred names as for a hundred thousand.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from heapq import nsmallest
from operator import itemgetter
from typing import NamedTuple

from bot.knowledge.fold import fold
from bot.knowledge.topic import Topic
from bot.search.building import collector_paused
from bot.search.names import Names

LEAST_FOR_NEAR = 3
"""Letters needed before a misspelt beginning is looked up among whole names."""
MANY = 64
"""Rows under one beginning from which on the best are remembered instead of sorted anew."""
KEPT = 200
"""Rows remembered for such a beginning: 25 records (Discord's limit) with up to eight names each."""
SECTIONS = ("entities", "events", "sources", "questions", "claims")
_END = "\U0010ffff"
_ROW = (1 << 24) - 1
_FIRST = -1


class Suggestion(NamedTuple):
    """A record to offer: its id is what a command takes, the label what a person reads."""

    section: str
    id: str
    label: str


class _Named(NamedTuple):
    suggestion: Suggestion
    name: str
    own: str
    """The folded label of the suggestion."""
    order: int
    """The best has the lowest: much claimed about before little (by powers of two), then short before long."""


class _Prefixes:
    """Rows of folded text, sorted; those with one beginning are given the best first."""

    def __init__(self, rows: Iterable[tuple[str, _Named]]) -> None:
        ordered = _sorted(rows)
        self.keys = [key for key, _ in ordered]
        self._named = [named for _, named in ordered]
        self._ranks = [named.order << 24 | row for row, named in enumerate(self._named)]
        self._remembered: dict[str, list[int]] = {}

    def warm(self) -> None:
        """Remember the best for every beginning of up to three letters that many names share."""
        longest = Counter(map(itemgetter(slice(3)), self.keys))
        counts = Counter(longest)
        for beginning, count in longest.items():
            for length in range(len(beginning)):
                counts[beginning[:length]] += count
        for beginning, count in counts.items():
            if count > MANY:
                self._best(beginning)

    def best(self, text: str) -> Iterator[tuple[int, _Named]]:
        """Yield (order, named) of rows that begin with a text: first what is exactly that text."""
        low = bisect_left(self.keys, text)
        while text and low < len(self.keys) and self.keys[low] == text:
            yield _FIRST, self._named[low]
            low += 1
        for rank in self._best(text):
            yield rank >> 24, self._named[rank & _ROW]

    def _best(self, text: str) -> list[int]:
        low = bisect_left(self.keys, text)
        high = bisect_left(self.keys, text + _END, low)
        if high - low <= MANY:
            return sorted(self._ranks[low:high])
        ranks = self._remembered.get(text)
        if ranks is None:
            ranks = self._remembered[text] = nsmallest(KEPT, self._ranks[low:high])
        return ranks


def _sorted(rows: Iterable[tuple[str, _Named]]) -> list[tuple[str, _Named]]:
    """Sort rows by key, beginning by beginning: one sort of a hundred thousand would hold up every other thread."""
    groups: dict[str, list[tuple[str, _Named]]] = defaultdict(list)
    for row in rows:
        groups[row[0][:2]].append(row)
    return [row for beginning in sorted(groups) for row in sorted(groups[beginning], key=itemgetter(0))]


class _Section:
    """The names of one section: whole, and from each later word on."""

    def __init__(self, names: Iterable[tuple[str, _Named]]) -> None:
        self._folded = [(key, named) for key, named in names if key]

    @cached_property
    def whole(self) -> _Prefixes:
        """Rows for the names as they are."""
        return _Prefixes(self._folded)

    @cached_property
    def words(self) -> _Prefixes:
        """Rows for the second and every later word of the names."""
        return _Prefixes(_from_each_word(self._folded))


def _from_each_word(folded: Iterable[tuple[str, _Named]]) -> Iterator[tuple[str, _Named]]:
    for key, named in folded:
        gap = key.find(" ")
        while gap >= 0:
            yield key[gap + 1 :], named
            gap = key.find(" ", gap + 1)


class Completion:
    """Completion over one topic. Each section's arrays are built when it is first asked for."""

    def __init__(self, topic: Topic, names: Names) -> None:
        self._topic = topic
        self._names = names
        self._built: dict[str, _Section] = {}

    def warm(self) -> None:
        """Build every section now."""
        with collector_paused():
            for section in SECTIONS:
                self._section(section).whole.warm()
                self._section(section).words.warm()

    def complete(self, text: str, sections: frozenset[str], limit: int = 25) -> list[Suggestion]:
        """Offer records for what has been typed so far, the best first, each once; never raises."""
        typed = fold(text)
        found: dict[Suggestion, _Named] = {}
        self._collect(found, sorted(sections), typed, limit, of_words=False)
        if typed and len(found) < limit:
            self._collect(found, sorted(sections), typed, limit, of_words=True)
        if found:
            return [_labelled(named, typed) for named in found.values()]
        return self._near(text, sections)[:limit] if len(typed) >= LEAST_FOR_NEAR else []

    def _collect(
        self, found: dict[Suggestion, _Named], sections: list[str], typed: str, limit: int, *, of_words: bool
    ) -> None:
        """Add the records with rows that begin as typed, up to the limit, and the name by which each came."""
        several: list[tuple[int, str, _Named]] = []
        for section in sections:
            built = self._section(section)
            new: dict[Suggestion, _Named] = {}
            for order, named in (built.words if of_words else built.whole).best(typed):
                if named.suggestion in found or named.suggestion in new:
                    continue
                if len(sections) == 1:
                    found[named.suggestion] = named
                    if len(found) == limit:
                        return
                else:
                    new[named.suggestion] = named
                    several.append((order, named.suggestion.label, named))
                    if len(new) == limit:
                        break
        for _, _, named in sorted(several)[: limit - len(found)]:
            found[named.suggestion] = named

    def _near(self, text: str, sections: frozenset[str]) -> list[Suggestion]:
        resolution = self._names.find(text, sections)
        matches = [*([resolution.match] if resolution.match else []), *resolution.candidates]
        return list(
            dict.fromkeys(
                Suggestion(match.section, match.id, self._names.label(match.section, match.id)) for match in matches
            )
        )

    # What is stored ------------------------------------------------------------------------------

    def _section(self, section: str) -> _Section:
        built = self._built.get(section)
        if built is None:
            built = self._built[section] = _Section(self._names_of(section))
        return built

    def _names_of(self, section: str) -> Iterator[tuple[str, _Named]]:
        topic = self._topic
        match section:
            case "questions":
                for order, question in enumerate(topic.questions.values()):
                    suggestion = Suggestion(section, question.id, question.ask)
                    for wording in (question.ask, *question.also_asked):
                        yield fold(wording), _Named(suggestion, wording, "", order)
            case "claims":
                for order, claim in enumerate(topic.claims.values()):
                    yield fold(claim.id), _Named(Suggestion(section, claim.id, claim.id), claim.id, "", order)
            case _:
                yield from self._by_section.get(section, ())

    @cached_property
    def _by_section(self) -> dict[str, list[tuple[str, _Named]]]:
        listed: dict[str, list[tuple[str, _Named]]] = defaultdict(list)
        suggestions: dict[tuple[str, str], tuple[Suggestion, str]] = {}
        for entry, folded in self._names.spellings:
            key = (entry.section, entry.id)
            known = suggestions.get(key)
            if known is None:
                label = self._names.label(*key)
                known = suggestions[key] = (Suggestion(*key, label), fold(label))
            order = (63 - self._claims[key].bit_length()) << 10 | min(len(entry.name), 1023)
            listed[entry.section].append((folded, _Named(known[0], entry.name, known[1], order)))
        return listed

    @cached_property
    def _claims(self) -> Counter[tuple[str, str]]:
        """The number of claims about, by or from every record."""
        claims: Counter[tuple[str, str]] = Counter()
        for claim in self._topic.claims.values():
            for id in {claim.about, claim.said_by}:
                claims["entities" if id in self._topic.entities else "events", id] += 1
            for source in {reading.source for reading in claim.read_in}:
                claims["sources", source] += 1
        return claims


def _labelled(named: _Named, typed: str) -> Suggestion:
    """Add to a label the other name that was being typed, if the label itself does not begin so."""
    section, id, label = named.suggestion
    if section in {"questions", "claims"} or named.own.startswith(typed) or named.name in {label, id}:
        return named.suggestion
    return Suggestion(section, id, f"{label} ({named.name})")
