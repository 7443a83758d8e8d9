"""Slack: our adapter against the smallest Bolt app with the same settings and the same reply, in pairs.

CPU is measured in process (`bench.slack_apps`), over the generated topic. Wall clock and commands a second are
measured against whole programs over loopback: `explainer-bot run` as it is shipped, and the bare app; this process
stands in for Slack (`auth.test`, `apps.connections.open`, the socket, the signed requests).
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from bench.fresh import ROOT, in_turn, percentile
from bench.section import Bar, Plan, Section

CPU_RATIO, WALL, SHARE, LATE = 1.25, 1.0, 0.8, 50.0
"""Bars: CPU against bare Bolt; ms from a command to its message; share of bare Bolt's commands a second; ms at p99."""
IN_FLIGHT = 32
NAMES = ("bare", "ours")


def measure(plan: Plan) -> list[Section]:
    """Measure both modes."""
    from bench.slack_apps import TEXT

    with tempfile.TemporaryDirectory() as folder:
        reply = Path(folder) / "reply.json"
        printed = subprocess.run(
            [sys.executable, "-m", "bot", "say", f"/{TEXT}", "--format", "slack", "--knowledge", str(plan.shipped)],
            cwd=ROOT, check=True, capture_output=True,
        )  # fmt: skip
        reply.write_bytes(printed.stdout)
        return [_cpu(plan), _load(plan, reply)]


def _cpu(plan: Plan) -> Section:
    count = max(plan.sample, 400)
    rows, bars, raw = [], [], {}
    for mode in ("socket", "http"):
        folder = str(plan.generated)
        runs = in_turn({n: ("-m", "bench.slack_apps", n, mode, str(count), folder) for n in NAMES}, plan.rounds)
        raw[mode] = {name: [run.said for run in listed] for name, listed in runs.items()}
        pairs = list(zip(runs["bare"], runs["ours"], strict=True))
        ratio = {key: median(o.said[key] / b.said[key] for b, o in pairs) for key in ("mixed_p50", "first_p50")}
        middle = {
            (name, key): median(run.said[key] for run in runs[name])
            for name in NAMES
            for key in ("mixed_p50", "mixed_p99", "first_p50", "first_p99", "bytes")
        }
        for name, label in (("bare", "bare Bolt"), ("ours", "explainer-bot")):
            cells = [
                f"{middle[name, key]:.0f}" for key in ("bytes", "mixed_p50", "mixed_p99", "first_p50", "first_p99")
            ]
            ratios = (
                ("1.00", "1.00") if name == "bare" else tuple(f"{ratio[k]:.2f}" for k in ("mixed_p50", "first_p50"))
            )
            rows.append((f"{label}, {mode}", *cells, *ratios))
        bars.append(Bar(f"Slack command, {mode}, CPU p50 against bare Bolt", ratio["mixed_p50"], CPU_RATIO, "×"))
    header = ("App, mode", "bytes", "as people ask p50", "p99", "first p50", "p99", "× bare", "first × bare")
    return Section(
        "Slack command, µs of CPU (10,000 entries; as people ask, and the first time)",
        header,
        rows,
        bars,
        raw,
    )


def _load(plan: Plan, reply: Path) -> Section:
    rows, bars, raw = [], [], {}
    for mode in ("socket", "http"):
        found: dict[str, list[dict[str, float]]] = {name: [] for name in NAMES}
        for _ in range(plan.rounds):
            for name in NAMES:
                found[name].append(asyncio.run(_whole(name, mode, plan, reply)))
        raw[mode] = found
        middle = {(n, key): median(one[key] for one in found[n]) for n in NAMES for key in found["ours"][0]}
        share = median(o["rate"] / b["rate"] for b, o in zip(found["bare"], found["ours"], strict=True))
        for name, label in (("bare", "bare Bolt"), ("ours", "explainer-bot")):
            cells = [f"{middle[name, key]:.2f}" for key in ("p50", "p99")]
            of = "1.00" if name == "bare" else f"{share:.2f}"
            rows.append(
                (f"{label}, {mode}", *cells, f"{middle[name, 'rate']:.0f}", f"{middle[name, 'busy_p99']:.1f}", of)
            )
        bars.append(
            Bar(f"Slack command to message, {mode}, wall p50, one at a time", middle["ours", "p50"], WALL, "ms")
        )
        bars.append(Bar(f"bare Bolt's commands a second over ours, {mode}", 1 / share, 1 / SHARE, "×"))
        bars.append(
            Bar(f"Slack command, {mode}, wall p99 with {IN_FLIGHT} in flight", middle["ours", "busy_p99"], LATE, "ms")
        )
    header = ("App, mode", "p50 ms", "p99 ms", "commands/s", "p99 ms", "of bare")
    return Section(
        f"Slack over loopback, whole programs: one at a time, then {IN_FLIGHT} in flight", header, rows, bars, raw
    )


async def _whole(name: str, mode: str, plan: Plan, reply: Path) -> dict[str, float]:
    """Start one program, and send it commands."""
    async with Loopback() as slack:
        arguments = ("bench.slack_apps", "serve", mode, str(reply)) if name == "bare" else ("bot", "run")
        environment = {**os.environ, **slack.environment(mode)}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", *arguments, cwd=ROOT, env=environment, stderr=asyncio.subprocess.DEVNULL
        )
        try:
            return await _drive(await slack.door(mode), max(plan.sample, 400))
        finally:
            process.terminate()
            await process.wait()


async def _drive(ask: Callable[[], Awaitable[None]], count: int) -> dict[str, float]:
    async def timed() -> int:
        started = time.perf_counter_ns()
        await ask()
        return time.perf_counter_ns() - started

    for _ in range(100):
        await ask()
    alone = [await timed() for _ in range(count)]
    gate = asyncio.Semaphore(IN_FLIGHT)

    async def one() -> int:
        async with gate:
            return await timed()

    started = time.perf_counter()
    together = await asyncio.gather(*(one() for _ in range(count * 3)))
    rate = count * 3 / (time.perf_counter() - started)
    p50, p99 = (percentile(alone, share) / 1e6 for share in (0.5, 0.99))
    return {"p50": p50, "p99": p99, "rate": rate, "busy_p99": percentile(list(together), 0.99) / 1e6}


class Loopback:
    """As much of Slack as a bot needs to start and to be asked."""

    def __init__(self) -> None:
        from aiohttp import web

        self._application = web.Application()
        self._application.add_routes([web.post("/api/{method}", self._api), web.get("/socket", self._socket)])
        self._answers: dict[str, asyncio.Future[None]] = {}
        self._connected: asyncio.Future[web.WebSocketResponse] = asyncio.get_running_loop().create_future()
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            self._bot = f"http://127.0.0.1:{one.getsockname()[1]}/slack/events"

    async def __aenter__(self) -> Loopback:
        import aiohttp
        from aiohttp import web

        self._runner = web.AppRunner(self._application, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self._port = self._runner.addresses[0][1]
        self._http = aiohttp.ClientSession()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.close()
        await self._runner.cleanup()

    def environment(self, mode: str) -> dict[str, str]:
        """What the program is told."""
        from bench.slack_apps import SECRET

        return {
            "SLACK_API_URL": f"http://127.0.0.1:{self._port}/api/",
            "SLACK_BOT_TOKEN": "xoxb-1",
            "SLACK_APP_TOKEN": "xapp-1",
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_MODE": mode,
            "PORT": self._bot.partition("1:")[2].partition("/")[0],
        }

    async def door(self, mode: str) -> Callable[[], Awaitable[None]]:
        """Wait for the program; give a function that asks it once."""
        import aiohttp

        if mode == "socket":
            return self._by_socket(await asyncio.wait_for(self._connected, 60))
        for _ in range(600):
            try:
                await self._by_http()
            except (aiohttp.ClientError, AssertionError):
                await asyncio.sleep(0.1)
            else:
                return self._by_http
        raise TimeoutError("the program cannot be reached")

    async def _by_http(self) -> None:
        from bench.slack_apps import FIELDS, signed

        body = urlencode(FIELDS)
        async with self._http.post(self._bot, data=body, headers=signed(body)) as response:
            text = await response.text()
            assert response.status == 200, response.status
            assert len(text) > 1_000, text

    def _by_socket(self, ws: object) -> Callable[[], Awaitable[None]]:
        from aiohttp import web

        from bench.slack_apps import FIELDS

        assert isinstance(ws, web.WebSocketResponse)
        number = 0

        async def ask() -> None:
            nonlocal number
            number += 1
            self._answers[str(number)] = answered = asyncio.get_running_loop().create_future()
            await ws.send_json(
                {
                    "envelope_id": str(number),
                    "type": "slash_commands",
                    "accepts_response_payload": True,
                    "payload": FIELDS,
                }
            )
            await asyncio.wait_for(answered, 10)

        return ask

    async def _api(self, request: object) -> object:
        from aiohttp import web

        assert isinstance(request, web.Request)
        if request.match_info["method"] == "apps.connections.open":
            return web.json_response({"ok": True, "url": f"ws://127.0.0.1:{self._port}/socket"})
        who = {"team_id": "T0001", "user_id": "U2", "bot_id": "B1"}
        return web.json_response({"ok": True, **who})

    async def _socket(self, request: object) -> object:
        import aiohttp
        from aiohttp import web

        assert isinstance(request, web.Request)
        ws = web.WebSocketResponse()
        await ws.prepare(request)
        await ws.send_json({"type": "hello"})
        self._connected.set_result(ws)
        async for frame in ws:
            if frame.type == aiohttp.WSMsgType.TEXT:
                answer = json.loads(frame.data)
                assert len(frame.data) > 1_000, frame.data
                self._answers.pop(answer["envelope_id"]).set_result(None)
        return ws
