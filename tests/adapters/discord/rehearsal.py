"""Rehearsals with the emulated Discord: the real discord.py, the real adapter or the real program, our own users.

The emulator judges every request by Discord's OpenAPI document and by the documented limits; at the end of each
rehearsal it must have found nothing.
"""

from __future__ import annotations

import asyncio
import functools
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.adapters.discord.adapter import DiscordAdapter
from bot.app import App
from bot.config import DiscordConfig
from bot.config.environment import Environment
from tests.emulators import emulator

ROOT = Path(__file__).parents[3]
ENDED = 10.0
"""Seconds in which a program must have ended by itself or after a signal."""


@functools.cache
def load_emulator() -> Any:
    """Import the emulator, or skip the test with the reason."""
    module = emulator("discord")
    module.Spec = functools.cache(module.Spec)  # type: ignore[attr-defined]  # reads a megabyte each time
    return module


def refused_by_client() -> type[Exception]:
    """What the emulated client raises where the real one would not let a person act."""
    kind: type[Exception] = load_emulator().ClientRejected
    return kind


class Remembered:
    """What was registered, for the length of a test."""

    def __init__(self) -> None:
        self.hashes: dict[str, str] = {}

    async def get(self, application: str, scope: str = "") -> str | None:
        """Give a hash."""
        return self.hashes.get(application + scope)

    async def set(self, application: str, scope: str, hash: str, *, at: datetime) -> None:
        """Keep a hash."""
        self.hashes[application + scope] = hash


def environment_of(emulator: Any) -> Environment:
    """What the program is told so that it finds the emulator."""
    return Environment(
        discord_token=SecretStr(emulator.token),
        discord_api_base=f"{emulator.url}/api/v10",
        discord_gateway=emulator.gateway_url,
    )


def variables_of(emulator: Any) -> dict[str, str]:
    """The same as variables of a process."""
    return {
        "DISCORD_TOKEN": emulator.token,
        "DISCORD_API_BASE": f"{emulator.url}/api/v10",
        "DISCORD_GATEWAY": emulator.gateway_url,
    }


@asynccontextmanager
async def rehearsal(
    app: App, *, clean: bool = True, syncs: Remembered | None = None, **options: Any
) -> AsyncIterator[Any]:
    """Serve an app in this process; give the emulator, with the adapter as `.adapter`.

    Args:
        app: what is served.
        clean: at the end nothing may have broken a rule of Discord's.
        syncs: what was registered before.
        options: of the configuration (`shards`, `transport`), the rest for the emulator; `there` is how many shards
            Discord says there are.
    """
    config = DiscordConfig(**{key: options.pop(key) for key in ("shards", "transport", "presence") if key in options})
    if "there" in options:
        options["shards"] = options.pop("there")
    async with load_emulator().Emulator(**options) as emulator:
        emulator.adapter = DiscordAdapter(app, config, environment_of(emulator), syncs or Remembered())
        serving = asyncio.create_task(emulator.adapter.run())
        try:
            await _ready(emulator, serving, config)
            yield emulator
        finally:
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)
        if clean:
            emulator.assert_clean()


async def _ready(emulator: Any, serving: asyncio.Task[None], config: DiscordConfig) -> None:
    ready = asyncio.create_task(emulator.ready("help") if config.transport == "gateway" else _opened(emulator))
    await asyncio.wait({ready, serving}, return_when=asyncio.FIRST_COMPLETED)
    if serving.done():
        ready.cancel()
        serving.result()
    await ready


async def _opened(emulator: Any) -> None:
    """Until the adapter has logged in and may be called."""
    await emulator.wait(lambda: emulator.adapter.health().connected and emulator.find("help"), what="logged in")


async def start(
    emulator: Any,
    folder: Path,
    *,
    config: str = "",
    variables: Mapping[str, str] | None = None,
    knowledge: Path = ROOT / "knowledge",
) -> Any:
    """Start the real program in a folder of its own, where it remembers; it answers over the shipped knowledge."""
    (folder / "config.yaml").write_text(f"knowledge:\n  folder: {knowledge}\n{config}", encoding="utf-8")
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "run",
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **variables_of(emulator), **(variables or {})},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    emulator.children.append(child)
    return child


async def ended(child: Any) -> tuple[int, str]:
    """Wait for a program to end; give its exit code and what it wrote to standard error."""
    _, complaints = await asyncio.wait_for(child.communicate(), ENDED)
    return child.returncode, complaints.decode()


def texts(message: Mapping[str, Any]) -> str:
    """All that a message says, in order."""
    found: list[str] = []

    def walk(components: list[dict[str, Any]]) -> None:
        for component in components:
            if "content" in component:
                found.append(component["content"])
            walk(component.get("components") or [])

    walk(message["components"])
    return "\n".join(found)


def pressable(message: Mapping[str, Any]) -> dict[str, str]:
    """The buttons of a message: label to id."""
    rows = [row["components"] for row in message["components"] if row["type"] == 1]
    return {part["label"]: part["custom_id"] for row in rows for part in row if part["type"] == 2}


def choosable(message: Mapping[str, Any]) -> list[str]:
    """What can be chosen in the selects of a message: the values."""
    rows = [row["components"] for row in message["components"] if row["type"] == 1]
    return [option["value"] for row in rows for part in row if part["type"] == 3 for option in part["options"]]
