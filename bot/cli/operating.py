"""Subcommands for whoever keeps the bot running; each one's work is in a file of its own."""

from __future__ import annotations

import os
import sys

import click

from bot.config import Config
from bot.config.environment import Environment, read_environment

USAGE = 2


@click.command()
@click.option("--alive", is_flag=True, help="Only whether the process answers, not whether platforms are connected.")
@click.pass_obj
def health(config: Config, alive: bool) -> None:
    """Ask the bot that runs on this machine how it is: 0 well, 1 not. For Docker's HEALTHCHECK."""
    from bot.cli.health import ask

    well, told = ask(config.http, environment().port, alive=alive)
    click.echo(told, err=not well)
    sys.exit(0 if well else 1)


def environment() -> Environment:
    """Read the environment; its faults end the program with code 2."""
    read = read_environment(os.environ)
    if isinstance(read, list):
        for problem in read:
            click.echo(str(problem), err=True)
        sys.exit(USAGE)
    return read


COMMANDS = (health,)
