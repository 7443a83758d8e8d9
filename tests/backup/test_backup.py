"""Backup and restore through the real program, on both engines, with everything that can be wrong with an archive."""

from __future__ import annotations

import asyncio
import gzip
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.backup.archive import MANIFEST
from bot.store.database import address
from bot.store.store import Store
from tests.service.process import running

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder to work in, with a copy of the shipped knowledge."""
    shutil.copytree(ROOT / "knowledge", tmp_path / "knowledge")
    return tmp_path


def bot(home: Path, *arguments: str, url: str = "") -> subprocess.CompletedProcess[str]:
    """Run `explainer-bot ARGUMENTS`."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        capture_output=True,
        text=True,
        cwd=home,
        env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT), "DATABASE_URL": url},
        check=False,
        timeout=60,
    )


def knowledge(home: Path) -> dict[str, bytes]:
    """Read every file of the knowledge."""
    folder = home / "knowledge"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


async def choose(url: str, home: Path, topic: str) -> None:
    """Remember something."""
    store = await Store.open(address(url or None, home / "data"))
    await store.settings.choose("slack", "T1", {"topic": topic}, who="slack:U1", at=NOW)
    await store.close()


async def chosen(url: str, home: Path) -> object:
    """Say what is remembered."""
    store = await Store.open(address(url or None, home / "data"))
    try:
        return await store.settings.all()
    finally:
        await store.close()


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_what_was_backed_up_comes_back(home: Path, engine: str, request: pytest.FixtureRequest) -> None:
    """Database and knowledge come back as they were, and what a restore replaced can be restored in turn."""
    url = "" if engine == "sqlite" else request.getfixturevalue("postgres")
    asyncio.run(choose(url, home, "first"))
    before = knowledge(home)
    done = bot(home, "backup", "kept.tar.gz", url=url)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"database ({engine})" in done.stdout

    asyncio.run(choose(url, home, "second"))
    (home / "knowledge/iran-pakistan-2024/events.yaml").write_text("events: {}\n")
    (home / "knowledge/iran-pakistan-2024/new.yaml").write_text("entities: {}\n")
    changed = knowledge(home)
    done = bot(home, "restore", "kept.tar.gz", url=url)
    assert (done.returncode, done.stderr) == (0, "")
    assert knowledge(home) == before
    assert asyncio.run(chosen(url, home)) == {("slack", "T1"): {"topic": "first"}}

    (safe,) = (home / "data").glob("before-restore-*.tar.gz")
    assert str(safe.relative_to(home)) in done.stdout
    with tarfile.open(safe) as archive:
        stream = archive.extractfile("knowledge/iran-pakistan-2024/events.yaml")
        assert stream is not None
        assert stream.read() == changed["iran-pakistan-2024/events.yaml"]


def test_a_backup_of_a_running_bot_is_whole(home: Path) -> None:
    """While the database is open and written to, the copy is whole, and nobody else may read it."""

    async def write_meanwhile() -> None:
        store = await Store.open(address(None, home / "data"))

        async def write() -> None:
            for number in range(200):
                await store.settings.choose("slack", f"T{number}", {"topic": "x"}, who="slack:U1", at=NOW)

        writing = asyncio.create_task(write())
        done = await asyncio.to_thread(bot, home, "backup", "kept.tar.gz")
        await writing
        await store.close()
        assert (done.returncode, done.stderr) == (0, "")

    asyncio.run(write_meanwhile())
    assert (home / "kept.tar.gz").stat().st_mode & 0o777 == 0o600
    assert bot(home, "restore", "kept.tar.gz").returncode == 0


def test_a_restore_waits_for_no_running_bot(home: Path) -> None:
    """While a bot runs on the data folder nothing is restored."""
    bot(home, "backup", "kept.tar.gz")
    with running("tests.service.rehearsal", "steady", cwd=home, env={"PORT": "0"}) as process:
        process.wait_for("steady: serving")
        done = bot(home, "restore", "kept.tar.gz")
        assert done.returncode == 2
        assert "a bot is running on it: stop that first" in done.stderr
        process.stop()
    assert bot(home, "restore", "kept.tar.gz").returncode == 0


def test_a_backup_replaces_nothing(home: Path) -> None:
    """A file that is there is left alone."""
    (home / "kept.tar.gz").write_text("mine")
    assert bot(home, "backup", "kept.tar.gz").returncode == 2
    assert (home / "kept.tar.gz").read_text() == "mine"


def test_the_knowledge_alone(home: Path) -> None:
    """`--knowledge-only` leaves the database out, both ways."""
    asyncio.run(choose("", home, "first"))
    assert "no database" in bot(home, "backup", "kept.tar.gz", "--knowledge-only").stdout
    (home / "knowledge/iran-pakistan-2024/events.yaml").unlink()
    assert bot(home, "restore", "kept.tar.gz", "--knowledge-only").returncode == 0
    assert asyncio.run(chosen("", home)) == {("slack", "T1"): {"topic": "first"}}
    assert (home / "knowledge/iran-pakistan-2024/events.yaml").exists()


def repack(file: Path, change: Callable[[str, bytes], bytes | None], extra: dict[str, bytes] | None = None) -> None:
    """Rewrite an archive with members changed, left out or added."""
    members: dict[str, bytes] = {}
    with tarfile.open(file) as archive:
        for member in archive:
            stream = archive.extractfile(member)
            assert stream is not None
            changed = change(member.name, stream.read())
            if changed is not None:
                members[member.name] = changed
    with tarfile.open(file, "w:gz") as archive:
        for name, data in {**members, **(extra or {})}.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))


def newer(name: str, data: bytes) -> bytes:
    """Say that the archive is of a format to come."""
    return json.dumps(json.loads(data) | {"format": 99}).encode() if name == MANIFEST else data


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda file: file.write_bytes(b"no archive"), "cannot be read"),
        (lambda file: file.write_bytes(gzip.compress(b"x" * 2000)), "cannot be read"),
        (lambda file: file.write_bytes(file.read_bytes()[:-2000]), "cannot be read"),
        (lambda file: repack(file, lambda name, data: data if name != MANIFEST else None), "is no backup"),
        (lambda file: repack(file, newer), "is of a newer version"),
        (lambda file: repack(file, lambda name, data: data + b" " if "topic" in name else data), "is not what was"),
        (lambda file: repack(file, lambda name, data: None if "topic.yaml" in name else data), "1 files are missing"),
        (lambda file: repack(file, lambda name, data: data, {"../outside": b"x"}), "which its manifest does not list"),
        (lambda file: repack(file, lambda name, data: data, {"/absolute": b"x"}), "which its manifest does not list"),
    ],
)
def test_a_damaged_archive_changes_nothing(home: Path, spoil: Callable[[Path], None], told: str) -> None:
    """Whatever is wrong with an archive is said before anything is replaced."""
    asyncio.run(choose("", home, "first"))
    bot(home, "backup", "kept.tar.gz")
    before = knowledge(home)
    spoil(home / "kept.tar.gz")
    done = bot(home, "restore", "kept.tar.gz")
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert knowledge(home) == before
    assert not (home.parent / "outside").exists()


def test_a_backup_of_broken_knowledge_is_not_put_in_service(home: Path) -> None:
    """Faulty knowledge may be backed up, but a restore that would keep the bot from starting is refused."""
    good = knowledge(home)
    file = home / "knowledge/iran-pakistan-2024/events.yaml"
    file.write_text("evnets: {}\n")
    assert bot(home, "backup", "kept.tar.gz").returncode == 0
    file.write_bytes(good["iran-pakistan-2024/events.yaml"])
    done = bot(home, "restore", "kept.tar.gz")
    assert done.returncode == 1
    assert "events.yaml:1:1: error: unknown" in done.stderr
    assert knowledge(home) == good


def test_a_postgres_backup_is_not_for_sqlite(home: Path, postgres: str) -> None:
    """A backup of one engine is refused by the other, and the database is untouched."""
    asyncio.run(choose(postgres, home, "first"))
    bot(home, "backup", "kept.tar.gz", url=postgres)
    done = bot(home, "restore", "kept.tar.gz")
    assert (done.returncode, "DATABASE_URL names another kind" in done.stderr) == (2, True)
