"""Many workspaces: they install by OAuth, are told apart, and are forgotten when they leave."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from cryptography.fernet import Fernet
from yarl import URL

from tests.adapters.slack.conftest import emulator, free_port, logged, settled

pytestmark = pytest.mark.emulator

KEY = Fernet.generate_key().decode()


@pytest.fixture  # one for each test: what is installed is what is tested
async def slack() -> AsyncIterator[Any]:
    """A Slack that delivers by signed HTTP."""
    url = f"http://127.0.0.1:{free_port()}/slack/events"
    async with emulator().SlackEmulator(mode="http", app_url=url) as running:
        yield running
        settled(running)


@pytest.fixture
async def bot(slack: Any, tmp_path: Path) -> AsyncIterator[Path]:
    """The real program as an app that workspaces install; gives its database."""
    config = tmp_path / "config.yaml"
    config.write_text(f"slack: {{public_url: '{URL(slack.app_url).origin()}'}}")
    database = tmp_path / "slack.sqlite3"
    environment = {
        **slack.oauth_env(),
        "SLACK_BOT_TOKEN": "",
        "SLACK_APP_TOKEN": "",
        "SLACK_ENCRYPTION_KEY": KEY,
        "DATABASE_URL": f"sqlite:///{database}",
    }
    program = logged(tmp_path / "log", sys.executable, "-m", "bot", "--config", str(config), "run")
    async with emulator().Bot(program, slack, **environment):
        await asyncio.sleep(1)
        yield database


async def install(slack: Any, team: str, *, state: str = "", cookie: str = "") -> int:
    """Go the way an administrator's browser goes; give the status of the last page."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as browser:
        page = await browser.get(URL(slack.app_url).with_path("/slack/install"), params={"team": team})
        given = page.headers["Set-Cookie"].partition(";")[0]
        link = re.search(r'href="(http[^"]+)"', await page.text())
        assert link is not None
        address = link[1].replace("&amp;", "&")
        page = await browser.get(address, allow_redirects=False)
        back = URL(page.headers["Location"])
        back = back.update_query(state=state) if state else back
        page = await browser.get(back, headers={"Cookie": cookie or given})
        return page.status


def rows(database: Path) -> str:
    """Everything in the tables of installations, as text."""
    with sqlite3.connect(database) as connection:
        found = [connection.execute(f"select * from {table}").fetchall() for table in TABLES]  # noqa: S608 - our own names
    connection.close()
    return repr(found)


TABLES = ("slack_bots", "slack_installations")


async def test_workspaces_install_answer_and_leave(slack: Any, bot: Path) -> None:
    """Two workspaces are told apart by their tokens, which nobody can read; the one that leaves is forgotten."""
    assert [await install(slack, team) for team in ("T0ONE", "T0TWO")] == [200, 200]
    for team in ("T0ONE", "T0TWO"):
        asked = await slack.command("/timeline", team=team)
        assert (await asked.message())["text"].startswith("Timeline: ")
        assert await mentioned(slack, team) == slack.teams[team]["token"]
    tokens = [slack.teams[team]["token"] for team in ("T0ONE", "T0TWO")]
    assert not any(token in rows(bot) for token in tokens)
    asked_slack = [call["method"] for call in slack.calls].count("auth.test")
    assert asked_slack == 2, "once for each installation, never for a request"

    with sqlite3.connect(bot) as memory:
        memory.execute("insert into settings values ('slack', 'T0ONE', '{}', 'slack:U1', '2024-01-16 00:00:00')")
        memory.execute("insert into settings values ('slack', 'T0TWO', '{}', 'slack:U1', '2024-01-16 00:00:00')")
    for event in ({"type": "tokens_revoked", "tokens": {"bot": ["U1"]}}, {"type": "app_uninstalled"}):
        await slack.event(event, "T0ONE")
        await slack.event(event, "T0ONE")
        asked = await slack.command("/timeline", team="T0ONE")
        assert (await asked.message())["text"] == "This app is not installed in this workspace."
        assert "T0ONE" not in rows(bot)
    asked = await slack.command("/timeline", team="T0TWO")
    assert (await asked.message())["text"].startswith("Timeline: ")
    assert memory.execute("select server from settings").fetchall() == [("T0TWO",)]
    memory.close()


async def test_an_installation_begins_and_ends_in_one_browser(slack: Any, bot: Path) -> None:
    """A state that we did not give, or gave to another browser, installs nothing."""
    assert await install(slack, "T0ONE", state="made-up") == 400
    assert await install(slack, "T0ONE", cookie="slack-app-oauth-state=made-up") == 400
    assert rows(bot) == "[[], []]"


async def test_a_token_is_exchanged_before_it_expires(slack: Any, bot: Path) -> None:
    """With rotation, a token that ends soon is exchanged beside the request, and the new one used from then on."""
    emulator().TOKEN_TTL = 3600
    try:
        assert await install(slack, "T0ONE") == 200
    finally:
        emulator().TOKEN_TTL = 43200
    first = slack.teams["T0ONE"]["token"]
    asked = await slack.command("/timeline", team="T0ONE")
    assert asked.ok
    exchanged = await slack.call("oauth.v2.access", grant_type="refresh_token")
    second = exchanged["response"]["access_token"]
    assert second != first
    before = time.monotonic()
    while (posted := await mentioned(slack, "T0ONE")) != second:
        assert time.monotonic() - before < 5, f"still {posted}"
    assert second not in rows(bot)


async def mentioned(slack: Any, team: str) -> str:
    """Mention the bot; give the token that it answers with."""
    after = len(slack.calls)
    await slack.mention("timeline", team=team)
    posted = await slack.call("chat.postMessage", after=after)
    return str(posted["token"])
