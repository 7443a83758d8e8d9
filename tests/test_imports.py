"""What a one-shot answer imports: every module costs each `say` its milliseconds (docs/performance.md)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

NEVER = (
    "discord", "slack_bolt", "slack_sdk", "aiohttp", "sqlalchemy", "aiosqlite", "rich", "prompt_toolkit", "structlog",
    "asyncio", "multiprocessing", "numpy", "PIL", "pydantic_settings", "prometheus_client", "cryptography",
)  # fmt: skip
"""Platforms, databases, HTTP, pictures and everything for a terminal; asyncio alone takes 65 ms of CPU."""

SAY = """
import sys
from bot.cli import main
try:
    main()
finally:
    print(*sorted(sys.modules), file=sys.stderr)
"""


LINES = """/timeline
/who Army of Justice
/sources casualties
/event iran-strike
/trace iran-strike-day
how many people died in Pakistan's strike?
"""


def imported(*options: str) -> set[str]:
    """Let `say` answer all LINES piped, in a fresh process; give the top-level modules it ended with."""
    done = subprocess.run(
        [sys.executable, "-c", SAY, "say", "-", *options],
        input=LINES,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.count("iran-pakistan-2024") >= len(LINES.splitlines()), done.stdout
    return {name.partition(".")[0] for name in done.stderr.split()}


@pytest.mark.parametrize(
    "options",
    [(), *(("--format", form) for form in ("text", "json", "markdown", "discord", "slack"))],
)
def test_say_imports_no_platform(options: tuple[str, ...]) -> None:
    """A piped `say` imports no platform SDK, no database, no HTTP, no terminal library and no event loop."""
    modules = imported(*options)
    assert modules.isdisjoint(NEVER)
    assert {"bot", "yaml", "pydantic"} <= modules, "the list of modules was not seen"
