"""/help: how to use the bot, made from the list of commands."""

from __future__ import annotations

from bot.commands.command import Command, command
from bot.commands.context import Context
from bot.commands.types import CommandParam
from bot.reply import Block, Button, Buttons, Call, Heading, Note, Reply, parse_call


@command("help", "How to use this bot", examples=("/help", "/help sources"))
async def help_(ctx: Context, command: CommandParam = None) -> Reply:
    """The commands that the asker may type, on one screen; or one command with its arguments and examples."""
    if command is not None:
        return _one(ctx.commands[command])
    blocks: list[Block] = [
        Heading("Help", 1),
        Note("Every statement here names who claims it and where we read it. Disagreements stand side by side."),
        Note("What is no command is a question. Names work in any spelling or script."),
    ]
    audiences = [("Commands", "everyone"), ("For moderators", "moderators")]
    for title, audience in audiences if ctx.user.moderator else audiences[:1]:
        listed = [known for known in ctx.commands.values() if known.audience == audience and not known.by_button]
        blocks.extend((Heading(title),) if listed else ())
        blocks.extend(Note(f"/{known.name}: {known.description}") for known in listed)
    blocks.append(Buttons(_examples(ctx)))
    return Reply(tuple(blocks))


def _one(known: Command) -> Reply:
    blocks: list[Block] = [Heading(f"/{known.name}", 1), Note(f"{known.description}.")]
    for number, param in enumerate(known.params):
        how = "typed right after the command" if number == 0 else f"{param.name}:…"
        need = "" if param.required else "; may be left out"
        blocks.append(Note(f"{param.name} ({how}{need}): {param.description}"))
    calls = [parse_call(example.removeprefix("/"), frozenset(known.option_names)) for example in known.examples]
    blocks.append(
        Buttons(
            (
                *(Button(example, call) for example, call in zip(known.examples, calls, strict=True)),
                Button("All commands", Call("help")),
            )
        )
    )
    return Reply(tuple(blocks))


def _examples(ctx: Context) -> tuple[Button, ...]:
    return tuple(
        Button(name, call)
        for name, call in (
            ("Timeline", ctx.call("timeline")),
            ("Who counted what", ctx.call("sources", subject="casualties")),
            ("All sources", ctx.call("sources")),
        )
    )
