"""Where one may go from a record: to what explains it, to a correction of it, to a vote on it."""

from __future__ import annotations

from bot.commands.context import Context
from bot.knowledge.model import Claim, Entity, Event, Record, Source
from bot.reply import Button, Call
from bot.reply.call import BUTTON_LENGTH


def call_for(ctx: Context, record: Record) -> Call:
    """The call that explains a record."""
    match record:
        case Entity():
            return ctx.call("who", entity=record.id)
        case Event():
            return ctx.call("event", event=record.id)
        case Claim():
            return ctx.call("trace", claim=record.id)
        case Source():
            return ctx.call("sources", subject=record.id)
        case _:
            return ctx.call("ask", question=record.id)


def correct(ctx: Context, record: str) -> tuple[Button, ...]:
    """The button under a reply about a record, where suggestions are remembered."""
    return (Button("Suggest a correction", ctx.call("suggest", record=record)),) if ctx.remembers else ()


def votes(ctx: Context, entry: str) -> tuple[Button, ...]:
    """The buttons under an answer, where votes are remembered."""
    if not ctx.remembers:
        return ()
    helpful = ctx.call("rate", entry=entry, vote="yes", at=ctx.topic.hash)
    # The longest ids of several topics leave no room for the version: then the one in service counts.
    at = {"at": ctx.topic.hash} if len(helpful.text()) <= BUTTON_LENGTH else {}
    return (
        Button("Helpful", ctx.call("rate", entry=entry, vote="yes", **at)),
        Button("Not helpful", ctx.call("rate", entry=entry, vote="no", **at)),
    )
