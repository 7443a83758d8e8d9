"""/gaps and /alias: questions that found nothing, and the two ways to close one."""

from __future__ import annotations

from typing import Annotated

from bot.commands.command import command
from bot.commands.context import Context
from bot.commands.edit_types import NumberType
from bot.commands.paging import pager
from bot.commands.proposals import view_blocks, when
from bot.commands.types import TOPIC, Found, PageParam, RecordType, label_of
from bot.errors import NotFound
from bot.knowledge.model import Entity, Question
from bot.reply import Block, Button, Buttons, Heading, Note, Reply

A_PAGE = 3
"""Questions of a page: each has three buttons."""

_NAMED: RecordType[Entity | Question] = RecordType("record", ["entities", "questions"], {"entities": "who"})
DoneParam = Annotated[int | None, NumberType("question"), "drop this question: it needs no answer"]
GapNumber = Annotated[int, NumberType("question"), "the question that found nothing, by its number"]
AliasedParam = Annotated[Found[Entity | Question], _NAMED, "the question or name that it is another wording of"]


@command(
    "gaps",
    "Questions that found nothing, the most asked first",
    examples=("/gaps",),
    audience="moderators",
    shared=(TOPIC,),
    waits=True,
)
async def gaps(ctx: Context, done: DoneParam = None, page: PageParam = 1) -> Reply:
    """Each with how often it was asked, and what can be done about it. Nobody's name stands with them."""
    if done is not None:
        await ctx.desk.close_gap(done)
    found = await ctx.desk.gaps(ctx.topic.id)
    if not found:
        return Reply((Heading("Gaps", 1), Note("Every question has found something so far.")))
    pages = -(-len(found) // A_PAGE)
    page = min(page, pages)
    blocks: list[Block] = [Heading(f"Gaps: {len(found)} questions", 1)]
    buttons: list[Button] = []
    for gap in found[(page - 1) * A_PAGE : page * A_PAGE]:
        number = str(gap.id)
        times = "once" if gap.asked == 1 else f"{gap.asked} times"
        near = "; something near was offered" if gap.closest else ""
        blocks.append(Note(f"{gap.id}. “{gap.question}” asked {times}, last on {when(gap.last_at)}{near}."))
        buttons.append(Button(f"Write the answer to {number}", ctx.call("add", section="question", gap=number)))
        buttons.append(Button(f"Make {number} an alias", ctx.call("alias", gap=number)))
        buttons.append(Button(f"Drop {number}", ctx.call("gaps", done=number)))
    return Reply((*blocks, *pager(ctx, page, pages, "gaps", {}), Buttons(tuple(buttons))))


@command(
    "alias",
    "Make a question an alias: another wording of a curated question, or of a name",
    examples=("/alias 3 record:kerman-who",),
    audience="moderators",
    by_button=True,
    shared=(TOPIC,),
    waits=True,
)
async def alias(ctx: Context, gap: GapNumber, record: AliasedParam) -> Reply:
    """Propose the record with one more wording; it is accepted like any other edit."""
    from bot.desk.words import with_item

    found = await ctx.desk.gap(gap)
    if found is None:
        raise NotFound(f"There is no open question {gap}.", [Button("Gaps", ctx.call("gaps"))])
    one = record.record
    text, seen = ctx.desk.draft(ctx.topic.id, one.section, one.id)
    longer = with_item(text, "also_asked" if isinstance(one, Question) else "also", found.question)
    if longer is None:
        raise NotFound(f"The wordings of {label_of(one)} cannot be added to here: edit the file by hand.")
    made = await ctx.desk.edit(ctx.topic.id, one.section, one.id, text=longer, seen=seen, who=ctx.user.who)
    await ctx.desk.close_gap(gap)
    return Reply(tuple(view_blocks(ctx, await ctx.desk.view(made.id))))
