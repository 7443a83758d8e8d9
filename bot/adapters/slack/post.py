"""What we send of our own accord: answers to a response_url, messages, views. Every failure is seen and logged.

Law: nothing that Slack waits for waits for this: what takes a request goes on after the acknowledgement.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from slack_sdk.webhook.async_client import AsyncWebhookClient

log = logging.getLogger(__name__)

WAITS = (0.5, 1.0, 2.0)
"""Seconds before an answer is sent again after a fault of Slack's."""

Method = Callable[..., Awaitable[AsyncSlackResponse]]

PATIENCE = 20.0
"""Seconds that work under way may go on after we are told to stop."""


def retries() -> list[AsyncRetryHandler]:
    """Try again after a lost connection, a rate limit (as long as Slack says) and a fault of Slack's."""
    return [
        AsyncConnectionErrorRetryHandler(max_retry_count=2),
        AsyncRateLimitErrorRetryHandler(max_retry_count=3),
        AsyncServerErrorRetryHandler(max_retry_count=3),
    ]


class Post:
    """One HTTP session for everything we send, and the work that goes on after an acknowledgement."""

    def __init__(self, client: AsyncWebClient, session: aiohttp.ClientSession) -> None:
        self.client = client
        self.session = session
        self._tasks: set[asyncio.Task[Any]] = set()

    def later(self, work: Coroutine[Any, Any, object]) -> None:
        """Do something after the acknowledgement; what goes wrong is logged."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    async def finish(self) -> None:
        """Wait for the work under way."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=PATIENCE)

    async def respond(self, url: str, message: dict[str, Any]) -> bool:
        """Answer to a response_url; whether Slack took it. It does not raise: Slack tells by status alone.

        The SDK waits out rate limits and lost connections here, but takes a fault of Slack's (5xx) for an answer.
        """
        webhook = AsyncWebhookClient(url, session=self.session, retry_handlers=retries())
        status, said = 0, ""
        for wait in (0.0, *WAITS):
            await asyncio.sleep(wait)
            try:
                answer = await webhook.send_dict(message)
            except (aiohttp.ClientError, TimeoutError) as error:
                log.warning("slack: an answer was not delivered: %s", type(error).__name__)
                return False
            status, said = answer.status_code, answer.body
            if status < 500:
                break
        if status != 200:
            log.warning("slack: an answer was refused: status %d, %s", status, said[:200])
        return status == 200

    async def call(
        self, method: Callable[..., Awaitable[AsyncSlackResponse]], **arguments: Any
    ) -> dict[str, Any] | None:
        """Call a method of the client; None if Slack refused or was not reached, which is logged."""
        try:
            answer = await method(**arguments)
        except SlackApiError as error:
            log.warning("slack: %s was refused: %s", method.__name__, code_of(error))
        except (aiohttp.ClientError, TimeoutError) as error:
            log.warning("slack: %s was not delivered: %s", method.__name__, type(error).__name__)
        else:
            return answer.data if isinstance(answer.data, dict) else {}
        return None

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("slack: work after an acknowledgement failed", exc_info=error)


def code_of(error: SlackApiError) -> str:
    """Slack's own word for what is wrong: `invalid_auth`, `channel_not_found`; else the HTTP status."""
    response = error.response
    if isinstance(response, AsyncSlackResponse) and isinstance(response.data, dict):
        return str(response.data.get("error", response.status_code))
    return f"status {response.status_code}" if isinstance(response, AsyncSlackResponse) else "unknown"
