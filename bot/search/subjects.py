"""What `/sources <subject>` asks for: a matter in everyday words, an event, a name, a source, or several at once.

Words for a matter narrow what is named (`kerman deaths`, `killed 18 january`); a word that means
nothing here is never passed over: better nothing found than the wrong cards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from bot.knowledge.comparison import Comparison, Matter, surroundings
from bot.knowledge.dates import When
from bot.knowledge.fold import fold
from bot.knowledge.model import Event
from bot.knowledge.topic import Topic
from bot.knowledge.vocabulary import Predicate
from bot.search.building import collector_paused
from bot.search.days import read_day
from bot.search.everyday import MATTER_OF, MATTERS, SUBJECTS, WHO_DID_IT
from bot.search.match import Match
from bot.search.names import Names
from bot.search.stems import EMPTY, stem, stems
from bot.search.synonyms import meaning

LONG_NAME = 40
"""Characters from which on a name is called by its id: a button holds 100 in all."""
_NAMED = frozenset({"events", "entities", "sources"})
_SOURCES = frozenset({"sources"})
_DOCUMENT = frozenset("article articles document doc source post".split())
_KINDS = frozenset({"blog", "newspaper"})
"""A text with one of these asks for a source, if it describes one."""
_IN = frozenset({"in", "at", "inside", "near", "on"})
_BY = frozenset({"by", "from"})


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked about. `label` is for people; `call` resolves to the same subject again: buttons carry it.

    `source` is the id of a source whose report card is asked for; then there are no comparisons.
    """

    label: str
    comparisons: tuple[Comparison, ...] = ()
    source: str | None = None
    note: str = ""
    id: str = ""
    """The same in fewer letters, where the label holds a long name."""

    @property
    def call(self) -> str:
        """What to ask to get here again."""
        return self.id or self.label


@dataclass(frozen=True, slots=True)
class _Asked:
    matters: tuple[str, ...]
    link: str
    """`in` or `by`, if one stands before the rest: the place, or the doer."""
    rest: str

    @property
    def predicates(self) -> frozenset[Predicate]:
        return frozenset(predicate for matter in self.matters for predicate in MATTERS[matter][0])

    def brief(self, id: str, name: str) -> str:
        """Say the same with the id; a short name stays, since `in` and `by` are read with it."""
        matters = " and ".join(self.matters)
        if not matters:
            return id
        return "" if self.link and len(name) <= LONG_NAME else f"{matters}: {id}"

    def label(self, rest: str) -> str:
        matters = " and ".join(self.matters)
        if not matters or not rest:
            return matters or rest
        return f"{matters} {self.link} {rest}" if self.link else f"{matters}: {rest}"


class Subjects:
    """Subjects of one topic."""

    words = SUBJECTS
    """The everyday subjects, to offer while one is being typed."""

    def __init__(self, topic: Topic, names: Names) -> None:
        self._topic = topic
        self._names = names

    def warm(self) -> None:
        """Build every part now."""
        with collector_paused():
            self._with_words(frozenset({""}), frozenset())

    def resolve(self, text: str) -> Subject | None:
        """Find what is asked about; None when nothing here is called so. Never raises for any text."""
        text = text.strip()
        folded = fold(text)
        if not folded:
            return None
        if text in self._topic.events:
            return self._named(Match("events", text, text, "id", 100.0), _Asked((), "", ""))
        document = self._document(text, folded)
        if document is not None:
            return self._named(document, _Asked((), "", ""))
        exact = self._names.exact(folded, _NAMED)
        if exact and folded not in SUBJECTS:
            return self._named(self._preferred(exact), _Asked((), "", ""))
        if folded in self._aspects:
            return Subject(text, self._aspects[folded])
        asked = _read(text, folded)
        if asked.rest:
            return self._about(asked, text)
        if not asked.matters:
            return None
        return Subject(asked.label(""), self._select(asked.predicates, lambda _: True))

    # One kind of subject each --------------------------------------------------------------------

    def _about(self, asked: _Asked, text: str) -> Subject | None:
        """A matter, if any, of what the rest names: a day, a record, or words of the claims."""
        day = read_day(asked.rest, self._topic.timeline)
        if day is not None:
            return self._on_day(asked, day)
        resolution = self._names.find(asked.rest, _NAMED)
        if resolution.match is None and not asked.matters:
            resolution = self._names.find(text, _NAMED)
        if resolution.match is not None:
            return self._named(resolution.match, asked)
        words = frozenset(meaning(stem) for stem in stems(asked.rest))
        found = self._with_words(words, asked.predicates)
        if found:
            return Subject(asked.label(asked.rest), found)
        if resolution.ask and resolution.candidates:
            ids = {match.id for match in resolution.candidates if match.score >= resolution.candidates[0].score - 1}
            found = self._of_events(ids, asked)
            return Subject(asked.label(asked.rest), found) if found else None
        return None

    def _named(self, match: Match, asked: _Asked) -> Subject | None:
        topic = self._topic
        if match.section == "sources":
            return Subject(match.id, source=match.id)
        if match.section == "events":
            title = topic.events[match.id].title
            return Subject(
                asked.label(title),
                self._of_events({match.id}, asked),
                note=_note(asked, match, title),
                id=asked.brief(match.id, title),
            )
        name = topic.entities[match.id].name
        found = self._of_entity(match.id, asked)
        if not found and not asked.matters:
            said = {topic.comparison_of[claim.id].matter for claim in topic.claims_by.get(match.id, ())}
            found = self._select(frozenset(), said.__contains__)
        return Subject(asked.label(name), found, note=_note(asked, match, name), id=asked.brief(match.id, name))

    def _document(self, text: str, folded: str) -> Match | None:
        """Find the one source that `ai article` or `article 004` describes."""
        words = folded.split()
        if not (_DOCUMENT | _KINDS).intersection(words):
            return None
        rest = " ".join(word for word in words if word not in _DOCUMENT)
        found = self._names.find(text, _SOURCES).match
        return found or (self._names.find(rest, _SOURCES).match if rest else None)

    def _preferred(self, exact: tuple[Match, ...]) -> Match:
        """Of an outlet and the one document it published, the document is meant: this is about sources."""
        best = exact[0]
        if best.section == "entities" and self._topic.entities[best.id].type == "media":
            sources = [match for match in exact if match.section == "sources"]
            return sources[0] if len(sources) == 1 else best
        return best

    def _on_day(self, asked: _Asked, day: When) -> Subject | None:
        events = {event.id for event in self._topic.timeline if _falls_on(event, day)}
        return Subject(asked.label(day.text), self._of_events(events, asked)) if events else None

    # Which comparisons ---------------------------------------------------------------------------

    def _of_entity(self, id: str, asked: _Asked) -> tuple[Comparison, ...]:
        """About it, or about events there or with it; `in` it and `by` it where that is asked."""
        at = self._events_at.get(id, set())
        involved = self._topic.events_with.get(id, ())
        doing = {event.id for event in involved if id in event.by}
        events = at | {event.id for event in involved}
        if asked.link == "in" and at:
            events = at
        elif asked.link == "by" and doing:
            events = doing
        return self._of_events(events | {id}, asked)

    def _of_events(self, ids: set[str], asked: _Asked) -> tuple[Comparison, ...]:
        places = sorted(place for id in ids for place in self._places_of.get(id, ()))
        found = (self._ordered[place] for place in places)
        return tuple(
            comparison
            for comparison in found
            if not asked.predicates or comparison.matter.predicate in asked.predicates
        )

    def _with_words(self, words: frozenset[str], predicates: frozenset[Predicate]) -> tuple[Comparison, ...]:
        """Those whose aspect has all the words, else those whose heading has, else those whose claims have."""
        if not words:
            return ()
        for texts in self._texts:
            having = {matter for matter, held in texts.items() if words <= held}
            found = self._select(predicates, having.__contains__)
            if found:
                return found
        return ()

    def _select(self, predicates: frozenset[Predicate], fits: Callable[[Matter], bool]) -> tuple[Comparison, ...]:
        return tuple(
            comparison
            for comparison in self._ordered
            if (not predicates or comparison.matter.predicate in predicates) and fits(comparison.matter)
        )

    @cached_property
    def _ordered(self) -> tuple[Comparison, ...]:
        """All comparisons in the order of their cards."""
        return tuple(sorted(self._topic.comparisons, key=self._topic.rank))

    @cached_property
    def _places_of(self) -> dict[str, list[int]]:
        """What a comparison is about → where in the order it stands."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, comparison in enumerate(self._ordered):
            places[comparison.matter.about].append(place)
        return dict(places)

    @cached_property
    def _events_at(self) -> dict[str, set[str]]:
        """A place → the events there, or anywhere within it."""
        events: dict[str, set[str]] = defaultdict(set)
        for event in self._topic.timeline:
            for place in event.place:
                for around in surroundings(place, self._topic.entities):
                    events[around].add(event.id)
        return dict(events)

    @cached_property
    def _aspects(self) -> dict[str, tuple[Comparison, ...]]:
        """An aspect, folded → the comparisons under it."""
        under: dict[str, list[Comparison]] = defaultdict(list)
        for comparison in self._ordered:
            under[fold(comparison.matter.aspect)].append(comparison)
        return {aspect: tuple(comparisons) for aspect, comparisons in under.items() if aspect}

    @cached_property
    def _texts(self) -> tuple[dict[Matter, frozenset[str]], ...]:
        """The words of every comparison: of its aspect, of its heading too, of all its claims too."""
        aspects: dict[Matter, frozenset[str]] = {}
        headings = dict(aspects)
        claims = dict(aspects)
        for comparison in self._topic.comparisons:
            matter = comparison.matter
            event = self._topic.events.get(matter.about)
            heading = f"{matter.aspect} {event.title if event else self._topic.name(matter.about)}"
            aspects[matter] = _meanings([matter.aspect])
            headings[matter] = _meanings([heading])
            said = (
                (claim.statement, claim.denial, claim.motive, claim.weapon, *claim.of_whom)
                for claim in comparison.claims
            )
            claims[matter] = headings[matter] | _meanings(" ".join(filter(None, words)) for words in said)
        return aspects, headings, claims


def _meanings(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(meaning(stem) for text in texts for stem in stems(text))


def _read(text: str, folded: str) -> _Asked:
    """Part the words for a matter from the rest; a label (`deaths: Kerman`) is parted at its colon."""
    lead, colon, named = text.partition(": ")
    if colon and (before := _read(lead, fold(lead))).matters and not before.rest:
        return _Asked(before.matters, "", named.strip())
    words = folded.split()
    matters: dict[str, None] = {}
    rest: list[str] = []
    link = ""
    if "who" in words and WHO_DID_IT.intersection(words):
        matters["responsibility"] = None
        words = [word for word in words if word not in WHO_DID_IT]
    for word in words:
        matter = MATTER_OF.get(stem(word))
        if matter is not None:
            matters[matter] = None
        elif word not in EMPTY and word not in _IN and word not in _BY:
            rest.append(word)
        elif not rest and word in _IN | _BY:
            link = "in" if word in _IN else "by"
    return _Asked(tuple(matters), link if matters else "", " ".join(rest))


def _note(asked: _Asked, match: Match, label: str) -> str:
    if match.how in {"id", "exact", "alias", "short"}:
        return ""
    how = {"role": "by description", "nearest": "nearest name"}.get(match.how, match.how)
    return f"{asked.rest or match.name} → {label} ({how})"


def _falls_on(event: Event, day: When) -> bool:
    first, last = event.date.earliest, event.date.latest
    return first is not None and last is not None and (last - first).days <= 31 and event.date.overlaps(day)
