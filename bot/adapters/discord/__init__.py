"""Discord: slash commands, buttons and forms in; Components V2 out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.adapters import Adapter
from bot.app import App
from bot.config import Config
from bot.config.environment import Environment

if TYPE_CHECKING:
    from bot.adapters.discord.register import Syncs

SYNC_FILE = "discord-commands.json"
"""In the data folder: which commands are registered, unless the store remembers that."""


def make(app: App, config: Config, environment: Environment, syncs: Syncs | None = None) -> Adapter:
    """Make the adapter; `syncs` remembers which commands Discord was told of, in a file if not given."""
    from bot.adapters.discord.adapter import DiscordAdapter  # discord.py takes 0.4 s: only a platform in service pays
    from bot.adapters.discord.register import SyncFile

    return DiscordAdapter(app, config.discord, environment, syncs or SyncFile(Path(config.store.folder) / SYNC_FILE))


async def sync(app: App, config: Config, environment: Environment, *, server: int | None, clear: bool) -> str:
    """Register the commands now, or take a server's own away; give a sentence about what was done.

    Raises:
        CannotStart: the operator has to mend something.
        OSError: Discord cannot be reached.
    """
    from bot.adapters.discord.register import SyncFile
    from bot.adapters.discord.syncing import sync as told

    return await told(app, environment, SyncFile(Path(config.store.folder) / SYNC_FILE), server=server, clear=clear)
