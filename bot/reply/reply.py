"""An answer: what came of the call, its blocks, what it is about, and which knowledge gave it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

from bot.reply.blocks import Block, Button, Buttons, Card, Heading, Note, Pager, Timeline, cited
from bot.reply.call import Call
from bot.reply.citation import Citation, number_citations

Outcome = Literal["answer", "closest", "not_covered", "not_found", "usage", "faulty", "denied", "error"]


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which knowledge answered, so that a screenshot can be checked: topic, version, hash."""

    topic: str
    version: str
    hash: str


@dataclass(frozen=True)
class Reply:
    """One answer, the same on every platform.

    `entities`, `events` and `claims` are the ids it rests on or offers; `call` is filled in by the
    app, with the arguments as they were understood.
    """

    blocks: tuple[Block, ...]
    outcome: Outcome = "answer"
    entities: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    call: Call | None = None
    stamp: Stamp | None = None
    personal: bool = False
    """Holds what concerns the asker alone: it is not offered to be shown to others."""
    drawn: dict[Any, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What adapters made of this reply, each under a key of its own: a reply that is kept is drawn once."""

    @cached_property
    def numbers(self) -> dict[Citation, int]:
        """Every citation and its number, in order of first mention."""
        return number_citations([citation for block in self.blocks for citation in cited(block)])

    @property
    def calls(self) -> tuple[Call, ...]:
        """Every Call that can be pressed, in order."""
        found: list[Call | None] = []
        for block in self.blocks:
            match block:
                case Buttons(buttons):
                    found.extend(button.call for button in buttons)
                case Pager(previous=previous, next=following):
                    found.extend((previous, following))
                case Card(call=call):
                    found.append(call)
                case Timeline(entries):
                    found.extend(entry.call for entry in entries)
                case _:
                    continue
        return tuple(call for call in found if call is not None)

    def with_call(self, call: Call, stamp: Stamp | None) -> Reply:
        """Say what was asked and which knowledge answered."""
        return replace(self, call=call, stamp=self.stamp or stamp)


def notice(title: str, text: str, outcome: Outcome, buttons: tuple[Button, ...] = ()) -> Reply:
    """Make a reply that only speaks for the bot itself."""
    blocks: list[Block] = [Heading(title, 1), Note(text)]
    if buttons:
        blocks.append(Buttons(buttons))
    return Reply(tuple(blocks), outcome)
