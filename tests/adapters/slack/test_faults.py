"""The real program when the network or Slack fails: nothing is silent, nothing twice, nothing lost."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.slack import make
from bot.app import App
from bot.config import Config
from bot.config.environment import Environment
from tests.adapters.slack.conftest import control, emulator, logged

pytestmark = [pytest.mark.emulator, pytest.mark.asyncio(loop_scope="module")]


async def a_timeline(slack: Any) -> dict[str, Any]:
    """Send a slash command; give what its sender sees."""
    return dict(await (await slack.command("/timeline")).message())


async def test_refusals_and_faults_of_slack_are_survived(slack: Any, bot_log: Callable[[], str]) -> None:
    """Rate limits and faults are waited out; a response_url that is no more is replaced by a message."""
    message = await a_timeline(slack)
    slack.fail("response_url", times=2, status=503)
    turned = await (await slack.click(message, control(message, "Page 2"))).message(15)
    assert turned["replace_original"]
    slack.fail("response_url", status=429, retry_after=1)
    assert (await (await slack.click(message, control(message, "Page 2"))).message(15))["replace_original"]
    slack.fail("chat.postMessage", status=429, retry_after=1)
    slack.fail("chat.postMessage", times=2, status=500)
    await slack.mention("timeline")
    await slack.until(
        lambda: any(c["method"] == "chat.postMessage" and c["response"].get("ok") for c in slack.calls), 15
    )
    slack.fail("response_url", status=404)
    await slack.click(message, control(message, "Page 2"))
    fallback = await slack.call("chat.postEphemeral")
    assert (fallback["args"]["channel"], fallback["args"]["user"]) == ("C1", "U1")
    assert "an answer was refused: status 404" in bot_log()


def posted(slack: Any) -> list[dict[str, Any]]:
    """Every attempt to post a message."""
    return [call for call in slack.calls if call["method"] == "chat.postMessage"]


async def test_an_error_of_slack_is_logged(slack: Any, bot_log: Callable[[], str]) -> None:
    """A message that Slack refuses for good leaves a line in the log, and no token in it."""
    slack.fail("chat.postMessage", error="channel_not_found")
    await slack.mention("timeline")
    await slack.call("chat.postMessage")
    await asyncio.sleep(0.2)
    log = bot_log()
    assert "chat_postMessage was refused: channel_not_found" in log
    assert "xoxb" not in log


async def test_a_cut_connection_is_back_within_two_seconds(by_socket: Any, tmp_path: Path) -> None:
    """A socket that is gone without a word is noticed and replaced."""
    async with emulator().Bot(logged(tmp_path / "log"), by_socket):
        await a_timeline(by_socket)
        await asyncio.sleep(1.2)
        by_socket.drop_sockets()
        cut = time.monotonic()
        await by_socket.until(lambda: by_socket.sockets, 10)
        took = time.monotonic() - cut
        assert (await a_timeline(by_socket))["text"]
    # Two seconds are promised (docs/slack.md); the rest is for a machine that is busy with other tests.
    assert took < 4


@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
async def test_nothing_is_lost_when_slack_recycles_a_connection(by_socket: Any, tmp_path: Path, reason: str) -> None:
    """Commands that arrive while the connection changes are all acknowledged, once."""
    async with emulator().Bot(logged(tmp_path / "log"), by_socket):
        await a_timeline(by_socket)
        asking = asyncio.create_task(steadily(by_socket))
        await by_socket.disconnect(reason, close_after=1)
        deliveries = await asking
    assert len(deliveries) > 100
    assert [delivery for delivery in deliveries if not delivery.ok] == []


async def steadily(slack: Any) -> list[Any]:
    """Send commands for two seconds, several at a time."""
    until = time.monotonic() + 2
    found: list[Any] = []

    async def one() -> None:
        while time.monotonic() < until:
            found.append(await slack.command("/timeline"))

    await asyncio.gather(*(one() for _ in range(5)))
    return found


async def test_a_stopping_bot_finishes_what_it_began(by_socket: Any, tmp_path: Path) -> None:
    """An answer that waits for Slack when the bot is told to stop still arrives."""
    async with emulator().Bot(logged(tmp_path / "log"), by_socket) as running:
        by_socket.fail("chat.postMessage", delay=1)
        await by_socket.mention("timeline")
        await asyncio.sleep(0.2)
        running.process.terminate()
        posted = await by_socket.call("chat.postMessage")
        assert posted["response"]["ok"]
        assert await running.process.wait() == 0


async def test_health_says_how_the_connection_stands(by_socket: Any, app: App) -> None:
    """Connected, cut, back again, moved; and when something arrived last."""
    settings = {name.lower(): value for name, value in by_socket.env().items()}
    adapter = make(app, Config.model_validate({}), Environment.model_validate(settings))
    assert adapter.health().connected is False
    running = asyncio.create_task(adapter.run())
    await by_socket.until(lambda: by_socket.sockets)
    await by_socket.command("/timeline")
    health = adapter.health()
    assert (health.connected, health.reconnects, health.last_event is not None) == (True, 0, True)
    await asyncio.sleep(1.1)
    by_socket.drop_sockets()
    await asyncio.sleep(0.1)
    assert adapter.health().connected is False
    await by_socket.until(lambda: by_socket.sockets, 10)
    await by_socket.disconnect("refresh_requested")
    await asyncio.sleep(0.2)
    assert (adapter.health().connected, adapter.health().reconnects, len(by_socket.sockets)) == (True, 2, 1)
    running.cancel()
    assert isinstance((await asyncio.gather(running, return_exceptions=True))[0], asyncio.CancelledError)
    assert by_socket.sockets == {}
