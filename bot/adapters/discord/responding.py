"""The first response to an interaction: kept trying for as long as Discord waits for it, which is 3 seconds.

discord.py waits 1 s, then 3 s after a server error, and gives up at once when the connection drops; both lose the
interaction. Its own way stays for everything after the first response, where there are 15 minutes.
"""

from __future__ import annotations

import asyncio
import time
from typing import Any

import aiohttp
from discord import DiscordServerError, Forbidden, HTTPException, NotFound
from discord.http import Route, json_or_text
from discord.utils import _to_json
from discord.webhook.async_ import AsyncWebhookAdapter

BUDGET = 2.6
"""Seconds from the first attempt to the last; Discord waits 3, and some have passed on the way."""
ATTEMPT = 1.5
"""Seconds one attempt may take."""
PAUSES = (0.05, 0.15, 0.3, 0.6)
"""Seconds before each further attempt; Discord's own pause where it names one."""
ANSWERED = 40060
"""Discord's code for "already acknowledged": an attempt whose answer we never saw had arrived."""

BROKEN = (OSError, aiohttp.ClientError, asyncio.TimeoutError)


class Responder(AsyncWebhookAdapter):
    """discord.py's door to interactions, with patience where it has none."""

    async def create_interaction_response(
        self, interaction_id: int, token: str, *, session: aiohttp.ClientSession, params: Any, **proxy: Any
    ) -> Any:
        """Respond for the first time. Raises what the last attempt raised."""
        route = Route(
            "POST",
            "/interactions/{webhook_id}/{webhook_token}/callback",
            webhook_id=interaction_id,
            webhook_token=token,
        )
        body = _to_json(params.payload)
        end = time.monotonic() + BUDGET
        unsure = False
        for pause in (*PAUSES, None):
            left = end - time.monotonic()
            try:
                await self.send(session, route, body, min(ATTEMPT, left), proxy)
                break
            except HTTPException as error:
                if unsure and error.code == ANSWERED:
                    break
                wait = _wait(error, pause)
                unsure = unsure or error.status >= 500
                if wait is None or time.monotonic() + wait >= end:
                    raise
            except BROKEN:
                unsure = True
                wait = pause
                if wait is None or time.monotonic() + wait >= end:
                    raise
            await asyncio.sleep(wait)
        # All that discord.py reads of Discord's answer; the message itself is not asked for, nor parsed.
        return {"interaction": {"id": str(interaction_id), "type": 2}}

    async def send(
        self, session: aiohttp.ClientSession, route: Route, body: str, longest: float, proxy: dict[str, Any]
    ) -> None:
        """Make one attempt of so many seconds: the last hop."""
        headers = {"Content-Type": "application/json"}
        timeout = aiohttp.ClientTimeout(total=longest)
        async with session.post(route.url, data=body, headers=headers, timeout=timeout, **proxy) as response:
            if response.status < 300:
                return
            data = await json_or_text(response)
            errors = {403: Forbidden, 404: NotFound}
            if response.status >= 500:
                raise DiscordServerError(response, data)
            raise errors.get(response.status, HTTPException)(response, data)

    async def request(self, route: Route, session: aiohttp.ClientSession, **options: Any) -> Any:
        """Also try again when the connection drops during what may be said twice: edits, deletions, reading."""
        for pause in PAUSES if route.method != "POST" else ():
            try:
                return await super().request(route, session, **options)
            except BROKEN:
                await asyncio.sleep(pause)
        return await super().request(route, session, **options)


def _wait(error: HTTPException, pause: float | None) -> float | None:
    """Seconds to wait before the next attempt; None where it would change nothing."""
    if error.status >= 500:
        return pause
    if error.status == 429:
        try:
            return float(error.response.headers.get("Retry-After", ""))
        except ValueError:
            return pause
    return None
