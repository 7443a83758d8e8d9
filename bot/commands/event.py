"""/event: everything that is claimed about one event, matter by matter."""

from __future__ import annotations

from bot.commands.cards import card, line
from bot.commands.cite import cites, event_readings, unverified
from bot.commands.command import command
from bot.commands.context import Context
from bot.commands.lead import correct
from bot.commands.paging import paged
from bot.commands.timeline import date_dispute
from bot.commands.types import TOPIC, EventParam, PageParam
from bot.knowledge.comparison import Comparison
from bot.knowledge.model import Event
from bot.knowledge.quantity import Quantity
from bot.reply import Block, Button, Buttons, Field, Fields, Heading, Items, Note, Paragraph, Reply


@command(
    "event",
    "Everything claimed about one event, side by side",
    examples=("/event iran-strike", "/event kerman bombing"),
    shared=(TOPIC,),
    pure=True,
)
async def event(ctx: Context, event: EventParam, page: PageParam = 1) -> Reply:
    """What, when, where and who, then a card for each matter, disputed ones first."""
    record = event.record
    blocks: list[Block] = [Heading(record.title, 1)]
    if event.note:
        blocks.append(Note(f"{event.note}."))
    if unverified(ctx.topic, record):
        blocks.append(
            Note("Unverified: only material that is AI-written or graded unreliable speaks of it.", "warning")
        )
    if record.id not in ctx.topic.claims_about:
        blocks.append(Note("Nobody in our sources says anything about it."))
        blocks.append(Buttons((Button("Timeline", ctx.call("timeline")),)))
        return Reply(tuple(blocks), "not_covered", events=(record.id,))
    blocks.append(Fields(tuple(_fields(ctx, record))))
    if dispute := date_dispute(ctx.topic, record):
        blocks.append(Paragraph(dispute))
    found = (ctx.topic.comparison_of.get(claim.id) for claim in ctx.topic.claims_about[record.id])
    comparisons = sorted({id(each): each for each in found if each is not None}.values(), key=ctx.topic.rank)
    blocks.extend(card(ctx, comparison) for comparison in comparisons if _side_by_side(comparison))
    if alone := [comparison.claims[0] for comparison in comparisons if not _side_by_side(comparison)]:
        blocks.append(Heading("Also said"))
        blocks.append(Items(tuple(line(ctx.topic, claim, of=record.id) for claim in alone)))
    blocks.append(Buttons(tuple(_buttons(ctx, record))))
    return Reply(
        paged(ctx, blocks, page, "event", event=record.id),
        entities=tuple(dict.fromkeys((*record.place, *record.by, *record.said_to_target))),
        events=(record.id,),
        claims=tuple(claim.id for comparison in comparisons for claim in comparison.claims),
    )


def _side_by_side(comparison: Comparison) -> bool:
    """Whether a matter deserves a card: several accounts, or people counted."""
    return len(comparison.claims) > 1 or isinstance(comparison.claims[0].value, Quantity)


def _fields(ctx: Context, record: Event) -> list[Field]:
    here = cites(ctx.topic, event_readings(ctx.topic, record))
    when = f"{record.date.weekday} {record.date.text}" if record.date.weekday else record.date.text
    if record.ends:
        when = f"{when} to {record.ends.text}"
    fields = [Field("When", (f"{when}{f', {record.time}' if record.time else ''} ", *here))]
    for label, ids in (("Where", record.place), ("By", record.by), ("Said to target", record.said_to_target)):
        if ids:
            fields.append(Field(label, (ctx.topic.names(ids) + " ", *here)))
    for label, other in (("After", record.follows), ("Part of", record.part_of)):
        if other:
            fields.append(Field(label, (ctx.topic.events[other].title + " ", *here)))
    return fields


def _buttons(ctx: Context, record: Event) -> list[Button]:
    buttons = [Button("Timeline", ctx.call("timeline"))]
    actors = dict.fromkeys((*record.by, *record.said_to_target))
    buttons.extend(Button(ctx.topic.name(id), ctx.call("who", entity=id)) for id in actors)
    return [*buttons[:5], *correct(ctx, record.id)]
