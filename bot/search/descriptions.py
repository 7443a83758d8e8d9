"""Words that describe a record instead of naming it: `eurasia analyst`, `kerman bombing`, `ai article`.

Only words that the moderators wrote about the record count; a word is looked up by its stem.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from heapq import nlargest
from math import log
from typing import NamedTuple

from bot.knowledge.fold import fold
from bot.knowledge.model import Entity, Event, Source
from bot.knowledge.topic import Topic
from bot.search.stems import stems
from bot.search.synonyms import meaning

_PREPOSITION = re.compile(r"(?i)[,;(]|\b(?:of|at|in|for|from|to|by|on|with|who|whose|that|which|as|whom)\b")

_PLACES = {"place": ("city town village district province region area country island",)}
"""What people add to the name of a place."""

_SHORT = {"fm": "foreign minister", "pm": "prime minister", "mfa": "foreign ministry", "mofa": "foreign ministry"}
_SHORT |= {"pak": "pakistan", "un": "united nations", "uno": "united nations", "sec": "secretary", "amb": "ambassador"}
_SHORT |= {"govt": "government", "sg": "secretary general", "gen": "general", "min": "minister", "pres": "president"}
"""Titles as people shorten them."""

MAX_RECORDS = 500
"""Records looked at for one word: a word that describes more of them tells little."""
SHOWN = 20


class Described(NamedTuple):
    """A record and the share (0 to 1) of the asked words, by their weight, that describe it."""

    section: str
    id: str
    share: float
    full: bool
    """Whether every asked word describes it."""


class Descriptions:
    """An index from the stems of descriptions to records; built when it is first asked."""

    def __init__(self, topic: Topic) -> None:
        self._topic = topic

    @cached_property
    def _about(self) -> dict[tuple[str, str], frozenset[str]]:
        topic = self._topic
        texts: dict[tuple[str, str], Iterable[str]] = {}
        texts |= {("entities", entity.id): self._entity(entity) for entity in topic.entities.values()}
        texts |= {("events", event.id): self._event(event) for event in topic.events.values()}
        texts |= {("sources", source.id): self._source(source) for source in topic.sources.values()}
        return {
            record: frozenset(map(meaning, stems(written_out(fold(" ".join(text)))))) for record, text in texts.items()
        }

    @cached_property
    def _records(self) -> dict[str, list[tuple[str, str]]]:
        records: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for record, listed in self._about.items():
            for stem in listed:
                records[stem].append(record)
        return records

    @cached_property
    def _heads(self) -> dict[tuple[str, str], frozenset[str]]:
        """The words a role begins with, up to the first preposition: `analyst` at Eurasia Group, quoted on Iran."""
        heads: dict[tuple[str, str], frozenset[str]] = {}
        for entity in self._topic.entities.values():
            texts = [_PREPOSITION.split(role.role, maxsplit=1)[0] for role in entity.roles]
            heads["entities", entity.id] = frozenset(
                stems(" ".join((*texts, entity.type, *_PLACES.get(entity.type, ()))))
            )
        return heads

    def warm(self) -> None:
        """Build all parts now."""
        self.find("a", frozenset())
        self.heads("", "")

    def heads(self, section: str, id: str) -> frozenset[str]:
        """Give the stems of what a record is: `president`, `armed group`, `city`."""
        return self._heads.get((section, id), frozenset())

    def about(self, section: str, id: str) -> frozenset[str]:
        """Give the meanings of all words that describe a record."""
        return self._about.get((section, id), frozenset())

    def is_head(self, text: str, one: Described) -> bool:
        """Whether a text names what a record is (`spokeswoman` of a ministry), not only what it has to do with."""
        head = stems(_PREPOSITION.split(text, maxsplit=1)[0])[-1:]
        return one.section != "entities" or self._heads[one.section, one.id].issuperset(head)

    def find(self, text: str, sections: frozenset[str]) -> list[Described]:
        """List the records that at least half of the words of a text describe, the best first, at most twenty."""
        asked = list(dict.fromkeys(map(meaning, stems(text))))
        size = len(self._about) + 1
        weights = {stem: log(size / (len(self._records.get(stem, ())) or 0.5)) + 0.1 for stem in asked}
        found: dict[tuple[str, str], float] = {}
        for stem in sorted(asked, key=weights.__getitem__, reverse=True):
            records = self._records.get(stem, ())
            if found and len(records) > MAX_RECORDS:
                records = [record for record in found if stem in self._about[record]]
            for record in records[:MAX_RECORDS]:
                if record[0] in sections:
                    found[record] = found.get(record, 0.0) + weights[stem]
        total = sum(weights.values())
        ranked = nlargest(SHOWN, ((weight, record) for record, weight in found.items() if weight >= total / 2))
        return [Described(*record, weight / total, weight > total * 0.999) for weight, record in ranked]

    def _entity(self, entity: Entity) -> Iterator[str]:
        yield entity.type
        yield from entity.in_other_words
        for role in entity.roles:
            yield role.role
            if role.of:
                yield self._topic.name(role.of)

    def _event(self, event: Event) -> Iterator[str]:
        yield from (event.title, event.kind, event.date.text if event.date.known else "")
        for id in (*event.place, *event.by, *event.said_to_target):
            yield self._topic.name(id)

    def _source(self, source: Source) -> Iterator[str]:
        yield from (source.title or "", source.publisher, source.author or "", source.kind, "article document source")


def written_out(folded: str) -> str:
    """Write shortened titles and offices out."""
    return " ".join(_SHORT.get(word, word) for word in folded.split())
