"""The real program and its files, as a moderator sees them: a broken save is told, votes count, an edit is a commit."""

from __future__ import annotations

import asyncio
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.discord.rehearsal import ended, load_emulator, start, texts
from tests.shipped import SHIPPED

pytestmark = pytest.mark.emulator

MODERATOR = 0x40000000AC00 | 1 << 5
OLD, NEW = "Iran strikes Pakistan's Balochistan", "Iran fires at Balochistan"


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder; give what it prints."""
    identity = ("-c", "user.name=Operator", "-c", "user.email=operator@example.invalid")
    return subprocess.run(
        ["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True, text=True
    ).stdout


async def shown(emulator: Any, interaction: Any, words: str) -> str:
    """Wait until what was asked for stands there, and give all that the message says."""
    message = await interaction.message()
    await emulator.wait(lambda: words in texts(emulator.messages[message["id"]]), what=words)
    return texts(emulator.messages[message["id"]])


async def event(emulator: Any, user: Any = None) -> str:
    """Ask about the first strike; give the answer."""
    asked = await emulator.slash("event", event="iran-strike", **({"user": user} if user else {}))
    return await shown(emulator, asked, OLD)


async def told(emulator: Any, user: Any, words: str) -> str:
    """Ask until an answer holds the words: the files are being looked at meanwhile."""
    answer = ""
    for _ in range(100):
        answer = await event(emulator, user)
        if words in answer:
            break
        await asyncio.sleep(0.1)
    assert words in answer
    return answer


@pytest.mark.skipif(not shutil.which("git"), reason="no git on this machine")
async def test_a_moderators_day(tmp_path: Path) -> None:
    """A broken save and its mending are told once and stand in /status; a vote is counted; Accept makes a commit."""
    knowledge = tmp_path / "knowledge"
    shutil.copytree(SHIPPED, knowledge)
    git(knowledge, "init", "--quiet")
    (knowledge / ".gitignore").write_text(".explainer-bot.*\n", encoding="utf-8")
    git(knowledge, "add", ".")
    git(knowledge, "commit", "--quiet", "-m", "As shipped")
    file = knowledge / "iran-pakistan-2024" / "events.yaml"
    whole = file.read_text(encoding="utf-8")
    async with load_emulator().Emulator() as discord:
        mary = discord.user("mary", permissions=MODERATOR)
        child = await start(discord, tmp_path, config="  git: commit\n", knowledge=knowledge)
        await discord.ready("help")
        assert "For moderators" not in await event(discord, mary)

        file.write_text(whole.replace("    title:", "    titel:", 1), encoding="utf-8")
        answer = await told(discord, mary, "For moderators")
        assert "events.yaml, line " in answer
        assert "'titel'; did you mean 'title'" in answer
        assert "Mend it and save" in answer
        assert "For moderators" not in await event(discord, mary)
        assert "For moderators" not in await event(discord)
        status = await shown(discord, await discord.slash("status", user=mary), "Use")
        assert "in the files: what was last right is served until they are mended" in status
        assert "'titel'; did you mean 'title'" in status
        file.write_text(whole, encoding="utf-8")
        assert "files are right again" in await told(discord, mary, "right again")

        asked = await (await discord.slash("ask", question="Why did Iran strike Pakistan?")).message()
        await shown(discord, await discord.click(asked, "Not helpful"), "Noted")
        status = await shown(discord, await discord.slash("status", user=mary), "Use")
        assert "why-iran-struck: helpful 0, not helpful 1 (at " in status

        form = await discord.slash("suggest", record="iran-strike")
        await shown(discord, await discord.submit(form, {"Wrong": OLD, "Right": NEW}), "is number 1")
        review = await discord.slash("review", proposal="1", user=mary)
        await shown(discord, review, "nothing against it")
        proposal = discord.messages[(await review.message())["id"]]
        await shown(discord, await discord.click(proposal, "Accept", user=mary), "It is revision 1")
        subject, author, *files = git(knowledge, "log", "-1", "--name-only", "--format=%s%n%an").split("\n")
        assert subject == "Revision 1: iran-strike"
        assert author == f"discord:{mary}"
        assert sorted(name.rpartition("/")[2] for name in files if name) == ["corrections.yaml", "events.yaml"]
        assert git(knowledge, "status", "--porcelain") == ""

        child.send_signal(signal.SIGTERM)
        code, complaints = await ended(child)
        assert code == 0, complaints
        discord.assert_clean()
