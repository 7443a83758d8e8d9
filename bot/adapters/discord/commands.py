"""The registry as native commands: typed options, autocomplete, message menus; usable in servers, DMs and by users.

Names and descriptions are `locale_str`s: a translator set on the tree localises them.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import locale_str

from bot.adapters.discord.asker import Interaction, user_of
from bot.adapters.discord.completing import Completions, choice_of
from bot.adapters.discord.controls import short
from bot.adapters.discord.exchange import ask
from bot.app import App
from bot.commands import Command
from bot.commands.command import Param
from bot.commands.types import PageType
from bot.reply import Call

LONGEST_DESCRIPTION = 100
LONGEST_MENU = 32
MOST_OPTIONS = 25
"""Of a command, and choices of an option."""
LAST_PAGE = 999_999
"""As far as a PageType reads."""

EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
SERVERS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
ANYBODY = app_commands.AppInstallationType(guild=True, user=True)
INVITED = app_commands.AppInstallationType(guild=True, user=False)


def native(
    app: App, commands: Mapping[str, Command]
) -> list[app_commands.Command[Any, ..., None] | app_commands.ContextMenu]:
    """Make the native form of every command that is typed, and of every entry in the menu of a message."""
    completions = Completions(app)
    slashes = [_slash(app, command, completions) for command in commands.values() if not command.by_button]
    menus = [_menu(app, command) for command in commands.values() if command.menu]
    return [*slashes, *menus]


def options(command: Command) -> list[Param]:
    """Give the parameters that stand as options: what is written at length is asked for in a form instead."""
    return [param for param in command.params if not _in_form(param)][:MOST_OPTIONS]


def _in_form(param: Param) -> bool:
    """Whether only a form fills it."""
    kind = param.type
    return kind.hidden or (kind.long and (param.required or kind.in_form == "always"))


def _slash(app: App, command: Command, completions: Completions) -> app_commands.Command[Any, ..., None]:
    params = options(command)
    names = {_python_name(param): param for param in params}

    async def callback(interaction: Interaction, **given: Any) -> None:
        arguments = {names[name].name: str(value) for name, value in given.items() if value is not None}
        await ask(interaction, app, Call(command.name, arguments))

    # discord.py reads options from a signature; this one is the registry's.
    callback.__signature__ = inspect.Signature(  # type: ignore[attr-defined]  # functions take any attribute
        [
            inspect.Parameter("interaction", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=discord.Interaction),
            *(_parameter(name, param) for name, param in names.items()),
        ]
    )
    app_commands.describe(
        **{name: locale_str(short(param.description, LONGEST_DESCRIPTION)) for name, param in names.items()}
    )(callback)
    app_commands.rename(**{name: locale_str(param.name) for name, param in names.items()})(callback)
    listed = {name: choices for name, param in names.items() if (choices := _closed(app, command, param))}
    app_commands.choices(**listed)(callback)
    completed = [name for name, param in names.items() if param.type.completes and name not in listed]
    app_commands.autocomplete(**{name: _completer(app, command, names[name], completions) for name in completed})(
        callback
    )
    moderators = command.audience == "moderators"
    if moderators:
        app_commands.default_permissions(manage_guild=True)(callback)
    return app_commands.Command(
        name=locale_str(command.name),
        description=locale_str(short(command.description, LONGEST_DESCRIPTION)),
        callback=callback,
        allowed_contexts=SERVERS if moderators else EVERYWHERE,
        allowed_installs=INVITED if moderators else ANYBODY,
    )


def _python_name(param: Param) -> str:
    """The handler's own name for it: `from` is a word of the language."""
    return param.keyword or param.name


def _parameter(name: str, param: Param) -> inspect.Parameter:
    kind: Any = app_commands.Range[int, 1, LAST_PAGE] if isinstance(param.type, PageType) else str
    default = inspect.Parameter.empty if param.required else None
    annotation = kind if param.required else kind | None
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)


def _completer(app: App, command: Command, param: Param, completions: Completions) -> Any:
    async def complete(interaction: Interaction, text: str) -> list[app_commands.Choice[str]]:
        topic = interaction.namespace.__dict__.get("topic")
        return completions.complete(command, param.name, text, topic, user_of(interaction, app))

    return complete


def _closed(app: App, command: Command, param: Param) -> list[app_commands.Choice[str]]:
    """Give all values of a closed sort, unless they are more than Discord lists; then they are completed."""
    values = app.complete(command.name, param.name, "") if param.type.closed else []
    return [choice_of(choice) for choice in values] if len(values) <= MOST_OPTIONS else []


def _menu(app: App, command: Command) -> app_commands.ContextMenu:
    async def callback(interaction: Interaction, message: discord.Message) -> None:
        await ask(interaction, app, Call(command.name, words=message.content))

    moderators = command.audience == "moderators"
    if moderators:
        app_commands.default_permissions(manage_guild=True)(callback)
    return app_commands.ContextMenu(
        name=locale_str(short(command.menu, LONGEST_MENU)),
        callback=callback,
        allowed_contexts=SERVERS if moderators else EVERYWHERE,
        allowed_installs=INVITED if moderators else ANYBODY,
    )
