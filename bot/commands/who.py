"""/who: who or what something is, its other names and ties, and what each side says of it."""

from __future__ import annotations

from bot.commands.cards import line
from bot.commands.cite import cites, event_readings, prose_spans
from bot.commands.command import command
from bot.commands.context import Context
from bot.commands.lead import correct
from bot.commands.paging import paged
from bot.commands.types import TOPIC, EntityParam, PageParam
from bot.knowledge.model import Entity
from bot.knowledge.topic import Topic
from bot.reply import Block, Button, Buttons, Field, Fields, Heading, Items, Note, Paragraph, Reply

MAX_SPELLINGS = 6
"""Spellings shown; all of them are understood."""
LANGUAGES = {
    "fa": "Persian",
    "ur": "Urdu",
    "ar": "Arabic",
    "en": "English",
    "bal": "Balochi",
    "zh": "Chinese",
    "ru": "Russian",
}


@command(
    "who",
    "Who or what something is, in any spelling, and who says so",
    examples=("/who jaish-al-adl", "/who Army of Justice", "/who سلیمانی"),
    shared=(TOPIC,),
    pure=True,
)
async def who(ctx: Context, entity: EntityParam, page: PageParam = 1) -> Reply:
    """Roles and names with where they were read, then claims about it, then events."""
    record = entity.record
    blocks: list[Block] = [Heading(record.name, 1)]
    if entity.note:
        blocks.append(Note(f"{entity.note}."))
    if record.summary:
        blocks.append(Paragraph(prose_spans(ctx.topic, record.summary)))
    blocks.append(Fields(tuple(_fields(ctx.topic, record))))
    if names := _names(record):
        blocks.append(Note(names))
    about = ctx.topic.claims_about.get(record.id, ())
    said = ctx.topic.claims_by.get(record.id, ())
    events = ctx.topic.events_with.get(record.id, ())
    if about:
        blocks.append(Heading("What is said about it"))
        blocks.append(Items(tuple(line(ctx.topic, claim, of=record.id) for claim in about)))
    if said:
        blocks.append(
            Heading(f"What {record.name} says" if record.type == "person" else f"What is said by {record.name}")
        )
        blocks.append(Items(tuple(line(ctx.topic, claim, of=record.id) for claim in said)))
    if events:
        blocks.append(Heading("Events"))
        lines = [
            (f"{event.date.text}: {event.title} ", *cites(ctx.topic, event_readings(ctx.topic, event)))
            for event in events
        ]
        blocks.append(Items(tuple(lines)))
    blocks.append(Buttons(tuple(_buttons(ctx, record))))
    return Reply(
        paged(ctx, blocks, page, "who", entity=record.id),
        entities=(record.id, *record.not_to_be_confused_with),
        events=tuple(event.id for event in events),
        claims=tuple(claim.id for claim in (*about, *said)),
    )


def _fields(topic: Topic, record: Entity) -> list[Field]:
    here = cites(topic, record.read_in)
    fields = [Field("What", (record.type, *here))]
    for role in record.roles:
        of = f", {topic.name(role.of)}" if role.of and topic.name(role.of) not in role.role else ""
        doubt = f" (doubted: {role.because})" if role.because else ""
        fields.append(Field("Role", (f"{role.role}{of}{doubt} ", *cites(topic, role.read_in))))
    if record.speaks_for:
        fields.append(Field("Speaks for", (topic.name(record.speaks_for) + " ", *here)))
    for relation in record.relations:
        doubt = f" (doubted: {relation.because})" if relation.because else ""
        text = f"{relation.kind} {topic.name(relation.to)}{doubt} "
        fields.append(Field("Ties", (text, *cites(topic, relation.read_in))))
    where = [id for id in (record.within, record.country) if id]
    if where:
        fields.append(Field("Lies in", (topic.names(where) + " ", *here)))
    if record.not_to_be_confused_with:
        fields.append(Field("Not the same as", (topic.names(record.not_to_be_confused_with) + " ", *here)))
    return fields


def _names(record: Entity) -> str:
    """Other names, in the bot's own words: they serve finding, nobody claims them."""
    parts = []
    spelt = (*record.short, *record.also)
    if spelt:
        more = f" and {len(spelt) - MAX_SPELLINGS} more spellings" if len(spelt) > MAX_SPELLINGS else ""
        parts.append(f"Also written {', '.join(spelt[:MAX_SPELLINGS])}{more}.")
    if record.in_other_words:
        parts.append(f"Called {', '.join(record.in_other_words[:MAX_SPELLINGS])}.")
    if record.formerly:
        parts.append(f"Formerly {', '.join(record.formerly[:MAX_SPELLINGS])}.")
    parts.extend(f"In {LANGUAGES.get(code, code)}: {', '.join(names)}." for code, names in record.names.items())
    return " ".join(parts)


def _buttons(ctx: Context, record: Entity) -> list[Button]:
    buttons = [Button("Timeline", ctx.call("timeline", about=record.id))]
    buttons.append(Button("Who says what", ctx.call("sources", subject=record.id)))
    others = record.not_to_be_confused_with[:2]
    buttons.extend(Button(f"Not: {ctx.topic.name(other)}", ctx.call("who", entity=other)) for other in others)
    return [*buttons, *correct(ctx, record.id)]
