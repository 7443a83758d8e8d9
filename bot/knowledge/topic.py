"""A topic in service: its records, and what is computed from them once. Immutable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.knowledge.comparison import Comparison
from bot.knowledge.model import Claim, Correction, Entity, Event, Header, Question, Record, Source
from bot.knowledge.provenance import Provenance
from bot.knowledge.vocabulary import PREDICATES, ClaimStatus


@dataclass(frozen=True, slots=True)
class Topic:
    """Everything one folder says.

    Mappings are keyed by id and ordered as written, except `timeline`, which is ordered by date.
    """

    id: str
    header: Header
    sources: Mapping[str, Source]
    entities: Mapping[str, Entity]
    events: Mapping[str, Event]
    claims: Mapping[str, Claim]
    questions: Mapping[str, Question]
    corrections: Mapping[str, Correction]
    provenance: Provenance
    comparisons: tuple[Comparison, ...]
    status: Mapping[str, ClaimStatus]
    """The status of every claim: as typed, else as computed."""
    comparison_of: Mapping[str, Comparison]
    claims_about: Mapping[str, tuple[Claim, ...]]
    claims_by: Mapping[str, tuple[Claim, ...]]
    claims_in: Mapping[str, tuple[Claim, ...]]
    """Claims by what they are about, by who says them, and by the source they were read in."""
    events_with: Mapping[str, tuple[Event, ...]]
    """Events in which an entity is the place (or the place lies in it), an actor or a target, in order of date."""
    timeline: tuple[Event, ...]
    """Events in order of date; one about which nobody says anything is not shown (a check warns of it)."""
    hash: str
    """Twelve hexadecimal digits over the files of the topic."""
    memo: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    """What higher floors made once of this topic, by what it was made of; it goes when the topic goes."""

    def record(self, id: str) -> Record | None:
        """Find a record of any section by its id."""
        for section in (self.entities, self.events, self.claims, self.sources, self.questions, self.corrections):
            if id in section:
                return section[id]
        return None

    def records(self) -> Iterator[Record]:
        """Every record, section by section."""
        for section in (self.sources, self.entities, self.events, self.claims, self.questions, self.corrections):
            yield from section.values()

    def name(self, id: str) -> str:
        """Name a speaker, actor or place for people; an id that is no entity is given as it is."""
        entity = self.entities.get(id)
        return entity.name if entity else id

    def names(self, ids: Iterable[str]) -> str:
        """Name several entities in one phrase."""
        listed = [self.name(id) for id in ids]
        return listed[0] if len(listed) == 1 else ", ".join(listed[:-1]) + " and " + listed[-1] if listed else ""

    def rank(self, comparison: Comparison) -> tuple[object, ...]:
        """A sort key for cards: sound before weak, background last, disputed first, then by date and predicate."""
        event = self.events.get(comparison.matter.about)
        standing = [claim for claim in comparison.claims if self.status[claim.id] != "refuted"]
        sound = any(self.provenance.can_corroborate(reading) for claim in standing for reading in claim.read_in)
        return (
            not sound,
            event is not None and event.background,
            not comparison.disputed,
            event is None,
            event.date.sort_key if event else (),
            PREDICATES.index(comparison.matter.predicate),
        )

    def disputes(self) -> tuple[Comparison, ...]:
        """Every comparison whose sides are at odds."""
        return tuple(comparison for comparison in self.comparisons if comparison.disputed)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All topics in service, and the hash over everything that was read."""

    topics: Mapping[str, Topic]
    hash: str
