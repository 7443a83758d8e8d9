"""Completion while somebody types: what is typed by many is looked up once for each state of the knowledge."""

from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache

from discord import app_commands

from bot.adapters.discord.controls import short
from bot.app import App
from bot.commands import Choice, Command, User

LONGEST_CHOICE = 100
"""Characters of a choice's name and of its value."""
MOST_KEPT = 4_096
"""Lists of at most 25 choices that are kept; the one not asked for longest goes first."""
LONGEST_KEPT = 32
"""Characters of what was typed; longer texts seldom come twice."""

Choices = list[app_commands.Choice[str]]


class Completions:
    """The choices of one app; those of commands that depend on the knowledge alone are kept."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._snapshot: object = None
        self._kept: OrderedDict[tuple[str | None, ...], Choices] = OrderedDict()

    def complete(self, command: Command, param: str, text: str, topic: str | None, user: User) -> Choices:
        """Give the choices for what has been typed so far."""
        if not command.pure or len(text) > LONGEST_KEPT:
            return self._look_up(command, param, text, topic, user)
        if self._snapshot is not self._app.snapshot:
            self._snapshot = self._app.snapshot
            self._kept.clear()
        key = (command.name, param, text, topic, self._app.server(user).topic)
        kept = self._kept.get(key)
        if kept is None:
            kept = self._kept[key] = self._look_up(command, param, text, topic, user)
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return kept

    def _look_up(self, command: Command, param: str, text: str, topic: str | None, user: User) -> Choices:
        found = self._app.complete(command.name, param, text, topic=topic, user=user)
        return [choice_of(choice) for choice in found if choice.value]


@lru_cache(maxsize=8_192)  # names come up again with every letter typed
def choice_of(choice: Choice) -> app_commands.Choice[str]:
    """Make a choice native, within Discord's limits."""
    return app_commands.Choice(name=short(choice.label, LONGEST_CHOICE), value=choice.value[:LONGEST_CHOICE])
