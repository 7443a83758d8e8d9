"""/about: what this bot is, which knowledge it serves, and what it keeps of you."""

from __future__ import annotations

import bot
from bot.commands.command import command
from bot.commands.context import Context
from bot.reply import Button, Buttons, Call, Heading, Note, Reply

PRIVACY = (
    "Privacy: what you ask is answered and forgotten; a question that finds nothing is counted, without your name. "
    "A suggestion is kept with your id, so that you can be told of it. Logs hold the command's name, never your words."
)


@command("about", "What this bot is, its knowledge version, and your privacy", pure=True)
async def about(ctx: Context) -> Reply:
    """Version, knowledge hash, privacy."""
    topic = ctx.topic
    version = f"knowledge {topic.id}, version {topic.header.version}, hash {topic.hash}"
    counts = f"{len(topic.sources)} sources, {len(topic.claims)} claims, {len(topic.questions)} questions"
    corrections = f"{len(topic.corrections)} corrections so far." if topic.corrections else "No corrections so far."
    return Reply(
        (
            Heading("About this bot", 1),
            Note("Answers come from a knowledge base that people curate; no language model writes them."),
            Note(f"explainer-bot {bot.__version__}; {version}: {counts}."),
            Note(corrections),
            Note(PRIVACY),
            Buttons(
                (Button("Topics", Call("topics")), Button("Sources", ctx.call("sources")), Button("Help", Call("help")))
            ),
        )
    )
