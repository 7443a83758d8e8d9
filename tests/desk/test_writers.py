"""Many bots on one folder and one database, each a process of its own: no edit is lost, and history is what happened.

EXPLAINER_WRITERS sets how many; without it there are 20.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import sys
import threading
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from bot.app import App
from bot.commands import User
from bot.desk.desk import Desk
from bot.editing import Slice, locate
from bot.knowledge.load import load
from bot.reply import Call
from bot.reply.text import render_text
from bot.store.records import Revision
from tests.desk.conftest import serving

WRITERS = int(os.environ.get("EXPLAINER_WRITERS", "20"))
FORK = multiprocessing.get_context("fork")
TEXT = "{0}:\n  type: person\n  name: Person {1}\n  read_in: paper\n"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the writers are forked")


def take_part(folder: Path, database_url: str, number: int, ready: threading.Barrier, told: Path) -> None:
    """Edit a record of one's own and raise the one that everybody raises; write down each that was acknowledged."""
    count = asyncio.run(_take_part(folder, database_url, number, ready))
    told.write_text(f"{count}\n", encoding="utf-8")


async def _take_part(folder: Path, database_url: str, number: int, ready: threading.Barrier) -> int:
    app = serving(folder, database_url)
    desk = app.desk
    assert desk is not None
    await desk.store()
    user = User(str(number), moderator=True, platform="discord", server="s")
    await asyncio.to_thread(ready.wait, 60)
    await _accepted(app, f"p{number}", f"by {number}", user)
    count = 0
    while True:
        count = _count(folder) + 1
        if await _accepted(app, "shared", f"number {count}", user):
            break
    await desk.close()
    return count


async def _accepted(app: App, record: str, name: str, user: User) -> bool:
    """Edit and accept as a moderator does; False if somebody was faster, which they are told."""
    seen = app.desk.draft("small", "entities", record)[1] if app.desk else ""
    call = Call("edit", {"record": record, "text": TEXT.format(record, name), "seen": seen})
    made = await app.answer(call, user)
    accept = next((call for call in made.calls if call.name == "accept"), None)
    if accept is None:  # it was changed between reading and proposing, perhaps to the very same
        told = render_text(made)
        assert "changed since" in told or "the text is the one that stands there" in told, told
        return False
    said = render_text(await app.answer(accept, user))
    if "is accepted" in said:
        return True
    assert "changed since" in said, said
    return False


def _count(folder: Path) -> int:
    there = locate(folder, "small", "entities", "shared")
    assert isinstance(there, Slice)
    return int(there.text.partition("Person number ")[2].split()[0])


def test_many_writers_lose_nothing(folder: Path, database_url: str, tmp_path: Path) -> None:
    """All at once on one file: each own record has its edit, the shared one was raised by each, and all is history."""
    people = [f"p{number}" for number in range(WRITERS)]
    records = [TEXT.format(id, f"zero {id}") for id in people] + [TEXT.format("shared", "number 0")]
    text = "entities:\n" + "".join("  " + record.replace("\n  ", "\n    ") for record in records) + "  # the end\n"
    file = folder / "small" / "people.yaml"
    file.write_text(text, encoding="utf-8")
    ready = FORK.Barrier(WRITERS)
    told = [tmp_path / f"told-{number}" for number in range(WRITERS)]
    writers: list[BaseProcess] = [
        FORK.Process(target=take_part, args=(folder, database_url, number, ready, told[number]))
        for number in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(180)
    assert [writer.exitcode for writer in writers] == [0] * WRITERS
    written = file.read_text(encoding="utf-8")
    assert [number for number in range(WRITERS) if f"name: Person by {number}\n" not in written] == []
    assert written.endswith("  # the end\n")
    assert sorted(int(path.read_text()) for path in told) == list(range(1, WRITERS + 1))
    assert _count(folder) == WRITERS
    assert load(folder).knowledge is not None
    history = asyncio.run(_history(serving(folder, database_url).desk))
    assert len(history) == 2 * WRITERS
    shared = [one for one in reversed(history) if one.changes[0].record == "shared"]
    assert [one.changes[0].before for one in shared[1:]] == [one.changes[0].after for one in shared[:-1]]
    assert {one.who for one in history} == {f"discord:{number}" for number in range(WRITERS)}


async def _history(desk: Desk | None) -> list[Revision]:
    assert desk is not None
    store = await desk.store()
    try:
        assert await store.revisions.pending() == []
        return await store.revisions.list(limit=10_000)
    finally:
        await desk.close()
