"""Interactions over signed HTTP: the same answers without a connection; what is not signed is refused."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.app import App
from tests.adapters.discord.rehearsal import pressable, rehearsal, texts

pytestmark = pytest.mark.emulator


@asynccontextmanager
async def called(app: App) -> AsyncIterator[tuple[Any, str]]:
    """Serve over HTTP, on a web server of the test's own; give the emulator and the address."""
    async with rehearsal(app, transport="http") as emulator:
        site = web.Application()
        site.add_routes(emulator.adapter.routes())
        runner = web.AppRunner(site)
        await runner.setup()
        try:
            tcp = web.TCPSite(runner, "127.0.0.1", 0)
            await tcp.start()
            host, port = runner.addresses[0]
            yield emulator, f"http://{host}:{port}/discord/interactions"
        finally:
            await runner.cleanup()


async def test_everything_works_without_a_connection(app: App) -> None:
    """Discord's pings are answered, bad signatures refused; commands, completion, pages and sharing go on as ever."""
    async with called(app) as (emulator, address):
        await emulator.register_endpoint(address)
        message = await (await emulator.slash("timeline")).message()
        assert "## Timeline" in texts(message)
        assert (await emulator.autocomplete("who", "entity", "jai"))[0]["value"] == "jaish-al-adl"
        turned = await emulator.click(message, "Page 2 of 3 ▶")
        assert (await turned.callback())["type"] == 7
        shared = await emulator.click(await turned.message(), "Share with channel")
        assert "Share with channel" not in pressable(await shared.followup())
        assert emulator.gateway_log == []
        assert emulator.adapter.health().connected


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({}, b"{}", 401),
        ({"X-Signature-Ed25519": "zz", "X-Signature-Timestamp": "1"}, b"{}", 401),
        ({"X-Signature-Ed25519": "00" * 64, "X-Signature-Timestamp": "1"}, b'{"type": 1}', 401),
        ({"X-Signature-Ed25519": "00" * 64}, b'{"type": 1}', 401),
        ({}, b"x" * ((1 << 20) + 1), 413),
    ],
)
async def test_what_is_not_signed_is_refused(app: App, headers: dict[str, str], body: bytes, status: int) -> None:
    """No signature, half of one, a wrong one, a flood: refused before anything is read from it."""
    async with (
        called(app) as (_, address),
        aiohttp.ClientSession() as http,
        http.post(address, data=BytesIO(body), headers=headers) as answer,
    ):
        assert answer.status == status


async def test_signed_nonsense_is_refused(app: App) -> None:
    """What is signed but no interaction gets a plain 400."""
    async with called(app) as (emulator, address), aiohttp.ClientSession() as http:
        for body in (b"nonsense", b"[]", b"{}"):
            signature = emulator.key.sign(b"1" + body).hex()
            headers = {"X-Signature-Ed25519": signature, "X-Signature-Timestamp": "1"}
            async with http.post(address, data=body, headers=headers) as answer:
                assert answer.status == 400
