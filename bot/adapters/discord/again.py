"""A form that was refused, opened again with what was typed: Discord closes a form whatever becomes of it.

Law: what was typed waits in memory, for as long as such texts fit there; a proposal that the checks refuse is kept for
good, and opens its form itself.
"""

from __future__ import annotations

import logging
import os
import re
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import discord

from bot.adapters.discord.asker import Interaction, user_of
from bot.adapters.discord.controls import BUTTON, PRIMARY, ROW, Component
from bot.adapters.discord.drawn import Drawn
from bot.adapters.discord.layout import draw
from bot.adapters.discord.modal import modal_for
from bot.app import App
from bot.commands import User
from bot.commands.form import Form, FormField
from bot.reply import Call, Reply
from bot.reply.reply import notice

log = logging.getLogger(__name__)

AGAIN = "!again:"
MENDABLE = frozenset({"usage", "not_found", "closest", "error"})
"""Outcomes after which the same words may do, once something else is mended."""
MOST_KEPT = 300
"""Forms, of 3,000 characters a field."""

_kept: OrderedDict[str, Typed] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Typed:
    """The call of a form, and what was typed into it."""

    call: Call
    values: Mapping[str, str]

    def form(self, app: App, user: User) -> Form:
        """Give the form as it was sent."""
        form = app.form(self.call, user)
        if form is None:  # what it was about is gone; the words are not
            fields = tuple(FormField(name, name, True, True, draft=text) for name, text in self.values.items())
            return Form(f"/{self.call.name}", self.call, fields)
        fields = tuple(replace(field, draft=self.values.get(field.name, field.draft)) for field in form.fields)
        return replace(form, fields=fields)


def way_back(typed: Typed | None, reply: Reply) -> list[Component]:
    """Give the row under a refused form that opens it again; none under an answer."""
    if typed is None or not any(typed.values.values()):
        return []
    again = any(call.name in {"edit", "add"} and "proposal" in call.options for call in reply.calls)
    if reply.outcome not in MENDABLE and (reply.outcome != "faulty" or again):
        return []
    custom_id = f"{AGAIN}{os.urandom(16).hex()}"
    _kept[custom_id] = typed
    while len(_kept) > MOST_KEPT:
        _kept.popitem(last=False)
    button = {"type": BUTTON, "style": PRIMARY, "label": "Back to the form", "custom_id": custom_id}
    return [{"type": ROW, "components": [button]}]


class Again(discord.ui.DynamicItem[discord.ui.Button[Any]], template=re.compile(rf"{AGAIN}[0-9a-f]+")):
    """Opens a form again."""

    @classmethod
    async def from_custom_id(  # type: ignore[override]  # the library's own examples narrow the item like this
        cls, _interaction: Interaction, item: discord.ui.Button[Any], _match: re.Match[str], /
    ) -> Again:
        """Take the button as it stands in the message."""
        return cls(item)

    async def callback(self, interaction: Interaction) -> None:
        """Show the form; it stays at hand, should it be closed by mistake."""
        from bot.adapters.discord.exchange import LOST, reason

        typed = _kept.get(self.custom_id)
        try:
            if typed is None:
                text = "What was typed is not remembered any more. Please start again."
                old = notice("This form is too old", text, "usage")
                await interaction.response.send_message(view=Drawn(draw(old)[0]), ephemeral=True)
                return
            app = interaction.client.app
            await interaction.response.send_modal(modal_for(typed.form(app, user_of(interaction, app))))
        except LOST as error:
            log.warning("an interaction was lost: %s", reason(error))
