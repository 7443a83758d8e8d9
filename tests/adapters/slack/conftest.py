"""The emulated Slack, and the real program against it. `EXPLAINER_EMULATORS` names the emulators' folder."""

from __future__ import annotations

import asyncio
import importlib
import shlex
import socket
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.emulators import emulator as emulator_of

ROOT = Path(__file__).parents[3]
PROGRAM = (sys.executable, "-m", "bot", "run")


def emulator() -> Any:
    """Import the emulator; without it, skip and say so."""
    return emulator_of("slack")


def logged(file: Path, *program: str) -> tuple[str, ...]:
    """Give the program with what it says in a file, and what it remembers beside that."""
    # The emulator would leave a file of its own open.
    own = f"EXPLAINER_STORE_FOLDER={shlex.quote(str(file.parent / 'data'))}"
    return ("/bin/sh", "-c", f'{own} exec "$0" "$@" >>{shlex.quote(str(file))} 2>&1', *(program or PROGRAM))


def free_port() -> int:
    """Find a port that nothing listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def settled(slack: Any) -> None:
    """Nothing was refused by Block Kit's rules, and nothing looks other than it was meant."""
    assert [str(violation) for _, violation in slack.violations] == []
    assert [str(warning) for _, warning in slack.warnings] == []


@pytest.fixture(scope="session")
def validate() -> Any:
    """The emulator's Block Kit rules: a message, a view or blocks in, violations out."""
    emulator()
    return importlib.import_module("validate_blocks").validate


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=["socket", "http"])
async def service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Any]:
    """The real program, connected by socket and called by signed HTTP, for all tests of a file; with its log."""
    log = tmp_path_factory.mktemp("slack") / "log"
    kwargs = {"app_url": f"http://127.0.0.1:{free_port()}/slack/events"} if request.param == "http" else {}
    async with (
        emulator().SlackEmulator(mode=request.param, **kwargs) as running,
        emulator().Bot(logged(log), running),
    ):
        await reachable(running)
        yield running, log


@pytest_asyncio.fixture(loop_scope="module")
async def slack(service: Any) -> AsyncIterator[Any]:
    """The Slack of the service, with nothing recorded; at the end of each test it has nothing to complain of."""
    running, _ = service
    await asyncio.sleep(0.1)
    for record in (running.calls, running.deliveries, running.faults):
        record.clear()
    yield running
    settled(running)
    assert running.stats()["late"] == 0


@pytest.fixture
def bot_log(service: Any) -> Callable[[], str]:
    """Give what the program of the service has logged so far."""
    path: Path = service[1]
    return path.read_text


@pytest_asyncio.fixture(loop_scope="module")
async def by_socket() -> AsyncIterator[Any]:
    """A Slack that delivers by socket, for a program of one's own."""
    async with emulator().SlackEmulator() as running:
        yield running
        settled(running)


def control(message: dict[str, Any], label: str) -> str:
    """Find the action of a button by a part of its label."""
    for block in message["blocks"]:
        for element in [block.get("accessory"), *block.get("elements", ())]:
            if element and element.get("type") == "button" and label in element["text"]["text"]:
                return str(element["action_id"])
    raise LookupError(f"no button {label!r}")


async def reachable(slack: Any) -> None:
    """Wait until the bot has looked itself up: before that, HTTP is answered with 503."""
    await slack.call("auth.test", timeout=20)
    await asyncio.sleep(0.2)
