"""`explainer-bot run`: every platform that has a token, in one process, until told to stop."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

import bot
from bot.adapters import Adapter
from bot.app import App
from bot.cli.exits import USAGE
from bot.config import Config
from bot.config.environment import Environment
from bot.errors import CannotStart
from bot.live import Live
from bot.log import set_up
from bot.service.ending import stop_on_signals
from bot.service.in_use import in_use
from bot.service.memory import figures, ping
from bot.service.platform import Platform, serve_all
from bot.service.shared import SharedSeen, SharedSyncs
from bot.service.vitals import Vitals
from bot.service.web import listening

log = logging.getLogger(__name__)

Make = Callable[[App, Config, Environment], Adapter]


def serve(app: App, config: Config, environment: Environment, makers: Mapping[str, Make] | None = None) -> int:
    """Serve until SIGTERM or SIGINT; give the exit code: 0, or 2 if no platform takes us.

    Args:
        makers: how to make each platform's adapter; without it, those that have a token.
    """
    set_up(config.log.level, config.log.format, environment.secrets())
    makers = platforms_with_token(app, environment) if makers is None else makers
    try:
        return asyncio.run(_serve(app, config, environment, makers))
    except CannotStart as error:
        log.error("%s", error)
        return USAGE


def platforms_with_token(app: App, environment: Environment) -> dict[str, Make]:
    """List the platforms that have what they need, and say why the others are left out.

    With PostgreSQL there may be other replicas: what must happen once over all of them is agreed on there.
    """
    makers: dict[str, Make] = {}
    url = environment.database_url.get_secret_value() if environment.database_url else ""
    shared = app.desk if url.startswith("postgres") else None
    if environment.discord_token:
        from bot.adapters import discord

        syncs = SharedSyncs(shared.store) if shared else None
        makers["Discord"] = partial(discord.make, syncs=syncs)
    else:
        log.info("Discord is left out: DISCORD_TOKEN is not set")
    if environment.slack_bot_token or environment.slack_client_id:
        from bot.adapters import slack
        from bot.adapters.slack.seen import SeenInMemory

        seen = SharedSeen(shared.store, "slack", SeenInMemory()) if shared else None
        makers["Slack"] = partial(slack.make, seen=seen)
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
        house.enter_context(in_use(Path(config.store.folder)))
        for platform in platforms:
            platform.prepare()
        ready(app)
        live = Live(app, config)
        await house.enter_async_context(live.following())
        vitals.figures.append(partial(figures, app.desk, live))
        if app.desk is not None:
            app.desk.reload = live.reload
            vitals.ping = partial(ping, app.desk)
        port = config.http.port if environment.port is None else environment.port
        front = await house.enter_async_context(AsyncExitStack())
        await front.enter_async_context(listening(config.http, port, vitals))
        if app.desk is not None:  # a database that does not answer takes its time: /healthz does not wait for it
            await house.enter_async_context(app.desk.kept())
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


def ready(app: App) -> None:
    """Build all indexes now, and tell the garbage collector that what was loaded stays (`gc.freeze`)."""
    app.snapshot.index.warm()
    gc.collect()
    gc.freeze()
