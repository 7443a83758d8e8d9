"""From the shell to an answer: `python -m bot say /timeline` on the shipped topic, piped, in a fresh process.

Its floors, run in turn with it: the interpreter alone, and the interpreter with the three libraries that
reading knowledge and a command line take.
"""

from __future__ import annotations

from statistics import median

from bench.fresh import Run, in_turn
from bench.section import Bar, Plan, Section

BAR = 0.5
"""Seconds of CPU from process start to exit."""
CONTENDERS = {
    "python -c pass": ("-c", "pass"),
    "python -c 'import pydantic, yaml, click'": ("-c", "import pydantic, yaml, click"),
    "say /timeline": ("-m", "bot", "say", "/timeline"),
    "say /who jaish-al-adl": ("-m", "bot", "say", "/who jaish-al-adl"),
    "say (a question)": ("-m", "bot", "say", "how many people died in Iran?"),
}


def measure(plan: Plan) -> list[Section]:
    """Start everything in turn."""
    knowledge = ("--knowledge", str(plan.shipped))
    contenders = {
        name: (*arguments, *knowledge) if "say" in arguments else arguments for name, arguments in CONTENDERS.items()
    }
    runs = in_turn(contenders, plan.starts)
    floors = list(runs.values())[:2]
    rows = [_row(name, listed, floors) for name, listed in runs.items()]
    bar = Bar("say /timeline, shipped topic", median(run.cpu for run in runs["say /timeline"]), BAR, "s")
    header = ("Start", "wall ms (min-max)", "CPU ms", "× pass", "× imports", "peak MiB")
    raw = {
        name: [{"wall": run.wall, "cpu": run.cpu, "peak": run.peak} for run in listed] for name, listed in runs.items()
    }
    return [Section("Process start to exit", header, rows, [bar], raw)]


def _row(name: str, runs: list[Run], floors: list[list[Run]]) -> tuple[str, ...]:
    walls = [run.wall * 1000 for run in runs]
    ratios = [median(one.cpu / other.cpu for one, other in zip(runs, floor, strict=True)) for floor in floors]
    return (
        name,
        f"{median(walls):.0f} ({min(walls):.0f}-{max(walls):.0f})",
        f"{median(run.cpu for run in runs) * 1000:.0f}",
        *(f"{ratio:.2f}" for ratio in ratios),
        f"{median(run.peak for run in runs):.0f}",
    )
