"""The moderators' whole way at Discord: suggest, review, accept, the answer changes, history, back; and a replay."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.discord import again
from tests.adapters.discord.rehearsal import pressable, rehearsal, texts
from tests.desk.conftest import serving
from tests.shipped import SHIPPED

pytestmark = pytest.mark.emulator

EPHEMERAL = 1 << 6
MODERATOR = 0x40000000AC00 | 1 << 5
OLD, NEW = "Iran strikes Pakistan's Balochistan", "Iran fires at Balochistan"


@pytest.fixture
async def discord(tmp_path: Path) -> AsyncIterator[Any]:
    """The bot with a memory, over a copy of the shipped knowledge."""
    shutil.copytree(SHIPPED, tmp_path / "knowledge")
    app = serving(tmp_path / "knowledge", f"sqlite:///{tmp_path / 'test.sqlite3'}")
    assert app.desk is not None
    async with rehearsal(app) as emulator:
        emulator.mary = emulator.user("mary", permissions=MODERATOR)
        yield emulator
    await app.desk.close()


async def shown(discord: Any, interaction: Any, words: str) -> Any:
    """Wait until what was asked for stands there: an answer that takes longer is announced first."""
    message = await interaction.message()
    await discord.wait(lambda: words in texts(discord.messages[message["id"]]), what=words)
    return discord.messages[message["id"]]


async def test_from_suggestion_to_answer_and_back(discord: Any) -> None:
    """A member suggests in a form; a moderator accepts by button; everybody's answer changes, and back."""
    event = await (await discord.slash("event", event="iran-strike")).message()
    asked = await discord.click(event, "Suggest a correction")
    await shown(discord, await discord.submit(asked, {"Wrong": OLD, "Right": NEW}), "is number 1")
    queue = await shown(discord, await discord.slash("review", user=discord.mary), "1 waiting")
    assert queue["flags"] & EPHEMERAL
    proposal = await shown(discord, await discord.click(queue, "Look at 1", user=discord.mary), "nothing against it")
    assert f"− **title**: {OLD}" in texts(proposal)
    await shown(discord, await discord.click(proposal, "Accept", user=discord.mary), "It is revision 1")
    told = await shown(discord, await discord.slash("event", event="iran-strike"), NEW)
    assert "was accepted and is part of the answers now" in texts(told)
    assert "Share with channel" not in pressable(told), "a shared copy would show the channel what concerns one person"
    again = await shown(discord, await discord.slash("event", event="iran-strike"), NEW)
    assert "Share with channel" in pressable(again)
    history = await shown(discord, await discord.slash("history", user=discord.mary), "History")
    revision = await shown(discord, await discord.click(history, "Look at 1", user=discord.mary), "Revision 1")
    await shown(discord, await discord.click(revision, "Take it back", user=discord.mary), "It is revision 2")
    await shown(discord, await discord.slash("event", event="iran-strike"), OLD)


async def test_a_members_replay_is_refused(discord: Any) -> None:
    """A member who presses, or forges, what a moderator was shown is told that it is not theirs."""
    asked = await discord.slash("suggest", record="iran-strike")
    await shown(discord, await discord.submit(asked, {"Wrong": OLD, "Right": NEW}), "is number 1")
    proposal = await shown(
        discord, await discord.slash("review", proposal="1", user=discord.mary), "nothing against it"
    )
    assert {"Accept", "Reject", "Edit"} <= set(pressable(proposal))
    public = await (await discord.slash("who", entity="iran")).message()
    for id in (pressable(proposal)["Accept"], "rollback revision:1", "settings replies:public"):
        message = discord.messages[public["id"]]
        row = next(row for row in message["components"] if row["type"] == 1)
        row["components"][0]["custom_id"] = id
        refused = await (await discord.click(message, row["components"][0]["label"])).message()
        assert "is for moderators" in texts(refused)
    await shown(discord, await discord.slash("review", user=discord.mary), "1 waiting")


async def test_a_record_is_edited_in_a_form(discord: Any) -> None:
    """The form begins with the record's YAML; what is sent is shown with its diff before anything is written."""
    asked = await discord.slash("edit", record="iran-strike", user=discord.mary)
    (field,) = (await asked.modal())["components"]
    text = field["component"]["value"]
    assert text.startswith("iran-strike:\n  title: ")
    made = await shown(discord, await discord.submit(asked, {"Text": text.replace(OLD, NEW)}), "nothing against it")
    rejected = await discord.click(made, "Reject", user=discord.mary)
    await shown(discord, await discord.submit(rejected, {"Reason": "Not yet."}), "is rejected")


async def test_a_faulty_edit_loses_nothing(discord: Any) -> None:
    """The answer says what the checks refuse, with its line; Edit opens the form as it was sent, to be mended."""
    asked = await discord.slash("edit", record="iran-strike", user=discord.mary)
    text = _typed(await asked.modal())
    faulty = text.replace("  title: ", "  titel: ").replace(OLD, NEW)
    refused = await shown(discord, await discord.submit(asked, {"Text": faulty}), "The checks refuse it, in line 2")
    assert refused["flags"] & EPHEMERAL
    assert {"Accept", "Back to the form"}.isdisjoint(pressable(refused))
    opened = await discord.click(refused, "Edit", user=discord.mary)
    assert _typed(await opened.modal()) == faulty
    mended = text.replace(OLD, NEW)
    await shown(discord, await discord.submit(opened, {"Text": mended}), "nothing against it")
    await shown(discord, await discord.slash("review", user=discord.mary), "1 waiting")


async def test_a_faulty_addition_opens_again(discord: Any) -> None:
    """What was typed for a new record that the checks refuse stands in its form again."""
    asked = await discord.slash("add", section="question", title="Who mediated?", user=discord.mary)
    faulty = "who-mediated:\n  ask: Who mediated?\n  answer: Nobody knows [no-such-claim].\n"
    refused = await shown(discord, await discord.submit(asked, {"Text": faulty}), "The checks refuse it, in line 3")
    opened = await discord.click(refused, "Edit", user=discord.mary)
    assert _typed(await opened.modal()) == faulty.rstrip("\n")
    await shown(discord, await discord.submit(opened, {"Text": faulty.replace("Nobody", "No one")}), "in line 3")
    await shown(discord, await discord.slash("review", user=discord.mary), "1 waiting")


async def test_a_refused_form_opens_again(discord: Any) -> None:
    """A file that cannot be read, a link that is none: the answer leads back to the form, with every word in it."""
    asked = await discord.slash("import", user=discord.mary)
    refused = await shown(discord, await discord.submit(asked, {"Text": "events: [\n"}), "cannot be read")
    opened = await discord.click(refused, "Back to the form", user=discord.mary)
    assert _typed(await opened.modal()).strip() == "events: ["
    asked = await discord.slash("suggest", record="iran-strike")
    typed = {"Wrong": OLD, "Right": NEW, "Link": "example"}
    refused = await shown(discord, await discord.submit(asked, typed), "no web address")
    for _ in range(2):  # closed by mistake, and opened once more
        opened = await discord.click(refused, "Back to the form")
        fields = [field["component"] for field in (await opened.modal())["components"]]
        assert {field["custom_id"]: field["value"] for field in fields} == {
            name.casefold(): words for name, words in typed.items()
        }
    await shown(discord, await discord.submit(opened, {**typed, "Link": "https://example.org"}), "is number 1")


def _typed(modal: Any) -> str:
    """What stands in the only field of a form."""
    (field,) = modal["components"]
    return str(field["component"]["value"])


async def test_a_form_that_is_forgotten_says_so(discord: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a restart the way back to a refused form leads nowhere, and says that."""
    asked = await discord.slash("import", user=discord.mary)
    refused = await shown(discord, await discord.submit(asked, {"Text": "events: ["}), "cannot be read")
    monkeypatch.setattr(again, "_kept", {})
    told = await discord.click(refused, "Back to the form", user=discord.mary)
    await shown(discord, told, "not remembered any more")
