"""Components that are drawn already, as the view that discord.py sends; and the shared copy of a message."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import discord

from bot.adapters.discord.controls import SHARE, Component
from bot.adapters.discord.layout import TEXT


class Drawn(discord.ui.LayoutView):
    """A layout of ready components. Nothing waits for its buttons: they are found by their ids (`press`)."""

    def __init__(self, components: list[Component]) -> None:
        super().__init__(timeout=None)
        self.components = components

    def to_components(self) -> list[dict[str, Any]]:
        """Give the components as they were drawn."""
        return self.components

    def has_components_v2(self) -> bool:
        """A layout always is Components V2."""
        return True

    def is_finished(self) -> bool:
        """Keep the library from storing the view: it would hold every message ever sent."""
        return True


def components_of(message: discord.Message) -> list[Component]:
    """Give the components of a message as they were sent."""
    return [component.to_dict() for component in message.components]  # type: ignore[misc]  # each is a plain object


def shared_copy(components: list[Component], user_id: int) -> list[Component]:
    """Give what a private message shows as a public one that says who shared it."""
    return [{"type": TEXT, "content": f"-# Shared by <@{user_id}>"}, *_without_share(components)]


def marked_shared(components: list[Component]) -> list[Component]:
    """Give the private message with its button spent."""
    return [_map_share(component) for component in components]


def _without_share(components: list[Component]) -> Iterator[Component]:
    for component in components:
        if component.get("custom_id") == SHARE:
            continue
        if "components" in component:
            inner = [*_without_share(component["components"])]
            if inner:
                yield {**component, "components": inner}
        else:
            yield component


def _map_share(component: Component) -> Component:
    if component.get("custom_id") == SHARE:
        return {**component, "label": "Shared", "disabled": True}
    if "components" in component:
        return {**component, "components": [_map_share(inner) for inner in component["components"]]}
    return component
