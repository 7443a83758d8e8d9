"""Slack in service: Bolt over one socket (one workspace) or over signed HTTP (one workspace or many)."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack

import aiohttp
from aiohttp.web import RouteDef
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters import Health
from bot.adapters.slack.build import bolt_of, client_of, flow_of
from bot.adapters.slack.desk import Desk
from bot.adapters.slack.installations import engine_of
from bot.adapters.slack.listener import Listener
from bot.adapters.slack.manifest import check_commands
from bot.adapters.slack.people import People
from bot.adapters.slack.post import Post
from bot.adapters.slack.seen import Seen, SeenInMemory
from bot.adapters.slack.sockets import Sockets
from bot.adapters.slack.start import verify_app, verify_bot
from bot.adapters.slack.web import Front
from bot.adapters.slack.workspaces import ManyWorkspaces, OneWorkspace
from bot.app import App
from bot.config import Config
from bot.config.environment import Environment
from bot.errors import CannotStart

log = logging.getLogger(__name__)


class SlackAdapter:
    """One workspace's or many workspaces' Slack."""

    name = "slack"

    def __init__(self, app: App, config: Config, environment: Environment, seen: Seen | None = None) -> None:
        self._app = app
        self._config = config.slack
        self._store = config.store
        self._environment = environment
        self._seen = seen or SeenInMemory()
        self._listener: Listener | None = None
        self._sockets: Sockets | None = None
        self._front = Front(oauth=environment.slack_bot_token is None) if environment.slack_mode == "http" else None
        _check(environment)
        check_commands(config.slack, app.commands)

    async def run(self) -> None:
        """Connect and serve until cancelled; what is under way is finished first.

        Raises:
            CannotStart: a token is wrong, a scope is missing, or the clock is off.
        """
        async with AsyncExitStack() as closing:
            session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30))
            closing.push_async_callback(session.close)
            client = client_of(self._environment, session)
            post = Post(client, session)
            closing.push_async_callback(post.finish)
            if self._front is None:
                await self._by_socket(client, post, closing)
            else:
                await self._by_http(client, post, self._front, closing)
            await asyncio.Event().wait()

    async def _by_socket(self, client: AsyncWebClient, post: Post, closing: AsyncExitStack) -> None:
        assert self._environment.slack_app_token is not None
        app_token = self._environment.slack_app_token.get_secret_value()
        bot = await verify_bot(client, signed=False)
        url = await verify_app(client, app_token)
        bolt = bolt_of(client, OneWorkspace(bot, client.token or ""), None, None)
        bolt.middleware(self._listening(post, None))
        self._sockets = Sockets(bolt, client, app_token)
        closing.push_async_callback(self._sockets.close)
        await self._sockets.open(url)
        log.info("slack: connected by socket")

    async def _by_http(self, client: AsyncWebClient, post: Post, front: Front, closing: AsyncExitStack) -> None:
        assert self._environment.slack_signing_secret is not None
        secret = self._environment.slack_signing_secret.get_secret_value()
        flow, many = None, None
        if client.token:
            bot = await verify_bot(client, signed=True)
            bolt = bolt_of(client, OneWorkspace(bot, client.token), secret, None)
        else:
            engine = engine_of(self._environment, self._store)
            closing.push_async_callback(engine.dispose)
            flow, many = await flow_of(self._environment, self._config, client, engine)
            bolt = bolt_of(client, many, secret, flow)
        bolt.middleware(self._listening(post, many))
        front.bolt, front.flow = bolt, flow
        log.info("slack: serves %s over HTTP", "one workspace" if many is None else "many workspaces")

    def _listening(self, post: Post, many: ManyWorkspaces | None) -> Listener:
        desk = Desk(self._app, self._config, post, People(self._app, post), self._seen)
        self._listener = Listener(desk, many)
        return self._listener

    def health(self) -> Health:
        """Say how the connection stands."""
        last = self._listener.last if self._listener else None
        since = None if last is None else time.monotonic() - last
        if self._front is not None:
            return Health(self._front.bolt is not None, "http", since)
        if self._sockets is None:
            return Health(False, "starting", since)
        return Health(self._sockets.connected, "socket", since, reconnects=max(self._sockets.connects - 1, 0))

    def routes(self) -> Sequence[RouteDef]:
        """Give the addresses that Slack calls; none in Socket Mode."""
        return self._front.routes() if self._front else ()


def _check(environment: Environment) -> None:
    """Look for what is missing before anything is asked of Slack.

    Raises:
        CannotStart: a token or a secret is not set.
    """
    if environment.slack_mode == "http":
        if environment.slack_signing_secret is None:
            raise CannotStart("SLACK_SIGNING_SECRET is not set: copy it from Basic Information, App Credentials.")
        return
    if environment.slack_bot_token is None:
        raise CannotStart("SLACK_BOT_TOKEN is not set: many workspaces (SLACK_CLIENT_ID) need SLACK_MODE=http.")
    if environment.slack_app_token is None:
        raise CannotStart(
            "SLACK_APP_TOKEN is not set: make an app-level token with the scope connections:write "
            "(Basic Information, App-Level Tokens), or set SLACK_MODE=http."
        )
