"""/status: how the knowledge stands, what waits, and how the bot is used."""

from __future__ import annotations

from bot.commands.command import command
from bot.commands.context import Context
from bot.commands.types import TOPIC
from bot.reply import Block, Button, Buttons, Heading, Note, Reply

MOST_PROBLEMS = 6
MOST_VOTES = 3
REVIEW = "review_is_made"
"""The check that says that a topic's review is due."""


@command(
    "status",
    "Health of the knowledge, what waits, and figures of use",
    examples=("/status",),
    audience="moderators",
    shared=(TOPIC,),
    waits=True,
)
async def status(ctx: Context) -> Reply:
    """Version and problems, proposals and gaps, votes and calls."""
    topic, desk = ctx.topic, ctx.desk
    loaded = await desk.check()
    errors = [problem for problem in loaded.problems if problem.severity == "error"]
    warnings = [problem for problem in loaded.problems if problem.severity != "error"]
    blocks: list[Block] = [
        Heading("Status", 1),
        Note(f"In service: {topic.header.title} ({topic.id}), version {topic.header.version}, hash {topic.hash}."),
    ]
    if errors:
        text = f"{_count(len(errors), 'error')} in the files: what was last right is served until they are mended."
        blocks.append(Note(text, "warning"))
        blocks.extend(Note(str(problem), "warning") for problem in errors[:MOST_PROBLEMS])
    elif loaded.knowledge is not None and loaded.knowledge.hash != ctx.snapshot.knowledge.hash:
        blocks.append(Note("The files are newer than what is served: they are being read.", "warning"))
    due = [problem for problem in warnings if problem.check == REVIEW]
    blocks.extend(Note(f"Review: {problem.text}", "warning") for problem in due)
    left = f", {len(loaded.accepted)} accepted with a reason" if loaded.accepted else ""
    blocks.append(Note(f"{_count(len(warnings), 'warning')} in the files{left}."))
    blocks.extend(Note(str(problem)) for problem in [one for one in warnings if one not in due][:MOST_PROBLEMS])
    figures = await desk.figures(topic.id)
    blocks.append(Heading("What waits"))
    blocks.append(Note(f"{_count(figures.proposals, 'proposal')} waiting for a decision."))
    gaps = f"{_count(figures.gaps, 'question')} found nothing." if figures.gaps else "Every question found something."
    blocks.append(Note(gaps))
    blocks.append(Heading("Use"))
    used = ", ".join(f"/{name} {count}" for name, count in sorted(ctx.used.items(), key=lambda item: -item[1]))
    blocks.append(Note(f"Calls since the start: {used or 'none yet'}."))
    votes = figures.votes[:MOST_VOTES]
    blocks.extend(
        Note(f"{one.entry}: helpful {one.helpful}, not helpful {one.not_helpful} (at {one.knowledge}).")
        for one in votes
    )
    if not votes:
        blocks.append(Note("Nobody has rated an answer yet."))
    blocks.append(
        Buttons(
            (
                Button("Proposals", ctx.call("review")),
                Button("Gaps", ctx.call("gaps")),
                Button("History", ctx.call("history")),
            )
        )
    )
    return Reply(tuple(blocks))


def _count(number: int, noun: str) -> str:
    return f"{number or 'No'} {noun}{'' if number == 1 else 's'}"
