"""What a person does with the bot at Discord, from the first command to the last button."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.app import App
from bot.config import ServerConfig
from tests.adapters.discord.rehearsal import (
    ROOT,
    choosable,
    load_emulator,
    pressable,
    refused_by_client,
    rehearsal,
    start,
    texts,
)

pytestmark = pytest.mark.emulator

EPHEMERAL = 1 << 6
V2 = 1 << 15


async def test_the_program_answers_and_old_buttons_work_after_a_restart(tmp_path: Path) -> None:
    """`run` registers once and answers; a second process answers the first one's buttons and registers nothing."""
    async with load_emulator().Emulator() as emulator:
        first = await start(emulator, tmp_path)
        await emulator.ready("timeline")
        assert [request["operation"] for request in emulator.requests[:3]] == [
            "get_my_user", "get_my_oauth2_application", "bulk_set_application_commands",
        ]  # fmt: skip
        message = await (await emulator.slash("timeline")).message()
        assert message["flags"] == EPHEMERAL | V2
        assert "Wednesday 3 January 2024" in texts(message)
        await emulator.stop(first)
        assert first.returncode == 0
        emulator.sessions.clear()
        await start(emulator, tmp_path)
        await emulator.ready("timeline")
        assert len(emulator.calls("bulk_set_application_commands")) == 1
        pressed = await emulator.click(message, "Page 2 of 3 ▶")
        assert (await pressed.callback())["type"] == 7
        assert "## Timeline" in texts(await pressed.message())
        emulator.assert_clean()


async def test_nothing_is_asked_of_discord_but_interactions(app: App) -> None:
    """The bot identifies without any intent, with its presence, and mentions nobody."""
    async with rehearsal(app, presence="Ask me: /help") as emulator:
        (identify,) = [frame for _, op, frame in emulator.gateway_log if op == 2]
        assert identify["intents"] == 0
        assert identify["presence"]["game"]["state"] == "Ask me: /help"
        await (await emulator.slash("about")).message()
        sent = emulator.calls("create_interaction_response")[-1]["body"]["data"]
        assert sent["allowed_mentions"] == {"parse": []}
        assert emulator.adapter.health().connected


async def test_pages_turn_to_the_end_in_place(app: App) -> None:
    """Every page replaces the one before; the last one leads back only."""
    async with rehearsal(app) as emulator:
        message = await (await emulator.slash("timeline")).message()
        seen = [texts(message)]
        while following := next((label for label in pressable(message) if label.endswith("▶")), None):
            turned = await emulator.click(message, following)
            assert (await turned.callback())["type"] == 7
            message = await turned.message()
            seen.append(texts(message))
        assert len(set(seen)) == 3
        assert [label for label in pressable(message) if label.startswith("◀")] == ["◀ Page 2"]


async def test_a_select_opens_what_it_lists(app: App) -> None:
    """An event of the timeline is opened in the message's place."""
    async with rehearsal(app) as emulator:
        message = await (await emulator.slash("timeline")).message()
        opened = await emulator.click(message, "More about an event", values=["event event:iran-strike"])
        assert (await opened.callback())["type"] == 7
        assert "Iran strikes" in texts(await opened.message())


async def test_what_is_shared_is_what_was_seen(app: App) -> None:
    """The channel gets a copy that says who shared it; the button is spent; the private message stays private."""
    async with rehearsal(app) as emulator:
        private = await (await emulator.slash("sources", subject="casualties")).message()
        shared = await emulator.click(private, "Share with channel")
        public = await shared.followup()
        assert not public["flags"] & EPHEMERAL
        assert texts(public) == f"-# Shared by <@{emulator.alice}>\n{texts(private)}"
        assert set(pressable(public)) == set(pressable(private)) - {"Share with channel"}
        with pytest.raises(refused_by_client(), match="not clickable"):
            await emulator.click(await shared.message(), "Shared")


async def test_somebody_elses_press_is_answered_to_them_alone(app: App) -> None:
    """Whoever presses under a public message gets a private reply; the message stays for its asker, who may turn it."""
    async with rehearsal(app) as emulator:
        shared = await emulator.click(
            await (await emulator.slash("who", entity="jaish-al-adl")).message(), "Share with channel"
        )
        public = await shared.followup()
        others = await emulator.click(public, "Timeline", user=emulator.user("bob"))
        reply = await others.message()
        assert (await others.callback())["type"] == 4
        assert reply["flags"] & EPHEMERAL
        assert texts(emulator.messages[public["id"]]) == texts(public)
        own = await emulator.click(public, "Timeline")
        assert (await own.callback())["type"] == 7


async def test_a_server_may_choose_public_replies(app: App) -> None:
    """Where the server chose so, everybody sees replies; what refuses stays private all the same."""
    async with rehearsal(app) as emulator:
        app.servers["discord", emulator.guild] = ServerConfig(replies="public")
        try:
            public = await (await emulator.slash("timeline")).message()
            assert public["flags"] == V2
            assert "Share with channel" not in pressable(public)
            refused = await (await emulator.slash("who", entity="zzzz qqqq")).message()
            assert refused["flags"] & EPHEMERAL
        finally:
            app.servers.clear()


async def test_a_direct_message_is_an_ordinary_one(app: App) -> None:
    """Between the asker and the bot nothing has to be hidden, and there is no channel to share with."""
    async with rehearsal(app) as emulator:
        message = await (await emulator.slash("timeline", guild=None)).message()
        assert message["flags"] == V2
        assert "Share with channel" not in pressable(message)
        turned = await emulator.click(message, "Page 2 of 3 ▶")
        assert (await turned.callback())["type"] == 7


async def test_only_chosen_channels_are_answered(app: App) -> None:
    """Where the moderators chose channels, other ones get a private word instead of an answer."""
    async with rehearsal(app) as emulator:
        here = emulator.guilds[emulator.guild]["channels"][0]["id"]
        app.servers["discord", emulator.guild] = ServerConfig(channels=("1",))
        try:
            message = await (await emulator.slash("timeline")).message()
            assert message["flags"] & EPHEMERAL
            assert texts(message).startswith("## Not in this channel")
            app.servers["discord", emulator.guild] = ServerConfig(channels=(here,))
            assert texts(await (await emulator.slash("timeline")).message()).startswith("## Timeline")
        finally:
            app.servers.clear()


HOSTILE = ["", "jai", "JAISH", "جیش", "' OR 1=1 --", "@everyone", "\u202e\u0000x", "a" * 6000, "\U0001f4a5" * 40]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
async def test_autocomplete_bears_anything(app: App, typed: str) -> None:
    """Whatever is being typed, at most 25 choices come, each within its limits."""
    async with rehearsal(app) as emulator:
        for command, option in (("who", "entity"), ("sources", "subject"), ("ask", "question")):
            choices = await emulator.autocomplete(command, option, typed)
            assert len(choices) <= 25
        if typed == "jai":
            assert (await emulator.autocomplete("who", "entity", typed))[0] == {
                "name": "Jaish al-Adl",
                "value": "jaish-al-adl",
            }


async def test_a_record_that_is_gone_is_said_to_be_gone(app: App) -> None:
    """A button to what no longer exists says so privately, and leaves the message alone."""
    async with rehearsal(app) as emulator:
        message = await (await emulator.slash("who", entity="jaish-al-adl")).message()
        stored = emulator.messages[message["id"]]
        row = next(
            row for row in stored["components"] if row["type"] == 1 and row["components"][0]["label"] == "Timeline"
        )
        row["components"][0]["custom_id"] = "timeline about:long-gone-group"
        pressed = await emulator.click(message, "timeline about:long-gone-group")
        assert (await pressed.callback())["type"] == 4
        reply = await pressed.message()
        assert reply["flags"] & EPHEMERAL
        assert "Our sources have nothing under" in texts(reply)


async def test_every_choice_of_a_page_leads_somewhere(app: App) -> None:
    """All buttons and all options of some replies answer, none with an apology."""
    async with rehearsal(app) as emulator:
        asked: list[dict[str, Any]] = [
            {"name": "timeline"},
            {"name": "sources", "subject": "casualties"},
            {"name": "help"},
        ]
        for options in asked:
            message = await (await emulator.slash(**options)).message()
            labels = [label for label in pressable(message) if not label.startswith("Share")]
            presses = [await emulator.click(message, label) for label in labels]
            for row in (row for row in message["components"] if row["type"] == 1):
                for select in (part for part in row["components"] if part["type"] == 3):
                    chosen = [[option["value"]] for option in select["options"]]
                    presses.extend([await emulator.click(message, select["custom_id"], values=one) for one in chosen])
            assert choosable(message) or options["name"] == "help"
            for body in await asyncio.gather(*(press.callback() for press in presses)):
                assert body["type"] == 7
                assert "went wrong" not in texts(body["data"])


async def test_say_prints_what_is_sent(app: App) -> None:
    """`say --format discord` prints exactly the message that the adapter sends, without the SDK."""
    arguments = ["-m", "bot", "say", "/timeline", "--format", "discord"]
    child = await asyncio.create_subprocess_exec(sys.executable, *arguments, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    said, _ = await child.communicate()
    async with rehearsal(app) as emulator:
        await (await emulator.slash("timeline")).message()
        assert json.loads(said) == emulator.calls("create_interaction_response")[-1]["body"]["data"]


async def test_what_could_not_be_shared_may_be_shared_again(app: App) -> None:
    """When Discord refuses the public copy, the asker gets the button back."""
    async with rehearsal(app) as emulator:
        private = await (await emulator.slash("timeline")).message()
        emulator.fail("POST", "/webhooks/", status=403)
        refused = await emulator.click(private, "Share with channel")
        await refused.until(lambda: [what for _, what in refused.history] == ["callback 7", "edit"], 5, "edit")
        assert "Share with channel" in pressable(await refused.message())
        shared = await emulator.click(private, "Share with channel")
        assert "-# Shared by" in texts(await shared.followup())
