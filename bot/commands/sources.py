"""/sources: all sources with their grades; or who says what on a subject; or one source's report card."""

from __future__ import annotations

from itertools import groupby

from bot.commands.cards import FRAME, card, in_order, row_weight, speaker, value_text
from bot.commands.cite import cite_claims, cites, source_name, sources_of
from bot.commands.command import command
from bot.commands.context import Context
from bot.commands.lead import correct
from bot.commands.paging import paged, windowed
from bot.commands.types import TOPIC, PageParam, SubjectParam
from bot.knowledge.comparison import Comparison
from bot.knowledge.model import Claim, Source
from bot.knowledge.readings import Reading
from bot.knowledge.topic import Topic
from bot.knowledge.vocabulary import RELIABILITY_WORDS
from bot.reply import Block, Button, Buttons, Field, Fields, Heading, Items, Link, Note, Reply, Span, Spans
from bot.reply.pages import Weight
from bot.search import Subject


@command(
    "sources",
    "Who says what, side by side, and how far each source can be trusted",
    examples=("/sources", "/sources casualties", "/sources kerman", "/sources doc-004"),
    shared=(TOPIC,),
    pure=True,
)
async def sources(ctx: Context, subject: SubjectParam = None, page: PageParam = 1) -> Reply:
    """Without a subject: the list. With a matter, event or name: cards. With a source: its report card."""
    if subject is None:
        return _all(ctx, page)
    if subject.source is not None:
        return _report(ctx, ctx.topic.sources[subject.source], page)
    return _side_by_side(ctx, subject, page)


def _side_by_side(ctx: Context, subject: Subject, page: int) -> Reply:
    """One card a matter, one row a speaker; a matter with many accounts goes on on the next page."""
    topic = ctx.topic
    head: list[Block] = [Heading(f"Who says what: {subject.label}", 1)]
    if subject.note:
        head.append(Note(subject.note))
    if not subject.comparisons:
        head.append(Note("No claim in our sources is about this."))
        head.append(Buttons((Button("All sources", ctx.call("sources")),)))
        return Reply(tuple(head), "not_covered")
    rows: list[tuple[Comparison, Claim]] = []
    weights: list[Weight] = []
    known = ctx.once("weights of rows", lambda: {id: row_weight(topic, claim) for id, claim in topic.claims.items()})
    for comparison in subject.comparisons:
        frame = FRAME
        for claim in in_order(topic, comparison):
            rows.append((comparison, claim))
            size, sources = known[claim.id]
            weights.append(Weight(frame + size, sources))
            frame = 0
    shown: list[tuple[Comparison, Claim]] = []

    def draw(window: slice) -> list[Block]:
        shown.extend(rows[window])
        together = groupby(shown, key=lambda row: row[0].matter)
        pairs = [list(group) for _, group in together]
        return [card(ctx, pair[0][0], [claim for _, claim in pair]) for pair in pairs]

    cards = windowed(ctx, weights, draw, page, "sources", subject=subject.call)
    about = dict.fromkeys(comparison.matter.about for comparison, _ in shown)
    events = tuple(id for id in about if id in topic.events)
    buttons = [Button(topic.events[id].title, ctx.call("event", event=id)) for id in events[:4]]
    return Reply(
        (*head, *cards, Buttons((*buttons, Button("All sources", ctx.call("sources"))))),
        entities=tuple(id for id in about if id in topic.entities),
        events=events,
        claims=tuple(claim.id for _, claim in shown),
    )


def _all(ctx: Context, page: int) -> Reply:
    read = [source for source in ctx.topic.sources.values() if source.seen]
    unread = [source for source in ctx.topic.sources.values() if not source.seen]
    listed = [*read, *unread]
    shown: list[Source] = []

    def draw(window: slice) -> list[Block]:
        shown.extend(listed[window])
        blocks: list[Block] = []
        if seen := [source for source in shown if source.seen]:
            blocks.append(Items(tuple(_line(ctx.topic, source) for source in seen)))
        if behind := [source for source in shown if not source.seen]:
            blocks.append(Heading("Behind them, not read by us"))
            blocks.append(Items(tuple(_origin(ctx.topic, source, read) for source in behind)))
        return blocks

    lines = windowed(ctx, (_line_weight(ctx.topic, source) for source in listed), draw, page, "sources")
    buttons = [Button(f"About {source.id}", ctx.call("sources", subject=source.id)) for source in shown[:5]]
    return Reply(
        (
            Heading(f"Sources: {ctx.topic.header.title}", 1),
            *lines,
            Note("Grades run from A, completely reliable, to E, unreliable; F cannot be judged."),
            Buttons(tuple(buttons)),
        )
    )


def _line_weight(topic: Topic, source: Source) -> Weight:
    size = 60 + len(source_name(source)) + len(source.why or "")
    return Weight(size, sources_of(topic, [Reading(source.id)]))


def _line(topic: Topic, source: Source) -> Spans:
    """One source: what it is, its grade, and why."""
    grade = source.reliability or "F"
    why = f": {source.why}" if source.why else ""
    date = source.date.text if source.date.known else "undated"
    return (
        f"{source.id}: {source_name(source)} ({date}). Grade {grade}, {RELIABILITY_WORDS[grade]}{why} ",
        *cites(topic, [Reading(source.id)]),
    )


def _origin(topic: Topic, source: Source, read: list[Source]) -> Spans:
    """An origin nobody here has read, and the documents that rest on it."""
    resting = [other for other in read if source.id in other.based_on]
    date = f" ({source.date.text})" if source.date.known else ""
    name = source.title or source.publisher
    behind = "known only through" if resting else "named by no document here; listed by the moderators"
    return (f"{name}{date}, {behind} ", *cites(topic, [Reading(other.id) for other in resting] or [Reading(source.id)]))


def _report(ctx: Context, source: Source, page: int) -> Reply:
    topic = ctx.topic
    here = cites(topic, [Reading(source.id)])
    blocks: list[Block] = [Heading(f"Report card: {source_name(source)}", 1)]
    blocks.append(Fields(tuple(_fields(topic, source, here))))
    if source.known_errors:
        blocks.append(Heading(f"Known errors ({len(source.known_errors)})"))
        blocks.append(
            Items(tuple((f"{error.where}: {error.says} — {error.because} ", *here) for error in source.known_errors))
        )
    claims = topic.claims_in.get(source.id, ())
    alone = [claim for claim in claims if all(reading.source == source.id for reading in claim.read_in)]
    if alone:
        blocks.append(Heading(f"Only here ({len(alone)} of {len(claims)} claims)"))
        blocks.append(
            Items(
                tuple(
                    (f"{speaker(topic, claim)}: {value_text(topic, claim)} ", *cite_claims(topic, [claim]))
                    for claim in alone
                )
            )
        )
    blocks.append(Buttons((Button("All sources", ctx.call("sources")), *correct(ctx, source.id))))
    return Reply(paged(ctx, blocks, page, "sources", subject=source.id), claims=tuple(claim.id for claim in claims))


def _fields(topic: Topic, source: Source, here: Spans) -> list[Field]:
    grade = source.reliability or "F"
    fields: list[Field] = [
        Field("Grade", (f"{grade}, {RELIABILITY_WORDS[grade]}{f': {source.why}' if source.why else ''} ", *here))
    ]
    for label, value in (
        ("Author", source.author or "not stated"),
        ("Publisher", source.publisher),
        ("Date", source.date.text if source.date.known else "not stated"),
        ("Kind", source.kind),
        ("File", source.file or ""),
        ("Owner", topic.name(source.owner) if source.owner else ""),
        ("Side", topic.name(source.side) if source.side else ""),
    ):
        if value:
            fields.append(Field(label, (f"{value} ", *here)))
    if source.url:
        fields.append(Field("Address", _address(source.url, here)))
    if source.based_on:
        names = ", ".join(topic.sources[id].title or topic.sources[id].publisher for id in source.based_on)
        fields.append(Field("Rests on", (f"{names} ", *here)))
    for id, part in source.parts.items():
        cited = cites(topic, [Reading(source.id, id)])
        fields.append(Field(f"Part: {id.replace('-', ' ')}", (f"grade {part.reliability}: {part.why} ", *cited)))
    return fields


def _address(url: str, here: Spans) -> Spans:
    spans: list[Span] = [Link(url, url), " ", *here]
    return tuple(spans)
