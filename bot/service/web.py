"""The web server: /healthz, /readyz, /metrics, and the addresses that platforms call over signed HTTP.

With a port of its own for monitoring, the other one shows nothing but the platforms' addresses.
"""

from __future__ import annotations

import logging
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot.config import HttpConfig
from bot.errors import CannotStart
from bot.service.metrics import Metrics
from bot.service.platform import Platform
from bot.service.vitals import Vitals

log = logging.getLogger(__name__)

LARGEST_BODY = 1024 * 1024
"""Bytes of a request we are ready to read; Discord's and Slack's stay far below."""

LAST_WORDS = 4.0
"""Seconds that requests under way have to be answered in at the end."""


@asynccontextmanager
async def listening(http: HttpConfig, port: int | None, vitals: Vitals) -> AsyncIterator[None]:
    """Serve over HTTP while inside; at the end new requests are refused and those under way are answered.

    Args:
        port: where platforms call, and where health is shown unless `http.monitor_port` says otherwise.

    Raises:
        CannotStart: a platform needs a port and there is none, or it is taken.
    """
    called = [platform for platform in vitals.platforms if platform.routes()]
    if called and port is None:
        names = " and ".join(platform.name for platform in called)
        raise CannotStart(f"{names} will call us over HTTP: set PORT, or port under http in config.yaml.")
    metrics = Metrics(vitals)
    front, monitor = _application(), _application()
    for platform in called:
        front.add_routes([_current(platform, route) for route in platform.routes()])
    (front if http.monitor_port is None else monitor).add_routes(_monitoring(vitals, metrics))
    runners: list[web.AppRunner] = []
    metrics.count_calls()
    try:
        for application, number in ((front, port), (monitor, http.monitor_port)):
            if number is not None:
                runners.append(await _serve(application, http.host, number))
        yield
    finally:
        for runner in runners:
            await runner.cleanup()
        metrics.stop_counting()


def _application() -> web.Application:
    return web.Application(client_max_size=LARGEST_BODY)


async def _serve(application: web.Application, host: str, port: int) -> web.AppRunner:
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=LAST_WORDS)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port, reuse_address=True).start()
    except OSError as error:
        await runner.cleanup()
        why = os.strerror(error.errno).lower() if error.errno else str(error)
        raise CannotStart(
            f"Cannot listen on {host} port {port}: {why}. Choose another PORT, or end the program that has it."
        ) from None
    log.info("listening on %s port %s", *runner.addresses[0][:2])
    return runner


def _current(platform: Platform, route: web.RouteDef) -> web.RouteDef:
    """A platform's address, answered by the adapter that is in service when it is called."""

    async def answer(request: web.Request) -> web.StreamResponse:
        for now in platform.routes():
            if (now.method, now.path) == (route.method, route.path):
                response: web.StreamResponse = await now.handler(request)
                return response
        raise web.HTTPServiceUnavailable(text=f"{platform.name} is not in service")

    return web.RouteDef(route.method, route.path, answer, route.kwargs)


def _monitoring(vitals: Vitals, metrics: Metrics) -> Sequence[web.RouteDef]:
    async def healthz(_: web.Request) -> web.Response:
        """The process is alive: whoever reads this sees its event loop turn."""
        return web.Response(text="ok\n")

    async def readyz(_: web.Request) -> web.Response:
        ready, report = await vitals.ready()
        return web.json_response(report, status=200 if ready else 503)

    async def figures(_: web.Request) -> web.Response:
        return web.Response(body=await metrics.text(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return [web.get("/healthz", healthz), web.get("/readyz", readyz), web.get("/metrics", figures)]
