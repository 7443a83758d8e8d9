"""`explainer-bot doctor` through the real program: what it finds, and what it advises."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.emulators import ABSENT, there
from tests.service.platforms import Platforms
from tests.service.process import ROOT

emulated = pytest.mark.skipif(not there(), reason=ABSENT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where it is started."""
    (tmp_path / "knowledge").symlink_to(ROOT / "knowledge")
    return tmp_path


def doctor(folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run it."""
    return subprocess.run(
        [sys.executable, "-m", "bot", "doctor"],
        capture_output=True,
        text=True,
        cwd=folder,
        env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT), **variables},
        check=False,
        timeout=60,
    )


def test_without_a_token_it_says_what_to_set(folder: Path) -> None:
    """Everything else is well, and the missing token is the one thing wrong."""
    done = doctor(folder)
    assert done.returncode == 1
    assert "✓ knowledge in knowledge: 1 topic," in done.stdout
    assert "✓ database: SQLite in data, will be made at the first start" in done.stdout
    assert done.stdout.count("✗") == 1
    assert "✗ no platform has a token\n    Set DISCORD_TOKEN" in done.stdout


def test_unreachable_platforms_are_no_fault(folder: Path) -> None:
    """Without a network the tokens are not tried, and that is said."""
    nobody = {"DISCORD_API_BASE": "http://127.0.0.1:9/api", "SLACK_API_URL": "http://127.0.0.1:9/api/"}
    tokens = {"DISCORD_TOKEN": "abc", "SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
    done = doctor(folder, **nobody, **tokens)
    assert (done.returncode, done.stderr) == (0, "")
    assert "! Discord cannot be reached" in done.stdout
    assert "! Slack cannot be reached" in done.stdout


def test_faults_of_this_machine(folder: Path) -> None:
    """Broken knowledge, a damaged database and a database that does not answer are found."""
    (folder / "knowledge").unlink()
    (folder / "knowledge/topic").mkdir(parents=True)
    (folder / "knowledge/topic/a.yaml").write_text("topic: {tittle: A}\n")
    (folder / "data").mkdir()
    (folder / "data/explainer-bot.sqlite3").write_bytes(b"no database" * 100)
    done = doctor(folder, DISCORD_TOKEN="abc", DISCORD_API_BASE="http://127.0.0.1:9/api")
    assert done.returncode == 1
    assert "✗ knowledge in knowledge: topic/a.yaml:1:8: error: needs 'title'" in done.stdout
    assert "✗ database: The database is damaged" in done.stdout
    away = doctor(folder, DISCORD_TOKEN="abc", DATABASE_URL="postgresql://bot:s3cret@127.0.0.1:9/x")
    assert "✗ database: " in away.stdout
    assert "s3cret" not in away.stdout + away.stderr


def test_a_topic_that_is_not_there_is_found(folder: Path) -> None:
    """What `run` would refuse, it refuses, and names the topics there are."""
    done = doctor(folder, EXPLAINER_KNOWLEDGE_TOPIC="iran-pakistan")
    assert done.returncode == 1
    assert "✗ knowledge in knowledge: there is no topic 'iran-pakistan'" in done.stdout
    assert "There is only: iran-pakistan-2024." in done.stdout


@pytest.mark.emulator
@emulated
async def test_good_tokens_are_seen_to_work(folder: Path) -> None:
    """Both platforms are asked; the invite link carries the application's id."""
    async with Platforms() as platforms:
        done = await asyncio.to_thread(lambda: doctor(folder, **platforms.env()))
        named = {**platforms.env(), "EXPLAINER_REVIEW_SERVERS": "[1234]"}
        assert "anyone may add" not in (await asyncio.to_thread(lambda: doctor(folder, **named))).stdout
        assert (done.returncode, done.stderr) == (0, "")
        assert "✗" not in done.stdout
        assert f"client_id={platforms.discord.app_id}&scope=bot+applications.commands" in done.stdout
        for line in (
            "Discord accepts the token",
            "Slack accepts the bot token",
            "Socket Mode is on",
            "this clock agrees",
            "! anyone may add the bot to a server of their own",
        ):
            assert line in done.stdout


@pytest.mark.emulator
@emulated
@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"DISCORD_TOKEN": "wrong"}, "✗ Discord does not accept DISCORD_TOKEN (it said 401)"),
        ({"SLACK_BOT_TOKEN": "xoxb-wrong"}, "✗ Slack does not accept SLACK_BOT_TOKEN (invalid_auth)"),
        ({"SLACK_APP_TOKEN": "xapp-wrong"}, "✗ Slack does not accept SLACK_APP_TOKEN (invalid_auth)"),
    ],
)
async def test_a_wrong_token_is_found(folder: Path, wrong: dict[str, str], told: str) -> None:
    """A token that the platform refuses is wrong, with where to take the right one; it is not shown."""
    async with Platforms() as platforms:
        done = await asyncio.to_thread(lambda: doctor(folder, **{**platforms.env(), **wrong}))
        assert done.returncode == 1
        assert told in done.stdout
        assert next(iter(wrong.values())) not in done.stdout
