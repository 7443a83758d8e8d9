"""Rules 3, 5 and 6: everything has a source, says why it is trusted or not, and claims no more than it has."""

from __future__ import annotations

from collections.abc import Iterator

from bot.decode import Problem
from bot.knowledge.checks.places import listed, proses, reading_place, readings_in, short
from bot.knowledge.draft import Draft
from bot.knowledge.model import Claim
from bot.knowledge.status import backing, corroborated, supporters_of
from bot.knowledge.vocabulary import PREDICATES


def claim_says_one_thing(draft: Draft) -> Iterator[Problem]:
    """Every claim has exactly one predicate."""
    for claim in draft.claims.values():
        said = [name for name in PREDICATES if getattr(claim, name) is not None]
        if not said:
            yield draft.error(claim, f"{claim.id!r} says nothing: give it one of {', '.join(PREDICATES)}")
        elif len(said) > 1:
            text = f"{claim.id!r} says {len(said)} things, {listed(said)}: make a claim of each"
            yield draft.error(claim, text, said[1], key=True)


def every_sentence_cites(draft: Draft) -> Iterator[Problem]:
    """Every sentence of an answer or summary names a claim."""
    for record, prose, field in proses(draft):
        for sentence in prose.sentences:
            if not sentence.claims:
                text = f"the sentence {short(sentence.text)} names no claim: end it with [claim-id]"
                yield draft.error(record, text, field)


def question_has_content(draft: Draft) -> Iterator[Problem]:
    """Every question has an answer, or says what is not known."""
    for question in draft.questions.values():
        if question.answer is None and not question.not_known:
            yield draft.error(question, f"{question.id!r} has neither an answer nor not_known: write one of them")


def corroborated_is_earned(draft: Draft) -> Iterator[Problem]:
    """A claim typed `corroborated` has two independent origins of grade A to C and two voices."""
    supporters: dict[str, list[Claim]] | None = None
    for claim in draft.claims.values():
        if claim.status == "corroborated":
            supporters = supporters_of(draft.claims.values()) if supporters is None else supporters
            if not corroborated(claim, supporters, draft.provenance):
                counted = _counted(draft, claim, supporters)
                text = f"'corroborated' needs two origins and two voices of grade A to C; {counted}"
                yield draft.error(claim, f"{text}: leave the status out, or add what supports it", "status")


def _counted(draft: Draft, claim: Claim, supporters: dict[str, list[Claim]]) -> str:
    backers = backing(claim, supporters)
    readings = [reading for backer in backers for reading in backer.read_in]
    articles = {reading.source for reading in readings if draft.provenance.can_corroborate(reading)}
    if not articles:
        return f"none of what it was read in counts ({listed(list(dict.fromkeys(map(str, readings))))})"
    origins = sorted(draft.provenance.claim_origins(backers, corroborating=True))
    voices = sorted(draft.provenance.claim_voices(backers, corroborating=True))
    return (
        f"it has {_number(len(articles), 'article')}, {_number(len(origins), 'origin')} ({listed(origins)}), "
        f"{_number(len(voices), 'voice')} ({listed(voices)})"
    )


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def refuted_says_why(draft: Draft) -> Iterator[Problem]:
    """A refuted claim says why it is wrong."""
    for claim in draft.claims.values():
        if claim.status == "refuted" and claim.because is None:
            yield draft.error(claim, "'refuted' needs 'because': say how we know that it is wrong", "status")


def superseded_names_successor(draft: Draft) -> Iterator[Problem]:
    """A superseded claim names the one that replaced it."""
    for claim in draft.claims.values():
        if claim.status == "superseded" and claim.replaced_by is None:
            yield draft.error(claim, "'superseded' needs 'replaced_by': name the claim that took its place", "status")


def source_is_graded(draft: Draft) -> Iterator[Problem]:
    """Every source that we have seen has a grade."""
    for source in draft.sources.values():
        if source.seen and source.reliability is None:
            yield draft.error(source, f"{source.id!r} needs 'reliability', A to F (or 'seen: no')")


def weak_source_says_why(draft: Draft) -> Iterator[Problem]:
    """A source of grade C, D or E, or written by AI, says why."""
    for source in draft.sources.values():
        if source.why is None:
            if source.kind == "ai-generated":
                yield draft.error(source, "an AI-written source needs 'why': say how we know that it is one", "kind")
            elif source.reliability in {"C", "D", "E"}:
                text = f"grade {source.reliability} needs 'why': say what makes the source weak"
                yield draft.error(source, text, "reliability")


def unread_source_is_not_cited(draft: Draft) -> Iterator[Problem]:
    """Nothing was read in a source that we have not seen, or that only serves to check others."""
    shut = {id: "was not seen by us (seen: no)" for id, source in draft.sources.items() if not source.seen}
    shut |= {
        id: "only serves checks (use: checks_only)" for id, source in draft.sources.items() if source.use != "answers"
    }
    if not shut:
        return
    for record, reading, path in readings_in(draft):
        if reading.source in shut:
            text = f"{reading.source} {shut[reading.source]}: cite the document in which this was read"
            yield draft.error(record, text, *reading_place(draft, record, path), key=True)
