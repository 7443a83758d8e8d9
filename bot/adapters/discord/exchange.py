"""One interaction and its one reply: in time, to whom it concerns, where it belongs.

A reply is private unless the server chose otherwise. A press by the one who asked changes the message in its place;
anybody else's press is answered privately. What refuses is private and never takes a message's place.
"""

from __future__ import annotations

import asyncio
import logging

import discord

from bot.adapters.discord.again import Typed, way_back
from bot.adapters.discord.asker import Interaction, elsewhere, is_direct, user_of
from bot.adapters.discord.drawn import Drawn
from bot.adapters.discord.layout import draw
from bot.adapters.discord.modal import modal_for
from bot.adapters.discord.payload import REFUSALS, is_for_everyone, may_be_shared
from bot.adapters.discord.responding import BROKEN
from bot.app import App
from bot.reply import Call, Reply

log = logging.getLogger(__name__)

PATIENCE = 0.4
"""Seconds an answer may take before Discord is told that it is coming."""
LOST = (discord.HTTPException, *BROKEN)
"""What may go wrong between Discord and us."""


async def ask(
    interaction: Interaction, app: App, call: Call, *, edit: bool = False, typed: Typed | None = None
) -> None:
    """Answer a call. Never raises.

    Args:
        interaction: what was typed, chosen, pressed or filled in.
        app: answers.
        call: what is asked.
        edit: the reply takes the place of the message that was pressed.
        typed: the form that was sent, to be opened again if it is refused.
    """
    task = asyncio.current_task()
    interaction.client.under_way.add(task)
    try:
        await Exchange(interaction, app, edit, typed).run(call)
    except LOST as error:
        log.warning("an interaction was lost: %s", reason(error))
    except Exception:
        log.exception("an interaction failed")
    finally:
        interaction.client.under_way.discard(task)


def reason(error: BaseException) -> str:
    """Say what went wrong without an address: those of interactions hold their tokens."""
    if isinstance(error, discord.HTTPException):
        return f"Discord said {error.status}, code {error.code}"
    return type(error).__name__


class Exchange:
    """What has been said so far in one interaction."""

    def __init__(self, interaction: Interaction, app: App, edit: bool, typed: Typed | None = None) -> None:
        self.interaction = interaction
        self.app = app
        self.edit = edit
        self.typed = typed
        self.direct = is_direct(interaction)
        self.public = False
        self.deferral: asyncio.Task[object] | None = None

    async def run(self, call: Call) -> None:
        """Answer within Discord's patience: at once, or deferred."""
        interaction, app = self.interaction, self.app
        user = user_of(interaction, app)
        everyone = is_for_everyone(call, app.commands)
        self.public = self.direct or (everyone and self._chosen_public(app.server(user).replies))
        if (refusal := elsewhere(interaction, app, user)) is not None:
            await self.show(refusal)
            return
        if (form := app.form(call, user)) is not None:
            await interaction.response.send_modal(modal_for(form))
            return
        timer = asyncio.get_running_loop().call_later(PATIENCE, self._defer)
        try:
            reply = await app.answer(call, user, alone=self.direct or not self.public)
        finally:
            timer.cancel()
        await self.show(reply, share=everyone and may_be_shared(reply))

    def _chosen_public(self, replies: str) -> bool:
        """Whether everybody sees the reply: of a message that was pressed, whether everybody sees that."""
        if self.interaction.type is not discord.InteractionType.component:
            return replies == "public"
        message = self.interaction.message
        return self.edit and message is not None and not message.flags.ephemeral

    def _defer(self) -> None:
        response = self.interaction.response
        said = response.defer() if self.edit else response.defer(ephemeral=not self.public, thinking=True)
        self.deferral = asyncio.ensure_future(said)

    async def show(self, reply: Reply, *, share: bool = False) -> None:
        """Send a reply: the first message as the response, what does not fit into it behind it."""
        refused = reply.outcome in REFUSALS
        private = not self.public or (refused and not self.direct)
        drawn = draw(reply, share=share and private and not self.direct)
        if row := way_back(self.typed, reply):
            drawn = [*drawn[:-1], [*drawn[-1], *row]]
        first, *rest = map(Drawn, drawn)
        if self.deferral is not None:
            await self.deferral
            await self._after_deferral(first, private=private, edit=self.edit and not refused)
        elif self.edit and not refused:
            await self.interaction.response.edit_message(view=first)
        else:
            await self.interaction.response.send_message(view=first, ephemeral=private)
        for message in rest:
            await self.interaction.followup.send(view=message, ephemeral=private)

    async def _after_deferral(self, view: Drawn, *, private: bool, edit: bool) -> None:
        """Put a reply where it was announced; where that is gone or was wrong, tell the asker alone."""
        interaction = self.interaction
        if self.edit != edit:
            await interaction.followup.send(view=view, ephemeral=True)
            return
        if private and self.public:
            await interaction.delete_original_response()
            await interaction.followup.send(view=view, ephemeral=True)
            return
        try:
            await interaction.edit_original_response(view=view)
        except discord.HTTPException as error:
            log.warning("a message could not be changed: %s", reason(error))
            await interaction.followup.send(view=view, ephemeral=True)
