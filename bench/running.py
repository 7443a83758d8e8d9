"""The running process: how long until both platforms are served, and what it holds, connected and after answers.

    python -m bench.running FOLDER

The real program against stand-ins for both platforms (EXPLAINER_EMULATORS); without them nothing is measured.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from bench.fresh import in_turn
from bench.section import Bar, Plan, Section
from tests.emulators import there
from tests.service.platforms import Platforms
from tests.service.process import running
from tests.service.test_web import address, get

SHIPPED, GENERATED = 110.0, 150.0
"""MiB of resident memory with both platforms connected (DESIGN, the bar)."""


async def hold(folder: Path) -> dict[str, float]:
    """Start, connect, answer; give seconds and MiB."""
    with tempfile.TemporaryDirectory() as home:
        async with Platforms() as platforms:
            env = {**platforms.env(), "PORT": "0", "EXPLAINER_KNOWLEDGE_FOLDER": str(folder)}
            began = time.perf_counter()
            with running("bot", "run", cwd=Path(home), env=env) as bot:
                await platforms.discord.ready("timeline", timeout=120)
                await platforms.slack.until(lambda: platforms.slack.sockets, 60)
                ready = time.perf_counter() - began
                where = await asyncio.to_thread(address, bot)
                connected = await asyncio.to_thread(_memory, where)
                for _ in range(50):
                    await platforms.ask_discord("timeline")
                    await platforms.ask_slack("/explain", "sources")
                asked = await asyncio.to_thread(_memory, where)
                return {"ready": ready, "connected": connected, "asked": asked}


def _memory(where: str) -> float:
    found = re.search(r"^process_resident_memory_bytes (\S+)", get(f"{where}/metrics")[1], re.MULTILINE)
    assert found
    return float(found[1]) / 2**20


def measure(plan: Plan) -> list[Section]:
    """Run each topic in a process of its own."""
    if not there():
        return []
    contenders = {
        name: ("-m", "bench.running", str(folder))
        for name, folder in (("shipped", plan.shipped), ("generated", plan.generated))
    }
    runs = in_turn(contenders, min(plan.rounds, 3))
    middle = {
        name: {key: median(run.said[key] for run in listed) for key in listed[0].said} for name, listed in runs.items()
    }
    rows = [(name, f"{of['ready']:.2f}", f"{of['connected']:.0f}", f"{of['asked']:.0f}") for name, of in middle.items()]
    bars = [
        Bar(f"memory of the running process, {name}", of["asked"], limit, "MiB")
        for (name, of), limit in zip(middle.items(), (SHIPPED, GENERATED), strict=True)
    ]
    header = ("Topic", "both platforms served, s", "connected, MiB", "after 100 answers, MiB")
    return [Section("The running process", header, rows, bars=bars, raw={"runs": middle})]


if __name__ == "__main__":
    print(json.dumps(asyncio.run(hold(Path(sys.argv[1])))))
