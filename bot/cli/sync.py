"""`explainer-bot sync`: tell Discord of the commands now, everywhere or in one server."""

from __future__ import annotations

import asyncio

import click

from bot.app import App
from bot.cli.exits import USAGE
from bot.config import Config
from bot.config.environment import Environment
from bot.errors import CannotStart


def sync(app: App, config: Config, environment: Environment, server: int | None, clear: bool) -> int:
    """Register or take away; say what was done, or what the operator has to mend. Gives the exit code."""
    from bot.adapters.discord import sync as told

    try:
        click.echo(asyncio.run(told(app, config, environment, server=server, clear=clear)))
    except CannotStart as error:
        click.echo(str(error), err=True)
        return USAGE
    except OSError as error:
        click.echo(f"Discord cannot be reached: {error}", err=True)
        return USAGE
    return 0
