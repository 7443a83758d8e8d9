"""Every spelling under which a record can be looked up, as written by the moderators.

Nothing is invented here: what is not written in the topic is not a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.knowledge.model import Entity, Source
from bot.knowledge.topic import Topic
from bot.search.match import Entry

_NOBODY = re.compile(r"(?i)^(unknown|not (stated|named|given)|none|unsigned|anonymous)\b")
_REMARK = re.compile(r"\s*[;(].*$")


def entries(topic: Topic) -> Iterator[Entry]:
    """List the names of entities, events and sources, the best known first for each record."""
    for entity in topic.entities.values():
        yield from _entity(entity)
    for event in topic.events.values():
        yield Entry("events", event.id, event.id, "id")
        yield Entry("events", event.id, event.title, "exact")
    for source in topic.sources.values():
        yield from _source(source)


def _entity(entity: Entity) -> Iterator[Entry]:
    yield Entry("entities", entity.id, entity.id, "id")
    yield Entry("entities", entity.id, entity.name, "exact")
    for names in entity.names.values():
        for name in names:
            yield Entry("entities", entity.id, name, "alias")
    for name in (*entity.also, *entity.in_other_words, *entity.formerly):
        yield Entry("entities", entity.id, name, "alias")
    for name in entity.short:
        yield Entry("entities", entity.id, name, "short")


def _source(source: Source) -> Iterator[Entry]:
    yield Entry("sources", source.id, source.id, "id")
    if source.title:
        yield Entry("sources", source.id, source.title, "exact")
    if source.file:
        stem = source.file.rpartition(".")[0] or source.file
        for name in dict.fromkeys((source.file, stem, stem.partition("_")[0])):
            yield Entry("sources", source.id, name, "alias")
    for text in (source.publisher, source.author):
        if text and not _NOBODY.match(text):
            for name in dict.fromkeys((text, _REMARK.sub("", text))):
                yield Entry("sources", source.id, name, "alias")
