"""/suggest: anyone's correction, as a proposal."""

from __future__ import annotations

from bot.commands.command import command
from bot.commands.context import Context
from bot.commands.edit_types import LinkParam, RecordParam, RightParam, WrongParam
from bot.commands.proposals import name_of, said
from bot.commands.types import TOPIC
from bot.reply import Button, Buttons, Call, Diff, Heading, Note, Reply


@command(
    "suggest",
    "Suggest a correction; a moderator looks at it",
    examples=('/suggest iran-strike wrong:"16 January" right:"17 January" link:https://example.org',),
    shared=(TOPIC,),
    waits=True,
)
async def suggest(
    ctx: Context, record: RecordParam, wrong: WrongParam, right: RightParam, link: LinkParam = ""
) -> Reply:
    """Put it into the moderators' queue, and say what happens next."""
    user, found = ctx.user, record.record
    proposal = await ctx.desk.suggest(
        ctx.topic.id,
        found.section,
        found.id,
        wrong=wrong,
        right=right,
        link=link,
        who=user.who,
        trusted=user.moderator,
    )
    buttons = [Button("Help", Call("help"))]
    if user.moderator:
        buttons.insert(0, Button("Look at it", Call("review", {"proposal": str(proposal.id)}, main="proposal")))
    next_ = "A moderator will look at it. What they decide stands above your next answer here."
    return Reply(
        (
            Heading("Thank you", 1),
            Note(f"Your suggestion on {name_of(ctx, found.id)} is number {proposal.id}. {next_}"),
            Diff("In your words", said(wrong, right)),
            Buttons(tuple(buttons)),
        )
    )
