"""/accept, /reject and /rollback: the decisions, each also a button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.command import command
from bot.commands.context import Context
from bot.commands.edit_types import BecauseParam, ProposalParam, ReasonParam, RevisionParam
from bot.commands.lead import call_for
from bot.commands.proposals import diff_blocks, name_of
from bot.reply import Block, Button, Buttons, Call, Heading, Note, Reply

if TYPE_CHECKING:
    from bot.desk.view import Done


@command(
    "accept",
    "Accept a proposal: write it and answer from it",
    examples=("/accept 12",),
    audience="moderators",
    by_button=True,
    waits=True,
)
async def accept(ctx: Context, proposal: ProposalParam, because: BecauseParam = "") -> Reply:
    """Check it once more, write it, put it into the history."""
    done = await ctx.desk.accept(proposal, ctx.user.who, because)
    return _done(ctx, f"Proposal {proposal} is accepted", done)


@command(
    "rollback",
    "Take a revision back: the records are what they were before it",
    examples=("/rollback 7",),
    audience="moderators",
    by_button=True,
    waits=True,
)
async def rollback(ctx: Context, revision: RevisionParam, because: BecauseParam = "") -> Reply:
    """Write what stood there before; refused if the records were changed since."""
    done = await ctx.desk.roll_back(revision, ctx.user.who, because)
    return _done(ctx, f"Revision {revision} is taken back", done)


@command(
    "reject",
    "Decide against a proposal, with a reason",
    examples=('/reject 12 "No source says so."',),
    audience="moderators",
    by_button=True,
    waits=True,
)
async def reject(ctx: Context, proposal: ProposalParam, reason: ReasonParam) -> Reply:
    """Nothing is written; the proposer is told why."""
    one = await ctx.desk.reject(proposal, ctx.user.who, reason)
    ctx = ctx.within(one.topic)
    return Reply(
        (
            Heading(f"Proposal {proposal} is rejected", 1),
            Note(f"It was about {name_of(ctx, one.record)}. Who proposed it is told: {reason}"),
            Buttons((Button("All proposals", ctx.call("review")),)),
        )
    )


def _done(ctx: Context, title: str, done: Done) -> Reply:
    number, ctx = str(done.revision.id), ctx.within(done.revision.topic)
    blocks: list[Block] = [
        Heading(title, 1),
        Note(f"It is revision {number}. Answers come from it from now on."),
        *(Note(remark, "warning") for remark in done.remarks),
        *diff_blocks(ctx, done.diffs),
    ]
    if any(diff.section == "corrections" for diff in done.diffs):
        blocks.append(Note("Readers were told something else before: that stands under corrections now."))
    buttons = [Button("Take it back", Call("rollback", {"revision": number}, main="revision"))]
    records = [diff.record for diff in done.diffs if diff.section != "corrections"]
    if len(records) == 1 and (record := ctx.topic.record(records[0])) is not None:
        buttons.insert(0, Button("See it", call_for(ctx, record)))
        buttons.append(Button("Its history", ctx.call("history", record=records[0])))
    buttons.append(Button("All proposals", ctx.call("review")))
    blocks.append(Buttons(tuple(buttons)))
    return Reply(tuple(blocks))
