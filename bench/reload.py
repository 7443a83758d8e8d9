"""One changed file of a large topic: how soon it is answered, what it costs, how long the event loop is kept waiting.

    python -m bench.reload FOLDER [ROUNDS]

A copy of the folder is followed as in service (watchfiles, bot.live) while a probe on the loop asks to be
woken every millisecond. How long it had to wait beyond that is a hold. On a busy machine a hold on the
wall clock is mostly the neighbours'; in CPU time of this process it is what our own threads did meanwhile,
and can only be too high: the bar is held against that.
"""

from __future__ import annotations

import asyncio
import gc
import json
import re
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from bench.fresh import in_turn
from bench.section import Bar, Plan, Section

ROUNDS = 5
LIVE_BAR, HOLD_BAR = 0.5, 20.0
"""Seconds of CPU and wait until a saved file is answered; milliseconds that the loop may be held."""
PROBE = 0.001
"""Seconds between two wakes of the probe."""
PATIENCE = 60.0


@dataclass
class Probe:
    """A task on the loop that wants to run every millisecond; `wall` and `cpu` are its waits, in ms."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    async def run(self) -> None:
        """Ask again and again, until cancelled."""
        while True:
            wall, cpu = time.perf_counter(), time.process_time()
            await asyncio.sleep(PROBE)
            waited = (time.perf_counter() - wall - PROBE) * 1000
            self.wall.append(waited)
            self.cpu.append(min(waited, (time.process_time() - cpu) * 1000))


async def follow(folder: Path, file: Path, rounds: int) -> list[dict[str, float]]:
    """Change one file of a folder, over and over, and watch it come into service."""
    from bot.app import App
    from bot.commands import Snapshot
    from bot.config import Config
    from bot.knowledge.load import load
    from bot.live import Live

    knowledge = load(folder).knowledge
    assert knowledge is not None
    app = App(Snapshot.of(knowledge))
    app.snapshot.index.warm()
    del knowledge
    gc.collect()
    gc.freeze()
    config = Config.model_validate({"knowledge": {"folder": str(folder)}})
    probe = Probe()
    watching = asyncio.create_task(probe.run())
    async with Live(app, config).following() as live:
        while live.read_at is None:  # noqa: ASYNC110 - the load in the thread sets no event
            await asyncio.sleep(0.01)
        await asyncio.sleep(1)  # the watch begins
        changes = [await change(file, number, app, live, probe) for number in range(rounds)]
    watching.cancel()
    return changes


def save(file: Path, number: int) -> None:
    """Write another word into the first statement of a file."""
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"statement: \w+", f"statement: Changed{number}", text, count=1), encoding="utf-8")


async def change(file: Path, number: int, app: Any, live: Any, probe: Probe) -> dict[str, float]:
    """Save a file with another sentence in it, and wait until it is in service and everything is done."""
    probe.wall.clear()
    probe.cpu.clear()
    before, reloads = app.snapshot, live.reloads
    wall, cpu = time.perf_counter(), time.process_time()
    save(file, number)
    async with asyncio.timeout(PATIENCE):
        while app.snapshot is before:  # noqa: ASYNC110 - the swap is one assignment in a thread
            await asyncio.sleep(PROBE)
        live_wall, live_cpu = time.perf_counter() - wall, time.process_time() - cpu
        del before
        while live.reloads == reloads:  # noqa: ASYNC110 - a thread sets no event
            await asyncio.sleep(PROBE)
        indexed = time.perf_counter() - wall
        await asyncio.sleep(0.8)  # warnings are looked for, the old state is taken apart
    said = {"live": live_wall, "live_cpu": live_cpu, "indexed": indexed, "cpu": time.process_time() - cpu}
    return said | {"hold": max(probe.wall), "hold_cpu": max(probe.cpu)}


def measure(plan: Plan) -> list[Section]:
    """Follow the generated topic and the shipped one, each in a process of its own."""
    contenders = {
        name: ("-m", "bench.reload", str(folder), str(max(plan.rounds, 3)))
        for name, folder in (("generated", plan.generated), ("shipped", plan.shipped))
    }
    runs = in_turn(contenders, 1)
    rows, raw = [], {}
    for name, listed in runs.items():
        changes = listed[0].said["changes"]
        raw[name] = changes
        cells = [f"{median(one[key] for one in changes):.2f}" for key in ("live", "live_cpu", "indexed", "cpu")]
        holds = [f"{max(one[key] for one in changes):.1f}" for key in ("hold", "hold_cpu")]
        rows.append((name, str(listed[0].said["files"]), *cells, *holds))
    made = raw["generated"]
    bars = [
        Bar("one changed file live, CPU", median(one["live_cpu"] for one in made), LIVE_BAR, "s"),
        Bar("the loop held by a reload", max(one["hold_cpu"] for one in made), HOLD_BAR, "ms"),
    ]
    header = ("Reload", "files", "live s", "CPU s", "indexed s", "CPU s in all", "hold ms", "hold, CPU ms")
    return [Section("Reload of one changed file", header, rows, bars, raw)]


def main() -> None:
    """Follow a copy of a folder and print what was measured."""
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    with tempfile.TemporaryDirectory(prefix="explainer-bench-") as place:
        folder = Path(place) / "knowledge"
        shutil.copytree(sys.argv[1], folder)
        # The biggest file of claims: the worst of the usual edits.
        file = max(folder.glob("*/claims/*.yaml"), key=lambda path: path.stat().st_size)
        changes = asyncio.run(follow(folder, file, rounds))
        print(json.dumps({"files": sum(1 for _ in folder.rglob("*.yaml")), "changes": changes}))


if __name__ == "__main__":
    main()
