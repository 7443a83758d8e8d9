"""A long-running program under test: started, watched line by line, told to stop, never left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Running:
    """A process and every line it has printed so far, standard output and error together."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: list[str] = []
        self._ended = False
        self._told = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            with self._told:
                self.lines.append(line.rstrip("\n"))
                self._told.notify_all()
        with self._told:
            self._ended = True
            self._told.notify_all()

    def wait_for(self, text: str, seconds: float = 30) -> str:
        """Give the first line that holds a text, once it is there."""
        with self._told:
            self._told.wait_for(lambda: self._find(text) or self._ended, seconds)
        line = self._find(text)
        assert line, f"no line with {text!r} after {seconds} s at most:\n{self.output}"
        return line

    def _find(self, text: str) -> str | None:
        return next((line for line in list(self.lines) if text in line), None)

    def stop(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, float]:
        """Send a signal; give the exit code and the seconds it took."""
        began = time.monotonic()
        self.process.send_signal(number)
        code = self.process.wait(30)
        self._reader.join(5)
        return code, time.monotonic() - began

    def close(self) -> None:
        """Let go of its output, once it has ended."""
        self._reader.join(5)
        assert self.process.stdout
        self.process.stdout.close()

    @property
    def output(self) -> str:
        """Everything printed so far."""
        return "\n".join(self.lines)


@contextmanager
def running(*arguments: str, cwd: Path, env: Mapping[str, str] | None = None) -> Iterator[Running]:
    """Start `python -m ARGUMENTS` of this checkout in a folder, with nothing of our own environment."""
    plain = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=cwd,
        env={**plain, **(env or {})},
    )
    bot = Running(process)
    try:
        yield bot
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(10)
        bot.close()
