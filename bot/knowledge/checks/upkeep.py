"""Rules 15 and 17: links last, nothing lies unused, reviews are made in time, and both sides are heard.

What a record that was refused might have said is not held against the others: then these checks wait.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from bot.decode import Problem
from bot.knowledge.checks.places import ids_in, listed, readings_in
from bot.knowledge.checks.references import ENTITY_FIELDS
from bot.knowledge.comparison import live, surroundings
from bot.knowledge.draft import Draft
from bot.knowledge.model import Claim, Event
from bot.knowledge.vocabulary import SOURCE_ITSELF

MESSAGE = 1_500
"""Characters of an answer that still fit one message on every platform, with heading and sources."""


def today() -> date:
    """The day on which reviews are judged; tests put another one here."""
    return date.today()


def links_are_archived(draft: Draft) -> Iterator[Problem]:
    """Every link has an archived copy."""
    for source in draft.sources.values():
        if source.url is not None and source.archive is None:
            yield draft.warning(source, "the link has no archived copy: add 'archive' (such as web.archive.org)", "url")


def links_live(draft: Draft) -> Iterator[Problem]:
    """No source is marked as gone from the web."""
    for source in draft.sources.values():
        if source.status == "dead":
            yield draft.warning(
                source, "the link is dead: find another address, or rely on the archived copy", "status"
            )


def sources_are_used(draft: Draft) -> Iterator[Problem]:
    """Every source that serves answers is read in by somebody, or is the origin of another."""
    if not draft.understood("claims", "entities", "sources"):
        return
    used = {reading.source for _, reading, _ in readings_in(draft)}
    used.update(origin for source in draft.sources.values() for origin in source.based_on)
    for source in draft.sources.values():
        if source.id not in used and source.use == "answers":
            yield draft.warning(source, f"nothing was read in {source.id!r}: cite it, or remove it")


def entities_are_used(draft: Draft) -> Iterator[Problem]:
    """Every entity is named by some other record."""
    if not draft.understood("sources", "entities", "events", "claims", "questions"):
        return
    used: set[str] = set()
    for section, fields in ENTITY_FIELDS.items():
        for record in draft.section(section).values():
            used.update(id for field in fields for id, _ in ids_in(record, field) if id != record.id)
    for claim in draft.claims.values():
        used.update((claim.about, claim.said_by, claim.via or ""))
    for entity in draft.entities.values():
        used.update(role.of for role in entity.roles if role.of)
        used.update(relation.to for relation in entity.relations)
        used.update(id for users in entity.sensitive.values() for id in users)
    used.update(id for question in draft.questions.values() for id in question.see_also)
    for entity in draft.entities.values():
        if entity.id not in used:
            yield draft.warning(entity, f"no other record names {entity.id!r}: name it where it belongs, or remove it")


def events_have_claims(draft: Draft) -> Iterator[Problem]:
    """Something is claimed about every event."""
    if not draft.understood("claims"):
        return
    told = {claim.about for claim in draft.claims.values()}
    for event in draft.events.values():
        if event.id not in told:
            yield draft.warning(event, f"no claim is about {event.id!r}: say who reports it, or remove it")


def review_is_made(draft: Draft) -> Iterator[Problem]:
    """The topic was reviewed within the days it promises under `review_every`."""
    header = draft.header
    if header is None or header.review_every is None:
        return
    if header.reviewed is None or header.reviewed.latest is None:
        text = f"'review_every: {header.review_every}', but 'reviewed' gives no day: say when it was last gone through"
        yield draft.warning(header, text, "review_every")
        return
    days = int(header.review_every.split()[0])
    if header.reviewed.latest + timedelta(days=days) < today():
        text = f"the last review is more than {days} days ago: go through the topic and set the day"
        yield draft.warning(header, text, "reviewed")


def answers_fit_a_message(draft: Draft) -> Iterator[Problem]:
    """An answer is no longer than one message."""
    for question in draft.questions.values():
        if question.answer is not None and len(text := question.answer.text) > MESSAGE:
            long = (
                f"the answer has {len(text)} characters, one message holds {MESSAGE}: shorten it, or make two questions"
            )
            yield draft.warning(question, long, "answer")


def both_sides_are_heard(draft: Draft) -> Iterator[Problem]:
    """What is claimed about an event between two parties comes not only from speakers or sources of one side."""
    parties = {entity.id for entity in draft.entities.values() if entity.party}
    if len(parties) < 2 or not draft.understood("claims", "entities", "sources"):
        return
    about: dict[str, list[Claim]] = {}
    for claim in draft.claims.values():
        if live(claim):
            about.setdefault(claim.about, []).append(claim)
    for event in draft.events.values():
        claims = about.get(event.id, [])
        if not claims or len(_taking_part(draft, event, parties)) < 2:
            continue
        speakers = {_speaker_side(draft, claim) for claim in claims}
        sources = {_source_side(draft, reading.source) for claim in claims for reading in claim.read_in}
        for sides, what in ((speakers, "speakers"), (sources, "sources")):
            only = next(iter(sides)) if len(sides) == 1 else None
            if only in parties:
                text = (
                    f"all {what} on {event.id!r} are of one side, {only}: look for what {_others(parties, only)} says"
                )
                yield draft.warning(event, text)
                break


def _taking_part(draft: Draft, event: Event, parties: set[str]) -> set[str]:
    """Parties that act, are aimed at, or in whose country it happened."""
    named = {draft.provenance.voice(id) for id in (*event.by, *event.said_to_target)}
    named.update(around for id in event.place for around in surroundings(id, draft.entities))
    return named & parties


def _speaker_side(draft: Draft, claim: Claim) -> str | None:
    if claim.said_by != SOURCE_ITSELF:
        return draft.provenance.voice(claim.said_by)
    sides = {_source_side(draft, reading.source) for reading in claim.read_in}
    return sides.pop() if len(sides) == 1 else None


def _source_side(draft: Draft, id: str) -> str | None:
    source = draft.sources.get(id)
    return draft.provenance.voice(source.side) if source and source.side else None


def _others(parties: Iterable[str], only: str | None) -> str:
    return listed(sorted(set(parties) - {only or ""}), "or")
