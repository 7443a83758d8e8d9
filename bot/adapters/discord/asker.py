"""Who asks, and from where: what an interaction says about a person's rights and the place."""

from __future__ import annotations

from typing import Any

import discord

from bot.app import App
from bot.commands import User
from bot.reply import Reply
from bot.reply.reply import notice

PLATFORM = "discord"

Interaction = discord.Interaction[Any]


def user_of(interaction: Interaction, app: App) -> User:
    """Say who asks. A moderator may manage the server that invited the bot, or is named in the settings."""
    server = str(interaction.guild_id) if interaction.guild_id is not None else ""
    plain = User(str(interaction.user.id), platform=PLATFORM, server=server)
    # Whoever brought the bot along as a user manages perhaps the server, but not the bot.
    invited = interaction.is_guild_integration()
    manages = invited and (interaction.permissions.manage_guild or interaction.permissions.administrator)
    if manages or not {plain.id, *_roles(interaction)}.isdisjoint(app.server(plain).moderators):
        return User(plain.id, moderator=True, platform=PLATFORM, server=server)
    return plain


def _roles(interaction: Interaction) -> list[str]:
    # `roles` names only those of cached servers, and without the GUILDS intent none is cached.
    member = interaction.user
    return [str(role) for role in member._roles] if isinstance(member, discord.Member) else []


def is_direct(interaction: Interaction) -> bool:
    """Whether nobody but the asker and the bot can read the channel."""
    return interaction.guild_id is None and interaction.context.dm_channel


def elsewhere(interaction: Interaction, app: App, user: User) -> Reply | None:
    """Say where the bot may be asked, if it is not here; a thread counts as its channel."""
    channels = app.server(user).channels
    here = interaction.channel
    if not channels or not user.server or here is None:
        return None
    if {str(here.id), str(getattr(here, "parent_id", ""))}.isdisjoint(channels):
        return notice("Not in this channel", "Here I answer only in the channels that the moderators chose.", "denied")
    return None
