"""From YAML files to a topic in service: every file read, every rule checked, in a cold process.

    python -m bench.load FOLDER            loads it once
    python -m bench.load --floor FOLDER    only libyaml's events of the same bytes, thrown away

The floor is what no loader on this parser can be faster than.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from importlib import import_module
from pathlib import Path
from statistics import median

from bench.fresh import Run, in_turn, middle
from bench.section import Bar, Plan, Section

BAR = 2.0
"""Seconds of CPU to load 10,000 entries."""


def load(folder: Path) -> dict[str, float]:
    """Load a folder; imports are not counted, those that loading does by itself included."""
    from bot.knowledge.load import load as load_knowledge

    import_module("bot.knowledge.checks")

    wall, cpu = time.perf_counter(), time.process_time()
    loaded = load_knowledge(folder)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    assert loaded.knowledge is not None, "\n".join(map(str, loaded.problems[:5]))
    topics = loaded.knowledge.topics.values()
    records = sum(
        len(section)
        for topic in topics
        for section in (topic.sources, topic.entities, topic.events, topic.claims, topic.questions, topic.corrections)
    )
    return {"wall": wall, "cpu": cpu, "records": records}


def floor(folder: Path) -> dict[str, float]:
    """Parse the same files and do nothing with them."""
    import yaml

    from bot.knowledge.files import read_topic, topic_folders

    files = [data for topic in topic_folders(folder) for data in read_topic(topic, folder).files.values()]
    gc.disable()
    wall, cpu = time.perf_counter(), time.process_time()
    events = 0
    for data in files:
        parser = yaml.CLoader(data)
        while type(parser.get_event()) is not yaml.StreamEndEvent:
            events += 1
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return {"wall": wall, "cpu": cpu, "events": events, "files": len(files), "bytes": sum(map(len, files))}


def measure(plan: Plan) -> list[Section]:
    """Load both topics, in turn with their floors."""
    runs = in_turn(
        {
            f"{what} {name}": ("-m", "bench.load", *(["--floor"] if what == "floor" else []), str(folder))
            for name, folder in (("generated", plan.generated), ("shipped", plan.shipped))
            for what in ("load", "floor")
        },
        plan.rounds,
    )
    rows = [_row(name, runs[f"load {name}"], runs[f"floor {name}"]) for name in ("generated", "shipped")]
    bar = Bar("load 10,000 entries", middle(runs["load generated"], "cpu"), BAR, "s")
    header = ("Load", "records", "files", "MB", "wall s", "CPU s (min-max)", "libyaml CPU s", "ratio", "µs a record")
    return [Section("Load", header, rows, [bar], {name: [run.said for run in listed] for name, listed in runs.items()})]


def _row(name: str, loads: list[Run], floors: list[Run]) -> tuple[str, ...]:
    said, sizes = loads[0].said, floors[0].said
    cpus = [run.said["cpu"] for run in loads]
    ratio = median(one.said["cpu"] / other.said["cpu"] for one, other in zip(loads, floors, strict=True))
    return (
        name,
        f"{said['records']:,}",
        str(sizes["files"]),
        f"{sizes['bytes'] / 1e6:.2f}",
        f"{middle(loads, 'wall'):.3f}",
        f"{median(cpus):.3f} ({min(cpus):.3f}-{max(cpus):.3f})",
        f"{middle(floors, 'cpu'):.3f}",
        f"{ratio:.1f}",
        f"{median(cpus) / said['records'] * 1e6:.0f}",
    )


if __name__ == "__main__":
    print(json.dumps(floor(Path(sys.argv[2])) if sys.argv[1] == "--floor" else load(Path(sys.argv[1]))))
