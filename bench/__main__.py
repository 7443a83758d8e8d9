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

from bench import commands, discord, load, lookups, memory, reload, running, slack, start
from bench.fresh import ROOT, run, yardstick
from bench.section import Bar, Plan, Section

LIBRARIES = ("PyYAML", "pydantic", "pydantic_core", "click", "rapidfuzz")
DOCUMENT = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- figures: python -m bench --update -->\n", "<!-- end of figures -->\n"


def main() -> int:
    """Run every measurement in turn."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure what docs/performance.md promises.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds and fewer arguments, for CI")
    parser.add_argument("--entries", type=int, default=10_000, help="records of the generated topic (default: 10000)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write every number to a file")
    parser.add_argument("--update", action="store_true", help=f"also write the tables to docs/{DOCUMENT.name}")
    options = parser.parse_args()
    machine = _machine()
    report = [_say("\n".join(f"- {key}: {value}" for key, value in machine.items()))]
    sections: list[Section] = []
    with tempfile.TemporaryDirectory(prefix="explainer-bench-") as folder:
        run("-m", "bench.generate", folder, "--entries", str(options.entries))
        rounds, starts, sample = (2, 5, 200) if options.quick else (5, 15, 1_000)
        plan = Plan(Path(folder), ROOT / "knowledge", rounds, starts, sample)
        for measured in (start, load, commands, lookups, reload, memory, running, slack, discord):
            before = yardstick()
            found = measured.measure(plan)
            sections.extend(found)
            report.extend(_say(str(section)) for section in found)
            _say(f"Yardstick: {before:.2f} ms of CPU before, {yardstick():.2f} ms after.")
    bars = [bar for section in sections for bar in section.bars]
    report.append(_say("### Bars\n\n" + "\n".join(f"- {bar}" for bar in bars)))
    if options.json:
        _write_json(options.json, machine, sections, bars)
    if options.update:
        text = DOCUMENT.read_text(encoding="utf-8")
        before_them, after_them = text[: text.index(BEGIN) + len(BEGIN)], text[text.index(END) :]
        DOCUMENT.write_text(before_them + "\n" + "\n\n".join(report) + "\n\n" + after_them, encoding="utf-8")
    return 0 if all(bar.kept for bar in bars) else 1


def _say(text: str) -> str:
    print(f"{text}\n", flush=True)
    return text


def _machine() -> dict[str, str]:
    """Say what the figures were made on, and by which command."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = cpuinfo.read_text().splitlines()
        model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), model)
    busy = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    libraries = [f"{name} {version(name)}" for name in LIBRARIES]
    return {
        "command": f"`{' '.join(['python -m bench', *sys.argv[1:]])}`",
        "machine": f"{model}, {os.cpu_count()} cores, {platform.system()}; load average at the start {busy}",
        "yardstick": f"{yardstick():.1f} ms of CPU for a fixed job (`bench/fresh.py`)",
        "versions": ", ".join([f"{platform.python_implementation()} {platform.python_version()}", *libraries]),
    }


def _write_json(path: Path, machine: dict[str, str], sections: list[Section], bars: list[Bar]) -> None:
    kept = [{**bar._asdict(), "kept": bar.kept} for bar in bars]
    figures = {section.title: section.raw for section in sections if section.raw}
    path.write_text(json.dumps({"machine": machine, "bars": kept, "figures": figures}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
