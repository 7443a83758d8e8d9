"""Rule 2: whatever is named exists.

What stands somewhere but was refused for another fault is not missing; and if a whole file could not be
read, nothing is reported as missing, since it may stand there.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.decode import Problem
from bot.decode.records import did_you_mean
from bot.knowledge.checks.places import NOUNS, Path, a, ids_in, proses, reading_place, readings_in, short
from bot.knowledge.draft import Draft
from bot.knowledge.model import Header, Record
from bot.knowledge.vocabulary import SOURCE_ITSELF

ENTITY_FIELDS = {
    "sources": ("side", "owner"),
    "entities": ("speaks_for", "not_to_be_confused_with", "country", "within"),
    "events": ("place", "by", "said_to_target"),
    "claims": ("place", "target", "responsibility"),
}
CLAIM_FIELDS = ("supports", "contradicts", "compatible_with", "replaced_by")
EVENT_FIELDS = ("follows", "part_of")
ANY = tuple(NOUNS)


def subjects_exist(draft: Draft) -> Iterator[Problem]:
    """What a claim is about is an event or an entity."""
    for claim in draft.claims.values():
        yield from _missing(draft, claim, claim.about, ("events", "entities"), ("about",))


def speakers_exist(draft: Draft) -> Iterator[Problem]:
    """Whoever says or relays a claim is an entity; what nobody is quoted for is said by `source itself`."""
    for claim in draft.claims.values():
        if claim.said_by != SOURCE_ITSELF:
            yield from _missing(draft, claim, claim.said_by, ("entities",), ("said_by",), (SOURCE_ITSELF,))
        if claim.via:
            yield from _missing(draft, claim, claim.via, ("entities",), ("via",))


def read_sources_exist(draft: Draft) -> Iterator[Problem]:
    """Every document that something was read in is a source."""
    for record, reading, path in readings_in(draft):
        if not draft.exists("sources", reading.source):
            yield from _missing(draft, record, reading.source, ("sources",), reading_place(draft, record, path))


def read_parts_exist(draft: Draft) -> Iterator[Problem]:
    """In `source#part`, the source lists that part under `parts`."""
    for record, reading, path in readings_in(draft):
        source = draft.sources.get(reading.source)
        if reading.part and source and reading.part not in source.parts:
            text = f"{reading.source} lists no part {reading.part!r}{did_you_mean(reading.part, source.parts)}"
            yield draft.error(record, text, *reading_place(draft, record, path), key=True)


def named_entities_exist(draft: Draft) -> Iterator[Problem]:
    """Every side, owner, place, actor, target, culprit, tie and speaker's principal is an entity."""
    for section, fields in ENTITY_FIELDS.items():
        for record in draft.section(section).values():
            for field in fields:
                for id, path in ids_in(record, field):
                    yield from _missing(draft, record, id, ("entities",), path)
    for entity in draft.entities.values():
        for index, role in enumerate(entity.roles):
            if role.of:
                yield from _missing(draft, entity, role.of, ("entities",), ("roles", index, "of"))
        for index, relation in enumerate(entity.relations):
            yield from _missing(draft, entity, relation.to, ("entities",), ("relations", index, "to"))
        for word, users in entity.sensitive.items():
            for index, id in enumerate(users):
                yield from _missing(draft, entity, id, ("entities",), ("sensitive", word, index))


def named_events_exist(draft: Draft) -> Iterator[Problem]:
    """Whatever an event follows or is part of is an event."""
    for event in draft.events.values():
        for field in EVENT_FIELDS:
            for id, path in ids_in(event, field):
                yield from _missing(draft, event, id, ("events",), path)


def named_claims_exist(draft: Draft) -> Iterator[Problem]:
    """Whatever a claim supports, contradicts, is compatible with or replaced by is a claim; so is an error's."""
    for claim in draft.claims.values():
        for field in CLAIM_FIELDS:
            for id, path in ids_in(claim, field):
                yield from _missing(draft, claim, id, ("claims",), path)
    for source in draft.sources.values():
        for index, error in enumerate(source.known_errors):
            for place, id in enumerate(error.claims):
                yield from _missing(draft, source, id, ("claims",), ("known_errors", index, "claims", place))


def named_origins_exist(draft: Draft) -> Iterator[Problem]:
    """Whatever a source is based on is a source."""
    for source in draft.sources.values():
        for id, path in ids_in(source, "based_on"):
            yield from _missing(draft, source, id, ("sources",), path)


def cited_claims_exist(draft: Draft) -> Iterator[Problem]:
    """Every citation in an answer or summary names a claim."""
    for record, prose, field in proses(draft):
        for sentence in prose.sentences:
            for id in dict.fromkeys(sentence.claims):
                if not id:
                    text = f"the citation after {short(sentence.text)} is empty: write [claim-id]"
                    yield draft.error(record, text, field)
                else:
                    yield from _missing(draft, record, id, ("claims",), (field,))


def related_questions_exist(draft: Draft) -> Iterator[Problem]:
    """Related questions are questions."""
    for question in draft.questions.values():
        for id, path in ids_in(question, "related"):
            yield from _missing(draft, question, id, ("questions",), path)


def named_records_exist(draft: Draft) -> Iterator[Problem]:
    """Whatever a question refers to, a correction changed or an accepted warning was on is a record."""
    for question in draft.questions.values():
        for id, path in ids_in(question, "see_also"):
            yield from _missing(draft, question, id, ANY, path)
    for correction in draft.corrections.values():
        for id, path in ids_in(correction, "changes"):
            yield from _missing(draft, correction, id, ANY, path)
    for index, rule in enumerate(draft.header.accepted if draft.header else ()):
        for place, id in enumerate(rule.on):
            if id != "topic" and draft.header:
                yield from _missing(draft, draft.header, id, ANY, ("accepted", index, "on", place))


def _missing(
    draft: Draft, record: Record | Header, id: str, sections: tuple[str, ...], path: Path, also: tuple[str, ...] = ()
) -> Iterator[Problem]:
    """Report an id that stands in none of the sections; say where it does stand, or what may be meant."""
    if not draft.whole or any(draft.exists(section, id) for section in sections):
        return
    wanted = " and no ".join(NOUNS[section] for section in sections) if sections != ANY else "record"
    elsewhere = next((noun for section, noun in NOUNS.items() if draft.exists(section, id)), None)
    known = [*(known for section in sections for known in draft.declared.get(section, ())), *also]
    hint = f": it is {a(elsewhere)}" if elsewhere else did_you_mean(id, known)
    at_key = str(path[-1]).partition("#")[0].strip() == id
    yield draft.error(record, f"{id!r} is no {wanted}{hint}", *path, key=at_key)
