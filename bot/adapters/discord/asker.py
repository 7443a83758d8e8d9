"""Who asks, and from where: what an interaction says about a person's rights and the place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import discord

from bot.app import App
from bot.commands import User
from bot.reply import Reply
from bot.reply.reply import notice

PLATFORM = "discord"
MANAGES = discord.Permissions(manage_guild=True, administrator=True).value

Interaction = discord.Interaction[Any]


def user_of(interaction: Interaction, app: App) -> User:
    """Say who asks. A moderator may manage the server that invited the bot, or is named in the settings."""
    server = str(interaction.guild_id) if interaction.guild_id is not None else ""
    # Whoever brought the bot along as a user manages perhaps the server, but not the bot.
    manages = bool(interaction.permissions.value & MANAGES) and interaction.is_guild_integration()
    user = User(str(interaction.user.id), manages, PLATFORM, server)
    if not manages and (named := app.server(user).moderators):
        return replace(user, moderator=not {user.id, *_roles(interaction)}.isdisjoint(named))
    return user


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
