"""The Socket Mode connection: found broken within two seconds, and handed over without a gap.

Slack recycles connections and says so (`disconnect`: `warning`, `refresh_requested`). The SDK closes the old one
and opens another, and what was on its way is lost; here the new one is open before the old one is left, which
keeps receiving and acknowledging until Slack closes it.
"""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

import aiohttp
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

log = logging.getLogger(__name__)

PING = 1.0
"""Seconds between pings. The SDK's 10 take up to 10 seconds to see a cut; 1 takes one (research: measured)."""
DRAINING = 30.0
"""Seconds that a connection we left may stay open if Slack does not close it."""
REFRESH = frozenset({"warning", "refresh_requested"})
"""Reasons to move to another connection while this one still works."""


class Connection(SocketModeClient):
    """One connection; asked to move, it tells its owner instead of closing itself."""

    def __init__(self, owner: Sockets, **arguments: Any) -> None:
        super().__init__(**arguments)
        self._owner = owner

    async def connect(self) -> None:
        """Connect, for the first time or again."""
        await super().connect()  # type: ignore[no-untyped-call]  # the SDK gives it no types
        self._owner.connects += 1

    async def run_message_listeners(self, message: dict[str, Any], raw_message: str) -> None:
        """Handle one message from Slack."""
        if message.get("type") == "disconnect" and message.get("reason") in REFRESH:
            await self._owner.move(self)
            return
        await super().run_message_listeners(message, raw_message)


class Sockets:
    """The connection in service, and those that are being left."""

    def __init__(self, bolt: AsyncApp, client: AsyncWebClient, app_token: str) -> None:
        self._bolt = bolt
        self._client = client
        self._token = app_token
        self._leaving: set[asyncio.Task[None]] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._moving = asyncio.Lock()
        self.current: Connection | None = None
        self.connects = 0
        """How often a connection was made; the first is none too many."""

    async def open(self, url: str | None = None) -> None:
        """Open the first connection."""
        self.current = await self._connected(url)

    async def close(self) -> None:
        """Stop receiving; calls in flight still get their acknowledgement."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=3)
        for task in self._leaving:
            task.cancel()
        if self.current is not None:
            await self.current.close()  # type: ignore[no-untyped-call]  # the SDK gives it no types

    @property
    def connected(self) -> bool:
        """Whether Slack can reach us now."""
        return (
            self.current is not None
            and self.current.current_session is not None
            and not (self.current.current_session.closed or self.current.stale)
        )

    def made(self) -> Connection:
        """Make a connection that hands what it receives to Bolt; it is not open yet."""
        connection = Connection(
            self,
            app_token=self._token,
            logger=logging.getLogger("slack.socket"),
            web_client=self._client,
            ping_interval=PING,
        )
        connection.socket_mode_request_listeners.append(self._handle)
        return connection

    async def _connected(self, url: str | None = None) -> Connection:
        connection = self.made()
        connection.wss_uri = url
        await connection.connect()
        return connection

    async def _handle(self, client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            response = await run_async_bolt_app(self._bolt, request)
            if response.status == 200:
                await self._acknowledge(client, _envelope(request.envelope_id, response.body))
        finally:
            self._tasks.discard(task)

    async def _acknowledge(self, client: AsyncBaseSocketModeClient, text: str) -> None:
        """Send an acknowledgement where the request came from, and if that is being left also by the new connection.

        What is on its way to a connection that Slack closes at that moment is not read any more.
        """
        sent = False
        for one in dict.fromkeys((client, self.current)):
            try:
                if one is not None:
                    await one.send_message(text)
                    sent = True
            except (aiohttp.ClientError, ConnectionError) as error:
                log.info("slack: a connection closed before its acknowledgement: %s", type(error).__name__)
        if not sent:
            log.warning("slack: an acknowledgement was not sent")

    async def move(self, old: Connection) -> None:
        """Open another connection, then let the old one run dry."""
        async with self._moving:
            if old is not self.current:
                return
            self.current = await self._connected()
        log.info("slack: moved to another connection, as Slack asked")
        old.auto_reconnect_enabled = old.default_auto_reconnect_enabled = False
        task = asyncio.create_task(self._leave(old))
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)

    async def _leave(self, old: Connection) -> None:
        closed = asyncio.Event()

        async def on_close(_: aiohttp.WSMessage) -> None:
            closed.set()

        old.on_close_listeners.append(on_close)
        try:
            async with asyncio.timeout(DRAINING):
                await closed.wait()
        except TimeoutError:
            log.info("slack: Slack left the old connection open; it is closed now")
        finally:
            await old.close()  # type: ignore[no-untyped-call]  # the SDK gives it no types


def _envelope(id: str, body: str | None) -> str:
    """Write an acknowledgement. The body is JSON text already; Bolt's own way reads it and writes it again."""
    payload = f', "payload": {body}' if body and body.startswith("{") else ""
    return f'{{"envelope_id": {json.dumps(id)}{payload}}}'
