"""Slack over signed HTTP: the addresses that it and installers call, each handed to Bolt. Stateless."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

EVENTS = "/slack/events"
INSTALL = "/slack/install"
REDIRECT = "/slack/oauth_redirect"

Serve = Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]


class Front:
    """What Slack calls. Until the adapter runs, everything is answered with 503, and Slack tries again."""

    def __init__(self, *, oauth: bool) -> None:
        self._oauth = oauth
        self.bolt: AsyncApp | None = None
        self.flow: AsyncOAuthFlow | None = None

    def routes(self) -> Sequence[web.RouteDef]:
        """Give the addresses."""
        listed = [web.post(EVENTS, self._events)]
        if self._oauth:
            listed += [web.get(INSTALL, self._install), web.get(REDIRECT, self._redirect)]
        return listed

    async def _events(self, request: web.Request) -> web.Response:
        return await _answer(request, self.bolt.async_dispatch if self.bolt else None)

    async def _install(self, request: web.Request) -> web.Response:
        return await _answer(request, self.flow.handle_installation if self.flow else None)

    async def _redirect(self, request: web.Request) -> web.Response:
        return await _answer(request, self.flow.handle_callback if self.flow else None)


async def _answer(request: web.Request, serve: Serve | None) -> web.Response:
    if serve is None:
        raise web.HTTPServiceUnavailable(text="Slack is not in service yet")
    return await to_aiohttp_response(await serve(await to_bolt_request(request)))
