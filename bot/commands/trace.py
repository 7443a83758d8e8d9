"""/trace: from a claim back to the document, its origin and the speaker, with dates."""

from __future__ import annotations

from bot.commands.cards import TITLES, basis, breakdown, speaker, standing, title_of, value_text
from bot.commands.cite import cite_claims, cites, source_name
from bot.commands.command import command
from bot.commands.context import Context
from bot.commands.lead import correct
from bot.commands.paging import paged
from bot.commands.types import TOPIC, ClaimParam, PageParam
from bot.knowledge.model import Claim
from bot.knowledge.readings import Reading
from bot.knowledge.topic import Topic
from bot.knowledge.vocabulary import CREDIBILITY_WORDS, RELIABILITY_WORDS, SOURCE_ITSELF
from bot.reply import Block, Button, Buttons, Field, Fields, Heading, Items, Reply, Spans


@command(
    "trace",
    "Where one claim comes from: speaker, document, origin",
    examples=("/trace pakistan-strike-nine",),
    shared=(TOPIC,),
    pure=True,
)
async def trace(ctx: Context, claim: ClaimParam, page: PageParam = 1) -> Reply:
    """The claim, who says it, where we read it, what that rests on, and how it stands."""
    record = claim.record
    comparison = ctx.topic.comparison_of[record.id]
    blocks: list[Block] = [
        Heading(f"Trace: {title_of(ctx.topic, comparison)}", 1),
        Fields(tuple(_fields(ctx.topic, record))),
        Heading("Read in"),
        Items(tuple(_reading(ctx.topic, reading) for reading in record.read_in)),
    ]
    related = _related(ctx.topic, record)
    if related:
        blocks.extend((Heading("Beside it"), Items(tuple(related))))
    blocks.append(Buttons(tuple(_buttons(ctx, record))))
    return Reply(
        paged(ctx, blocks, page, "trace", claim=record.id),
        entities=() if record.said_by == SOURCE_ITSELF else (record.said_by,),
        events=(record.about,) if record.about in ctx.topic.events else (),
        claims=(record.id, *(other.id for other in comparison.claims if other is not record)),
    )


def _fields(topic: Topic, claim: Claim) -> list[Field]:
    here = cite_claims(topic, [claim])
    what = TITLES[claim.predicate] if claim.predicate not in {"statement", "denial"} else "Claim"
    counted = f" ({breakdown(claim)})" if claim.of_whom else ""
    fields = [
        Field(what, (f"{value_text(topic, claim)}{counted} ", *here)),
        Field("Said by", (f"{speaker(topic, claim)} ", *here)),
    ]
    if claim.said_by != SOURCE_ITSELF and (voice := topic.provenance.voice(claim.said_by)) != claim.said_by:
        fields.append(Field("Speaks for", (f"{topic.name(voice)} ", *here)))
    if claim.quote:
        fields.append(Field("In their words", (f"“{claim.quote}” ", *here)))
    if claim.said_on and claim.said_on.known:
        fields.append(Field("Said on", (f"{claim.said_on.text} ", *here)))
    stands = standing(topic, claim) or "reported"
    because = f": {claim.because}" if claim.because else ""
    fields.append(Field("Stands", (f"{stands}{because} ", *here)))
    if claim.credibility:
        fields.append(Field("Credibility", (f"{claim.credibility}, {CREDIBILITY_WORDS[claim.credibility]} ", *here)))
    if claim.flags:
        fields.append(Field("Flags", (", ".join(claim.flags) + " ", *here)))
    fields.append(Field("Rests on", (f"{basis(topic, [claim])} ", *here)))
    return fields


def _reading(topic: Topic, reading: Reading) -> Spans:
    """A document, how it is graded, what it says there, and what it rests on itself."""
    source = topic.sources[reading.source]
    grade = topic.provenance.reliability(reading)
    part = f", {reading.part.replace('-', ' ')}" if reading.part else ""
    date = source.date.text if source.date.known else "undated"
    note = f": {reading.note}" if reading.note else ""
    origins = [topic.sources[id].publisher for id in source.based_on if id in topic.sources]
    rests = f" Based on {', '.join(origins)}." if origins else ""
    return (
        f"{source_name(source)}{part} ({date}; grade {grade}, {RELIABILITY_WORDS[grade]}){note}.{rests} ",
        *cites(topic, [reading]),
    )


def _related(topic: Topic, claim: Claim) -> list[Spans]:
    """Claims it supports, contradicts, replaces or is compatible with, each with its reason."""
    ties: dict[str, str] = {}
    if claim.replaced_by:
        ties[claim.replaced_by] = "Replaced by"
    for id in claim.supports:
        ties.setdefault(id, "Supports")
    for id, reason in claim.compatible_with.items():
        ties.setdefault(id, f"Can stand beside ({reason})")
    for id in claim.contradicts:
        ties.setdefault(id, "Against")
    for conflict in topic.comparison_of[claim.id].conflicts:
        if claim.id in (conflict.one, conflict.other):
            ties.setdefault(conflict.other if conflict.one == claim.id else conflict.one, "Against")
    for other in topic.comparison_of[claim.id].claims:
        if other.replaced_by == claim.id:
            ties.setdefault(other.id, "Replaces")
    lines = []
    for id, tie in ties.items():
        other = topic.claims[id]
        lines.append((f"{tie}: {speaker(topic, other)}: {value_text(topic, other)} ", *cite_claims(topic, [other])))
    return lines


def _buttons(ctx: Context, claim: Claim) -> list[Button]:
    buttons = []
    if claim.about in ctx.topic.events:
        buttons.append(Button("The event", ctx.call("event", event=claim.about)))
    elif claim.about in ctx.topic.entities:
        buttons.append(Button(ctx.topic.name(claim.about), ctx.call("who", entity=claim.about)))
    buttons.append(Button("All sides", ctx.call("sources", subject=claim.about)))
    if claim.said_by in ctx.topic.entities:
        buttons.append(Button(ctx.topic.name(claim.said_by), ctx.call("who", entity=claim.said_by)))
    return [*buttons, *correct(ctx, claim.id)]
