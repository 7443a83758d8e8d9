"""Slack in service: Bolt over one socket (one workspace) or over signed HTTP (one workspace or many)."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from typing import Any

import aiohttp
from aiohttp.web import RouteDef
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters import Health
from bot.adapters.slack.desk import Desk
from bot.adapters.slack.listener import Listener
from bot.adapters.slack.people import People
from bot.adapters.slack.post import Post, retries
from bot.adapters.slack.seen import Seen, SeenInMemory
from bot.adapters.slack.sockets import Sockets
from bot.adapters.slack.start import Bot, verify_app, verify_bot
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
        self._environment = environment
        self._seen = seen or SeenInMemory()
        self._listener: Listener | None = None
        self._sockets: Sockets | None = None

    async def run(self) -> None:
        """Connect and serve until cancelled; what is under way is finished first.

        Raises:
            CannotStart: a token is missing or wrong, a scope is missing, or the clock is off.
        """
        environment = self._environment
        session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30))
        token = environment.slack_bot_token.get_secret_value() if environment.slack_bot_token else None
        client = AsyncWebClient(
            token=token,
            session=session,
            retry_handlers=retries(),
            logger=logging.getLogger("slack.web"),
            base_url=environment.slack_api_url or AsyncWebClient.BASE_URL,
        )
        post = Post(client, session)
        try:
            await self._serve(client, post)
        finally:
            if self._sockets is not None:
                await self._sockets.close()
            await post.finish()

    async def _serve(self, client: AsyncWebClient, post: Post) -> None:
        if self._environment.slack_app_token is None:
            raise CannotStart(
                "SLACK_APP_TOKEN is not set: make an app-level token with the scope connections:write "
                "(Basic Information, App-Level Tokens), or set SLACK_MODE=http."
            )
        app_token = self._environment.slack_app_token.get_secret_value()
        bot = await verify_bot(client, signed=False)
        url = await verify_app(client, app_token)
        bolt = AsyncApp(
            client=client,
            logger=logging.getLogger("slack.bolt"),
            process_before_response=True,
            authorize=OneWorkspace(bot, client.token or ""),
            request_verification_enabled=False,
            ssl_check_enabled=False,
        )
        desk = Desk(self._app, self._config, post, People(self._app, post), self._seen)
        self._listener = Listener(desk)
        bolt.middleware(self._listener)
        self._sockets = Sockets(bolt, app_token)
        await self._sockets.open(url)
        log.info("slack: connected by socket")
        await asyncio.Event().wait()

    def health(self) -> Health:
        """Say how the connection stands."""
        last = self._listener.last if self._listener else None
        since = None if last is None else time.monotonic() - last
        if self._sockets is None:
            return Health(False, "starting", since)
        return Health(self._sockets.connected, "socket", since, self._sockets.latency, max(self._sockets.reconnects, 0))

    def routes(self) -> Sequence[RouteDef]:
        """Give the addresses that Slack calls; none in Socket Mode."""
        return ()


class OneWorkspace(AsyncAuthorize):
    """Every request comes from the one workspace whose token we have."""

    def __init__(self, bot: Bot, token: str) -> None:
        self._result = AuthorizeResult(
            enterprise_id=None, team_id=bot.team, bot_user_id=bot.user, bot_id=bot.id, bot_token=token
        )

    async def __call__(self, *, context: AsyncBoltContext, **ids: Any) -> AuthorizeResult:  # noqa: ARG002 - Bolt's names
        """Say who we are."""
        return self._result
