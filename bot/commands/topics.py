"""/topics: what there is to ask about."""

from __future__ import annotations

from bot.commands.command import command
from bot.commands.context import Context
from bot.reply import Button, Buttons, Call, Heading, Note, Reply


@command("topics", "What this bot knows about", pure=True)
async def topics(ctx: Context) -> Reply:
    """Each topic with its size and the day a person last went through it."""
    notes = []
    for topic in ctx.snapshot.knowledge.topics.values():
        reviewed = f", reviewed {topic.header.reviewed.text}" if topic.header.reviewed else ""
        read = sum(source.seen for source in topic.sources.values())
        size = f"{read} sources, {len(topic.events)} events, {len(topic.claims)} claims"
        notes.append(Note(f"{topic.header.title} ({topic.id}): {size}{reviewed}."))
    buttons = tuple(
        Button(topic.header.title, Call("timeline", {"topic": topic.id}))
        for topic in ctx.snapshot.knowledge.topics.values()
    )
    return Reply((Heading("Topics", 1), *notes, Buttons(buttons)))
