"""Disk full, folder read-only, database gone in the middle: a clear word, nothing half, all answers; later it works.

What needs a mount is skipped, and says so, where mounting is not allowed.
"""

from __future__ import annotations

import asyncio
import errno
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy.engine import make_url

from bot.app import App
from tests.databases import POSTGRES
from tests.desk.conftest import MEMBER, MODERATOR, TOPIC, serving
from tests.desk.test_faults import desk_of
from tests.desk.test_flow import SUGGEST, ask


def mounted(*arguments: str) -> None:
    """Mount something, or skip the test."""
    command = ["mount", *arguments]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 512 KiB."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted("-t", "tmpfs", "-o", "size=512k", "tmpfs", str(place))
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.fixture
def read_only(folder: Path) -> Iterator[Path]:
    """The knowledge folder, on a file system that becomes read-only when the test says so."""
    mounted("--bind", str(folder), str(folder))
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(disk: Path) -> Path:
    """Take all the room that is left."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        while True:
            try:
                file.write(b"x" * 4096)
            except OSError as error:
                if error.errno != errno.ENOSPC:
                    raise
                return filler


async def served(app: App) -> bool:
    """Whether members get their answers, the old ones."""
    return (await ask(app, "/event flood", MEMBER)).startswith("The river floods the town")


async def test_a_full_disk_is_told(small_disk: Path, folder: Path, database_url: str) -> None:
    """The knowledge is on the full disk: Accept says so, the proposal waits on; with room again it is accepted."""
    moved = small_disk / "knowledge"
    shutil.copytree(folder, moved)
    app = serving(moved, database_url)
    await ask(app, SUGGEST, MEMBER)
    assert "1 waiting" in await ask(app, "/review")
    filler = fill(small_disk)
    assert "could not be written, because the disk is full" in await ask(app, "/accept 1")
    assert (moved / "small" / "all.yaml").read_text() == TOPIC
    assert await served(app)
    assert await desk_of(app).history("small") == []
    filler.unlink()
    assert "is accepted" in await ask(app, "/accept 1")
    assert [path.name for path in moved.rglob("*.tmp")] == []
    await desk_of(app).close()


async def test_a_full_disk_under_the_database_is_told(small_disk: Path, folder: Path) -> None:
    """The database is on the full disk: what has to be remembered is refused in plain words, and nothing is written."""
    app = serving(folder, f"sqlite:///{small_disk / 'data' / 'bot.sqlite3'}")
    await ask(app, SUGGEST, MEMBER)
    filler = fill(small_disk)
    long = "x" * 900  # more than fits into what is left of a page
    refused = [
        await ask(app, f'/suggest flood-cause wrong:"Rain {long}" right:"Snow {long}"', MEMBER) for _ in range(9)
    ]
    assert "memory (its database) does not answer" in refused[-1]
    assert "memory (its database) does not answer" in await ask(app, "/accept 1")
    assert (folder / "small" / "all.yaml").read_text() == TOPIC
    assert await served(app)
    filler.unlink()
    assert "is accepted" in await ask(app, "/accept 1")
    await desk_of(app).close()


async def test_a_read_only_folder_is_told(read_only: Path, database_url: str) -> None:
    """As many operators mount it: everything but writing works, and Accept says what is in the way."""
    subprocess.run(["mount", "-o", "remount,bind,ro", str(read_only)], check=True)  # noqa: ASYNC221 - nothing else runs
    app = serving(read_only, database_url)
    await ask(app, SUGGEST, MEMBER)
    assert "The checks have nothing against it." in await ask(app, "/review 1")
    told = await ask(app, "/accept 1")
    assert "Nothing was changed" in told
    assert "its folder is read-only" in told
    assert await served(app)
    assert await desk_of(app).history("small") == []
    subprocess.run(["mount", "-o", "remount,bind,rw", str(read_only)], check=True)  # noqa: ASYNC221 - nothing else runs
    assert "is accepted" in await ask(app, "/accept 1")
    await desk_of(app).close()


async def closed(database_url: str, *, closed: bool) -> None:
    """Keep everybody out of a PostgreSQL database, those on it too; or let them in again."""
    name = make_url(database_url).database
    connection = await asyncpg.connect(POSTGRES)
    try:
        await connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS {str(not closed).lower()}")
        if closed:
            await connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", name)
    finally:
        await connection.close()


async def test_a_database_that_goes_away_is_told(folder: Path, postgres: str) -> None:
    """It goes before a proposal is accepted: nothing is written, all answers; when it is back, it is accepted."""
    app = serving(folder, postgres)
    async with desk_of(app).kept():
        number = (await ask(app, SUGGEST, MEMBER)).partition("is number ")[2].split(".")[0]
        await closed(postgres, closed=True)
        try:
            for line in (f"/accept {number}", "/review", "/history", "/status", SUGGEST):
                assert "memory (its database) does not answer" in await ask(app, line, MODERATOR)
            assert "In service: A small topic" in await ask(app, "/status")
            assert (folder / "small" / "all.yaml").read_text() == TOPIC
            assert await served(app)
        finally:
            await closed(postgres, closed=False)
        await asyncio.sleep(0.1)
        assert "is accepted" in await ask(app, f"/accept {number}")
        assert (await desk_of(app).history("small"))[0].proposal == int(number)
