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

from tests.adapters.slack.conftest import emulator, free_port, logged, reachable, settled
from tests.shipped import SHIPPED

pytestmark = [pytest.mark.emulator, pytest.mark.asyncio(loop_scope="module")]

MARY = "U9"
OLD, NEW = "Iran strikes Pakistan's Balochistan", "Iran fires at Balochistan"


@pytest_asyncio.fixture(loop_scope="module", params=["socket", "http"])
async def slack(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Any]:
    """A Slack, and the real program with a memory of its own, over a copy of the shipped knowledge; U9 moderates."""
    shutil.copytree(SHIPPED, tmp_path / "knowledge")
    config = tmp_path / "config.yaml"
    config.write_text(f"knowledge: {{folder: '{tmp_path / 'knowledge'}'}}\nservers: {{moderators: [{MARY}]}}\n")
    program = logged(tmp_path / "log", sys.executable, "-m", "bot", "--config", str(config), "run")
    database = f"sqlite:///{tmp_path / 'slack.sqlite3'}"
    signed = {"app_url": f"http://127.0.0.1:{free_port()}/slack/events"} if request.param == "http" else {}
    async with emulator().SlackEmulator(mode=request.param, **signed) as running:
        async with emulator().Bot(program, running, DATABASE_URL=database):
            await reachable(running)
            yield running
        settled(running)
        assert running.stats()["late"] == 0


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


TEXT = {"type": "plain_text_input"}


async def opened(slack: Any, line: str) -> Any:
    """Type a command that a form follows; give the modal."""
    after = len(slack.calls)
    await slack.command("/explain", line, user=MARY)
    return (await slack.call("views.open", after=after, timeout=10))["response"]["view"]


def field(view: Any, name: str) -> str:
    """What stands in a field at first."""
    return str(next(block for block in view["blocks"] if block["block_id"] == name)["element"]["initial_value"])


async def sent(slack: Any, view: Any, text: str) -> Any:
    """Send a form; give what is said beside its field, or None where it was taken."""
    after = len(slack.calls)
    done = await slack.submit(view, {"type:text": {**TEXT, "value": text}}, user=MARY)
    if done.body is None:
        return None
    if done.body["response_action"] == "errors":
        return done.body["errors"]["text"]
    # It took longer than an acknowledgement can wait, so it follows; what was typed stands there still.
    updated = (await slack.call("views.update", after=after, timeout=10))["args"]["view"]
    assert field(updated, "text") == text
    return updated["blocks"][0]["text"]["text"]


async def test_a_faulty_edit_stays_in_its_form(slack: Any) -> None:
    """What the checks refuse is said beside the text, with its line, as often as it is sent; it is one proposal."""
    view = await opened(slack, "edit iran-strike")
    text = field(view, "text")
    faulty = text.replace("  title: ", "  titel: ")
    for _ in range(2):
        fault = await sent(slack, view, faulty)
        assert "The checks refuse it, in line 2: " in fault
        assert "titel" in fault
        assert "kept under /review" in fault
    queue = await shown(await slack.command("/explain", "review", user=MARY), "1 waiting")
    proposal = await press(slack, queue, "Look at 2", "The checks refuse it, in line 2")
    after = len(slack.calls)
    await slack.click(proposal, action(proposal, "Edit"), user=MARY)
    again = (await slack.call("views.open", after=after))["response"]["view"]
    assert field(again, "text") == faulty.rstrip("\n")
    assert await sent(slack, again, text.replace(OLD, NEW)) is None
    await shown(await slack.command("/explain", "review 3", user=MARY), "nothing against it")
    await shown(await slack.command("/explain", "review", user=MARY), "1 waiting")


async def test_a_faulty_addition_or_file_stays_in_its_form(slack: Any) -> None:
    """A new record that the checks refuse, and a file that cannot be read, are told beside the text."""
    view = await opened(slack, 'add question title:"Who mediated?"')
    assert "line 3" in await sent(
        slack, view, "who-mediated:\n  ask: Who mediated?\n  answer: Nobody knows [no-such-claim].\n"
    )
    view = await opened(slack, "import")
    assert "Line " in await sent(slack, view, "events: [\n")
    await shown(await slack.command("/explain", "review", user=MARY), "1 waiting")


async def test_a_refusal_stands_beside_its_field(slack: Any) -> None:
    """A link that is none is told beside the link, and what was typed in the other fields stays."""
    view = await opened(slack, "suggest iran-strike")
    typed = {"wrong": OLD, "right": NEW, "link": "example"}
    done = await slack.submit(view, {f"type:{name}": {**TEXT, "value": words} for name, words in typed.items()})
    assert done.body["response_action"] == "errors"
    assert list(done.body["errors"]) == ["link"]
