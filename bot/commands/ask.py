"""/ask: an answer when a curated one fits, else the closest entries, else plainly nothing."""

from __future__ import annotations

from bot.commands.cards import FRAME, card, in_order, row_weight
from bot.commands.cite import feet, prose_spans
from bot.commands.command import command
from bot.commands.context import Context
from bot.commands.event import event
from bot.commands.help import help_
from bot.commands.lead import call_for, correct, votes
from bot.commands.timeline import timeline
from bot.commands.types import TOPIC, QuestionParam, label_of
from bot.commands.who import who
from bot.knowledge.comparison import Comparison
from bot.knowledge.fold import fold
from bot.knowledge.model import Question, Record
from bot.reply import Block, Button, Buttons, Call, Heading, Note, Paragraph, Reply
from bot.reply.pages import BUDGET, weigh, windows
from bot.search import Asked, Hit, Whole

MAX_CARDS = 2
"""Disagreement cards under an answer; the rest is one button away."""

GREETINGS = frozenset(
    ("hi", "hello", "hey", "hi there", "hello there", "help", "help me", "start", "salam", "salaam", "test")
)
"""What people write to a bot they do not know yet; it is no question that our sources leave open."""


@command(
    "ask",
    "Ask in plain words; the answer says who claims what",
    examples=("/ask how many people died in Pakistan's strike?", "/ask why did Iran strike"),
    shared=(TOPIC,),
)
async def ask(ctx: Context, question: QuestionParam) -> Reply:
    """Three tiers: answer, closest entries, not covered. No sentence is made up."""
    if (curated := ctx.topic.questions.get(question)) is not None:
        return answer(ctx, curated)
    if fold(question) in GREETINGS:
        _, reply = await help_.run(ctx, {})
        return reply
    asked = ctx.index.questions.ask(question)
    if asked.tier == "answer" and asked.question is not None:
        return answer(ctx, asked.question)
    if asked.tier == "answer" and asked.comparison is not None:
        return _assembled(ctx, asked.comparison)
    if asked.tier == "answer" and asked.whole is not None:
        return await _whole(ctx, asked.whole)
    near = asked.tier == "closest" and bool(asked.closest)
    if ctx.memory is not None:
        ctx.memory.missed(ctx.topic.id, question, closest=near)
    return _closest(ctx, asked) if near else _nothing(ctx, asked)


def answer(ctx: Context, question: Question) -> Reply:
    """A curated question: its cited answer, what is not known, and the disagreements it touches."""
    topic = ctx.topic
    blocks: list[Block] = [Heading(question.ask, 1)]
    claims: tuple[str, ...] = ()
    if question.answer is not None:
        blocks.append(Paragraph(prose_spans(topic, question.answer)))
        claims = question.answer.claims
    blocks.extend(Note(text) for text in unknowns(ctx, question))
    room = BUDGET - weigh(blocks)
    buttons = []
    for number, comparison in enumerate(_disputes(ctx, claims)):
        sides = card(ctx, comparison)
        room -= weigh([sides])
        if number < MAX_CARDS and room > 0:
            blocks.append(sides)
        else:
            buttons.append(_button(ctx, comparison))
    buttons.extend(_lead(ctx, record) for id in question.see_also if (record := topic.record(id)))
    buttons.extend(
        Button(other.ask, ctx.call("ask", question=other.id))
        for id in question.related
        if (other := topic.questions.get(id))
    )
    unique = {button.call.text(): button for button in buttons}
    leads = (*tuple(unique.values())[:5], *votes(ctx, question.id), *correct(ctx, question.id))
    if leads:
        blocks.append(Buttons(leads))
    return Reply(
        tuple(blocks),
        "answer" if question.answer is not None else "not_covered",
        entities=tuple(id for id in question.see_also if id in topic.entities),
        events=tuple(dict.fromkeys(topic.claims[id].about for id in claims if topic.claims[id].about in topic.events)),
        claims=claims,
    )


def _assembled(ctx: Context, comparison: Comparison) -> Reply:
    """No curated answer fits, but the matter is clear: what our sources claim on it, every side on one card."""
    topic, about = ctx.topic, comparison.matter.about
    claims = in_order(topic, comparison)
    starts = windows([row_weight(topic, claim) for claim in claims], feet(topic), BUDGET - FRAME)
    shown = claims[: starts[1]] if len(starts) > 1 else claims
    buttons = [Button("All that is said about it", ctx.call("sources", subject=about))]
    if (record := topic.record(about)) is not None:
        buttons.append(_lead(ctx, record))
    return Reply(
        (
            Heading("What our sources claim", 1),
            Note("Nobody has written an answer to this; these are the claims in our sources."),
            card(ctx, comparison, shown),
            Buttons(tuple(buttons)),
        ),
        entities=(about,) if about in topic.entities else (),
        events=(about,) if about in topic.events else (),
        claims=tuple(claim.id for claim in shown),
    )


async def _whole(ctx: Context, asked: Whole) -> Reply:
    """The page of the record that was asked for; of several events on one day, the timeline of that day."""
    if asked.entity is not None:
        _, reply = await who.run(ctx, {"entity": asked.entity})
    elif len(asked.events) == 1:
        _, reply = await event.run(ctx, {"event": asked.events[0]})
    else:
        assert asked.day is not None
        _, reply = await timeline.run(ctx, {"from": str(asked.day), "to": str(asked.day)})
    return reply


def unknowns(ctx: Context, question: Question) -> list[str]:
    """What the sources do not say, as the moderators listed it."""
    count = sum(source.seen for source in ctx.topic.sources.values())
    if not question.not_known:
        return []
    if question.answer is None:
        return [f"None of our {count} sources says this: {'; '.join(question.not_known)}."]
    return [f"Not said by any of our {count} sources: {'; '.join(question.not_known)}."]


def _disputes(ctx: Context, claims: tuple[str, ...]) -> list[Comparison]:
    found = {comparison.matter: comparison for comparison in map(ctx.topic.comparison_of.__getitem__, claims)}
    return [comparison for comparison in found.values() if comparison.disputed]


def _button(ctx: Context, comparison: Comparison) -> Button:
    return Button("More that is disputed", ctx.call("sources", subject=comparison.matter.about))


def _lead(ctx: Context, record: Record) -> Button:
    return Button(label_of(record), call_for(ctx, record))


def _closest(ctx: Context, asked: Asked) -> Reply:
    blocks: list[Block] = [Heading("I am not sure which you mean", 1), *_unknown_names(ctx, asked)]
    blocks.append(Note("These are the closest entries. Pick one, or ask in other words."))
    blocks.append(Buttons(tuple(_hit(ctx, hit) for hit in asked.closest)))
    return Reply(
        tuple(blocks),
        "closest",
        entities=tuple(hit.id for hit in asked.closest if hit.section == "entities"),
        events=tuple(hit.id for hit in asked.closest if hit.section == "events"),
        claims=tuple(hit.id for hit in asked.closest if hit.section == "claims"),
    )


def _hit(ctx: Context, hit: Hit) -> Button:
    record = ctx.topic.record(hit.id)
    assert record is not None
    return Button(hit.label, call_for(ctx, record))


def _unknown_names(ctx: Context, asked: Asked) -> list[Block]:
    return [Note(f"Our sources have nothing on “{name}”.", "warning") for name in asked.unknown]


def _nothing(ctx: Context, asked: Asked) -> Reply:
    count = sum(source.seen for source in ctx.topic.sources.values())
    blocks: list[Block] = [Heading("Not covered by these sources", 1), *_unknown_names(ctx, asked)]
    blocks.append(Note(f"Our {count} sources on “{ctx.topic.header.title}” do not say. Nothing is made up here."))
    blocks.append(
        Buttons(
            (
                Button("Timeline", ctx.call("timeline")),
                Button("All sources", ctx.call("sources")),
                Button("Help", Call("help")),
            )
        )
    )
    return Reply(tuple(blocks), "not_covered")
