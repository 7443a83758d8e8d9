"""A comparison as a card: one row a speaker, value in their words, where it was read, how it stands."""

from __future__ import annotations

from collections.abc import Iterable

from bot.commands.cite import citations, cite_claims, sources_of
from bot.commands.context import Context
from bot.knowledge.comparison import Comparison
from bot.knowledge.dates import When
from bot.knowledge.model import Claim
from bot.knowledge.topic import Topic
from bot.knowledge.vocabulary import SOURCE_ITSELF, ClaimStatus, Predicate
from bot.reply import Card, CardRow, Spans
from bot.reply.pages import MARK, Weight

TITLES: dict[Predicate, str] = {
    "killed": "Killed",
    "injured": "Injured",
    "captured": "Captured",
    "date": "Date",
    "place": "Place",
    "target": "Target",
    "responsibility": "Who did it",
    "weapon": "Weapons",
    "motive": "Why",
    "statement": "What is said",
    "denial": "Denied",
}

_STANDING: dict[ClaimStatus, str] = {
    "corroborated": "corroborated",
    "reported": "",
    "unverified": "unverified",
    "disputed": "disputed",
    "superseded": "earlier account",
    "refuted": "refuted",
}


def value_text(topic: Topic, claim: Claim) -> str:
    """What a claim says, in the speaker's words: `9`, `16 January 2024`, names, or a sentence."""
    value = claim.value
    if isinstance(value, When):
        return value.text
    if isinstance(value, tuple):
        return topic.names(value)
    return str(value).removesuffix(".")


def breakdown(claim: Claim) -> str:
    """Who is counted in a number: `3 women, 4 children`."""
    return ", ".join(f"{count} {group}" for group, count in claim.of_whom.items())


def speaker(topic: Topic, claim: Claim) -> str:
    """Who says it: a name, or the documents themselves where nobody is named."""
    if claim.said_by == SOURCE_ITSELF:
        sources = dict.fromkeys(reading.source for reading in claim.read_in)
        return "The article itself" if len(sources) == 1 else "The articles themselves"
    name = topic.name(claim.said_by)
    return f"{name}, via {topic.name(claim.via)}" if claim.via and claim.via != claim.said_by else name


def side(topic: Topic, claim: Claim) -> str:
    """The side a speaker speaks for, where that is somebody else."""
    if claim.said_by == SOURCE_ITSELF:
        return ""
    voice = topic.provenance.voice(claim.said_by)
    return topic.name(voice) if voice != claim.said_by else ""


def standing(topic: Topic, claim: Claim) -> str:
    """How a claim stands today, "" for plainly reported."""
    return _STANDING[topic.status[claim.id]]


def title_of(topic: Topic, comparison: Comparison) -> str:
    """Name a matter: `Killed: Pakistan strikes …, 18 January 2024`."""
    matter = comparison.matter
    aspect = comparison.claims[0].aspect
    what = TITLES[matter.predicate] if aspect is None else aspect[:1].upper() + aspect[1:]
    if matter.predicate not in {"statement", "denial"} and aspect is not None:
        what = f"{TITLES[matter.predicate]} ({aspect})"
    event = topic.events.get(matter.about)
    if event is not None:
        return f"{what} · {event.title}, {event.date.text}" if event.date.known else f"{what} · {event.title}"
    return f"{what} · {topic.name(matter.about)}"


def basis(topic: Topic, claims: Iterable[Claim]) -> str:
    """Count what stands behind some claims: articles, their origins, the voices heard in them."""
    claims = list(claims)
    articles = len({reading.source for claim in claims for reading in claim.read_in})
    origins = len(topic.provenance.claim_origins(claims))
    voices = topic.provenance.claim_voices(claims)
    parties = all(voice in topic.entities and topic.entities[voice].party for voice in voices)
    own = ", each for its own side" if parties and len(voices) > 1 else ""
    return f"{_count(articles, 'article')}, {_count(origins, 'origin')}, {_count(len(voices), 'voice')}{own}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def in_order(topic: Topic, comparison: Comparison) -> list[Claim]:
    """Order the accounts of one matter: live ones as written, then earlier ones, then refuted ones."""
    order = {"superseded": 1, "refuted": 2}
    return sorted(comparison.claims, key=lambda claim: order.get(topic.status[claim.id], 0))


def card(ctx: Context, comparison: Comparison, claims: Iterable[Claim] | None = None) -> Card:
    """Draw up a comparison; `claims` are the accounts to show of it, all in order unless given."""
    topic = ctx.topic
    first, *_ = ordered = in_order(topic, comparison)
    return Card(
        title=title_of(topic, comparison),
        kind=comparison.kind,
        rows=tuple(_row(topic, claim) for claim in (ordered if claims is None else claims)),
        basis=basis(topic, comparison.claims),
        call=ctx.call("trace", claim=first.id),
    )


FRAME = 160
"""Characters of a card around its rows: title and basis."""


def row_weight(topic: Topic, claim: Claim) -> Weight:
    """What a row takes of a page."""
    because = claim.because if topic.status[claim.id] != "disputed" else None
    texts = (claim.statement, claim.motive, claim.weapon, claim.denial, because)
    size = sum(len(text) for text in texts if text) + (MARK + 4) * len(claim.read_in) + 70
    return Weight(size, sources_of(topic, claim.read_in))


def _row(topic: Topic, claim: Claim) -> CardRow:
    notes = []
    if claim.replaced_by and (later := topic.claims.get(claim.replaced_by)):
        notes.append(f"later: {value_text(topic, later)}")
    if claim.because and topic.status[claim.id] != "disputed":
        notes.append(
            claim.because.removesuffix(".")
        )  # a disputed row needs no reason: the other rows are it; /trace shows it
    notes.extend(claim.flags)
    detail = [
        part
        for part in (breakdown(claim), f"said {claim.said_on.text}" if claim.said_on and claim.said_on.known else "")
        if part
    ]
    return CardRow(
        speaker=speaker(topic, claim),
        value=value_text(topic, claim),
        detail=" · ".join(detail),
        citations=citations(topic, claim.read_in),
        claim=claim.id,
        side=side(topic, claim),
        standing=standing(topic, claim),
        note="; ".join(notes),
    )


def line(topic: Topic, claim: Claim, of: str) -> Spans:
    """A claim in one line of a reply about `of`: speaker, matter, what is said, how it stands, where it was read."""
    what = "" if claim.predicate in {"statement", "denial"} else f"{TITLES[claim.predicate].lower()}: "
    subject = ""
    if claim.about != of:
        event = topic.events.get(claim.about)
        subject = f"on {event.title if event else topic.name(claim.about)}, " if what else ""
    stands = standing(topic, claim)
    lead = f"{speaker(topic, claim)}: " if claim.said_by != of else ""
    mark = f" ({stands})" if stands else ""
    return (f"{lead}{subject}{what}{value_text(topic, claim)}{mark} ", *cite_claims(topic, [claim]))
