"""A form as a modal, and back: its id is the Call it completes, so that a submission needs no memory.

Only a call too long for an id (a message to check, with its text) waits in memory, for as long as such texts fit there.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import Any

import discord

from bot.adapters.discord.controls import call_id, short
from bot.commands.form import LONGEST_FIELD, Form, FormField
from bot.reply import Call, parse_call

LONGEST_TITLE = 45
"""Characters of a modal's title and of a field's label."""
LONGEST_DESCRIPTION = 100
HELD = "!held:"
MOST_HELD = 1_000

_held: OrderedDict[str, Call] = OrderedDict()


class FormModal(discord.ui.Modal):
    """A modal that nothing waits for: its submission says which Call it completes."""

    def is_finished(self) -> bool:
        """Keep the library from storing it."""
        return True


def modal_for(form: Form) -> FormModal:
    """Draw a form."""
    custom_id = call_id(form.call) or _hold(form.call)
    modal = FormModal(title=short(form.title, LONGEST_TITLE), custom_id=custom_id)
    for field in form.fields:
        modal.add_item(_label(field))
    return modal


def _label(field: FormField) -> discord.ui.Label[FormModal]:
    return discord.ui.Label(
        text=short(field.name.replace("_", " ").capitalize(), LONGEST_TITLE),
        description=short(field.description, LONGEST_DESCRIPTION),
        component=discord.ui.TextInput(
            custom_id=field.name,
            style=discord.TextStyle.paragraph if field.long else discord.TextStyle.short,
            default=field.draft[:LONGEST_FIELD] or None,
            required=field.required,
            max_length=LONGEST_FIELD,
        ),
    )


def _hold(call: Call) -> str:
    custom_id = f"{HELD}{os.urandom(16).hex()}"
    _held[custom_id] = call
    while len(_held) > MOST_HELD:
        _held.popitem(last=False)
    return custom_id


def submitted(data: Mapping[str, Any]) -> tuple[Call, dict[str, str]] | None:
    """Read the Call of a submission, and what was typed; None if its beginning is not remembered any more."""
    custom_id: str = data["custom_id"]
    call = _held.pop(custom_id, None) if custom_id.startswith(HELD) else parse_call(custom_id)
    if call is None:
        return None
    return call, dict(_values(data["components"]))


def _values(components: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, str]]:
    """Give the fields by name, whether Discord puts them in labels or in rows."""
    for component in components:
        if "component" in component:
            yield from _values([component["component"]])
        elif "components" in component:
            yield from _values(component["components"])
        elif "value" in component:
            yield component["custom_id"], component["value"]
