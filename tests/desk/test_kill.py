"""kill -9 while edits are accepted: what was acknowledged is in the file and in the history, and nothing is half.

EXPLAINER_KILLS=300 sets how often; without it there are 5 a database.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import text

from bot.editing import Slice, locate
from bot.knowledge.load import load
from bot.store.database import Database, address, connect
from bot.store.migrate import HEAD, upgrade
from tests.desk.accepting import RECORDS, TEXT
from tests.desk.conftest import serving

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("EXPLAINER_KILLS", "5"))


def run_and_kill(folder: Path, database_url: str, wait: float) -> list[tuple[str, str, int]]:
    """Start the loop, kill it so many seconds after its first word, and give what it acknowledged."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.desk.accepting", str(folder), database_url],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(wait)
    process.send_signal(signal.SIGKILL)
    rest, errors = process.communicate()
    assert first, errors
    told = [line.split() for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")]
    return [(record, value, int(revision)) for record, value, revision in told]


def start_and_kill(folder: Path, database_url: str, wait: float) -> None:
    """Start the loop and kill it so many seconds later, whatever it has come to."""
    command = [sys.executable, "-m", "tests.desk.accepting", str(folder), database_url]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        time.sleep(wait)
        assert process.poll() is None
        process.kill()


async def test_a_start_that_is_killed_is_finished_by_the_next(folder: Path, database_url: str) -> None:
    """Killed while it makes or changes the tables: the next start does it all, and no lock is in its way."""
    people = "".join("  " + TEXT.format(id, f"zero {id}").replace("\n  ", "\n    ") for id in RECORDS)
    (folder / "small" / "people.yaml").write_text(f"entities:\n{people}", encoding="utf-8")
    database = Database(connect(address(database_url, Path())))
    async with database.write() as connection:
        await connection.run_sync(upgrade, "0001")
    await database.close()
    moments = random.Random(20240118)
    for _ in range(KILLS):
        start_and_kill(folder, database_url, moments.uniform(0.3, 1.5))  # imports take the first of it
    app = serving(folder, database_url)
    assert app.desk is not None
    made = await app.desk.edit("small", "entities", "p0", text=TEXT.format("p0", "last"), seen="", who="discord:8")
    done = await app.desk.accept(made.id, "discord:8")
    store = await app.desk.store()
    async with store.database.read() as connection:
        assert (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalar_one() == HEAD
    assert (await store.revisions.list(limit=1))[0].id == done.revision.id
    assert await store.revisions.pending() == []
    await app.desk.close()


async def test_what_was_acknowledged_survives(folder: Path, database_url: str) -> None:
    """After every kill the next start finds each acknowledged edit, whole, in its order, and goes on."""
    file = folder / "small" / "people.yaml"
    people = "".join("  " + TEXT.format(id, f"zero {id}").replace("\n  ", "\n    ") for id in RECORDS)
    file.write_text(f"entities:\n{people}  # the end\n", encoding="utf-8")
    moments = random.Random(20240116)
    told: list[tuple[str, str, int]] = []
    for _ in range(KILLS):
        told += run_and_kill(folder, database_url, moments.uniform(0, 0.15))
        assert load(folder).knowledge is not None
    app = serving(folder, database_url)
    assert app.desk is not None
    store = await app.desk.store()
    assert await store.revisions.pending() == []
    history = {one.id: one for one in await store.revisions.list(limit=100_000)}
    lost = [ack for ack in told if ack[2] not in history or ack[1] not in history[ack[2]].changes[0].after]
    assert lost == []
    assert len(told) >= KILLS
    for record in RECORDS:
        there = locate(folder, "small", "entities", record)
        assert isinstance(there, Slice)
        edits = [one for one in history.values() if one.changes[0].record == record]
        if edits:  # a slow machine may be killed before it came to this one
            newest = max(edits, key=lambda one: one.id)
            assert there.text == newest.changes[0].after
        acknowledged = [revision for id, _, revision in told if id == record]
        assert max((one.id for one in edits), default=0) >= max(acknowledged, default=0)
    assert file.read_text(encoding="utf-8").endswith("  # the end\n")
    made = await app.desk.edit("small", "entities", "p0", text=TEXT.format("p0", "last"), seen="", who="discord:8")
    await app.desk.accept(made.id, "discord:8")  # no lock is left, and what was half is cleared away
    assert [name for _, _, names in os.walk(folder) for name in names if name.endswith(".tmp")] == []
    await app.desk.close()
