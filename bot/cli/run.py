"""`explainer-bot run`: every platform that has a token, in one process, until told to stop."""

from __future__ import annotations

import asyncio
import logging
import signal

from bot.adapters import Adapter
from bot.app import App
from bot.config import Config
from bot.config.environment import Environment
from bot.errors import CannotStart
from bot.log import set_up

log = logging.getLogger(__name__)

USAGE = 2


def serve(app: App, config: Config, environment: Environment) -> int:
    """Serve until SIGTERM or SIGINT; give the exit code."""
    set_up(config.log.level, config.log.format)
    try:
        return asyncio.run(_serve(adapters(app, config, environment)))
    except CannotStart as error:
        log.error("%s", error)
        return USAGE


def adapters(app: App, config: Config, environment: Environment) -> list[Adapter]:
    """Make the adapter of every platform that has what it needs, and say why the others are left out.

    Raises:
        CannotStart: no platform has a token.
    """
    made: list[Adapter] = []
    if environment.discord_token:
        from bot.adapters import discord

        made.append(discord.make(app, config, environment))
    else:
        log.info("Discord is left out: DISCORD_TOKEN is not set")
    if environment.slack_bot_token or environment.slack_client_id:
        from bot.adapters import slack

        made.append(slack.make(app, config, environment))
    else:
        log.info("Slack is left out: SLACK_BOT_TOKEN is not set")
    if not made:
        raise CannotStart("No platform to serve: set DISCORD_TOKEN, or SLACK_BOT_TOKEN and SLACK_APP_TOKEN.")
    return made


async def _serve(made: list[Adapter]) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    tasks = {asyncio.create_task(adapter.run(), name=adapter.name) for adapter in made}
    waiting = asyncio.create_task(stop.wait())
    await asyncio.wait({*tasks, waiting}, return_when=asyncio.FIRST_COMPLETED)
    for task in (*tasks, waiting):
        task.cancel()
    ended = await asyncio.gather(*tasks, return_exceptions=True)
    for result in ended:
        if isinstance(result, Exception):
            raise result
    return 0
