"""Who is a moderator, what only moderators get, and forms and menus: over commands made for the purpose."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

import pytest

from bot.adapters.discord import modal
from bot.app import App
from bot.commands import COMMANDS, Context
from bot.commands.command import ParamType, command
from bot.config import ServerConfig
from bot.reply import Button, Buttons, Call, Heading, Note, Reply
from tests.adapters.discord.rehearsal import pressable, refused_by_client, rehearsal, texts

pytestmark = pytest.mark.emulator

EPHEMERAL = 1 << 6
MANAGE_SERVER = 1 << 5
MEMBER = 0x40000000AC00


class Prose(ParamType[str]):
    """Text in several lines."""

    name = "prose"
    long = True

    def convert(self, ctx: Context, text: str) -> str:
        """Keep it."""
        return text

    def draft(self, ctx: Context, arguments: Any) -> str:
        """Begin with what is known."""
        return f"about {arguments.get('what', 'nothing')}: "


class Word(ParamType[str]):
    """A word."""

    def convert(self, ctx: Context, text: str) -> str:
        """Keep it."""
        return text


ProseParam = Annotated[str, Prose(), "what should be said instead"]
WordParam = Annotated[str, Word(), "what it is about"]


@command("propose", "Propose a correction")
async def propose(ctx: Context, what: WordParam, instead: ProseParam) -> Reply:
    """Say what was understood."""
    return Reply((Heading("Proposed", 1), Note(f"{what}: {instead}")))


@command("whoami", "Say who asks")
async def whoami(ctx: Context) -> Reply:
    """Say what the adapter knows, and offer what only moderators may press."""
    user = ctx.user
    known = f"moderator={user.moderator} server={'yes' if user.server else 'no'} platform={user.platform}"
    buttons = (Button("Secret", Call("secret")), Button("Correct this", Call("propose", {"what": "toll"})))
    return Reply((Heading("You", 1), Note(known), Buttons(buttons)))


@command("secret", "Only for moderators", audience="moderators")
async def secret(ctx: Context) -> Reply:
    """Be there."""
    return Reply((Heading("Secret", 1), Note("The queue is empty.")))


@command("examine", "Check a message", menu="Examine this message")
async def examine(ctx: Context, text: WordParam) -> Reply:
    """Repeat the message."""
    return Reply((Heading("Checked", 1), Note(text)))


@command("object", "Object to a message", menu="Object to this message")
async def objection(ctx: Context, text: WordParam, why: ProseParam) -> Reply:
    """Repeat both."""
    return Reply((Heading("Objected", 1), Note(text[:20]), Note(why)))


@asynccontextmanager
async def serving(app: App) -> AsyncIterator[Any]:
    """Serve the registry and the commands above."""
    extra = {one.name: one for one in (propose, whoami, secret, examine, objection)}
    served = App(app.snapshot, commands={**COMMANDS, **extra})
    async with rehearsal(served) as emulator:
        emulator.app = served
        yield emulator


async def test_whoever_manages_the_server_moderates(app: App) -> None:
    """The permission in the interaction decides; a plain member is none; a role or a person may be named."""
    async with serving(app) as emulator:
        manager = emulator.user("mary", permissions=MEMBER | MANAGE_SERVER)
        keeper = emulator.user("kim", roles=("77",))
        cases = [(emulator.alice, False), (manager, True), (keeper, False)]
        for user, moderates in cases:
            assert f"moderator={moderates} server=yes" in texts(
                await (await emulator.slash("whoami", user=user)).message()
            )
        emulator.app.servers["discord", emulator.guild] = ServerConfig(moderators=("77", emulator.alice))
        for user in (emulator.alice, keeper):
            assert "moderator=True" in texts(await (await emulator.slash("whoami", user=user)).message())
        told = texts(await (await emulator.slash("whoami", user=manager, guild=None)).message())
        assert "moderator=False server=no platform=discord" in told


async def test_managing_a_server_that_did_not_invite_the_bot_is_nothing(app: App) -> None:
    """Who brings the bot along as a user moderates nothing, even in a server of their own."""
    async with serving(app) as emulator:
        manager = emulator.user("mary", permissions=MEMBER | MANAGE_SERVER)
        through = emulator.route

        def as_a_user(guild: str | None) -> Any:
            for interaction in emulator.interactions.values():
                interaction.payload["authorizing_integration_owners"] = {"1": manager}
            return through(guild)

        emulator.route = as_a_user
        assert "moderator=False" in texts(await (await emulator.slash("whoami", user=manager)).message())


async def test_what_moderators_get_stays_among_them(app: App) -> None:
    """It is hidden from members, refused when they press it, private even where replies are public, never shared."""
    async with serving(app) as emulator:
        manager = emulator.user("mary", permissions=MEMBER | MANAGE_SERVER)
        with pytest.raises(refused_by_client(), match="hidden"):
            await emulator.slash("secret")
        emulator.app.servers["discord", emulator.guild] = ServerConfig(replies="public")
        reply = await (await emulator.slash("secret", user=manager)).message()
        assert reply["flags"] & EPHEMERAL
        assert "Share with channel" not in pressable(reply)
        public = await (await emulator.slash("whoami", user=manager)).message()
        assert not public["flags"] & EPHEMERAL
        refused = await (await emulator.click(public, "Secret")).message()
        assert refused["flags"] & EPHEMERAL
        assert "is for moderators" in texts(refused)


async def test_what_is_missing_is_asked_for_in_a_form(app: App) -> None:
    """A long argument is no option: the command, and a button that lacks it, open a form with a draft in it."""
    async with serving(app) as emulator:
        assert [option["name"] for option in emulator.find("propose")["options"]] == ["what"]
        asked = await emulator.slash("propose", what="toll")
        (field,) = (await asked.modal())["components"]
        assert field["component"]["value"] == "about toll: "
        assert field["component"]["style"] == 2
        done = await emulator.submit(asked, {"Instead": "nine, says IRNA"})
        assert "toll: nine, says IRNA" in texts(await done.message())
        button = await emulator.click(await (await emulator.slash("whoami")).message(), "Correct this")
        filled = await emulator.submit(button, {"Instead": "@everyone <@1>"})
        assert r"toll: @⁠everyone \<@1>" in texts(await filled.message())


async def test_a_message_is_checked_from_its_menu(app: App) -> None:
    """The menu hands over the message's words, and the answer is private."""
    async with serving(app) as emulator:
        reply = await (await emulator.message_menu("Examine this message", "Nine people died.")).message()
        assert "Nine people died." in texts(reply)
        assert reply["flags"] & EPHEMERAL


async def test_a_form_may_rest_on_a_whole_message(app: App) -> None:
    """A call longer than an id waits until its form comes back; one forgotten meanwhile is said to be too old."""
    async with serving(app) as emulator:
        asked = await emulator.message_menu("Object to this message", "word " * 50)
        done = await emulator.submit(asked, {"Why": "because"})
        assert "because" in texts(await done.message())
        again = await emulator.message_menu("Object to this message", "word " * 50)
        await again.modal()
        modal._held.clear()
        late = await emulator.submit(again, {"Why": "because"})
        assert "too old" in texts(await late.message())
