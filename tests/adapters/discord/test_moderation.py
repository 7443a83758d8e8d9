"""The whole way of a correction at Discord, with the real program, its real database and real files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.adapters.discord.rehearsal import load_emulator, pressable, start, texts
from tests.desk.conftest import TOPIC

pytestmark = pytest.mark.emulator

MANAGE_SERVER = 1 << 5
MEMBER = 0x40000000AC00
WRONG, RIGHT = "The river floods the town", "The river floods the old town"


async def shown(interaction: Any) -> str:
    """What a person reads in answer."""
    return texts(await interaction.message())


async def replay(discord: Any, message: Any, custom_id: str, user: Any) -> Any:
    """Press a button of a message that only somebody else was shown, as no honest client lets anybody do."""
    data = {"id": 1, "custom_id": custom_id, "component_type": 2}
    stored = discord.messages[message["id"]]
    return await discord._interact(3, data, user, discord.guild_of(stored["channel_id"]), stored)


async def test_from_suggestion_to_answer_and_back(tmp_path: Path) -> None:
    """A member suggests, a moderator accepts by buttons, the answer changes; rolled back, the old one is back."""
    folder = tmp_path / "knowledge" / "small"
    folder.mkdir(parents=True)
    file = folder / "all.yaml"
    file.write_text(TOPIC, encoding="utf-8")
    before = file.read_bytes()
    async with load_emulator().Emulator() as discord:
        await start(discord, tmp_path, knowledge=tmp_path / "knowledge")
        await discord.ready("suggest")
        member = discord.user("mia", permissions=MEMBER)
        moderator = discord.user("mo", permissions=MANAGE_SERVER)

        form = await discord.slash("suggest", user=member, record="flood")
        suggested = await discord.submit(form, {"wrong": WRONG, "right": RIGHT, "link": ""})
        assert "is number 1" in await shown(suggested)

        queue = await (await discord.slash("review", user=moderator)).message()
        assert "1 waiting" in texts(queue)
        seen = await (await discord.click(queue, "Look at 1", user=moderator)).message()
        assert RIGHT in texts(seen)
        assert "The checks have nothing against it." in texts(seen)

        replayed = await replay(discord, seen, pressable(seen)["Accept"], member)
        assert "is for moderators" in await shown(replayed)
        assert file.read_bytes() == before

        accepted = await (await discord.click(seen, "Accept", user=moderator)).message()
        assert "It is revision 1" in texts(accepted)
        told = await shown(await discord.slash("event", user=member, event="flood"))
        assert "was accepted" in told
        assert RIGHT in told
        assert RIGHT in file.read_text(encoding="utf-8")

        past = await (await discord.slash("history", user=moderator, record="flood")).message()
        assert "on Discord" in texts(past)
        back = await (await discord.click(accepted, "Take it back", user=moderator)).message()
        assert "It is revision 2" in texts(back)
        assert RIGHT not in await shown(await discord.slash("event", user=member, event="flood"))
        assert file.read_bytes()[: len(before)] == before
        discord.assert_clean()
