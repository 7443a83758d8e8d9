"""/rate: helpful or not."""

from __future__ import annotations

from typing import Annotated

from bot.commands.command import ParamType, command
from bot.commands.context import Choice, Context
from bot.commands.types import TOPIC
from bot.errors import UserError
from bot.reply import Button, Buttons, Call, Heading, Note, Reply

LONGEST_ENTRY = 40


class EntryType(ParamType[str]):
    """The entry that was read: a curated question, or what an answer was assembled about."""

    name = "entry"

    def convert(self, ctx: Context, text: str) -> str:
        """Take a record that is there."""
        if len(text) > LONGEST_ENTRY or ctx.topic.record(text) is None:
            raise UserError("That answer is not among ours any more.")
        return text


class VoteType(ParamType[bool]):
    """Helpful, or not."""

    name = "vote"
    completes = True

    def convert(self, ctx: Context, text: str) -> bool:
        """Read yes or no."""
        match text.casefold():
            case "yes" | "helpful" | "+":
                return True
            case "no" | "not helpful" | "-":
                return False
            case _:
                raise UserError("Say vote:yes or vote:no.")

    def write(self, value: bool) -> str:
        """Write yes or no."""
        return "yes" if value else "no"

    def complete(self, ctx: Context, text: str) -> list[Choice]:
        """Offer both."""
        return [Choice("yes", "helpful"), Choice("no", "not helpful")]


class VersionType(ParamType[str]):
    """The knowledge that answered, as its hash."""

    name = "at"

    def convert(self, ctx: Context, text: str) -> str:
        """Take twelve hexadecimal digits."""
        if len(text) != 12 or not set(text) <= set("0123456789abcdef"):
            raise UserError("'at' is the hash that stands under an answer.")
        return text


EntryParam = Annotated[str, EntryType(), "the answer, by the id of its entry"]
VoteParam = Annotated[bool, VoteType(), "yes for helpful, no for not helpful"]
VersionParam = Annotated[str, VersionType(), "the hash that stands under the answer"]


@command(
    "rate",
    "Say whether an answer was helpful",
    examples=("/rate kerman-who vote:yes",),
    shared=(TOPIC,),
    by_button=True,
    waits=True,
)
async def rate(ctx: Context, entry: EntryParam, vote: VoteParam, at: VersionParam = "") -> Reply:
    """Count it, once a person, without keeping who it was."""
    await ctx.desk.vote(ctx.topic.id, entry, at or ctx.topic.hash, who=ctx.user.who, helpful=vote)
    text = "Noted. It helps to know what works." if vote else "Noted. What would have helped? You can suggest it."
    buttons = [] if vote else [Button("Suggest a correction", ctx.call("suggest", record=entry))]
    return Reply((Heading("Thank you", 1), Note(text), Buttons((*buttons, Button("Help", Call("help"))))))
