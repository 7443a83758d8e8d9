"""/timeline: events in order, each with its date as far as known, place, actors and sources."""

from __future__ import annotations

from datetime import timedelta

from bot.commands.cards import value_text
from bot.commands.cite import citations, cite_claims, event_readings, sources_of, unverified
from bot.commands.command import command
from bot.commands.context import Context
from bot.commands.paging import windowed
from bot.commands.types import TOPIC, AboutParam, FromParam, PageParam, ToParam
from bot.knowledge.dates import When
from bot.knowledge.model import Entity, Event
from bot.knowledge.topic import Topic
from bot.reply import Block, Button, Buttons, Entry, Heading, Note, Reply, Span, Spans, Timeline
from bot.reply.pages import MARK, Weight


@command(
    "timeline",
    "What happened, in order, with sources",
    examples=("/timeline", "/timeline about:jaish-al-adl", "/timeline from:2024-01-16 to:2024-01-18"),
    shared=(TOPIC,),
    pure=True,
)
async def timeline(
    ctx: Context,
    about: AboutParam = None,
    from_: FromParam = None,
    to: ToParam = None,
    page: PageParam = 1,
) -> Reply:
    """Without a filter the background (wars and protests of other years) is left out."""
    of = about.record if about else None
    shown, hidden = _choose(ctx, of, from_, to)
    blocks: list[Block] = [Heading(f"Timeline: {ctx.topic.header.title}", 1)]
    if note := _filter_note(about.record if about else None, from_, to):
        blocks.append(Note(note))
    if about and about.note:
        blocks.append(Note(about.note))
    if not shown:
        blocks.append(Note("No event in our sources fits. Try a wider range or another name."))
        blocks.append(Buttons((Button("Whole timeline", ctx.call("timeline")),)))
        return Reply(tuple(blocks), "not_covered")
    buttons = [Button("Who counted what", ctx.call("sources", subject="casualties"))]
    if hidden:
        first = next(event.date.earliest for event in shown if event.date.earliest)
        before = first - timedelta(days=1)
        buttons.append(Button("Background before that", ctx.call("timeline", to=before.isoformat())))
    options = {
        key: value
        for key, value in (
            ("about", about.record.id if about else ""),
            ("from_", str(from_) if from_ else ""),
            ("to", str(to) if to else ""),
        )
        if value
    }
    on_page: list[Event] = []

    def draw(window: slice) -> list[Block]:
        on_page.extend(shown[window])
        return [Timeline(tuple(_entry(ctx, event) for event in on_page))]

    known = ctx.once("weights of events", lambda: {event.id: _weigh(ctx.topic, event) for event in ctx.topic.timeline})
    weights = (known[event.id] for event in shown)
    # Dates may be anything, so their pages are laid each time.
    keep = "" if from_ or to else f"timeline {about.record.id if about else ''}"
    entries = windowed(ctx, weights, draw, page, "timeline", keep=keep, **options)
    return Reply(
        (*blocks, *entries, Buttons(tuple(buttons))),
        entities=(about.record.id,) if about and isinstance(about.record, Entity) else (),
        events=tuple(event.id for event in on_page),
    )


def _weigh(topic: Topic, event: Event) -> Weight:
    """What an entry takes of a page."""
    readings = event_readings(topic, event)
    dates = [claim for claim in topic.claims_about.get(event.id, ()) if claim.predicate == "date"]
    contested = [claim for claim in dates if claim.date is not None and not claim.date.overlaps(event.date)]
    readings.extend(reading for claim in contested for reading in claim.read_in)
    names = len(event.place) + len(event.by) + len(event.said_to_target)
    sources = sources_of(topic, readings)
    return Weight(70 + len(event.title) + 24 * names + 60 * len(contested) + (MARK + 2) * len(sources), sources)


def _choose(ctx: Context, of: Entity | Event | None, from_: When | None, to: When | None) -> tuple[list[Event], int]:
    """The events to show in order; without any filter also how many of the background are left out."""
    timeline = ctx.topic.timeline
    if of is None and from_ is None and to is None:
        plain = ctx.once("events without background", lambda: [event for event in timeline if not event.background])
        return plain, len(timeline) - len(plain)
    involved = _involving(ctx.topic, of) if isinstance(of, Entity) else None
    chosen = timeline if involved is None else [event for event in timeline if event.id in involved]
    if isinstance(of, Event):
        chosen = [event for event in chosen if _belongs(event, of)]
    if from_ and (first := from_.earliest):
        chosen = [event for event in chosen if (last := event.date.latest) is not None and last >= first]
    if to and (end := to.latest):
        chosen = [event for event in chosen if (start := event.date.earliest) is not None and start <= end]
    return list(chosen), 0


def _involving(topic: Topic, entity: Entity) -> set[str]:
    """The events in which somebody acts, is aimed at, speaks, or in which a place or one within it lies."""
    events = {event.id for event in topic.events_with.get(entity.id, ())}
    events.update(claim.about for claim in topic.claims_by.get(entity.id, ()))
    return events


def _belongs(event: Event, about: Event) -> bool:
    """Whether an event is the one meant, leads to it, follows it, holds it or is a part of it."""
    return about.id in {event.id, event.follows, event.part_of} or event.id in {about.follows, about.part_of}


def _filter_note(about: Entity | Event | None, from_: When | None, to: When | None) -> str:
    parts = []
    if about is not None:
        parts.append(f"with {about.name if isinstance(about, Entity) else about.title}")
    if from_:
        parts.append(f"from {from_.text}")
    if to:
        parts.append(f"up to {to.text}")
    return f"Only events {' '.join(parts)}." if parts else ""


def _entry(ctx: Context, event: Event) -> Entry:
    topic = ctx.topic
    when = f"{event.date.weekday} {event.date.text}" if event.date.weekday else event.date.text
    return Entry(
        when=when if not event.ends else f"{when} to {event.ends.text}",
        title=event.title,
        event=event.id,
        citations=citations(topic, event_readings(topic, event)),
        place=topic.names(event.place),
        actors=_actors(topic, event),
        disputed=date_dispute(topic, event),
        unverified=unverified(topic, event),
        call=ctx.call("event", event=event.id),
    )


def _actors(topic: Topic, event: Event) -> str:
    by, target = topic.names(event.by), topic.names(event.said_to_target)
    return f"{by} → said to target {target}" if by and target else by or (f"said to target {target}" if target else "")


def date_dispute(topic: Topic, event: Event) -> Spans:
    """Say which other dates stand in the documents, and where; () when there are none."""
    spans: list[Span] = []
    for claim in topic.claims_about.get(event.id, ()):
        if claim.predicate != "date" or claim.date is None or claim.date.overlaps(event.date):
            continue
        standing = "refuted" if topic.status[claim.id] == "refuted" else "disputed"
        lead = " and: " if spans else "Date contested; also read: "
        spans.extend((f"{lead}{value_text(topic, claim)} ({standing})", *cite_claims(topic, [claim])))
    return tuple(spans)
