"""What several checks need: who is named where, which words are written where, how to quote them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.decode import Mapping
from bot.decode.records import Step, find
from bot.knowledge.draft import Draft
from bot.knowledge.model import Entity, Header, Record
from bot.knowledge.prose import Prose
from bot.knowledge.readings import Reading

Path = tuple[Step, ...]

NOUNS = {
    "sources": "source",
    "entities": "entity",
    "events": "event",
    "claims": "claim",
    "questions": "question",
    "corrections": "correction",
}


def a(noun: str) -> str:
    """Put the article before a noun."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def short(text: str, length: int = 80) -> str:
    """Quote the beginning of a text."""
    return f'"{text}"' if len(text) <= length else f'"{text[:length].rsplit(" ", 1)[0]} …"'


def listed(ids: Sequence[str], last: str = "and", most: int = 4) -> str:
    """Name a few ids in one phrase."""
    if len(ids) > most:
        ids = [*ids[: most - 1], f"{len(ids) - most + 1} others"]
    return f" {last} ".join(part for part in (", ".join(ids[:-1]), ids[-1]) if part)


def ids_in(record: Record, field: str) -> Iterator[tuple[str, Path]]:
    """Every id that a field holds, alone, in a list or as keys, with its place."""
    value = getattr(record, field)
    if not value:
        return
    if isinstance(value, str):
        yield value, (field,)
    elif isinstance(value, tuple):
        for index, id in enumerate(value):
            yield id, (field, index)
    else:
        for id in value:
            yield id, (field, id)


def readings_in(draft: Draft) -> Iterator[tuple[Record, Reading, Path]]:
    """Every reading of claims, entities, roles and relations; `reading_place` makes its place exact."""
    for claim in draft.claims.values():
        for index, reading in enumerate(claim.read_in):
            yield claim, reading, ("read_in", index)
    for entity in draft.entities.values():
        for index, reading in enumerate(entity.read_in):
            yield entity, reading, ("read_in", index)
        for name in ("roles", "relations"):
            for place, tie in enumerate(getattr(entity, name)):
                for index, reading in enumerate(tie.read_in):
                    yield entity, reading, (name, place, "read_in", index)


def reading_place(draft: Draft, record: Record, path: Path) -> Path:
    """Name the key of a reading where readings are written with what each says; else its index."""
    holder = find(draft.nodes[record.section, record.id][0], path[:-1])
    if isinstance(holder, Mapping):
        return (*path[:-1], list(holder.keys)[int(path[-1])])
    return path


def proses(draft: Draft) -> Iterator[tuple[Record | Header, Prose, str]]:
    """Every cited text: the topic's and the entities' summaries, and the answers, each with its field."""
    if draft.header is not None and draft.header.summary is not None:
        yield draft.header, draft.header.summary, "summary"
    for entity in draft.entities.values():
        if entity.summary is not None:
            yield entity, entity.summary, "summary"
    for question in draft.questions.values():
        if question.answer is not None:
            yield question, question.answer, "answer"


def names_of(entity: Entity) -> Iterator[tuple[str, Path]]:
    """Every name of an entity, in the order of the format, with its place."""
    yield entity.name, ("name",)
    for language, names in entity.names.items():
        for index, name in enumerate(names):
            yield name, ("names", language, index)
    for field in ("also", "short", "in_other_words", "formerly"):
        for index, name in enumerate(getattr(entity, field)):
            yield name, (field, index)
