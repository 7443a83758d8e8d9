"""Slack: a first-class app made of Bolt, whose every answer comes from the handler layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.adapters import Adapter
from bot.app import App
from bot.config import Config
from bot.config.environment import Environment

if TYPE_CHECKING:
    from bot.adapters.slack.seen import Seen


def make(app: App, config: Config, environment: Environment, seen: Seen | None = None) -> Adapter:
    """Make the adapter; Bolt is imported only now.

    Args:
        app: what answers.
        config: read for the section `slack`.
        environment: read for tokens and addresses.
        seen: which events were handled already, shared where there are replicas; in memory without it.
    """
    from bot.adapters.slack.adapter import SlackAdapter

    return SlackAdapter(app, config, environment, seen)
