"""`explainer-bot manifest`: what to paste at Slack."""

from __future__ import annotations

import sys

import click

from bot.cli.exits import USAGE
from bot.config import Config
from bot.errors import CannotStart


def show(config: Config, http: str) -> None:
    """Print the manifest: for signed HTTP at an address, or for Socket Mode if that is "".

    An address that Slack cannot call, or a name in the configuration that is no command's, ends in exit code 2.
    """
    if http and not http.startswith("https://"):
        click.echo(f"{http}: Slack calls nothing but https:// addresses", err=True)
        sys.exit(USAGE)
    from bot.adapters.slack.manifest import manifest
    from bot.commands import COMMANDS

    try:
        click.echo(manifest(config.slack, COMMANDS, http=http), nl=False)
    except CannotStart as error:
        click.echo(str(error), err=True)
        sys.exit(USAGE)
