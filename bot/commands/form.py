"""A form: what a call still needs, as fields a person fills in. Platforms draw it as a modal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.commands.command import Param
from bot.reply import Call

MOST_FIELDS = 5
"""Fields of one form: Discord's limit for a modal's components."""
LONGEST_FIELD = 3_000
"""Characters a field can hold: Slack's limit for a text input; Discord's is 4,000."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One field: the parameter it fills, and what stands in it at first."""

    name: str
    description: str
    required: bool
    long: bool = False
    completes: bool = False
    draft: str = ""
    free_text: bool = False
    """Any words will do; what completes then only helps."""


@dataclass(frozen=True, slots=True)
class Form:
    """What to ask, and the call that the answers complete."""

    title: str
    call: Call
    fields: tuple[FormField, ...]

    def filled(self, values: Mapping[str, str]) -> Call:
        """Give the call with what was typed; empty fields are left out."""
        typed = {name: value for name, value in values.items() if value.strip()}
        return Call(self.call.name, {**self.call.options, **typed}, self.call.words)


def field_of(param: Param, draft: str = "") -> FormField:
    """Make the field that asks for a parameter."""
    return FormField(
        param.name,
        param.description,
        param.required,
        param.type.long,
        param.type.completes,
        draft,
        param.type.free_text,
    )
