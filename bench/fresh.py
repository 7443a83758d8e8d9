"""One fresh process, timed from outside: wall clock, CPU, peak memory, and the JSON object it printed.

The parent imports neither bot nor yaml: a child's peak memory can never read below its parent's.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent


class Run(NamedTuple):
    """Seconds of wall clock and of CPU from start to exit, MiB at the peak, and what was printed."""

    wall: float
    cpu: float
    peak: float
    said: dict[str, Any]


def run(*arguments: str) -> Run:
    """Run this Python with some arguments, from the checkout's root, with compiled modules as installed programs have.

    Raises:
        RuntimeError: it failed; the text holds the end of its standard error.
    """
    command = [sys.executable, *arguments]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    with TemporaryFile() as complaints:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=complaints, cwd=ROOT, env=environment)
        assert process.stdout is not None
        printed = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)  # tells what this one child used
        wall = time.perf_counter() - started
        process.stdout.close()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            complaints.seek(0)
            said_last = complaints.read().decode(errors="replace")[-2_000:]
            raise RuntimeError(f"exit code {process.returncode}: {' '.join(command)}\n{said_last}")
    said = json.loads(printed) if printed.startswith(b"{") else {}
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, said)


def in_turn(contenders: Mapping[str, tuple[str, ...]], rounds: int) -> dict[str, list[Run]]:
    """Run contenders A B C, A B C, … so that a busy minute of the machine strikes them alike."""
    runs: dict[str, list[Run]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, arguments in contenders.items():
            runs[name].append(run(*arguments))
    return runs


def middle(runs: Iterable[Run], key: str) -> float:
    """Give the median over rounds of a number that each run printed."""
    return median(float(run.said[key]) for run in runs)


def percentile(values: list[int], share: float) -> float:
    """Give the value that this share (0 to 1) of all values does not exceed, interpolated."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * share
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def yardstick() -> float:
    """Time a fixed job of plain Python, in ms of CPU: says how fast the machine is at this moment."""
    best = float("inf")
    for _ in range(5):
        started = time.process_time()
        counted: dict[str, int] = {}
        for number in range(20_000):
            key = f"word-{number % 977}"
            counted[key] = counted.get(key, 0) + len(key)
        sorted(counted, key=counted.__getitem__)
        best = min(best, time.process_time() - started)
    return best * 1000
