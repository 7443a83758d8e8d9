"""What is saved is answered; what is broken is told once and not served; nothing that happens to the files ends it."""

from __future__ import annotations

import asyncio
import gc
import os
import shutil
import weakref
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.app import App
from bot.commands import Snapshot
from bot.config import Config
from bot.decode import Problem
from bot.knowledge.load import load
from bot.knowledge.topic import Topic
from bot.live import Live, watching
from bot.live.watching import on_network
from bot.search import TopicIndex
from tests.editing.small import small_knowledge

PATIENCE = 20.0
"""Seconds after which something will not happen any more, on the busiest machine."""


@dataclass
class House:
    """A small knowledge in service, and what moderators were told."""

    folder: Path
    app: App
    live: Live
    told: list[tuple[Problem, ...]] = field(default_factory=list)

    @property
    def events(self) -> Path:
        """The file that tests change."""
        return self.folder / "small/events.yaml"

    def killed(self, id: str = "c0") -> str:
        """What is answered."""
        value = self.app.snapshot.knowledge.topics["small"].claims[id].killed
        return str(value.text) if value else ""

    def save(self, old: str, new: str) -> None:
        """Save the file as an editor does that writes in place."""
        self.events.write_text(self.events.read_text().replace(old, new), encoding="utf-8")

    async def until(self, happened: Callable[[], object]) -> None:
        """Wait for something that must happen."""
        async with asyncio.timeout(PATIENCE):
            while not happened():  # noqa: ASYNC110 - files and threads set no event
                await asyncio.sleep(0.01)


def house_of(folder: Path, watch: str = "auto") -> House:
    """Load a folder and put an app over it."""
    knowledge = load(folder).knowledge
    assert knowledge is not None
    app = App(Snapshot.of(knowledge))
    config = Config.model_validate({"knowledge": {"watch": watch, "poll_seconds": 0.1}})
    house = House(folder, app, Live(app, config, folder))

    async def tell(problems: tuple[Problem, ...]) -> None:
        house.told.append(problems)

    house.live.tell = tell
    return house


@asynccontextmanager
async def watched(folder: Path, watch: str = "auto") -> AsyncIterator[House]:
    """Follow a folder; the watch is on when the first change would be seen."""
    house = house_of(folder, watch)
    task = asyncio.create_task(house.live.run())
    try:
        await house.until(lambda: house.live.read_at)
        beside = folder / "small/aside.yaml"
        for number in range(1_000):  # the system takes a moment to begin to tell
            before = house.live.read_at
            beside.write_text(f"# {number}\n")
            await asyncio.sleep(0.2)
            if house.live.read_at != before:
                break
        yield house
        assert not task.done(), task.exception()
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small knowledge."""
    return small_knowledge(tmp_path / "knowledge")


@pytest.mark.parametrize("watch", ["auto", "poll"])
async def test_a_saved_file_is_answered(folder: Path, watch: str) -> None:
    """Whether the system tells of it or we look for it."""
    async with watched(folder, watch) as house:
        house.save("killed: 0", "killed: 5")
        await house.until(lambda: house.killed() == "5")
        assert house.told == []


async def test_a_broken_file_is_told_once_and_not_served(folder: Path) -> None:
    """The last good state stays; the same faults are told once, other faults again, and the end of them."""
    async with watched(folder) as house:
        house.save("    said_by: north\n", "    siad_by: north\n")
        await house.until(lambda: house.told)
        assert {str(problem.mark) for problem in house.told[0]} >= {"small/events.yaml:10:3", "small/events.yaml:13:5"}
        assert house.killed() == "0"
        assert house.live.errors == house.told[0]
        reads = house.live.read_at
        house.events.write_text(house.events.read_text() + "\n# saved again\n")
        await house.until(lambda: house.live.read_at != reads)
        await asyncio.sleep(watching.STEP / 1000 + 0.7)
        assert len(house.told) == 1
        house.save("siad_by", "said_by")
        await house.until(lambda: len(house.told) == 2)
        assert house.told[1] == ()
        assert house.live.errors == ()


async def test_a_half_saved_file_is_not_told(folder: Path) -> None:
    """Whoever is still saving is given the time."""
    async with watched(folder) as house:
        whole = house.events.read_text().replace("killed: 0", "killed: 6")
        house.events.write_text(whole[: whole.index("said_by: north", 300) + 9])
        await house.until(lambda: house.live.errors)
        house.events.write_text(whole)
        await house.until(lambda: house.killed() == "6")
        await asyncio.sleep(0.7)
        assert house.told == []


async def test_editors_save_in_their_own_ways(folder: Path) -> None:
    """A file beside it that is renamed over it, a backup, a lock: only the result counts."""
    async with watched(folder) as house:
        text = house.events.read_text().replace("killed: 0", "killed: 7")
        (folder / "small/.events.yaml.swp").write_bytes(b"\x00\xff")
        (folder / "small/.#events.yaml").symlink_to("nowhere")
        (folder / "small/4913").write_text("")
        shutil.copy(house.events, folder / "small/events.yaml~")
        (folder / "small/events.yaml.tmp.123").write_text(text)
        os.replace(folder / "small/events.yaml.tmp.123", house.events)
        await house.until(lambda: house.killed() == "7")
        assert house.live.errors == ()


async def test_two_hundred_files_at_once(folder: Path) -> None:
    """A checkout of another branch is read when it is done, in a few loads."""
    async with watched(folder) as house:
        before = house.live.reloads
        for number in range(200):
            said = f"about: strike, aspect: N{number}, said_by: north, read_in: paper, killed: 1"
            (folder / f"small/n{number}.yaml").write_text(f"claims:\n  n{number}: {{{said}}}\n")
        await house.until(lambda: len(house.app.snapshot.knowledge.topics["small"].claims) == 203)
        assert house.live.reloads - before < 20
        for number in range(200):
            (folder / f"small/n{number}.yaml").unlink()
        await house.until(lambda: len(house.app.snapshot.knowledge.topics["small"].claims) == 3)


async def test_what_the_system_did_not_tell_is_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the system forgets to tell, a look at the files now and then does."""
    monkeypatch.setattr(watching, "LOOK_AGAIN", 0.2)
    monkeypatch.setattr(watching, "_matters", lambda _: lambda *_: False)
    house = house_of(folder)
    async with house.live.following():
        await house.until(lambda: house.live.read_at)
        house.save("killed: 0", "killed: 5")
        await house.until(lambda: house.killed() == "5")


@pytest.mark.parametrize("watch", ["auto", "poll"])
async def test_a_deleted_folder_is_survived(folder: Path, watch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may go and come back as another folder of that name; meanwhile the last good state answers."""
    monkeypatch.setattr(watching, "LOOK_AGAIN", 0.1)
    async with watched(folder, watch) as house:
        aside = folder.with_name("aside")
        shutil.copytree(folder, aside)
        shutil.rmtree(folder)
        await house.until(lambda: house.told)
        assert house.killed() == "0"
        os.rename(aside, folder)
        house.save("killed: 0", "killed: 8")
        await house.until(lambda: house.killed() == "8")
        await house.until(lambda: house.told[-1] == ())
        house.save("killed: 8", "killed: 9")
        await house.until(lambda: house.killed() == "9")


async def test_a_call_keeps_the_snapshot_it_began_with(folder: Path) -> None:
    """Records and names of the old state can be looked up as long as somebody holds it."""
    house = house_of(folder)
    old = house.app.snapshot
    old.index.warm()
    house.save("killed: 0", "killed: 5")
    house.save("name: Northland", "name: Northland")
    await house.live.reload()
    assert house.killed() == "5"
    assert len(old.knowledge.topics["small"].claims) == 3
    assert old.index.topic("small").names.find("northland", frozenset({"entities"})).match is not None
    assert old.index.topic("small").completion.complete("north", frozenset({"entities"}), 5)


async def test_what_is_replaced_goes(folder: Path) -> None:
    """An old index goes without the garbage collector, which is told to leave it alone."""
    house = house_of(folder)
    house.app.snapshot.index.warm()
    old = weakref.ref(house.app.snapshot.index.topic("small"))
    gc.disable()
    try:
        house.save("killed: 0", "killed: 5")
        await house.live.reload()
        assert old() is None
    finally:
        gc.enable()
        gc.unfreeze()


async def test_a_removed_record_is_not_found_any_more(folder: Path) -> None:
    """Nothing that could lead to it is in service for a moment."""
    house = house_of(folder)
    house.app.snapshot.index.warm()
    house.events.write_text(house.events.read_text().partition("  c2:")[0])
    seen: list[tuple[Topic, TopicIndex]] = []
    house.live.app = Recorder(house.app, seen)
    await house.live.reload()
    assert [("c2" in topic.claims, "c2" in index.topic.claims) for topic, index in seen] == [(False, False)]


class Recorder:
    """Stands before an app and keeps every topic and index that is put in service."""

    def __init__(self, app: App, seen: list[tuple[Topic, TopicIndex]]) -> None:
        self._app, self._seen = app, seen

    @property
    def snapshot(self) -> Snapshot:
        """The app's."""
        return self._app.snapshot

    @snapshot.setter
    def snapshot(self, snapshot: Snapshot) -> None:
        self._seen.append((snapshot.knowledge.topics["small"], snapshot.index.topic("small")))
        self._app.snapshot = snapshot


async def test_nothing_changed_means_nothing_is_swapped(folder: Path) -> None:
    """A touched file or another's temporary file costs a look and no more."""
    house = house_of(folder)
    before = house.app.snapshot
    house.events.touch()
    assert (await house.live.reload()).knowledge is not None
    assert house.app.snapshot is before
    assert house.live.reloads == 0


def test_a_network_folder_is_looked_at(tmp_path: Path) -> None:
    """The system tells nothing of what others save there."""
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/a / ext4 rw 0 0\nserver:/x {tmp_path} nfs4 rw 0 0\n")
    assert on_network(tmp_path / "knowledge", mounts)
    mounts.write_text("/dev/a / ext4 rw 0 0\n")
    assert not on_network(tmp_path / "knowledge", mounts)
    assert not on_network(tmp_path / "knowledge", tmp_path / "no-such-table")
