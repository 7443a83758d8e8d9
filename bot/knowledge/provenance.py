"""Who stands behind a statement: grades, flags, origins and voices.

Corroboration counts origins and voices, never articles: five papers that reprint one wire story are
one origin (schema.org `isBasedOn`, PROV `wasDerivedFrom`), and two papers that quote the same
ministry prove only that it said so, which is one voice (research: domain model, rule 5).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.knowledge.model import Claim, Entity, Source
from bot.knowledge.readings import Reading
from bot.knowledge.vocabulary import SOURCE_ITSELF, Reliability

SourceFlag = Literal["ai_generated", "unreliable", "retracted", "party", "undated", "unsigned", "dead_link"]

WEAK: frozenset[SourceFlag] = frozenset({"ai_generated", "unreliable", "retracted"})
"""Flags that are shown beside every sentence which rests on such a source."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Answers about sources and speakers of one topic; ids that do not resolve count as themselves."""

    sources: Mapping[str, Source]
    entities: Mapping[str, Entity]
    _flags: dict[tuple[str, str | None], tuple[SourceFlag, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )
    _origins: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)
    _voices: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def reliability(self, reading: Reading) -> Reliability:
        """Grade a reading: the part's own grade, else the document's; F if there is none."""
        source = self.sources.get(reading.source)
        if source is None:
            return "F"
        part = source.parts.get(reading.part) if reading.part else None
        return part.reliability if part else source.reliability or "F"

    def flags(self, reading: Reading) -> tuple[SourceFlag, ...]:
        """Say what a reader must be told about a document or a part of it, the gravest first."""
        place = (reading.source, reading.part)
        if place not in self._flags:
            self._flags[place] = self._found_flags(reading)
        return self._flags[place]

    def _found_flags(self, reading: Reading) -> tuple[SourceFlag, ...]:
        source = self.sources.get(reading.source)
        if source is None:
            return ()
        part = source.parts.get(reading.part) if reading.part else None
        flags: list[SourceFlag] = []
        if source.kind == "ai-generated" or (part is not None and part.ai_generated):
            flags.append("ai_generated")
        if self.reliability(reading) in "DE":
            flags.append("unreliable")
        if source.status == "retracted":
            flags.append("retracted")
        if source.side is not None or source.kind == "party to the conflict":
            flags.append("party")
        if not source.date.exact:
            flags.append("undated")
        if source.author is None:
            flags.append("unsigned")
        if source.status == "dead":
            flags.append("dead_link")
        return tuple(flags)

    def weak(self, reading: Reading) -> bool:
        """Whether a reading can never corroborate and is flagged wherever it shows up."""
        return not WEAK.isdisjoint(self.flags(reading))

    def can_corroborate(self, reading: Reading) -> bool:
        """Grades A to C count; D, E, F, AI-written and retracted never do."""
        return self.reliability(reading) in "ABC" and not self.weak(reading)

    def origins(self, source: str) -> frozenset[str]:
        """Follow `based_on` to the roots; outlets of one owner are one origin."""
        if source not in self._origins:
            self._origins[source] = frozenset(self._walk(source, set()))
        return self._origins[source]

    def _walk(self, source: str, seen: set[str]) -> set[str]:
        if source in seen:
            return set()
        seen.add(source)
        record = self.sources.get(source)
        if record is None:
            return {source}
        if not record.based_on:
            return {record.owner or source}
        return {root for parent in record.based_on for root in self._walk(parent, seen)}

    def voice(self, speaker: str) -> str:
        """Find the side a speaker speaks for: IRNA → Iran. Somebody of their own is their own voice."""
        if speaker not in self._voices:
            seen: list[str] = []
            current = speaker
            while current not in seen and (entity := self.entities.get(current)) and entity.speaks_for:
                seen.append(current)
                current = entity.speaks_for
            self._voices[speaker] = current
        return self._voices[speaker]

    def claim_origins(self, claims: Iterable[Claim], *, corroborating: bool = False) -> frozenset[str]:
        """Count the origins behind some claims; `corroborating` leaves out what cannot corroborate."""
        return frozenset(
            origin
            for claim in claims
            for reading in claim.read_in
            if not corroborating or self.can_corroborate(reading)
            for origin in self.origins(reading.source)
        )

    def claim_voices(self, claims: Iterable[Claim], *, corroborating: bool = False) -> frozenset[str]:
        """Count the voices: a document that speaks for itself is heard as its origin."""
        voices: set[str] = set()
        for claim in claims:
            readings = [r for r in claim.read_in if not corroborating or self.can_corroborate(r)]
            if claim.said_by == SOURCE_ITSELF:
                voices.update(origin for reading in readings for origin in self.origins(reading.source))
            elif readings:
                voices.add(self.voice(claim.said_by))
        return frozenset(voices)
