"""`python -m bench`: measure everything, print it, and fail when a bar is missed.

Exit codes: 0 all bars kept, 1 a bar missed, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from bench import commands, load, lookups, memory, start
from bench.fresh import ROOT, run, yardstick
from bench.section import Plan, Section

LIBRARIES = ("PyYAML", "pydantic", "pydantic_core", "click", "rapidfuzz")


def main() -> int:
    """Run every measurement in turn."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure what docs/performance.md promises.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds and fewer arguments, for CI")
    parser.add_argument("--entries", type=int, default=10_000, help="records of the generated topic (default: 10000)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write every number to a file")
    options = parser.parse_args()
    machine = _machine()
    print("\n".join(f"{key}: {value}" for key, value in machine.items()), flush=True)
    with tempfile.TemporaryDirectory(prefix="explainer-bench-") as folder:
        run("-m", "bench.generate", folder, str(options.entries))
        rounds, starts, sample = (2, 5, 200) if options.quick else (5, 15, 1_000)
        plan = Plan(Path(folder), ROOT / "knowledge", rounds, starts, sample)
        sections: list[Section] = []
        for measure in (start.measure, load.measure, commands.measure, lookups.measure, memory.measure):
            before = yardstick()
            found = measure(plan)
            for section in found if isinstance(found, list) else [found]:
                sections.append(section)
                print(f"\n{section}", flush=True)
            print(f"\nYardstick: {before:.2f} ms before, {yardstick():.2f} ms after.", flush=True)
    bars = [bar for section in sections for bar in section.bars]
    print("\n### Bars\n", *bars, sep="\n")
    if options.json:
        raw = {section.title: section.raw for section in sections if section.raw}
        kept = [{**bar._asdict(), "kept": bar.kept} for bar in bars]
        options.json.write_text(json.dumps({"machine": machine, "bars": kept, "figures": raw}, indent=1))
    return 0 if all(bar.kept for bar in bars) else 1


def _machine() -> dict[str, str]:
    """Say what the figures were made on, and by which command."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = cpuinfo.read_text().splitlines()
        model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), model)
    load_now = f"{os.getloadavg()[0]:.2f}" if hasattr(os, "getloadavg") else "unknown"
    return {
        "command": " ".join(["python -m bench", *sys.argv[1:]]),
        "machine": f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.release()}",
        "load average at the start": load_now,
        "versions": ", ".join(
            [f"Python {platform.python_version()}", *(f"{name} {version(name)}" for name in LIBRARIES)]
        ),
    }


if __name__ == "__main__":
    sys.exit(main())
