"""The search alone, without handlers: completion, names in any spelling, questions, each look-up timed by itself.

    python -m bench.lookups FOLDER SAMPLE

Also how long the index takes to build, part by part: what a server pays once at start and at each reload.
"""

from __future__ import annotations

import gc
import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from bench.fresh import Run, in_turn, percentile
from bench.section import Plan, Section

if TYPE_CHECKING:
    from bot.app import App
    from bot.knowledge.topic import Topic

NAMED = frozenset({"entities", "events", "sources"})


def time_lookups(folder: Path, sample: int) -> dict[str, Any]:
    """Build the index, then look everything up; ms for the building, µs for the look-ups."""
    from bot.app import App
    from bot.commands import Snapshot
    from bot.knowledge.load import load

    loaded = load(folder)
    assert loaded.knowledge is not None
    app = App(Snapshot.of(loaded.knowledge))
    topic = loaded.knowledge.topics[app.snapshot.default_topic]
    index = app.snapshot.index.topic(topic.id)
    built = {}
    for name in ("names", "completion", "questions", "subjects"):
        started = time.process_time()
        getattr(index, name).warm()
        built[name] = (time.process_time() - started) * 1000
    gc.collect()
    gc.freeze()
    return {"built": built, "lookups": {name: _time(job, asked) for name, job, asked in _jobs(app, topic, sample)}}


def _jobs(app: App, topic: Topic, sample: int) -> list[tuple[str, Callable[[str], object], list[str]]]:
    """Name each kind of look-up, what does it, and what is asked; nothing is asked twice."""
    rng = random.Random(5)
    index = app.snapshot.index.topic(topic.id)
    entities = list(topic.entities.values())
    names = [entity.name for entity in entities]
    other = [name for entity in entities for name in entity.also]
    native = [name for entity in entities for listed in entity.names.values() for name in listed]
    asked = [wording for question in topic.questions.values() for wording in question.also_asked]
    typed = list(dict.fromkeys(name[: rng.randrange(1, 7)] for name in [*names, *other, *native]))

    def some(texts: list[str]) -> list[str]:
        return rng.sample(texts, min(len(texts), sample))

    def find(text: str) -> object:
        return index.names.find(text, NAMED)

    return [
        ("completion, 1 to 6 letters", lambda text: app.complete("who", "entity", text), some(typed)),
        ("name as written", find, some(names)),
        ("another spelling, stored", find, some(other)),
        ("Arabic script, stored", find, some(native)),
        ("name with a letter missing", find, [_without_a_letter(rng, name) for name in some(names)]),
        ("name with a letter too many", find, [_with_a_letter(rng, name) for name in some(other)]),
        ("strangers", find, [_shuffled(rng, name) for name in some(names)]),
        ("question, a known wording", index.questions.ask, some(asked)),
        ("question, in other words", index.questions.ask, [_reworded(rng, text) for text in some(asked)]),
    ]


def _time(job: Callable[[str], object], asked: list[str]) -> dict[str, float]:
    walls, cpus = [], []
    for text in asked:
        cpu, wall = time.thread_time_ns(), time.perf_counter_ns()
        job(text)
        walls.append(time.perf_counter_ns() - wall)
        cpus.append(time.thread_time_ns() - cpu)
    figures = {"asked": float(len(asked))}
    for what, values in (("wall", walls), ("cpu", cpus)):
        figures |= {f"{what}_p50": percentile(values, 0.5) / 1e3, f"{what}_p99": percentile(values, 0.99) / 1e3}
    return figures


def _without_a_letter(rng: random.Random, name: str) -> str:
    place = rng.randrange(1, len(name))
    return name[:place] + name[place + 1 :]


def _with_a_letter(rng: random.Random, name: str) -> str:
    place = rng.randrange(1, len(name))
    return name[:place] + rng.choice("aeioubdklmnrst") + name[place:]


def _shuffled(rng: random.Random, name: str) -> str:
    return " ".join("".join(rng.sample(word, len(word))) for word in name.split())


def _reworded(rng: random.Random, text: str) -> str:
    words = [word for word in text.split() if rng.random() < 0.8] or text.split()
    return " ".join(words) + rng.choice(["", "?", " please", " now", " and why"])


def measure(plan: Plan) -> list[Section]:
    """Ask both topics, in turn."""
    contenders = {
        name: ("-m", "bench.lookups", str(folder), str(plan.sample))
        for name, folder in (("generated", plan.generated), ("shipped", plan.shipped))
    }
    runs = in_turn(contenders, plan.rounds)
    raw = {name: [run.said for run in listed] for name, listed in runs.items()}
    first = runs["generated"][0].said
    rows = []
    for name in first["lookups"]:
        small, large = (_medians(runs[topic], "lookups", name) for topic in ("shipped", "generated"))
        cells = (f"{figures[key]:,.0f}" for figures in (small, large) for key in ("wall_p50", "wall_p99", "cpu_p99"))
        rows.append((name, f"{large['asked']:.0f}", *cells))
    header = ("Look-up", "asked", "shipped p50", "p99", "p99 CPU", "10,000 p50", "p99", "p99 CPU")
    built = [
        (
            part,
            *(f"{median(run.said['built'][part] for run in runs[topic]):,.0f}" for topic in ("shipped", "generated")),
        )
        for part in first["built"]
    ]
    whole = (
        "all",
        *(
            f"{median(sum(run.said['built'].values()) for run in runs[topic]):,.0f}"
            for topic in ("shipped", "generated")
        ),
    )
    return [
        Section("Look-ups, µs", header, rows, raw=raw),
        Section("Index, ms of CPU to build", ("Part", "shipped", "10,000 entries"), [*built, whole]),
    ]


def _medians(runs: list[Run], group: str, name: str) -> dict[str, float]:
    return {key: median(run.said[group][name][key] for run in runs) for key in runs[0].said[group][name]}


if __name__ == "__main__":
    print(json.dumps(time_lookups(Path(sys.argv[1]), int(sys.argv[2]))))
