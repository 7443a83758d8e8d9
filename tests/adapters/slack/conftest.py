"""The emulated Slack, and the real program against it. `EXPLAINER_EMULATORS` names the emulators' folder."""

from __future__ import annotations

import importlib
import os
import shlex
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
EMULATOR = Path(os.environ.get("EXPLAINER_EMULATORS", ROOT.parent / "shared" / "emulators")) / "slack"
PROGRAM = (sys.executable, "-m", "bot", "run")


def emulator() -> Any:
    """Import the emulator; without it, skip and say so."""
    if not (EMULATOR / "emulator.py").exists():
        pytest.skip(f"no Slack emulator at {EMULATOR}: set EXPLAINER_EMULATORS")
    if str(EMULATOR) not in sys.path:
        sys.path.insert(0, str(EMULATOR))
    return importlib.import_module("emulator")


@pytest.fixture(scope="session")
def validate() -> Any:
    """The emulator's Block Kit rules: a message, a view or blocks in, violations out."""
    emulator()
    return importlib.import_module("validate_blocks").validate


@pytest.fixture
async def slack() -> AsyncIterator[Any]:
    """A Slack that delivers by socket, and at the end has refused nothing and waited for nothing."""
    async with emulator().SlackEmulator() as running:
        yield running
        assert running.violations == []
        assert running.warnings == []


@pytest.fixture
async def bot(slack: Any, tmp_path: Path) -> AsyncIterator[Any]:
    """The real program, connected."""
    async with emulator().Bot(logged(tmp_path / "log"), slack) as running:
        yield running


def logged(file: Path, *options: str) -> tuple[str, ...]:
    """The program with what it says in a file; the emulator would leave such a file open."""
    return ("/bin/sh", "-c", f'exec "$0" "$@" >{shlex.quote(str(file))} 2>&1', *PROGRAM, *options)
