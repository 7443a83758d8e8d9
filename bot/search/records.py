"""Questions that a whole record answers: who somebody is, what happened somewhere, what happened on a day.

Only if the question says nothing else; a yes/no question or one for a matter is never answered by a page.
"""

from __future__ import annotations

from typing import NamedTuple

from bot.knowledge.dates import When
from bot.knowledge.model import Event
from bot.knowledge.topic import Topic
from bot.search.everyday import ASKED_FOR, ASKING, PASSING
from bot.search.passages import Passages
from bot.search.query import Query
from bot.search.reading import Reader
from bot.search.stems import stem
from bot.search.synonyms import meaning

_OPENERS = frozenset(
    "who what whos whats whom whose tell explain describe about info information background meaning summary".split()
)
_SAYING = frozenset(
    "say says said saying tell tells told think thinks thought claim claims claimed comment comments commented "
    "statement view views opinion position stance reaction".split()
)
_HAPPENING = frozenset("happen happened happens happening event events went going attack strike incident date".split())
_YES_NO = frozenset("did does do is was were are has have had can could will would should".split())
_ANYBODY = frozenset(meaning(stem(word)) for word in "people group person militant organization".split())
_WHO = meaning(stem("who"))
_PLAIN = frozenset(meaning(stem(word)) for word in PASSING.split())
_ASKED = (ASKED_FOR | frozenset(meaning(stem(word)) for word in ASKING.values())) - {_WHO}


class Whole(NamedTuple):
    """The record whose page answers, or the day whose events do."""

    entity: str | None = None
    events: tuple[str, ...] = ()
    day: When | None = None


def whole(topic: Topic, query: Query, passages: Passages) -> Whole | None:
    """Say which record a question asks for as a whole, if for one."""
    said = query.said
    if not said or query.unknown or query.frame.impossible or query.strange or said[0] in _YES_NO:
        return None
    short = len(said) <= 4 or query.frame.day is not None
    if not short and _OPENERS.isdisjoint(said) and _HAPPENING.isdisjoint(said):
        return None
    rest = {term for term in query.terms if term not in query.tokens and term != _WHO and not _is_part(term)}
    if query.frame.day is not None:
        return _on_day(topic, query, rest)
    if query.frame.predicate is not None or rest & _ASKED:
        return None
    if len(query.entities) == 1 and rest <= _ANYBODY and not (rest and "who" not in said):
        return _entity(topic, query, said)
    event = query.frame.event
    if (
        event is not None
        and "who" not in said
        and _SAYING.isdisjoint(said)
        and not rest - _plain(topic.events[event], passages)
    ):
        return Whole(events=(event,))
    return None


def _entity(topic: Topic, query: Query, said: tuple[str, ...]) -> Whole | None:
    id = query.entities[0]
    entity = topic.entities[id]
    if entity.type == "place" and not _HAPPENING.isdisjoint(said):
        return Whole(events=query.frame.events) if len(query.frame.events) == 1 else None
    if not _SAYING.isdisjoint(said) and id not in topic.claims_by:
        return None
    return Whole(entity=id)


def _on_day(topic: Topic, query: Query, rest: set[str]) -> Whole | None:
    """The events of a day, with whoever is named; nothing else may be said but the day itself."""
    day = query.frame.day
    assert day is not None
    named = {stem(word) for word in query.frame.days} | {meaning(stem(word)) for word in query.frame.days}
    if {term for term in rest if term not in named and not term.isdigit() and term not in _PLAIN}:
        return None
    if query.frame.predicate not in {None, "date"}:
        return None
    events = [event for event in topic.timeline if event.date.known and event.date.exact and event.date.overlaps(day)]
    if query.tokens:
        with_all = [event for event in events if query.tokens <= {Reader.token(id) for id in _people(topic, event)}]
        events = with_all or [
            event for event in events if query.tokens & {Reader.token(id) for id in _people(topic, event)}
        ]
    return Whole(events=tuple(event.id for event in events), day=day) if events else None


def _people(topic: Topic, event: Event) -> set[str]:
    ids = {*event.place, *event.by, *event.said_to_target}
    for id in event.place:
        entity = topic.entities[id]
        ids.update(around for around in (entity.within, entity.country) if around)
    if event.follows:
        before = topic.events[event.follows]
        ids.update((*before.by, *before.said_to_target))
    return ids


def _plain(event: Event, passages: Passages) -> frozenset[str]:
    """The terms that an event's title and kind say, and words that change nothing."""
    return passages.terms_of(f"{event.title} {event.kind}") | _PLAIN


def _is_part(term: str) -> bool:
    return term.startswith(("byent", "inent"))
