"""Finding what is meant: names, beginnings of names, subjects and questions, over one snapshot.

Everything here is computed from the knowledge once, lazily, and never changes afterwards: a reload
makes a new index.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from bot.knowledge.topic import Knowledge, Topic
from bot.search.completion import Completion, Suggestion
from bot.search.match import How, Match, Resolution
from bot.search.names import Names
from bot.search.questions import Asked, Hit, Questions
from bot.search.records import Whole
from bot.search.subjects import Subject, Subjects

__all__ = [
    "Asked",
    "Completion",
    "Hit",
    "How",
    "Index",
    "Match",
    "Names",
    "Questions",
    "Resolution",
    "Subject",
    "Subjects",
    "Suggestion",
    "TopicIndex",
    "Whole",
]


class TopicIndex:
    """The index over one topic; each part is made when it is first used."""

    def __init__(self, topic: Topic) -> None:
        self.topic = topic
        self.names = Names(topic)

    @cached_property
    def completion(self) -> Completion:
        """Names by their beginnings."""
        return Completion(self.topic, self.names)

    @cached_property
    def questions(self) -> Questions:
        """Questions in plain words."""
        return Questions(self.topic, self.names)

    @cached_property
    def subjects(self) -> Subjects:
        """Subjects of `/sources`."""
        return Subjects(self.topic, self.names)

    def warm(self) -> None:
        """Build every part now: a server that runs for days should not pay on the first question."""
        parts: Iterable[Names | Completion | Questions | Subjects] = (
            self.names,
            self.completion,
            self.questions,
            self.subjects,
        )
        for part in parts:
            part.warm()


class Index:
    """The indexes over all topics of one snapshot.

    `kept` are indexes of an earlier snapshot, by topic, that still serve: those of topics in which
    nothing changed, or, until new ones are built, in which everything that they lead to is still there.
    """

    def __init__(self, knowledge: Knowledge, kept: Mapping[str, TopicIndex] | None = None) -> None:
        kept = kept or {}
        self._topics = {id: kept.get(id) or TopicIndex(topic) for id, topic in knowledge.topics.items()}

    def topic(self, id: str) -> TopicIndex:
        """Give the index of a topic. Raises KeyError for a topic that is not in the snapshot."""
        return self._topics[id]

    def warm(self) -> None:
        """Build everything now."""
        for topic in self._topics.values():
            topic.warm()
