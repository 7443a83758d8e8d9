"""Real processes that write at once, and that are killed while they write.

EXPLAINER_KILLS sets how many are killed (default 15); the bar of the project is 300.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from multiprocessing.process import BaseProcess
from pathlib import Path

from bot.editing import Add, Conflict, Prepared, prepare, recover, write
from bot.knowledge.load import load
from tests.editing.small import count, killed, small_knowledge, there

KILLS = int(os.environ.get("EXPLAINER_KILLS", "15"))
WRITERS = 20
# A forked child has everything imported: it can be killed a hundred times while a fresh one starts.
FORK = multiprocessing.get_context("fork")


def accept_for_ever(folder: Path, tell: int) -> None:
    """Raise c0 by one and write a correction of it, again and again; tell each number once it is on the disk."""
    while True:
        number = count(there(folder, "c0")) + 1
        told = Add("small", "corrections", f"k{number}", f"k{number}: {{on: 2024-03-01, what: Count {number}.}}")
        ready = prepare(folder, [killed(folder, "c0", number), told])
        assert isinstance(ready, Prepared), ready
        assert isinstance(write(folder, ready), Prepared)
        os.write(tell, f"{number}\n".encode())


def killed_at(folder: Path, seconds: float) -> int:
    """Let a process accept edits and kill it after so long; give the last edit that it told of, 0 for none."""
    hear, tell = os.pipe()
    process = FORK.Process(target=accept_for_ever, args=(folder, tell))
    process.start()
    os.close(tell)
    time.sleep(seconds)
    assert process.is_alive(), "it stopped by itself"
    assert process.pid is not None
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    with os.fdopen(hear) as lines:
        return max(map(int, lines.read().split()), default=0)


def test_a_killed_writer_leaves_whole_files(tmp_path: Path) -> None:
    """After every kill: all it told of is there, both files of an edit agree, nothing is half, no lock is left."""
    folder, chance, told = small_knowledge(tmp_path / "knowledge"), random.Random(1), 0
    for _ in range(KILLS):
        told = max(told, killed_at(folder, chance.uniform(0.0, 0.2)))
        raw = {path.name: path.read_bytes() for path in (folder / "small").glob("*.yaml")}
        assert raw["events.yaml"].startswith(b"# What happened.\n")
        assert raw["events.yaml"].endswith(b"    # counted\n    killed: 0\n\n")
        recover(folder, patience=0.5)  # the lock is free
        loaded = load(folder)
        assert loaded.knowledge is not None, loaded.problems
        now = count(there(folder, "c0"))
        assert told <= now <= told + 1
        assert set(loaded.knowledge.topics["small"].corrections) == {f"k{number}" for number in range(1, now + 1)}
        assert [path.name for path in folder.rglob(".*")] == [".explainer-bot.lock"]
        told = now
    assert told > 0


def take_part(folder: Path, number: int) -> None:
    """Edit a claim of one's own, and raise the one that everybody raises, however often others come first."""
    for id, to in ((f"c{number}", number), ("c0", None), ("c0", None)):
        while True:
            ready = prepare(folder, [killed(folder, id, to)])
            written = write(folder, ready, patience=60) if isinstance(ready, Prepared) else ready
            if isinstance(written, Prepared):
                break
            assert isinstance(written[0], Conflict), written


def test_twenty_writers_lose_nothing(tmp_path: Path) -> None:
    """All write one file at once: every own claim has its count, and the shared one has been raised by each, twice."""
    folder = small_knowledge(tmp_path / "knowledge", WRITERS + 1)
    writers: list[BaseProcess] = [
        FORK.Process(target=take_part, args=(folder, number)) for number in range(1, WRITERS + 1)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    assert [writer.exitcode for writer in writers] == [0] * WRITERS
    assert [count(there(folder, f"c{number}")) for number in range(1, WRITERS + 1)] == list(range(1, WRITERS + 1))
    assert count(there(folder, "c0")) == 2 * WRITERS
