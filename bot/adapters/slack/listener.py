"""One door for everything that Slack sends: a Bolt middleware that hands each kind to its function.

Law: everything is acknowledged, what nobody listens to as well: Slack repeats what is not, and switches a
subscription off that fails too often. Nothing that raises reaches Slack.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.adapters.slack.asking import on_command, on_mention, on_menu, on_message
from bot.adapters.slack.desk import Desk
from bot.adapters.slack.home import on_home
from bot.adapters.slack.modals import options
from bot.adapters.slack.pressing import on_press, on_shortcut, on_submit
from bot.adapters.slack.workspaces import ManyWorkspaces

log = logging.getLogger(__name__)

Later = Callable[[Desk, dict[str, Any], AsyncBoltContext], Coroutine[Any, Any, None]]
EVENTS: dict[str, Later] = {"app_mention": on_mention, "message": on_message, "app_home_opened": on_home}
"""Events that are answered, once each; the others are acknowledged."""
PRESSES: dict[str, Later] = {"block_actions": on_press, "message_action": on_menu, "shortcut": on_shortcut}
"""Interactions whose answer goes its own way, after the acknowledgement."""


class Listener(AsyncMiddleware):
    """The last middleware: it answers every request that Bolt let through."""

    def __init__(self, desk: Desk, many: ManyWorkspaces | None) -> None:
        self.desk = desk
        self.many = many
        """Where there are many workspaces: those that leave are forgotten."""
        self.last: float | None = None
        """When something arrived, by `time.monotonic`."""

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,  # noqa: ARG002 - Bolt calls by these names
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002, ARG002 - likewise, and this is the last
    ) -> BoltResponse:
        """Answer a request."""
        self.last = time.monotonic()
        try:
            return await self._answer(req.body, req.context)
        except Exception:
            log.exception("slack: %s failed", kind_of(req.body))
            if _leaves(req.body.get("event") or {}):
                return BoltResponse(status=500)
            return await req.context.ack()

    async def _answer(self, body: dict[str, Any], context: AsyncBoltContext) -> BoltResponse:
        desk, kind = self.desk, kind_of(body)
        if kind == "command":
            return await on_command(desk, body, context)
        if kind == "view_submission":
            return await on_submit(desk, body, context)
        if kind == "block_suggestion":
            return await context.ack(options=options(desk, body))
        if self.many is not None and _leaves(body.get("event") or {}):
            # Acknowledged only once it is done: if the database is away, Slack tells us again.
            await self.many.forget(context.enterprise_id, context.team_id)
            if desk.app.desk is not None and context.team_id and body["event"]["type"] == "app_uninstalled":
                await desk.app.desk.forget_server("slack", context.team_id)
            return await context.ack()
        if (work := PRESSES.get(kind)) is not None or (
            kind == "event_callback"
            and (work := EVENTS.get(body["event"].get("type"))) is not None
            and await desk.seen.first(f"{body.get('team_id', '')} {body.get('event_id', '')}")
        ):
            desk.post.later(work(desk, body, context))
        return await context.ack()


def kind_of(body: dict[str, Any]) -> str:
    """Say what Slack sent: `command`, `event_callback`, `block_actions` or another type."""
    return "command" if "command" in body else str(body.get("type", "unknown"))


def _leaves(event: dict[str, Any]) -> bool:
    """Whether an event says that we lost a workspace."""
    revoked = event.get("type") == "tokens_revoked" and event.get("tokens", {}).get("bot")
    return event.get("type") == "app_uninstalled" or bool(revoked)
