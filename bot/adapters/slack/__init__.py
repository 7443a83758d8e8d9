"""Slack: not served yet."""

from __future__ import annotations

from bot.adapters import Adapter
from bot.app import App
from bot.config import Config
from bot.config.environment import Environment
from bot.errors import CannotStart


def make(app: App, config: Config, environment: Environment) -> Adapter:  # noqa: ARG001 - read once it is served
    """Make the adapter.

    Raises:
        CannotStart: always, until this platform is served.
    """
    raise CannotStart("Slack is not served yet.")
