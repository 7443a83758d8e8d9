"""What an operator is told when Slack cannot be served: the real program, against a Slack that refuses."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from email.utils import formatdate
from pathlib import Path
from time import time
from typing import Any

import pytest
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack import make
from bot.adapters.slack.manifest import SCOPES
from bot.adapters.slack.start import verify_app, verify_bot
from bot.app import App
from bot.config import Config
from bot.config.environment import Environment
from bot.errors import CannotStart
from tests.adapters.slack.conftest import ROOT

GOOD = {"ok": True, "team_id": "T1", "user_id": "U1", "bot_id": "B1", "url": "ws://127.0.0.1:1/"}
ALL = ",".join(scope for scope, _ in SCOPES)


@asynccontextmanager
async def slack(answer: dict[str, Any], headers: dict[str, str] | None = None) -> AsyncIterator[AsyncWebClient]:
    """A Slack that gives one answer to everything."""

    async def every(_: web.Request) -> web.Response:
        return web.json_response(answer, headers=headers or {})

    application = web.Application()
    application.add_routes([web.post("/api/{method}", every)])
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    yield AsyncWebClient(token="xoxb-1", base_url=f"http://127.0.0.1:{port}/api/")
    await runner.cleanup()


async def by_bot(client: AsyncWebClient) -> object:
    """Verify the bot token, for signed HTTP."""
    return await verify_bot(client, signed=True)


async def by_app(client: AsyncWebClient) -> object:
    """Verify the app token."""
    return await verify_app(client, "xapp-1")


@pytest.mark.parametrize(
    ("verify", "answer", "headers", "text"),
    [
        (by_bot, {"ok": False, "error": "invalid_auth"}, {}, "Slack refuses SLACK_BOT_TOKEN (invalid_auth): copy"),
        (by_bot, {"ok": False, "error": "not_allowed_token_type"}, {}, "SLACK_BOT_TOKEN holds the wrong kind of token"),
        (by_bot, {**GOOD, "bot_id": None}, {}, "SLACK_BOT_TOKEN is no bot's token"),
        (by_bot, GOOD, {"x-oauth-scopes": "commands,chat:write"}, "app_mentions:read, im:history, users:read: paste"),
        (by_bot, GOOD, {"Date": formatdate(time() - 900, usegmt=True)}, "seconds ahead of Slack's: every signed"),
        (by_bot, GOOD, {"Date": formatdate(time() + 900, usegmt=True)}, "seconds behind Slack's: every signed"),
        (by_app, {"ok": False, "error": "invalid_auth"}, {}, "Slack refuses SLACK_APP_TOKEN (invalid_auth): copy"),
        (by_app, {"ok": False, "error": "missing_scope"}, {}, "SLACK_APP_TOKEN lacks a scope"),
        (by_app, {"ok": False, "error": "forbidden_team"}, {}, "Socket Mode is off"),
    ],
)
async def test_what_is_wrong_is_said(
    verify: Callable[[AsyncWebClient], Awaitable[object]], answer: dict[str, Any], headers: dict[str, str], text: str
) -> None:
    """Each refusal names the variable and what to do, and holds no token."""
    async with slack(answer, headers) as client:
        with pytest.raises(CannotStart) as refused:
            await verify(client)
    assert text in str(refused.value)
    assert "xoxb-1" not in str(refused.value)


async def test_a_good_token_is_taken() -> None:
    """With every scope and a clock that is right; over a socket a clock that is wrong is only logged."""
    async with slack(GOOD, {"x-oauth-scopes": f"{ALL},files:read"}) as client:
        assert (await verify_bot(client, signed=True)).team == "T1"
    async with slack(GOOD, {"Date": formatdate(time() - 900, usegmt=True)}) as client:
        assert (await verify_bot(client, signed=False)).id == "B1"


@pytest.mark.parametrize(
    ("environment", "text"),
    [
        ({"slack_bot_token": "xoxb-1"}, "SLACK_APP_TOKEN is not set: make an app-level token"),
        (
            {"slack_client_id": "1.2"},
            "SLACK_BOT_TOKEN is not set: many workspaces (SLACK_CLIENT_ID) need",
        ),
        ({"slack_bot_token": "xoxb-1", "slack_mode": "http"}, "SLACK_SIGNING_SECRET is not set"),
    ],
)
def test_what_is_missing_is_said(app: App, environment: dict[str, str], text: str) -> None:
    """Before Slack is asked anything."""
    with pytest.raises(CannotStart, match=text.replace("(", r"\(").replace(")", r"\)")):
        make(app, Config.model_validate({}), Environment.model_validate(environment))


def test_a_slash_command_must_run_something(app: App) -> None:
    """A name in the settings that is no command's is refused, with those there are."""
    config = Config.model_validate({"slack": {"commands": {"when": "timelime"}}})
    environment = Environment.model_validate({"slack_bot_token": "xoxb-1", "slack_app_token": "xapp-1"})
    with pytest.raises(CannotStart, match="'when' runs 'timelime', but there is only: timeline, who"):
        make(app, config, environment)


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"SLACK_CLIENT_SECRET": ""}, "set SLACK_CLIENT_ID and SLACK_CLIENT_SECRET"),
        ({}, "SLACK_ENCRYPTION_KEY is not set"),
        ({"SLACK_ENCRYPTION_KEY": "short"}, "SLACK_ENCRYPTION_KEY is no Fernet key"),
    ],
)
async def test_the_program_ends_with_2(tmp_path: Path, more: dict[str, str], text: str) -> None:
    """One clear line, and the exit code for a wrong configuration."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("SLACK", "DISCORD"))}
    environment |= {"SLACK_MODE": "http", "SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "x", "PORT": "0"}
    environment |= {"SLACK_SIGNING_SECRET": "x", "EXPLAINER_STORE_FOLDER": str(tmp_path), **more}
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=ROOT, env=environment, stderr=asyncio.subprocess.PIPE
    )
    _, said = await asyncio.wait_for(program.communicate(), 30)
    assert program.returncode == 2
    assert text in said.decode()
    assert "Traceback" not in said.decode()
