"""Buttons and selects: each carries its Call in its id, so that it works after a restart, on any process, for years."""

from __future__ import annotations

import logging
import re
from typing import Any

import discord

from bot.adapters.discord.asker import Interaction
from bot.adapters.discord.controls import PICK, SHARE
from bot.adapters.discord.drawn import Drawn, components_of, marked_shared, shared_copy
from bot.adapters.discord.exchange import LOST, ask, reason
from bot.reply import parse_call

log = logging.getLogger(__name__)


class Press(discord.ui.DynamicItem[discord.ui.Button[Any]], template=re.compile(r"[a-z].*", re.DOTALL)):
    """A button whose id is a Call."""

    @classmethod
    async def from_custom_id(  # type: ignore[override]  # the library's own examples narrow the item like this
        cls, _interaction: Interaction, item: discord.ui.Button[Any], _match: re.Match[str], /
    ) -> Press:
        """Take the button as it stands in the message."""
        return cls(item)

    async def callback(self, interaction: Interaction) -> None:
        """Answer its Call."""
        await ask(interaction, interaction.client.app, parse_call(self.custom_id), edit=is_askers(interaction))


class Pick(discord.ui.DynamicItem[discord.ui.Select[Any]], template=rf"{PICK}\d+"):
    """A select whose values are Calls."""

    @classmethod
    async def from_custom_id(  # type: ignore[override]  # likewise: narrowed to its component
        cls, _interaction: Interaction, item: discord.ui.Select[Any], _match: re.Match[str], /
    ) -> Pick:
        """Take the select as it stands in the message."""
        return cls(item)

    async def callback(self, interaction: Interaction) -> None:
        """Answer the Call that was chosen."""
        await ask(interaction, interaction.client.app, parse_call(self.item.values[0]), edit=is_askers(interaction))


class Share(discord.ui.DynamicItem[discord.ui.Button[Any]], template=SHARE):
    """Shows the channel what only the asker sees, as it was seen."""

    @classmethod
    async def from_custom_id(  # type: ignore[override]  # likewise: narrowed to its component
        cls, _interaction: Interaction, item: discord.ui.Button[Any], _match: re.Match[str], /
    ) -> Share:
        """Take the button as it stands in the message."""
        return cls(item)

    async def callback(self, interaction: Interaction) -> None:
        """Spend the button, then show the copy; if that fails, give the button back."""
        message = interaction.message
        if message is None:
            return
        components = components_of(message)
        try:
            await interaction.response.edit_message(view=Drawn(marked_shared(components)))
            try:
                await interaction.followup.send(view=Drawn(shared_copy(components, interaction.user.id)))
            except LOST:
                await interaction.edit_original_response(view=Drawn(components))
                raise
        except LOST as error:
            log.warning("a reply could not be shared: %s", reason(error))


def is_askers(interaction: Interaction) -> bool:
    """Whether whoever presses is the one whose call the message answers."""
    message = interaction.message
    asked = message.interaction_metadata if message is not None else None
    return asked is not None and asked.user.id == interaction.user.id
