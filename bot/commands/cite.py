"""From records to citations: what a reader must see of where something was read."""

from __future__ import annotations

from collections.abc import Iterable

from bot.knowledge.model import Claim, Event, Source
from bot.knowledge.prose import Prose
from bot.knowledge.readings import Reading
from bot.knowledge.topic import Topic
from bot.reply import Citation, Cite, Span, Spans
from bot.reply.pages import foot


def source_name(source: Source) -> str:
    """Name a document for people: its title, or what kind of text it is."""
    return source.title or f"Untitled text ({source.kind})"


def citation(topic: Topic, reading: Reading) -> Citation:
    """Show a document, or one part of it, with its grade and flags."""
    made: Citation | None = topic.memo.get((Citation, reading.source, reading.part))
    if made is None:
        made = topic.memo[Citation, reading.source, reading.part] = _citation(topic, reading)
    return made


def _citation(topic: Topic, reading: Reading) -> Citation:
    source = topic.sources[reading.source]
    return Citation(
        source=source.id,
        part=reading.part,
        title=source_name(source),
        publisher=source.publisher,
        date=source.date.text if source.date.known else "undated",
        reliability=topic.provenance.reliability(reading),
        flags=topic.provenance.flags(reading),
        file=source.file,
        url=source.url,
    )


def citations(topic: Topic, readings: Iterable[Reading]) -> tuple[Citation, ...]:
    """Show several readings, each document or part once, the sound ones before the weak."""
    listed = dict.fromkeys(citation(topic, reading) for reading in readings)
    return tuple(sorted(listed, key=lambda cited: bool(cited.warnings)))


def sources_of(topic: Topic, readings: Iterable[Reading]) -> tuple[int, ...]:
    """Number the documents and parts of some readings, for weighing pages: an index into `feet`."""
    numbers: dict[tuple[str, str | None], int] = topic.memo.setdefault("numbers of sources", {})
    weights = feet(topic)
    found = []
    for reading in readings:
        place = (reading.source, reading.part)
        if place not in numbers:
            numbers[place] = len(weights)
            weights.append(foot(citation(topic, reading)))
        found.append(numbers[place])
    return tuple(dict.fromkeys(found))


def feet(topic: Topic) -> list[int]:
    """Give what each numbered source takes at the foot of a page, in characters."""
    weights: list[int] = topic.memo.setdefault("feet of sources", [])
    return weights


def cites(topic: Topic, readings: Iterable[Reading]) -> Spans:
    """The citations as spans, to stand at the end of what they back."""
    return tuple(Cite(cited) for cited in citations(topic, readings))


def cite_claims(topic: Topic, claims: Iterable[Claim]) -> Spans:
    """The citations behind some claims."""
    return cites(topic, (reading for claim in claims for reading in claim.read_in))


def prose_spans(topic: Topic, prose: Prose) -> Spans:
    """A cited text: each sentence, then the citations of the claims it names."""
    spans: list[Span] = []
    for number, sentence in enumerate(prose.sentences):
        spans.append((" " if number else "") + sentence.text)
        spans.extend(cite_claims(topic, (topic.claims[id] for id in sentence.claims)))
    return tuple(spans)


def event_readings(topic: Topic, event: Event) -> list[Reading]:
    """Where an event was read of: its date claims, else all claims about it; weak sources only if alone."""
    claims = [claim for claim in topic.claims_about.get(event.id, ()) if topic.status[claim.id] != "refuted"]
    dated = [claim for claim in claims if claim.predicate == "date"]
    readings = [reading for claim in (dated or claims) for reading in claim.read_in]
    sound = [reading for reading in readings if not topic.provenance.weak(reading)]
    return sound or readings


def unverified(topic: Topic, event: Event) -> bool:
    """Whether everything said of an event rests on weak sources."""
    readings = [reading for claim in topic.claims_about.get(event.id, ()) for reading in claim.read_in]
    return bool(readings) and all(topic.provenance.weak(reading) for reading in readings)
