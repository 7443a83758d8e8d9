"""Who is a moderator: workspace admins and owners, and whom the settings name, by user or by user group."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

from bot.adapters.slack.place import Place
from bot.adapters.slack.post import Post
from bot.app import App
from bot.commands import User

FRESH = 300.0
"""Seconds for which Slack's word on a person holds: a right that was taken away is gone within five minutes."""
KEPT = 10_000

Ask = Callable[[], Awaitable[bool | None]]


class People:
    """Answers for people, and remembers briefly."""

    def __init__(self, app: App, post: Post) -> None:
        self._app = app
        self._post = post
        self._known: dict[tuple[str, str], tuple[float, bool]] = {}

    async def user(self, place: Place, token: str, *, moderating: bool) -> User:
        """Make the user that the app sees. Slack is asked only where it matters: `moderating`."""
        plain = User(place.user, False, "slack", place.team)
        if not moderating:
            return plain
        named = self._app.server(plain).moderators
        if place.user in named or await self._admin(place, token) or await self._in_group(place, token, named):
            return User(place.user, True, "slack", place.team)
        return plain

    async def _admin(self, place: Place, token: str) -> bool:
        async def ask() -> bool | None:
            found = await self._post.call(self._post.client.users_info, user=place.user, token=token)
            if found is None:
                return None
            user = found.get("user", {})
            # In a shared channel people of other workspaces ask too; what they are at home gives them nothing here.
            homes = {user.get("team_id", place.team), *user.get("enterprise_user", {}).get("teams", ())}
            manages = bool(user.get("is_admin") or user.get("is_owner"))
            return manages and place.team in homes and not user.get("deleted")

        return await self._remembered((place.team, place.user), ask)

    async def _in_group(self, place: Place, token: str, named: tuple[str, ...]) -> bool:
        """Needs the scope `usergroups:read`; without it Slack refuses, which is logged, and nobody gets the right."""
        for group in (name for name in named if name.startswith("S")):

            async def ask(group: str = group) -> bool | None:
                client = self._post.client
                found = await self._post.call(client.usergroups_users_list, usergroup=group, token=token)
                return None if found is None else place.user in found.get("users", ())

            if await self._remembered((place.team, f"{group} {place.user}"), ask):
                return True
        return False

    async def _remembered(self, key: tuple[str, str], ask: Ask) -> bool:
        at, known = self._known.get(key, (-FRESH, False))
        now = time.monotonic()
        if now - at < FRESH:
            return known
        answer = await ask()
        if answer is None:
            return False
        if len(self._known) >= KEPT:
            self._known.clear()
        self._known[key] = (now, answer)
        return answer
