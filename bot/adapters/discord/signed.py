"""Interactions over signed HTTP: Discord calls us, any number of us, and nothing is connected.

Discord signs the timestamp and the body with Ed25519 and keeps sending badly signed requests to see them refused:
they get 401. A good one gets 202 and is answered as any other interaction, by the callback address.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from aiohttp import web
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

PATH = "/discord/interactions"
PING, PONG = 1, {"type": 1}
LARGEST = 1 << 20
"""Bytes of a request; an interaction with a whole message in it takes some 20,000."""


class Endpoint:
    """The address that Discord calls."""

    def __init__(self) -> None:
        self._key: Ed25519PublicKey | None = None
        self._receive: Callable[[dict[str, Any]], None] | None = None

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
            kind = payload["type"]
        except (ValueError, KeyError, TypeError):
            return web.Response(status=400)
        if kind == PING:
            return web.json_response(PONG)
        self._receive(payload)
        return web.Response(status=202)
