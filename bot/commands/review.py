"""/review: the queue of proposals, and one of them with what it would change."""

from __future__ import annotations

from bot.commands.command import command
from bot.commands.context import Context
from bot.commands.edit_types import AnyProposalParam
from bot.commands.paging import paged, pager
from bot.commands.proposals import KINDS, by, name_of, person_of, said, view_blocks, when
from bot.commands.types import TOPIC, PageParam
from bot.reply import Block, Button, Buttons, Call, Diff, Heading, Note, Reply

MOST_BUTTONS = 5
"""Proposals of a page that have a button: one row of them."""


@command(
    "review",
    "Proposals that wait for a decision",
    examples=("/review", "/review 12"),
    audience="moderators",
    shared=(TOPIC,),
    waits=True,
)
async def review(ctx: Context, proposal: AnyProposalParam = None, page: PageParam = 1) -> Reply:
    """The queue, the oldest first; or one proposal with its diff, what the checks say, and the decision."""
    if proposal is not None:
        blocks = view_blocks(ctx, await ctx.desk.view(proposal))
        return Reply(paged(ctx, blocks, page, "review", proposal=str(proposal)))
    waiting = await ctx.desk.waiting(ctx.topic.id)
    if not waiting:
        return Reply((Heading("Proposals", 1), Note("Nothing waits for a decision.")))
    start = min((page - 1) * MOST_BUTTONS, (len(waiting) - 1) // MOST_BUTTONS * MOST_BUTTONS)
    shown = waiting[start : start + MOST_BUTTONS]
    body: list[Block] = [Heading(f"Proposals: {len(waiting)} waiting", 1)]
    for one in shown:
        title = f"{one.id} · {name_of(ctx, one.record)} · {KINDS[one.kind].lower()} {when(one.at)} by {by(one.who)}"
        rows = said(one.wrong[:200], one.right[:200]) if one.wrong else ()
        body.append(Diff(title, rows, person_of(one.who)))
    buttons = tuple(
        Button(f"Look at {one.id}", Call("review", {"proposal": str(one.id)}, main="proposal")) for one in shown
    )
    turns = pager(ctx, start // MOST_BUTTONS + 1, -(-len(waiting) // MOST_BUTTONS), "review", {})
    return Reply((*body, *turns, Buttons(buttons)))
