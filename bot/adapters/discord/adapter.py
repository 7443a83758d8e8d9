"""Discord in service: log in, register commands if they changed, stay connected, leave in order."""

from __future__ import annotations

import asyncio
import contextvars
import logging
import math
import time
from collections.abc import Sequence
from typing import Any

import discord
import yarl
from aiohttp.web import RouteDef
from discord.gateway import DiscordWebSocket
from discord.http import Route
from discord.webhook.async_ import async_context

from bot.adapters import Health
from bot.adapters.discord.client import Client
from bot.adapters.discord.register import Syncs, register
from bot.adapters.discord.responding import Responder
from bot.adapters.discord.shard import resume_after_outages
from bot.adapters.discord.signed import PATH, Answering, Endpoint
from bot.app import App
from bot.config import DiscordConfig
from bot.config.discord import read_shards
from bot.config.environment import Environment
from bot.errors import CannotStart

log = logging.getLogger(__name__)

LAST_WORDS = 5.0
"""Seconds that answers under way may take when we are told to stop."""

_CLOSED = {
    4004: "the token is not valid any more: make a new one and set DISCORD_TOKEN.",
    4010: "it does not know the shard: look at discord.shards.",
    4011: "the bot is in too many servers for so few shards: set discord.shards to auto, or to more.",
    4014: "an intent is not allowed; this bot asks for none.",
}


class DiscordAdapter:
    """The platform, for as long as it runs."""

    name = "discord"

    def __init__(self, app: App, config: DiscordConfig, environment: Environment, syncs: Syncs) -> None:
        self.app = app
        self.config = config
        self.syncs = syncs
        self.client: Client | None = None
        self.endpoint = Endpoint() if config.transport == "http" else None
        self._token = environment.discord_token.get_secret_value() if environment.discord_token else ""
        self._proxied = environment.discord_gateway is not None
        resume_after_outages()
        point(environment)
        hush()

    async def run(self) -> None:
        """Serve until cancelled, over the transport that was chosen."""
        async_context.set(Responder())  # type: ignore[no-untyped-call]  # discord.py's __init__ says nothing
        shards = read_shards(self.config.shards)
        self.client = client = Client(
            self.app, presence=self.config.presence, shard_ids=shards.ids, shard_count=shards.of
        )
        try:
            await log_in(client, self._token)
            await self._register(client)
            if self.endpoint is None:
                await self._connected(client)
            else:
                await self._called(client, self.endpoint)
        except asyncio.CancelledError:
            await client.idle(LAST_WORDS)
            raise
        finally:
            self.client = None
            await client.close()

    async def _register(self, client: Client) -> None:
        """Tell Discord of changed commands; if it will not hear, those it knows go on working."""
        assert client.application_id is not None
        try:
            if await register(client.tree, client.application_id, self.syncs):
                log.info("registered %d commands", len(client.tree.get_commands()))
        except discord.HTTPException as error:
            log.error("the commands could not be registered: Discord said %s, code %s", error.status, error.code)

    async def _connected(self, client: Client) -> None:
        if client.application is not None and (taken := client.application.interactions_endpoint_url):
            log.error(
                "Discord sends everything to %s: empty Interactions Endpoint URL, or set discord.transport to http",
                taken,
            )
        try:
            if self._proxied and read_shards(self.config.shards).of is None:
                # Asked by the library itself, Discord's answer would lead around the proxy.
                client.shard_count, *_ = await client.http.get_bot_gateway()
            await client.connect()
        except discord.ConnectionClosed as error:
            if error.code in _CLOSED:
                raise CannotStart(f"Discord closed the connection: {_CLOSED[error.code]}") from error
            raise ConnectionError(f"Discord closed the connection with code {error.code}") from error
        except discord.PrivilegedIntentsRequired as error:
            raise CannotStart(f"Discord closed the connection: {_CLOSED[4014]}") from error
        except discord.GatewayNotFound as error:
            raise ConnectionError("Discord does not say where its gateway is") from error

    async def _called(self, client: Client, endpoint: Endpoint) -> None:
        """Take what Discord posts, exactly as if it had come by the gateway."""
        assert client.application is not None
        async_context.set(Answering(endpoint))
        here = contextvars.copy_context()  # a web server's own does not know our Responder

        def receive(payload: dict[str, Any]) -> None:
            client.seen()
            here.run(client._connection.parse_interaction_create, payload)  # type: ignore[arg-type]  # one of its types

        endpoint.open(client.application.verify_key, receive)
        log.info("set Interactions Endpoint URL to this host's public address and %s", PATH)
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            endpoint.close()

    def health(self) -> Health:
        """Say how the connection stands: all shards of this process are open, or Discord may call us."""
        client = self.client
        if client is None or client.last_event is None:
            return Health(connected=False, detail="not connected yet")
        age = time.monotonic() - client.last_event
        if self.endpoint is not None:
            return Health(connected=True, detail="called over HTTP", last_event=age)
        closed = sorted(id for id, shard in client.shards.items() if shard.is_closed())
        wanted = len(client.shard_ids or range(client.shard_count or 1))
        if closed or len(client.shards) < wanted:
            waiting = ", ".join(map(str, closed)) or "not all"
            return Health(False, f"shards not connected: {waiting}", age, None, client.reconnects)
        latency = client.latency
        known = latency if math.isfinite(latency) else None
        return Health(True, f"{wanted} shard{'s' * (wanted != 1)}", age, known, client.reconnects)

    def routes(self) -> Sequence[RouteDef]:
        """Give the address for signed HTTP; none when we are connected by the gateway."""
        return self.endpoint.routes() if self.endpoint is not None else ()


async def log_in(client: Client, token: str) -> None:
    """Log in.

    Raises:
        CannotStart: Discord does not accept the token.
        OSError: Discord cannot be reached, or is not well.
    """
    try:
        await client.login(token)
    except (discord.LoginFailure, discord.Forbidden) as error:
        raise CannotStart(
            "Discord does not accept DISCORD_TOKEN: copy it anew from the developer portal, Bot → Reset Token."
        ) from error
    except discord.HTTPException as error:
        raise ConnectionError(f"Discord said {error.status} when we logged in") from error
    client.seen()


def point(environment: Environment) -> None:
    """Point the SDK at the addresses we were told: a proxy, or a stand-in for tests."""
    if environment.discord_api_base:
        Route.BASE = environment.discord_api_base.rstrip("/")
    if environment.discord_gateway:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(environment.discord_gateway)


def hush() -> None:
    """Keep the SDK's log from what nobody may read: at DEBUG it writes tokens of interactions and what people typed."""
    logging.getLogger("discord").setLevel(max(logging.INFO, logging.getLogger().level))
    for name in ("discord.client", "discord.state"):  # they warn of voice and of the intents that we do without
        logging.getLogger(name).setLevel(logging.ERROR)
