"""discord.py's client as this bot needs it: no intents, no cache, forms without memory, events counted."""

from __future__ import annotations

import asyncio
import gc
import logging
import time
from typing import Any

import discord
from discord import app_commands

from bot.adapters.discord.again import Again, Typed
from bot.adapters.discord.asker import Interaction
from bot.adapters.discord.commands import native
from bot.adapters.discord.drawn import Drawn
from bot.adapters.discord.exchange import LOST, ask, reason
from bot.adapters.discord.layout import draw
from bot.adapters.discord.modal import submitted
from bot.adapters.discord.press import Pick, Press, Share
from bot.app import App
from bot.commands.form import Form
from bot.reply.reply import notice

log = logging.getLogger(__name__)


class Tree(app_commands.CommandTree["Client"]):
    """The commands; a call to one that is gone is told so."""

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        """Say that the command is not known any more: Discord still shows what was registered before."""
        log.warning("a command was refused: %s", type(error).__name__)
        gone = notice("This command has changed", "Discord shows an older form of it. Try again in a minute.", "usage")
        try:
            if not interaction.response.is_done():
                await interaction.response.send_message(view=Drawn(draw(gone)[0]), ephemeral=True)
        except LOST as lost:
            log.warning("an interaction was lost: %s", reason(lost))


class Client(discord.AutoShardedClient):
    """One connection, or several shards of it."""

    def __init__(self, app: App, *, presence: str, **options: Any) -> None:
        super().__init__(
            intents=discord.Intents.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            allowed_mentions=discord.AllowedMentions.none(),
            activity=discord.CustomActivity(presence) if presence else None,
            **options,
        )
        self.app = app
        self.tree = Tree(self)
        for command in native(app, app.commands):
            self.tree.add_command(command)
        self.add_dynamic_items(Press, Pick, Share, Again)
        self.last_event: float | None = None
        """When something last arrived, on the monotonic clock."""
        self.reconnects = 0
        self.under_way: set[asyncio.Task[Any]] = set()
        """Answers that are being given."""

    def seen(self) -> None:
        """Note that something arrived."""
        self.last_event = time.monotonic()

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        """See every event pass; only forms are taken from here, so that no other answer pays for a task."""
        self.last_event = time.monotonic()
        match event:
            case "interaction":
                if args[0].type is discord.InteractionType.modal_submit:
                    super().dispatch(event, *args, **kwargs)
            case "ready":
                # What discord.py keeps of every server stays as long as we do: no collection need walk it again.
                gc.collect()
                gc.freeze()
            case "shard_disconnect":
                self.reconnects += 1
            case _:
                return

    async def idle(self, longest: float) -> None:
        """Wait until every answer under way is given, or for so many seconds."""
        if self.under_way:
            await asyncio.wait(self.under_way, timeout=longest)

    async def on_interaction(self, interaction: Interaction) -> None:
        """Answer a form: its id says which Call it completes."""
        found = submitted(interaction.data or {})
        if found is None:
            old = notice("This form is too old", "What it belonged to is not remembered. Please start again.", "usage")
            await interaction.response.send_message(view=Drawn(draw(old)[0]), ephemeral=True)
        else:
            call, values = found
            await ask(interaction, self.app, Form("", call, ()).filled(values), typed=Typed(call, values))
