"""Memory of one process that serves a topic: after the imports, the loading, the indexes and a few answers.

    python -m bench.memory FOLDER

`peak` is the highest the process ever held (getrusage); loading needs a little more than serving.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
from pathlib import Path
from statistics import median

from bench.fresh import in_turn
from bench.section import Plan, Section

STAGES = ("imports", "loaded", "indexed", "asked")


def hold(folder: Path) -> dict[str, float]:
    """Load, index and answer; give the peak so far in MiB at each stage."""
    from bot.app import App
    from bot.cli import run_now
    from bot.commands import Snapshot
    from bot.knowledge.load import load
    from bot.reply import Call
    from bot.reply.text import render_text

    peaks = {"imports": _peak()}
    loaded = load(folder)
    assert loaded.knowledge is not None
    gc.collect()
    peaks["loaded"] = _peak()
    app = App(Snapshot.of(loaded.knowledge))
    app.snapshot.index.warm()
    peaks["indexed"] = _peak()
    topic = loaded.knowledge.topics[app.snapshot.default_topic]
    for id in list(topic.entities)[:300]:
        render_text(run_now(app.answer(Call("who", {"entity": id}))))
    peaks["asked"] = _peak()
    return peaks


def _peak() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / 1024 / (1024 if sys.platform == "darwin" else 1)  # bytes on macOS, kilobytes elsewhere


def measure(plan: Plan) -> list[Section]:
    """Hold each topic in a process of its own."""
    contenders = {
        name: ("-m", "bench.memory", str(folder))
        for name, folder in (("shipped", plan.shipped), ("generated", plan.generated))
    }
    runs = in_turn(contenders, min(plan.rounds, 3))
    rows = [
        (name, *(f"{median(run.said[stage] for run in listed):.0f}" for stage in STAGES))
        for name, listed in runs.items()
    ]
    raw = {name: [run.said for run in listed] for name, listed in runs.items()}
    return [Section("Peak memory, MiB", ("Topic", *STAGES), rows, raw=raw)]


if __name__ == "__main__":
    print(json.dumps(hold(Path(sys.argv[1]))))
