"""Which event a question is about and what it asks of it: `deaths in Iran`, `when did Pakistan hit back`.

Read from who did it, where and on which day, not from wordings. A question whose event is clear, that asks
one thing of it and says nothing else, is answered by the claims on just that, all sides of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from bot.knowledge.comparison import Comparison, surroundings
from bot.knowledge.dates import When
from bot.knowledge.fold import fold
from bot.knowledge.model import Event
from bot.knowledge.topic import Topic
from bot.knowledge.vocabulary import Predicate
from bot.search.chatter import in_one_word
from bot.search.days import read_day
from bot.search.everyday import ACTS, ANSWERING, BLOWS, HARM, MATTER_OF, PASSING
from bot.search.languages import in_english
from bot.search.reading import Reader, Term
from bot.search.stems import stem
from bot.search.synonyms import meaning

_VIOLENT = frozenset({"air, drone or missile strike", "bombing", "armed attack", "war", "killing"})
_MONTH = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
_MONTH += "nov(?:ember)?|dec(?:ember)?"
_DAYS = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTH})(?: \d{{4}})?|(?:{_MONTH}) \d{{1,2}}(?:st|nd|rd|th)?"
    rf"(?: \d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)|(?:{_MONTH}) \d{{4}})\b"
)
_ORDINAL = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)$")
_YES_NO = frozenset({"did", "was", "were", "is", "wasnt", "didnt", "has", "does"})
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_FIRST: tuple[tuple[str, Predicate], ...] = (
    ("why", "motive"),
    ("dates", "date"),
    ("place", "place"),
    ("injured", "injured"),
    ("casualties", "killed"),
    ("deaths", "killed"),
    ("responsibility", "responsibility"),
    ("target", "target"),
    ("weapons", "weapon"),
)
"""What is asked, if a question has words for several matters: `when were they killed` asks for the date."""
_COUNTED = frozenset({"killed", "injured"})
_ACT_STEMS = HARM | BLOWS
_ANSWERING = frozenset(map(stem, ANSWERING.split()))
_PASSING = frozenset(meaning(stem(word)) for word in PASSING.split())


class Frame(NamedTuple):
    """What a question was read to be about."""

    events: tuple[str, ...] = ()
    """The events that fit best, one if it is clear."""
    predicate: Predicate | None = None
    comparison: Comparison | None = None
    """The claims on what is asked of the one event, if there are any and the question says nothing else."""
    days: tuple[str, ...] = ()
    """The words of the days and years it names."""
    impossible: bool = False
    """It names a day or year on which nothing of the kind happened here."""
    day: When | None = None
    """The day or month it names, where something happened."""

    @property
    def event(self) -> str | None:
        """The event, if it is clear."""
        return self.events[0] if len(self.events) == 1 else None


class Frames:
    """Reads questions as frames over one topic."""

    def __init__(self, topic: Topic, reader: Reader) -> None:
        self._topic = topic
        self._reader = reader
        self._titles: dict[str, frozenset[str]] = {}

    def read(self, text: str, terms: Iterable[Term], script: bool) -> Frame:
        """Say which event and predicate a question is about."""
        terms = list(terms)
        folded = in_one_word(fold(text))
        said = [word for word in in_english(folded.split(), script) if word]
        found = _DAYS.search(" ".join(said))
        day = read_day(found[0].replace(" of ", " "), self._topic.timeline) if found else None
        years = set(_YEAR.findall(folded))
        predicate = _predicate(said)
        if predicate is None and day is not None and (said[0] in _YES_NO or "or" in said):
            predicate = "date"  # did it happen on the 16th
        placed = [term for term in terms if term.entities]
        parts = {(term.value[2:], term.value[:2]) for term in terms if term.part}
        acts = {stem(word) for word in said} & _ACT_STEMS or predicate in _COUNTED
        answering = not _ANSWERING.isdisjoint(map(stem, said))
        told = frozenset(term.value for term in terms if not term.entities and not term.part)
        events = self._events(placed, parts, day, years, acts=bool(acts), answering=answering, said=told)
        days = tuple(_ORDINAL.sub(r"\1", word) for word in found[0].split()) if found and day else ()
        does = {token for token, part in parts if part == "by"}
        if day is not None and not events and predicate in {None, "date"} and acts:
            # Nothing of the kind on that day: when it was is the answer.
            anyday = self._events(placed, parts, None, years, acts=True, answering=answering)
            if len(anyday) == 1:
                events, predicate = anyday, "date"
        other = any(stem(word) in ACTS - _ACT_STEMS for word in said)
        forces = any(self._topic.entities[id].type == "military" for term in placed for id in term.entities)
        nothing = bool(acts and does and placed and not events and not other and not forces)
        impossible = nothing or bool(found and day is None) or bool(years - self._years)
        events = [id for id in events if all(self._related(id, term) for term in placed)]
        frame = Frame(tuple(events), predicate, None, days, impossible, day)
        if frame.event is None or predicate is None or impossible:
            return frame
        comparison = self._of(frame.event, predicate)
        if placed and not self._has_part(frame.event, placed):
            return frame
        if comparison is None or not self._covers(comparison, terms, {*days, *years}):
            return frame
        return frame._replace(comparison=comparison)

    def _events(
        self,
        placed: list[Term],
        parts: set[tuple[str, str]],
        day: When | None,
        years: set[str],
        *,
        acts: bool,
        answering: bool,
        said: frozenset[str] = frozenset(),
    ) -> list[str]:
        """List the events that fit who, where, when and how best."""
        ids = dict.fromkeys(id for term in placed for id in term.entities)
        pool = {event.id: event for id in ids for event in self._topic.events_with.get(id, ())}
        if not ids and day is not None:
            pool = {event.id: event for event in self._topic.timeline}
        best: dict[str, int] = {}
        for event in pool.values():
            if acts and event.kind not in _VIOLENT and not self._counted(event.id):
                continue
            if day is not None and not (event.date.known and _narrow(event) and event.date.overlaps(day)):
                continue
            if years and event.date.earliest and str(event.date.earliest.year) not in years:
                continue
            if answering and event.follows is None:
                continue
            score = self._fit(event, placed, parts)
            if score < 0:
                continue
            best[event.id] = score + 2 * len(said & self._says(event))
            if day is not None and event.date.exact:
                best[event.id] += 1
        top = max(best.values(), default=0)
        events = [id for id, score in best.items() if score == top]
        front = [id for id in events if not self._topic.events[id].background]
        return front or events

    def _fit(self, event: Event, placed: list[Term], parts: set[tuple[str, str]]) -> int:
        """Count the named entities that have the part in the event that the question gives them; -1 if none has.

        Of several doers one is enough (`how did Pakistan answer Iran's strike`); nothing is done by a place.
        """
        doers, there = set(event.by), self.around(event.id)
        score, missed, done = 0, False, False
        for term in placed:
            ids = set(term.entities)
            kinds = {self._topic.entities[id].type for id in ids}
            tokens = {self._reader.token(id) for id in ids}
            roles = {role for token, role in parts if token in tokens}
            by = "by" in roles and "place" not in kinds
            if by and not ids.isdisjoint(doers):
                score, done = score + 2, True
            elif by:
                missed = True
            elif roles and (doers or there) and not kinds.isdisjoint({"place", "government"}):
                if ids.isdisjoint(there | set(event.said_to_target)):
                    return -1
                score += 2
            elif ids & (doers | there | set(event.said_to_target)):
                score += 1
        return -1 if missed and not done else score

    def _has_part(self, event: str, placed: list[Term]) -> bool:
        """Whether somebody named did it, or it was there; whom it was said to be aimed at is not enough."""
        known = {*self._topic.events[event].by, *self.around(event)}
        return any(not known.isdisjoint(term.entities) for term in placed)

    def _related(self, event: str, term: Term) -> bool:
        """Whether an event has anything to do with whoever is named."""
        record = self._topic.events[event]
        before = self._topic.events[record.follows] if record.follows else record
        ids = {*record.by, *record.said_to_target, *before.by, *before.said_to_target, *self.around(event)}
        ids |= self.around(before.id)
        if not ids.isdisjoint(term.entities):
            return True
        for claim in self._topic.claims_about.get(event, ()):
            value = claim.value
            if claim.said_by in term.entities or (
                isinstance(value, tuple) and not set(value).isdisjoint(term.entities)
            ):
                return True
        return False

    def _says(self, event: Event) -> frozenset[str]:
        """The words of an event's title that tell it from others."""
        if event.id not in self._titles:
            read = {term.value for term in self._reader.terms(event.title) if not term.entities and not term.part}
            self._titles[event.id] = frozenset(read - _ACT_STEMS - _PASSING)
        return self._titles[event.id]

    def _counted(self, event: str) -> bool:
        """Whether somebody counts the dead or injured of an event: an accident is no act of violence."""
        return self.has(event, "killed") or self.has(event, "injured")

    def around(self, id: str) -> frozenset[str]:
        """List where an event happened, and what those places lie in."""
        return self._surroundings.get(id, frozenset())

    @cached_property
    def _surroundings(self) -> dict[str, frozenset[str]]:
        return {
            event.id: frozenset(around for place in event.place for around in surroundings(place, self._topic.entities))
            for event in self._topic.events.values()
        }

    @cached_property
    def _years(self) -> frozenset[str]:
        """The years that the topic's own records have."""
        years: set[str] = set()
        for event in self._topic.events.values():
            for when in (event.date, event.ends):
                for bound in (when.earliest, when.latest) if when is not None else ():
                    if bound is not None:
                        years.add(str(bound.year))
        for question in self._topic.questions.values():
            years.update(_YEAR.findall(" ".join((question.ask, *question.also_asked))))
        return frozenset(years)

    def _of(self, event: str, predicate: Predicate) -> Comparison | None:
        """The one comparison of an event's claims on a predicate; None if there is none, or several."""
        found = self._comparisons.get((event, predicate), ())
        return found[0] if len(found) == 1 else None

    def has(self, event: str, predicate: Predicate) -> bool:
        """Whether anybody here says anything on a matter of an event."""
        return (event, predicate) in self._comparisons

    @cached_property
    def _comparisons(self) -> dict[tuple[str, Predicate], list[Comparison]]:
        found: dict[tuple[str, Predicate], list[Comparison]] = {}
        for comparison in self._topic.comparisons:
            found.setdefault((comparison.matter.about, comparison.matter.predicate), []).append(comparison)
        return found

    def _covers(self, comparison: Comparison, terms: list[Term], days: set[str]) -> bool:
        """Whether the claims, their event and the words of the matter hold every word of the question."""
        held = self._held(comparison)
        for term in terms:
            if term.part or term.value in held or term.value in _PASSING or stem(term.words) in _ACT_STEMS:
                continue
            if MATTER_OF.get(stem(term.words)) or term.words in days:
                continue
            if term.words.isdigit() and len(term.words) <= 3 and comparison.matter.predicate in _COUNTED:
                continue
            return False
        return True

    def _held(self, comparison: Comparison) -> frozenset[str]:
        event = self._topic.events[comparison.matter.about]
        texts = [event.title, event.kind, event.date.text]
        ids = {*event.by, *event.said_to_target, *self.around(event.id)}
        for claim in comparison.claims:
            ids.add(claim.said_by)
            value = claim.value
            if isinstance(value, tuple):
                ids.update(value)
            else:
                texts.append(getattr(value, "text", None) or str(value))
            texts.extend(claim.of_whom)
        read = {term.value for text in texts for term in self._reader.terms(text)}
        return frozenset(read | {self._reader.token(id) for id in ids})


def _predicate(said: list[str]) -> Predicate | None:
    """What is asked for, by the words for it; `who` asks for who did it, or for whom they meant."""
    matters = {MATTER_OF[stem(word)] for word in said if stem(word) in MATTER_OF}
    counting = {"many", "number", "toll", "count", "anyone", "anybody"}.intersection(said)
    if {"mean", "means", "meaning"}.intersection(said):
        return None
    if {"time", "hour", "oclock"}.intersection(said):
        matters.discard("dates")
    if not {"weapon", "weapons", "munitions"}.intersection(said) and (
        not {"what", "which", "kind", "use", "used"}.intersection(said)
        or {"bomb", "bombed", "when", "where", "why", "who", "whom", "many", "time", "hour", "day"}.intersection(said)
    ):
        matters.discard("weapons")
    if counting:
        matters.discard("responsibility")
        matters -= {"weapons", "target", "why", "dates", "place"}
    first = next((predicate for matter, predicate in _FIRST if matter in matters), None)
    if first in {None, "weapon", "killed"} and "whom" in said:
        return "target"
    if "who" in said[:-1] and not counting and first in {None, "killed"}:
        follows = said[said.index("who") + 1]
        return "responsibility" if stem(follows) in _ACT_STEMS else first
    return first if first is None or first in MATTERS_ASKED else None


MATTERS_ASKED = frozenset(predicate for _, predicate in _FIRST)


def _narrow(event: Event) -> bool:
    first, last = event.date.earliest, event.date.latest
    return first is not None and last is not None and (last - first).days <= 31
