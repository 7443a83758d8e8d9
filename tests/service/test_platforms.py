"""The real program with both real adapters, against the stand-ins of both platforms."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.emulators import ABSENT, there
from tests.service.platforms import Platforms
from tests.service.process import ROOT, Running, running
from tests.service.test_web import address, get

pytestmark = [
    pytest.mark.emulator,
    pytest.mark.skipif(not there(), reason=ABSENT),
]


@pytest.fixture
async def platforms() -> AsyncIterator[Platforms]:
    """A Discord and a Slack."""
    async with Platforms() as both:
        yield both


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the bot is started: with the shipped knowledge, and without a config file."""
    (tmp_path / "knowledge").symlink_to(ROOT / "knowledge")
    return tmp_path


async def ready(bot: Running, platforms: Platforms) -> str:
    """Wait until /readyz says so; give the address."""
    where = await asyncio.to_thread(address, bot)
    await platforms.discord.ready("who")
    await platforms.slack.until(lambda: platforms.slack.sockets, 20)
    text = ""
    for _ in range(200):
        status, text = await asyncio.to_thread(get, f"{where}/readyz")
        if status == 200:
            return where
        await asyncio.sleep(0.05)
    raise AssertionError(text)


async def test_one_process_serves_both(platforms: Platforms, folder: Path) -> None:
    """From the environment alone: both answer, /readyz and /metrics show both, SIGTERM ends it with 0."""
    with running("bot", "run", cwd=folder, env={**platforms.env(), "PORT": "0"}) as bot:
        where = await ready(bot, platforms)
        assert await platforms.ask_discord("who", entity="jaish-al-adl")
        assert await platforms.ask_slack("/sources", "casualties")
        _, text = await asyncio.to_thread(get, f"{where}/readyz")
        report = json.loads(text)
        assert {name: one["connected"] for name, one in report["platforms"].items()} == {"Discord": True, "Slack": True}
        _, figures = await asyncio.to_thread(get, f"{where}/metrics")
        for platform in ("discord", "slack"):
            assert f'explainer_platform_connected{{platform="{platform}"}} 1.0' in figures
            assert f'outcome="answer",platform="{platform}"' in figures
        code, seconds = await asyncio.to_thread(bot.stop)
        assert (code, seconds < 10) == (0, True), bot.output
        assert platforms.violations() == []
        assert "Traceback" not in bot.output


@pytest.mark.parametrize(
    ("wrong", "told"),
    [({"DISCORD_TOKEN": "wrong"}, "Discord is out of service"), ({"SLACK_BOT_TOKEN": "xoxb-wrong"}, "Slack is out of")],
)
async def test_a_wrong_token_stops_only_its_platform(
    platforms: Platforms, folder: Path, wrong: dict[str, str], told: str
) -> None:
    """One platform refuses our token: the log says so, the other one answers, the process stays."""
    with running("bot", "run", cwd=folder, env={**platforms.env(), **wrong, "PORT": "0"}) as bot:
        await asyncio.to_thread(bot.wait_for, told)
        if "SLACK_BOT_TOKEN" in wrong:
            await platforms.discord.ready("who")
            assert await platforms.ask_discord("who", entity="jaish-al-adl")
        else:
            await platforms.slack.until(lambda: platforms.slack.sockets, 20)
            assert await platforms.ask_slack("/sources", "casualties")
        assert (await asyncio.to_thread(bot.stop))[0] == 0


async def test_two_wrong_tokens_end_it(platforms: Platforms, folder: Path) -> None:
    """Both platforms refuse us: code 2, and no traceback."""
    wrong = {"DISCORD_TOKEN": "wrong", "SLACK_BOT_TOKEN": "xoxb-wrong"}
    with running("bot", "run", cwd=folder, env={**platforms.env(), **wrong}) as bot:
        assert await asyncio.to_thread(bot.process.wait, 30) == 2
        await asyncio.to_thread(bot.wait_for, "No platform is left in service")
        assert "Traceback" not in bot.output


async def test_a_config_file_start(platforms: Platforms, folder: Path) -> None:
    """Settings from a file, secrets from files beside it, the same answers."""
    secrets = folder / "secrets"
    secrets.mkdir()
    env = platforms.env()
    for name in [name for name in env if name.endswith(("TOKEN", "SECRET"))]:
        (secrets / name.lower()).write_text(env.pop(name) + "\n")
        env[f"{name}_FILE"] = str(secrets / name.lower())
    (folder / "config.yaml").write_text("log: {level: WARNING}\nhttp: {port: 0}\ndiscord: {presence: at work}\n")
    with running("bot", "run", cwd=folder, env=env) as bot:
        await platforms.discord.ready("who")
        await platforms.slack.until(lambda: platforms.slack.sockets, 20)
        assert await platforms.ask_discord("who", entity="jaish-al-adl")
        assert await platforms.ask_slack("/sources", "casualties")
        assert (await asyncio.to_thread(bot.stop))[0] == 0
        assert '"level": "info"' not in bot.output
        assert '"level": "error"' not in bot.output
