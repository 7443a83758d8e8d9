"""Who we are in the workspace a request comes from: one fixed, or whichever installed the app."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_sdk.errors import SlackTokenRotationError
from slack_sdk.oauth.installation_store.models.bot import Bot as Installed
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator

from bot.adapters.slack.installations import Installations, InvalidToken
from bot.adapters.slack.start import Bot

log = logging.getLogger(__name__)

FRESH = 60.0
"""Seconds for which the database's word holds; another replica hears of an uninstall within this time."""
AHEAD = 120
"""Minutes before it expires that a token is exchanged; tokens with rotation live 12 hours."""
KEPT = 10_000


class OneWorkspace(AsyncAuthorize):
    """Every request comes from the one workspace whose token we have."""

    def __init__(self, bot: Bot, token: str) -> None:
        self._result = AuthorizeResult(
            enterprise_id=None, team_id=bot.team, bot_user_id=bot.user, bot_id=bot.id, bot_token=token
        )

    async def __call__(self, **_: Any) -> AuthorizeResult:
        """Say who we are."""
        return self._result


class ManyWorkspaces(AsyncAuthorize):
    """Requests come from any workspace that installed the app.

    Bolt's own way asks Slack (`auth.test`) before each acknowledgement and exchanges tokens meanwhile; here the
    database is enough, and a token is exchanged beside the request, as long as it still works.
    """

    def __init__(self, installations: Installations, rotator: AsyncTokenRotator) -> None:
        self._installations = installations
        self._rotator = rotator
        self._known: dict[tuple[str | None, str | None], tuple[float, AuthorizeResult]] = {}
        self._exchanging: dict[str, asyncio.Task[Installed]] = {}

    async def __call__(self, *, enterprise_id: str | None, team_id: str | None, **_: Any) -> AuthorizeResult | None:
        """Say who we are in a workspace; None if it did not install the app."""
        key = (enterprise_id, team_id)
        at, known = self._known.get(key, (-FRESH, None))
        if known is not None and time.monotonic() - at < FRESH:
            return known
        try:
            bot = await self._find(enterprise_id, team_id)
        except InvalidToken:
            log.error("slack: a workspace's token was encrypted with another key: it has to install the app again")
            return None
        if bot is None:
            return None
        result = AuthorizeResult(
            enterprise_id=bot.enterprise_id,
            team_id=bot.team_id,
            bot_user_id=bot.bot_user_id,
            bot_id=bot.bot_id,
            bot_token=bot.bot_token,
            bot_scopes=bot.bot_scopes,
        )
        if len(self._known) >= KEPT:
            self._known.clear()
        self._known[key] = (time.monotonic(), result)
        return result

    async def forget(self, enterprise_id: str | None, team_id: str | None) -> None:
        """Delete everything of a workspace that uninstalled the app or revoked its token."""
        await self._installations.async_delete_all(enterprise_id=enterprise_id, team_id=team_id)
        self._known.pop((enterprise_id, team_id), None)
        log.info("slack: a workspace left; its token is deleted")

    async def _find(self, enterprise_id: str | None, team_id: str | None) -> Installed | None:
        bot = await self._installations.async_find_bot(enterprise_id=enterprise_id, team_id=team_id)
        if bot is None or bot.bot_refresh_token is None or bot.bot_token_expires_at is None:
            return bot
        left = bot.bot_token_expires_at - time.time()
        if left > AHEAD * 60:
            return bot
        name = f"{enterprise_id} {team_id}"
        if name not in self._exchanging:
            task = self._exchanging[name] = asyncio.create_task(self._exchange(bot))
            task.add_done_callback(lambda _: self._exchanging.pop(name, None))
        # A token that still works serves this request; one that does not is waited for.
        return bot if left > FRESH else await self._exchanging[name]

    async def _exchange(self, bot: Installed) -> Installed:
        """Exchange a token for a new one; the one we have if Slack refuses, or another replica's if it was first."""
        try:
            new = await self._rotator.perform_bot_token_rotation(bot=bot, minutes_before_expiration=AHEAD)
        except SlackTokenRotationError as error:
            found = await self._installations.async_find_bot(enterprise_id=bot.enterprise_id, team_id=bot.team_id)
            if found is None or found.bot_token == bot.bot_token:
                log.error("slack: a token could not be exchanged: %s", error)
            return found or bot
        if new is None:
            return bot
        await self._installations.async_save_bot(new)
        self._known.pop((bot.enterprise_id, bot.team_id), None)
        return new
