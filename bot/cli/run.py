"""`explainer-bot run`: every platform that has a token, in one process, until told to stop."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from datetime import UTC, datetime

import bot
from bot.adapters import Adapter
from bot.app import App
from bot.config import Config
from bot.config.environment import Environment
from bot.errors import CannotStart
from bot.live import Live
from bot.log import set_up
from bot.service.ending import stop_on_signals
from bot.service.platform import Platform, serve_all
from bot.service.vitals import Figure, Vitals
from bot.service.web import listening

log = logging.getLogger(__name__)

USAGE = 2

Make = Callable[[App, Config, Environment], Adapter]


def serve(app: App, config: Config, environment: Environment, makers: Mapping[str, Make] | None = None) -> int:
    """Serve until SIGTERM or SIGINT; give the exit code: 0, or 2 if no platform takes us.

    Args:
        makers: how to make each platform's adapter; without it, those that have a token.
    """
    set_up(config.log.level, config.log.format, environment.secrets())
    makers = platforms_with_token(environment) if makers is None else makers
    try:
        return asyncio.run(_serve(app, config, environment, makers))
    except CannotStart as error:
        log.error("%s", error)
        return USAGE


def platforms_with_token(environment: Environment) -> dict[str, Make]:
    """List the platforms that have what they need, and say why the others are left out."""
    makers: dict[str, Make] = {}
    if environment.discord_token:
        from bot.adapters import discord

        makers["Discord"] = discord.make
    else:
        log.info("Discord is left out: DISCORD_TOKEN is not set")
    if environment.slack_bot_token or environment.slack_client_id:
        from bot.adapters import slack

        makers["Slack"] = slack.make
    else:
        log.info("Slack is left out: SLACK_BOT_TOKEN is not set")
    return makers


async def _serve(app: App, config: Config, environment: Environment, makers: Mapping[str, Make]) -> int:
    if not makers:
        raise CannotStart("No platform to serve: set DISCORD_TOKEN, or SLACK_BOT_TOKEN and SLACK_APP_TOKEN.")
    stop = stop_on_signals()
    platforms = [
        Platform(name, lambda make=make: make(app, config, environment))  # type: ignore[misc]  # a default binds it
        for name, make in makers.items()
    ]
    vitals = Vitals(app, platforms)
    # What is entered here is closed in the opposite order, after the platforms have ended.
    async with AsyncExitStack() as house:
        for platform in platforms:
            platform.prepare()
        ready(app)
        live = await house.enter_async_context(Live(app, config).following())
        vitals.figures.append(lambda: figures_of(live))
        port = config.http.port if environment.port is None else environment.port
        front = await house.enter_async_context(AsyncExitStack())
        await front.enter_async_context(listening(config.http, port, vitals))
        log.info(
            "explainer-bot %s serves %s",
            bot.__version__,
            " and ".join(platform.name for platform in platforms if not platform.refusal) or "nobody",
            extra={"knowledge": app.snapshot.knowledge.hash, "topics": len(app.snapshot.knowledge.topics)},
        )
        served = await serve_all(platforms, stop, front.aclose)
    if not served:
        raise CannotStart("No platform is left in service: mend what is said above and start again.")
    log.info("stopped")
    return 0


async def figures_of(live: Live) -> list[Figure]:
    """Say how the knowledge in service follows its files, for /metrics."""
    errors = len(live.errors)
    age = (datetime.now(UTC) - live.loaded_at).total_seconds()
    problems = "Problems of the knowledge files as they are now; with errors, an earlier state is in service"
    return [
        Figure("reloads", "How often another state was put in service", live.reloads, total=True),
        Figure("problems", problems, errors, (("severity", "error"),)),
        Figure("problems", problems, len(live.problems) - errors, (("severity", "warning"),)),
        Figure("knowledge_age_seconds", "Since the knowledge in service was put there", age),
    ]


def ready(app: App) -> None:
    """Build all indexes now, and tell the garbage collector that what was loaded stays (`gc.freeze`)."""
    app.snapshot.index.warm()
    gc.collect()
    gc.freeze()
