"""The real program, asked in every way there is: commands, mentions, messages. By socket and by signed HTTP."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bench.generate import generate_extreme
from bot.knowledge.load import load
from bot.knowledge.topic import Topic
from tests.adapters.slack.conftest import ROOT, emulator, free_port, logged, reachable, settled
from tests.commands.walk import calls

pytestmark = [pytest.mark.emulator, pytest.mark.asyncio(loop_scope="module")]

NATIVE = {"timeline": "/timeline", "sources": "/sources", "ask": "/ask", "who": "/whois"}
TITLE = "Timeline: Iran and Pakistan strike each other, January 2024: "


def said(line: str) -> Any:
    """What `say --format slack` prints."""
    command = [sys.executable, "-m", "bot", "say", line, "--format", "slack"]
    return json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)


async def ask_all(slack: Any, lines: list[str], together: int) -> list[dict[str, Any]]:
    """Send slash commands, so many at a time; give what their senders see."""
    gate = asyncio.Semaphore(together)

    async def ask(number: int, line: str) -> dict[str, Any]:
        name, _, rest = line.partition(" ")
        command, text = (NATIVE[name], rest) if name in NATIVE and number % 2 else ("/explain", line)
        async with gate:
            asked = await slack.command(command, text, user=f"U{number}")
            return dict(await asked.message())

    return await asyncio.gather(*(ask(number, line) for number, line in enumerate(lines)))


async def test_every_command_is_answered_inside_its_acknowledgement(slack: Any, topic: Topic) -> None:
    """Each command with each kind of argument, 50 in flight: nothing is late, refused or public."""
    lines = [call.text() for call in list(calls(topic))[::4]]
    lines += ["", "help", "timelin", "who", "/who iran", "WHO iran", "who did Iran strike?", "frobnicate the moon"]
    seen = await ask_all(slack, [line for line in lines if line != "who"], 50)
    assert {(message["via"], message["response_type"]) for message in seen} == {("ack", "ephemeral")}
    assert slack.stats("command")["late"] == 0
    assert seen[lines.index("")]["text"].startswith("Help: ")
    assert seen[lines.index("") + 3 - 1]["text"].startswith("No such command: ")


async def test_what_is_sent_is_what_say_prints(slack: Any) -> None:
    """`say --format slack` prints exactly the acknowledgement of the same slash command in a channel."""
    asked = await slack.command("/explain", "sources casualties")
    for block in asked.body["blocks"]:
        if not block["block_id"].startswith("ask:"):
            del block["block_id"]  # Slack names what has no name
    assert asked.body == said("/sources casualties")


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_extreme_knowledge_is_answered(mode: str, tmp_path: Path) -> None:
    """Everything as long or as many as may be: several messages where one is too small, and no rule broken."""
    generate_extreme(tmp_path / "knowledge")
    knowledge = load(tmp_path / "knowledge", quick=True).knowledge
    assert knowledge is not None
    (topic,) = knowledge.topics.values()
    program = logged(tmp_path / "log", sys.executable, "-m", "bot", "run", "--knowledge", str(tmp_path / "knowledge"))
    signed = {"app_url": f"http://127.0.0.1:{free_port()}/slack/events"} if mode == "http" else {}
    async with emulator().SlackEmulator(mode=mode, **signed) as slack:
        async with emulator().Bot(program, slack):
            await reachable(slack)
            every = list(calls(topic))
            lines = [call.text() for call in every[:: len(every) // 60]]
            assert len(await ask_all(slack, lines, 5)) >= 60
            await asyncio.sleep(0.5)
        # The one thing that looks odd is meant: a name that holds a link stands in a title as it was written.
        slack.warnings[:] = [found for found in slack.warnings if "plain_text" not in str(found[1])]
        settled(slack)
        assert slack.stats()["late"] == 0


async def test_a_mention_is_answered_in_its_thread(slack: Any) -> None:
    """In public, where it was asked; a slip is shown to the one who made it."""
    await slack.mention("timeline")
    posted = await slack.call("chat.postMessage")
    assert posted["args"]["text"].startswith(TITLE)
    assert posted["args"]["thread_ts"] == slack.deliveries[-1].payload["event"]["ts"]
    await slack.event(
        {"type": "app_mention", "user": "U1", "text": "<@U0TESTBOT> /timeline page:2", "ts": "1700000009.000001",
         "thread_ts": "1700000000.000001", "channel": "C1"}
    )  # fmt: skip
    posted = await slack.call("chat.postMessage", thread_ts="1700000000.000001")
    assert posted["args"]["channel"] == "C1"
    await slack.mention("timelin")
    whispered = await slack.call("chat.postEphemeral")
    assert (whispered["args"]["user"], whispered["args"]["text"][:16]) == ("U1", "No such command:")


async def test_a_direct_message_is_answered_there(slack: Any) -> None:
    """Questions and commands alike, once however often Slack sends them; nobody's own messages are answered."""
    await slack.direct_message("How many people died in Pakistan's strike?", user="U7", copies=3)
    posted = await slack.call("chat.postMessage")
    assert posted["args"]["channel"] == "D7"
    assert "IRNA says that nine people died" in posted["args"]["text"]
    for other in ({"bot_id": "B9"}, {"subtype": "message_changed"}, {"channel_type": "channel"}):
        message = {"type": "message", "channel_type": "im", "user": "U7", "text": "timeline", "ts": "1700000000.000002",
                   "channel": "D7", **other}  # fmt: skip
        assert (await slack.event(message))[0].ok
    await slack.event({"type": "reaction_added", "user": "U7", "event_ts": "1700000000.000003"})
    await slack.direct_message("topics", user="U7")
    await slack.call("chat.postMessage", text=said("/topics")["text"])
    assert [call["method"] for call in slack.calls].count("chat.postMessage") == 2


async def test_names_that_slack_escapes_arrive_as_names(slack: Any) -> None:
    """People, channels, links and `&` are read as they were typed."""
    asked = await slack.command("/whois", "<#C9|jaish-al-adl>")
    assert (await asked.message())["text"].startswith("Jaish al-Adl: ")
    asked = await slack.command("/ask", "&lt;b&gt; who &amp; what?")
    assert (await asked.message())["text"]


async def test_a_channel_may_be_left_out(by_socket: Any, tmp_path: Path) -> None:
    """Where the settings name channels, others hear so privately; direct messages always work."""
    config = tmp_path / "config.yaml"
    config.write_text("servers: {channels: [C2], replies: public}\nslack: {prefix: x-}")
    program = logged(tmp_path / "log", sys.executable, "-m", "bot", "--config", str(config), "run")
    async with emulator().Bot(program, by_socket):
        kinds = {}
        for channel in ("C1", "C2", "D1"):
            message = await (await by_socket.command("/x-timeline", channel=channel)).message()
            kinds[channel] = (message["response_type"], message["text"].partition(":")[0])
        assert kinds == {
            "C1": ("ephemeral", "Not in this channel"),
            "C2": ("in_channel", "Timeline"),
            "D1": ("in_channel", "Timeline"),
        }


async def test_a_forged_request_is_refused(tmp_path: Path) -> None:
    """Over HTTP nothing is answered that Slack did not sign in the last five minutes."""
    url = f"http://127.0.0.1:{free_port()}/slack/events"
    slack = emulator().SlackEmulator(mode="http", app_url=url)
    # Credentials of an OAuth app beside a bot token: Bolt would turn into an app that many install by itself.
    async with slack, emulator().Bot(logged(tmp_path / "log"), slack, **slack.oauth_env()):
        await reachable(slack)
        for forge in ("signature", "stale", "missing"):
            refused = await slack.command("/timeline", forge=forge)
            assert (refused.status, refused.inbox.qsize()) == (401, 0)
        assert (await slack.url_verification()).ok
        assert (await (await slack.command("/timeline")).message())["text"].startswith(TITLE)
