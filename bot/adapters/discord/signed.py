"""Interactions over signed HTTP: Discord calls us, any number of us, and nothing is connected.

Discord signs the timestamp and the body with Ed25519 and keeps sending badly signed requests to see them refused:
they get 401. A good one is answered as any other interaction, by the callback address, and gets its 202 after that:
a replica that dies before has not taken it, and whatever stands in front can hand it to another one.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from typing import Any

from aiohttp import web
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bot.adapters.discord.responding import Responder

PATH = "/discord/interactions"
PING, PONG = 1, {"type": 1}
LARGEST = 1 << 20
"""Bytes of a request; an interaction with a whole message in it takes some 20,000."""
HELD = 2.0
"""Seconds that a request is kept waiting for the answer to be given; Discord waits 3."""


class Endpoint:
    """The address that Discord calls."""

    def __init__(self) -> None:
        self._key: Ed25519PublicKey | None = None
        self._receive: Callable[[dict[str, Any]], None] | None = None
        self._waiting: dict[int, asyncio.Event] = {}

    def open(self, verify_key: str, receive: Callable[[dict[str, Any]], None]) -> None:
        """Begin to serve: requests signed with the application's key are handed on."""
        self._key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(verify_key))
        self._receive = receive

    def close(self) -> None:
        """Stop serving."""
        self._receive = None

    def routes(self) -> Sequence[web.RouteDef]:
        """Give the address for a web server."""
        return (web.post(PATH, self.handle),)

    async def handle(self, request: web.Request) -> web.Response:
        """Check the signature, then take the interaction."""
        if self._key is None or self._receive is None:
            return web.Response(status=503)
        if (request.content_length or 0) > LARGEST:
            return web.Response(status=413)
        body = await request.read()
        try:
            signature = bytes.fromhex(request.headers["X-Signature-Ed25519"])
            self._key.verify(signature, request.headers["X-Signature-Timestamp"].encode() + body)
        except (InvalidSignature, KeyError, ValueError):
            return web.Response(status=401)
        try:
            payload = json.loads(body)
            kind, id = payload["type"], int(payload["id"])
        except (ValueError, KeyError, TypeError):
            return web.Response(status=400)
        if kind == PING:
            return web.json_response(PONG)
        self._waiting[id] = answered = asyncio.Event()
        try:
            self._receive(payload)
            async with asyncio.timeout(HELD):
                await answered.wait()
        except TimeoutError:
            pass  # it is still being tried, or failed and was logged
        finally:
            self._waiting.pop(id, None)
        return web.Response(status=202)

    def answered(self, id: int) -> None:
        """Let the request of an interaction go: its first response was given, or cannot be."""
        if (waiting := self._waiting.get(id)) is not None:
            waiting.set()


class Answering(Responder):
    """Tells the endpoint when a first response was given."""

    def __init__(self, endpoint: Endpoint) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # discord.py's says nothing
        self._endpoint = endpoint

    async def create_interaction_response(self, interaction_id: int, token: str, **options: Any) -> Any:
        """Respond as ever."""
        try:
            return await super().create_interaction_response(interaction_id, token, **options)
        finally:
            self._endpoint.answered(interaction_id)
