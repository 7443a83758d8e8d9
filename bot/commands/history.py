"""/history: who changed what, when and why; and the button that takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.command import command
from bot.commands.context import Context
from bot.commands.edit_types import AnyRevisionParam, OneRecordParam
from bot.commands.paging import paged, windowed
from bot.commands.proposals import by, diff_blocks, name_of, when
from bot.commands.types import TOPIC, PageParam
from bot.errors import NotFound
from bot.reply import Block, Button, Buttons, Call, Diff, Heading, Note, Reply
from bot.reply.pages import Weight

if TYPE_CHECKING:
    from bot.store.records import Revision

MOST_BUTTONS = 5
"""Revisions of a page that have a button."""


@command(
    "history",
    "Who changed what, and when; take a change back",
    examples=("/history", "/history iran-strike", "/history revision:7"),
    audience="moderators",
    shared=(TOPIC,),
    waits=True,
)
async def history(
    ctx: Context, record: OneRecordParam = None, revision: AnyRevisionParam = None, page: PageParam = 1
) -> Reply:
    """Revisions, the newest first; or one with its diff."""
    if revision is not None:
        return await _one(ctx, revision, page)
    options = {"record": record.record.id} if record else {}
    found = await ctx.desk.history(ctx.topic.id, record.record.id if record else None)
    of = f" of {name_of(ctx, record.record.id)}" if record else ""
    if not found:
        return Reply((Heading(f"History{of}", 1), Note("Nothing has been changed through the bot yet.")))

    def draw(part: slice) -> list[Block]:
        shown = found[part]
        blocks: list[Block] = [Heading(f"History{of}", 1)]
        blocks.extend(Diff(_line(ctx, one), ()) for one in shown)
        latest = [
            Button(f"Look at {one.id}", Call("history", {"revision": str(one.id)})) for one in shown[:MOST_BUTTONS]
        ]
        return [*blocks, Buttons(tuple(latest))]

    weights = (Weight(len(_line(ctx, one)) + 60, ()) for one in found)
    return Reply(windowed(ctx, weights, draw, page, "history", **options))


async def _one(ctx: Context, number: int, page: int) -> Reply:
    from bot.desk.edits import diffs_of

    one = await ctx.desk.revision(number)
    if one is None or one.state != "done":
        raise NotFound(f"There is no revision {number}.", [Button("History", ctx.call("history"))])
    ctx = ctx.within(one.topic)
    blocks: list[Block] = [
        Heading(f"Revision {number}", 1),
        Note(f"{when(one.at)}, by {by(one.who)}. {one.why}"),
        *diff_blocks(ctx, diffs_of(one.changes)),
        Buttons(
            (
                Button("Take it back", Call("rollback", {"revision": str(number)}, main="revision")),
                Button("History", ctx.call("history")),
            )
        ),
    ]
    return Reply(paged(ctx, blocks, page, "history", revision=str(number)))


def _line(ctx: Context, one: Revision) -> str:
    records = list(dict.fromkeys(change.record for change in one.changes if change.section != "corrections"))
    named = ", ".join(name_of(ctx, id) for id in records[:3]) + (" and more" if len(records) > 3 else "")
    undoes = f" · takes back revision {one.undoes}" if one.undoes else ""
    return f"{one.id} · {when(one.at)} · {named} · by {by(one.who)}{undoes}"
