"""/edit, /add and /import: a moderator's own words for the files, as proposals with their diff."""

from __future__ import annotations

import re

from bot.commands.command import command
from bot.commands.context import Context
from bot.commands.edit_types import (
    AnyProposalParam,
    FileTextParam,
    GapParam,
    NewTextParam,
    RecordParam,
    RecordTextParam,
    SectionParam,
    SeenParam,
    TitleParam,
    drafted_new,
)
from bot.commands.form import LONGEST_FIELD
from bot.commands.proposals import MOST_PROBLEMS, view_blocks
from bot.commands.types import TOPIC
from bot.reply import Block, Button, Buttons, Call, Heading, Note, Reply

PLACEHOLDER = "new-id"
"""The id in a template whose title is not known yet."""


@command(
    "edit",
    "Edit a record; shows what changes before anything is written",
    examples=("/edit iran-strike",),
    audience="moderators",
    shared=(TOPIC,),
    waits=True,
)
async def edit(
    ctx: Context,
    record: RecordParam,
    text: RecordTextParam = "",
    seen: SeenParam = "",
    proposal: AnyProposalParam = None,
) -> Reply:
    """Make a proposal of the new text; without a text, say where the record stands."""
    found = record.record
    if not text and proposal is not None and ctx.desk.at_hand(proposal) is None:
        return await _judged(ctx, proposal)
    if not text:
        long = len(ctx.desk.draft(ctx.topic.id, found.section, found.id)[0])
        return _by_hand(ctx, found.id, f"{found.mark.file}, line {found.mark.line}", long=long)
    made = await ctx.desk.edit(
        ctx.topic.id, found.section, found.id, text=text, seen=seen, who=ctx.user.who, replaces=proposal
    )
    return await _judged(ctx, made.id)


@command(
    "add",
    "Add a record; shows what the checks say before anything is written",
    examples=('/add question title:"Who mediated?"',),
    audience="moderators",
    shared=(TOPIC,),
    waits=True,
)
async def add(
    ctx: Context,
    section: SectionParam,
    title: TitleParam,
    text: NewTextParam = "",
    gap: GapParam = None,
    proposal: AnyProposalParam = None,
) -> Reply:
    """Make a proposal of a new record, with an id made from its title."""
    from bot.editing.ids import new_id

    if not text and proposal is not None:
        return await _judged(ctx, proposal)
    id = new_id(ctx.topic, title)
    if not text:
        return _by_hand(ctx, id, "any *.yaml file of the topic", drafted_new(ctx, section, title))
    written = re.match(r"\s*(?:#.*\n\s*)*([^\s:#]+):", text)
    if written and written[1] != PLACEHOLDER:
        id = written[1]
    else:
        text = re.sub(rf"^(\s*){PLACEHOLDER}:", rf"\g<1>{id}:", text, count=1, flags=re.MULTILINE)
    made = await ctx.desk.add(ctx.topic.id, section, id, text=text, who=ctx.user.who, replaces=proposal)
    reply = await _judged(ctx, made.id)
    if gap is not None and reply.outcome == "answer":
        await ctx.desk.close_gap(gap)
    return reply


@command(
    "import",
    "Propose the records of a YAML file: new ones are added, known ones replaced",
    audience="moderators",
    shared=(TOPIC,),
    waits=True,
)
async def import_(ctx: Context, text: FileTextParam) -> Reply:
    """Read a file as it would stand in the topic's folder, and show what it changes."""
    made = await ctx.desk.take_in(ctx.topic.id, text=text, who=ctx.user.who)
    if not isinstance(made, list):
        return await _judged(ctx, made.id)
    notes = [
        Note(f"Line {problem.mark.line}, column {problem.mark.column}: {problem.text}", "warning")
        for problem in made[:MOST_PROBLEMS]
    ]
    return Reply((Heading("The file cannot be read", 1), *notes, Buttons((Button("Help", Call("help")),))), "usage")


async def _judged(ctx: Context, number: int) -> Reply:
    """Show a proposal; one that the checks refuse is kept, and mended with its button or in the form it came from."""
    view = await ctx.desk.view(number)
    return Reply(tuple(view_blocks(ctx, view)), "faulty" if view.problems else "answer")


def _by_hand(ctx: Context, id: str, where: str, draft: str = "", *, long: int = 0) -> Reply:
    """Where no form can be shown: how to do it with an editor."""
    form = "On Discord and Slack this command opens a form; here, use an editor"
    if long > LONGEST_FIELD:
        form = f"It has {long:,} characters and a form holds {LONGEST_FIELD:,}: edit the file by hand"
    blocks: list[Block] = [
        Heading(f"Editing {id}", 1),
        Note(f"{'It goes into' if draft else 'It stands in'} {where}. {form}."),
        *(Note(line) for line in draft.splitlines()),
        Note("Then run: explainer-bot check"),
        Buttons((Button("Proposals", ctx.call("review")),)),
    ]
    return Reply(tuple(blocks))
