"""Subcommands for whoever keeps the bot running; each one's work is in a file of its own."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from bot.cli.exits import PROBLEMS, USAGE
from bot.config import Config
from bot.config.environment import Environment, read_environment
from bot.errors import CannotStart


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


@click.command()
@click.pass_obj
def doctor(config: Config) -> None:
    """Look at everything that has to be right before the bot can answer: 0 nothing is wrong, 1 something is."""
    import asyncio

    from bot.cli.doctor import examine

    async def look() -> bool:
        well = True
        async for finding in examine(config, environment()):
            click.echo(str(finding))
            well = well and finding.state != "wrong"
        return well

    sys.exit(0 if asyncio.run(look()) else PROBLEMS)


@click.command(name="backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--knowledge-only", is_flag=True, help="Without the database.")
@click.pass_obj
def backup_(config: Config, file: Path, knowledge_only: bool) -> None:
    """Write the database and the knowledge into FILE (.tar.gz). The bot may be running."""
    from bot.backup import backup

    try:
        manifest = backup(_kept(config, knowledge_only), file)
    except CannotStart as error:
        _refuse(error)
    click.echo(f"{file}: {_told(manifest)}; read back and compared.")


@click.command(name="restore")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--knowledge-only", is_flag=True, help="Without the database.")
@click.pass_obj
def restore_(config: Config, file: Path, knowledge_only: bool) -> None:
    """Put FILE, made by `backup`, in the place of what is there. Stop the bot first.

    What is there now is backed up to the data folder before.
    """
    from datetime import UTC, datetime

    from bot.backup import restore
    from bot.service.in_use import in_use

    folder = Path(config.store.folder)
    safe = folder / f"before-restore-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.tar.gz"
    try:
        with in_use(folder, alone=True):
            done = restore(_kept(config, knowledge_only), file, safe)
    except CannotStart as error:
        _refuse(error)
    if isinstance(done, list):
        for problem in done:
            click.echo(str(problem), err=True)
        click.echo("Nothing was restored: the knowledge in the backup has these problems.", err=True)
        sys.exit(PROBLEMS)
    click.echo(f"Restored {_told(done)}. What was there before: {safe}")


def _kept(config: Config, knowledge_only: bool) -> Any:
    from bot.backup import Kept
    from bot.store.database import address

    url = environment().database_url
    named = address(url.get_secret_value() if url else None, Path(config.store.folder))
    return Kept(Path(config.knowledge.folder), None if knowledge_only else named)


def _told(manifest: Any) -> str:
    database = f"database ({manifest.database})" if manifest.database else "no database"
    return f"knowledge {manifest.knowledge}, {database}, {len(manifest.files)} files of {manifest.made}"


def _refuse(error: CannotStart) -> NoReturn:
    click.echo(str(error), err=True)
    sys.exit(USAGE)


COMMANDS = (health, doctor, backup_, restore_)
