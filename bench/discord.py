"""Discord: our whole path against a bare app command on the same SDK, in turn, so that both meet the same machine.

Four sorts of frames: names asked for as unevenly as people do (Zipf's law), a reply asked for again (the app keeps it),
one asked for the first time, and completion while somebody types. Memory is that of a process that serves the shipped
topic to 1,000 servers, the frames to feed included.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from bench.fresh import Run, in_turn
from bench.section import Bar, Plan, Section

if TYPE_CHECKING:
    from pathlib import Path

FRAMES = 3_000
KINDS = {
    "mixed": "/who, as people ask",
    "kept": "/who, asked before",
    "slash": "/who, first time",
    "autocomplete": "completion",
}
RATIOS = {"mixed": 1.4, "kept": 1.4, "autocomplete": 1.8}
"""CPU p50 against bare discord.py. A reply asked for the first time costs what its handler costs: see Commands."""
MOST_RESIDENT = 110.0
LONGEST_PAUSE = 1.0
"""Milliseconds of one garbage collection, when nothing new is loaded or kept."""


def measure(plan: Plan) -> list[Section]:
    """Feed both contenders the same number of frames, with a constant of the same size for the bare one."""
    frames = str(FRAMES if plan.rounds > 2 else FRAMES // 2)

    def asked(contender: str, kind: str, folder: Path, size: str) -> tuple[str, ...]:
        return ("-m", "bench.discord_frames", contender, kind, str(folder), frames, size)

    first = in_turn({"ours": asked("ours", "kept", plan.generated, "0")}, 1)["ours"][0]
    size = str(int(first.said["text"]))
    contenders = {
        f"{kind} {contender}": asked(contender, kind, plan.generated, size)
        for kind in KINDS
        for contender in ("ours", "bare")
    }
    contenders["shipped ours"] = asked("ours", "kept", plan.shipped, size)
    runs = in_turn(contenders, plan.rounds)
    rows, bars = [], []
    for kind, name in KINDS.items():
        mine, bare = runs[f"{kind} ours"], runs[f"{kind} bare"]
        ratio = median(one.said["cpu_p50"] / other.said["cpu_p50"] for one, other in zip(mine, bare, strict=True))
        cells = (_middle(listed, key) for listed in (mine, bare) for key in ("cpu_p50", "cpu_p99", "bytes"))
        rows.append((name, *(f"{cell:.0f}" for cell in cells), f"{ratio:.2f}"))
        if kind in RATIOS:
            bars.append(Bar(f"Discord, {name}, CPU p50 against bare discord.py", ratio, RATIOS[kind], "x"))
    resident = _middle(runs["shipped ours"], "rss")
    pause = max(_middle(runs[f"{kind} ours"], "pause") for kind in ("kept", "autocomplete"))
    bars.append(Bar("Discord, 1,000 servers, shipped topic, resident", resident, MOST_RESIDENT, "MiB"))
    bars.append(Bar("Discord, longest garbage collection in steady state", pause, LONGEST_PAUSE, "ms"))
    header = ("Frame in → body out", "µs CPU p50", "p99", "bytes", "bare p50", "p99", "bytes", "ratio")
    raw = {name: [run.said for run in listed] for name, listed in runs.items()}
    return [Section("Discord, raw gateway frame to encoded reply, 10,000 entries", header, rows, bars, raw)]


def _middle(runs: list[Run], key: str) -> float:
    return median(run.said[key] for run in runs)
