"""How the real program begins and ends: commands registered when they changed, tokens refused, shards shared out."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.app import App
from tests.adapters.discord.rehearsal import (
    ROOT,
    ended,
    load_emulator,
    rehearsal,
    start,
    texts,
    variables_of,
)

pytestmark = pytest.mark.emulator


async def test_a_wrong_token_ends_the_program(tmp_path: Path) -> None:
    """Exit code 2, one line that says what to do, no second attempt, and the token in no line."""
    async with load_emulator().Emulator() as emulator:
        child = await start(emulator, tmp_path, variables={"DISCORD_TOKEN": "wrong.token.indeed"})
        code, complaints = await ended(child)
        assert code == 2
        assert "does not accept DISCORD_TOKEN" in complaints
        assert "Traceback" not in complaints
        assert "wrong.token.indeed" not in complaints
        assert len(emulator.requests) == 1
        assert emulator.identifies == 0


async def test_a_token_taken_away_ends_the_program(tmp_path: Path) -> None:
    """When Discord closes the connection for good, the program says why and ends with 2 instead of coming back."""
    async with load_emulator().Emulator() as emulator:
        child = await start(emulator, tmp_path)
        await emulator.ready("timeline")
        await emulator.gateway("close", code=4004)
        code, complaints = await ended(child)
        assert code == 2
        assert "the token is not valid any more" in complaints
        assert emulator.identifies == 1


async def test_a_wrong_setting_ends_the_program(tmp_path: Path) -> None:
    """A shard that there is not is a fault of the configuration, with its line."""
    async with load_emulator().Emulator() as emulator:
        child = await start(emulator, tmp_path, config='discord:\n  shards: "[4] of 4"\n')
        code, complaints = await ended(child)
        assert code == 2
        assert "config.yaml:4" in complaints
        assert "names shard 4 of 4" in complaints
        assert emulator.requests == []


async def test_two_processes_hold_a_shard_each(tmp_path: Path) -> None:
    """Each answers its own servers, and only those."""
    async with load_emulator().Emulator(shards=2) as emulator:
        for shard in (0, 1):
            (tmp_path / str(shard)).mkdir()
            await start(emulator, tmp_path / str(shard), config=f"discord:\n  shards: '{shard} of 2'\n")
        await emulator.ready("timeline")
        assert sorted(session.shard for session in emulator.live()) == [[0, 2], [1, 2]]
        while len({_shard(guild) for guild in emulator.guilds}) < 2:
            emulator.add_guild("Another")
            await asyncio.sleep(0.002)  # ids hold the time
        asked = [await emulator.slash("timeline", guild=guild) for guild in (*emulator.guilds, None)]
        for interaction in asked:
            assert "## Timeline" in texts(await interaction.message())
        emulator.assert_clean()


async def test_one_process_may_hold_all_shards(app: App) -> None:
    """As many shards as Discord says, in one process; health counts them."""
    async with rehearsal(app, shards="auto", there=2) as emulator:
        await emulator.wait(lambda: len(emulator.live()) == 2)
        await emulator.wait(lambda: emulator.adapter.health().connected)
        assert emulator.adapter.health().detail == "2 shards"


async def test_sync_registers_now(tmp_path: Path) -> None:
    """`sync` registers everywhere or in one server and takes a server's own away; a refusal is said, with code 2."""
    async with load_emulator().Emulator() as emulator:
        code, said = await _sync(emulator, tmp_path)
        assert code == 0
        assert f"client_id={emulator.app_id}&scope=bot+applications.commands&permissions=0" in said
        assert len(emulator.commands[None]) == len(_names(emulator, None))
        assert "timeline" in _names(emulator, None)
        code, said = await _sync(emulator, tmp_path, "--server", emulator.guild)
        assert (code, "Registered" in said) == (0, True)
        assert "timeline" in _names(emulator, emulator.guild)
        assert (await _sync(emulator, tmp_path, "--server", emulator.guild, "--clear"))[0] == 0
        assert _names(emulator, emulator.guild) == []
        assert (await _sync(emulator, tmp_path, "--clear"))[0] == 2
        emulator.assert_clean()
        emulator.fail("PUT", "/commands$", status=403)
        code, said = await _sync(emulator, tmp_path, "--server", emulator.guild)
        assert code == 2
        assert "applications.commands" in said
        assert json.loads((tmp_path / "data" / "discord-commands.json").read_text())


async def test_sync_says_when_discord_is_not_there(tmp_path: Path) -> None:
    """An address where nothing answers is a plain sentence, not a stack trace."""
    async with load_emulator().Emulator() as emulator:
        variables = {**variables_of(emulator), "DISCORD_API_BASE": "http://127.0.0.1:9/api/v10"}
    code, said = await _program(tmp_path, variables, "sync", "--knowledge", str(ROOT / "knowledge"))
    assert code == 2
    assert "cannot be reached" in said
    assert "Traceback" not in said


def _shard(guild: str) -> int:
    return (int(guild) >> 22) % 2


def _names(emulator: Any, scope: str | None) -> list[str]:
    return [command["name"] for command in emulator.commands[scope]]


async def _sync(emulator: Any, folder: Path, *options: str) -> tuple[int, str]:
    return await _program(folder, variables_of(emulator), "sync", "--knowledge", str(ROOT / "knowledge"), *options)


async def _program(folder: Path, variables: dict[str, str], *arguments: str) -> tuple[int, str]:
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await asyncio.wait_for(child.communicate(), 20)
    return child.returncode or 0, said.decode()
