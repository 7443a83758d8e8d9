"""Every command with many arguments: a Call in, plain text out, each call timed by itself.

    python -m bench.commands FOLDER SAMPLE

Through the app's one door (`App.answer`: arguments, look-up, handler, log line) and `render_text`, after the
index was warmed and the garbage collector's objects frozen, as a server does. No call is made twice.
"""

from __future__ import annotations

import gc
import json
import random
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, TypeVar

from bench.fresh import Run, in_turn, percentile
from bench.section import Bar, Plan, Section

if TYPE_CHECKING:
    from bot.knowledge.topic import Topic
    from bot.reply import Call

BAR = 5.0
"""Milliseconds that 99 of 100 calls of any command stay below."""
SUBJECTS = (
    "casualties deaths killed injured toll dates when where why motive weapons targets responsibility place denial"
).split()
T = TypeVar("T")


def calls(topic: Topic, sample: int) -> Iterator[Call]:
    """List up to so many calls of each command, by id, name, spelling, subject, date and page."""
    from bot.reply import Call

    rng = random.Random(3)

    def some(items: Iterable[T], share: float = 1.0) -> list[T]:
        listed = list(dict.fromkeys(items))
        return rng.sample(listed, min(len(listed), max(1, int(sample * share))))

    entities = topic.entities.values()
    spellings = [name for entity in entities for names in (entity.also, *entity.names.values()) for name in names]
    days = [event.date.edtf for event in topic.timeline if event.date.exact]
    aspects = [claim.aspect for claim in topic.claims.values() if claim.aspect]
    questions = some(topic.questions.values())
    yield from (Call("timeline", {"page": str(page)}) for page in range(1, 1 + sample // 10))
    yield from (Call("timeline", {"about": id}) for id in some([*topic.entities, *topic.events], 0.5))
    yield from (Call("timeline", {"from": day}) for day in some(days, 0.2))
    yield from (Call("timeline", {"to": day}) for day in some(days, 0.2))
    yield from (Call("who", {"entity": id}) for id in some(topic.entities, 0.4))
    yield from (Call("who", words=name) for name in some(spellings, 0.4))
    yield from (Call("who", words=_misspelt(rng, name)) for name in some(spellings, 0.2))
    yield from (Call("sources", {"page": str(page)}) for page in range(1, 1 + sample // 20))
    yield from (Call("sources", {"subject": word}) for word in SUBJECTS)
    yield from (Call("sources", {"subject": aspect}) for aspect in some(aspects, 0.1))
    yield from (Call("sources", {"subject": id}) for id in some([*topic.sources, *topic.events, *topic.entities], 0.8))
    yield from (Call("event", {"event": id}) for id in some(topic.events, 0.8))
    yield from (Call("event", words=topic.events[id].title) for id in some(topic.events, 0.2))
    yield from (Call("trace", {"claim": id}) for id in some(topic.claims))
    for number, question in enumerate(questions):
        wordings = [question.ask, *question.also_asked[:1], _reworded(rng, question.ask)]
        yield Call("ask", words=wordings[number % len(wordings)])
    for name in ("topics", "help", "about"):
        yield from (Call(name) for _ in range(sample // 10))


def time_calls(folder: Path, sample: int) -> dict[str, dict[str, float]]:
    """Answer every call once; give percentiles in ms of wall clock and CPU by command."""
    from bot.app import App
    from bot.cli import run_now
    from bot.commands import Snapshot
    from bot.knowledge.load import load
    from bot.reply.text import render_text

    loaded = load(folder)
    assert loaded.knowledge is not None
    app = App(Snapshot.of(loaded.knowledge))
    app.snapshot.index.warm()
    gc.collect()
    gc.freeze()
    topic = loaded.knowledge.topics[app.snapshot.default_topic]
    listed = list(calls(topic, sample))
    walls: dict[str, list[int]] = {call.name: [] for call in listed}
    cpus: dict[str, list[int]] = {call.name: [] for call in listed}
    random.Random(4).shuffle(listed)
    slowest: dict[str, tuple[int, str]] = {}
    for call in listed:
        cpu, wall = time.thread_time_ns(), time.perf_counter_ns()
        reply = run_now(app.answer(call))
        render_text(reply)
        wall, cpu = time.perf_counter_ns() - wall, time.thread_time_ns() - cpu
        assert reply.outcome != "error", call.line()
        walls[call.name].append(wall)
        cpus[call.name].append(cpu)
        slowest[call.name] = max(slowest.get(call.name, (0, "")), (cpu, call.line()))
    return {
        name: {
            "calls": len(walls[name]),
            **{
                f"{what}_p{share}": percentile(values[name], share / 100) / 1e6
                for what, values in (("wall", walls), ("cpu", cpus))
                for share in (50, 99)
            },
            "max": slowest[name][0] / 1e6,
            "slowest": slowest[name][1],  # type: ignore[dict-item]  # the one text among the numbers
        }
        for name in walls
    }


def _misspelt(rng: random.Random, name: str) -> str:
    place = rng.randrange(len(name))
    return name[:place] + name[place + 1 :]


def _reworded(rng: random.Random, ask: str) -> str:
    words = ask.rstrip("?").split()
    return " ".join(word for word in words if rng.random() < 0.75) or ask


def measure(plan: Plan) -> list[Section]:
    """Ask both topics, in turn."""
    contenders = {
        name: ("-m", "bench.commands", str(folder), str(plan.sample))
        for name, folder in (("generated", plan.generated), ("shipped", plan.shipped))
    }
    runs = in_turn(contenders, plan.rounds)
    rows, bars = [], []
    for name in runs["generated"][0].said:
        large, small = (_medians(runs[topic], name) for topic in ("generated", "shipped"))
        rows.append(
            (
                f"/{name}",
                f"{large['calls']:.0f}",
                *_cells(small),
                *_cells(large),
                f"{large['cpu_p50'] / small['cpu_p50']:.1f}",
            )
        )
        bars.append(Bar(f"/{name} over 10,000 entries, p99", large["cpu_p99"], BAR, "ms"))
    header = ("Command", "calls", "shipped p50", "p99", "p99 CPU", "10,000 p50", "p99", "p99 CPU", "growth p50")
    raw = {name: [run.said for run in listed] for name, listed in runs.items()}
    return [Section("Commands, ms a call (App.answer + render_text)", header, rows, bars, raw)]


def _medians(runs: list[Run], name: str) -> dict[str, float]:
    keys = [key for key, value in runs[0].said[name].items() if not isinstance(value, str)]
    return {key: median(run.said[name][key] for run in runs) for key in keys}


def _cells(figures: dict[str, float]) -> tuple[str, str, str]:
    return f"{figures['wall_p50']:.3f}", f"{figures['wall_p99']:.2f}", f"{figures['cpu_p99']:.2f}"


if __name__ == "__main__":
    print(json.dumps(time_calls(Path(sys.argv[1]), int(sys.argv[2]))))
