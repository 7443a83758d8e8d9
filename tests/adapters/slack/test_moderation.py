"""The moderators' whole way at Slack: suggest, review, accept, the answer changes, history, back; and a replay."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.adapters.slack.conftest import emulator, logged, reachable
from tests.shipped import SHIPPED

pytestmark = [pytest.mark.emulator, pytest.mark.asyncio(loop_scope="module")]

MARY = "U9"
OLD, NEW = "Iran strikes Pakistan's Balochistan", "Iran fires at Balochistan"


@pytest_asyncio.fixture(loop_scope="module")
async def slack(by_socket: Any, tmp_path: Path) -> AsyncIterator[Any]:
    """A Slack, and the real program with a memory of its own, over a copy of the shipped knowledge; U9 moderates."""
    shutil.copytree(SHIPPED, tmp_path / "knowledge")
    config = tmp_path / "config.yaml"
    config.write_text(f"knowledge: {{folder: '{tmp_path / 'knowledge'}'}}\nservers: {{moderators: [{MARY}]}}\n")
    program = logged(tmp_path / "log", sys.executable, "-m", "bot", "--config", str(config), "run")
    database = f"sqlite:///{tmp_path / 'slack.sqlite3'}"
    async with emulator().Bot(program, by_socket, DATABASE_URL=database):
        await reachable(by_socket)
        yield by_socket


def said(message: Any) -> str:
    """All that a message says."""
    return json.dumps(message["blocks"], ensure_ascii=False)


def action(message: Any, label: str) -> str:
    """The id of a button."""
    found = [
        element["action_id"]
        for block in message["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
        if element.get("text", {}).get("text") == label
    ]
    assert found, (label, message["blocks"][-1])
    return str(found[0])


async def press(slack: Any, message: Any, label: str, words: str, user: str = MARY) -> Any:
    """Press a button and wait for what it leads to."""
    return await shown(await slack.click(message, action(message, label), user=user), words)


async def shown(delivery: Any, words: str) -> Any:
    """Wait until what was asked for stands there: an answer that takes longer is announced first."""
    message = await delivery.message(10)
    while words not in said(message):
        message = await delivery.message(10)
    return message


async def test_from_suggestion_to_answer_and_back(slack: Any) -> None:
    """A member suggests; a moderator accepts by button; the answer changes, and back; a member's replay is refused."""
    words = f'suggest iran-strike wrong:"{OLD}" right:"{NEW}"'
    await shown(await slack.command("/explain", words), "is number 1")
    queue = await shown(await slack.command("/explain", "review", user=MARY), "1 waiting")
    assert queue["response_type"] == "ephemeral"
    proposal = await press(slack, queue, "Look at 1", "nothing against it")
    await press(slack, proposal, "Accept", "is for moderators", user="U1")
    await press(slack, proposal, "Accept", "It is revision 1")
    await slack.mention("event iran-strike")
    mentioned = (await slack.call("chat.postMessage"))["args"]
    assert NEW in str(mentioned["blocks"])
    assert "was accepted" not in str(mentioned["blocks"]), "everybody reads that"
    told = await shown(await slack.command("/explain", "event iran-strike"), NEW)
    assert "was accepted and is part of the answers now" in said(told)
    history = await shown(await slack.command("/explain", "history", user=MARY), "History")
    revision = await press(slack, history, "Look at 1", "Revision 1")
    await press(slack, revision, "Take it back", "is for moderators", user="U1")
    await press(slack, revision, "Take it back", "It is revision 2")
    await shown(await slack.command("/explain", "event iran-strike"), OLD)
