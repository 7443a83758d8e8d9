"""The two contenders of `bench.slack`: our Slack adapter, and the smallest Bolt app that sends the same reply.

    python -m bench.slack_apps ours|bare http|socket COMMANDS FOLDER     time each command in this process
    python -m bench.slack_apps serve http|socket FILE           be the bare app that answers with this reply

In process, everything is Bolt's and the SDK's own: signature, envelope, JSON, middleware, listener; only the last
hop to the network is replaced. Both apps have the same settings: `process_before_response`, one workspace, and the
bare one answers with the very reply that ours draws.
"""

from __future__ import annotations

import asyncio
import gc
import hashlib
import hmac
import json
import logging
import os
import random
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.fresh import percentile

SECRET, TEXT = "shhh", "timeline"
MIXED = 3_000
"""Commands as people ask them."""
FIELDS = {
    "token": "legacy", "team_id": "T0001", "team_domain": "example", "channel_id": "C2147483705",
    "channel_name": "test", "user_id": "U2147483697", "user_name": "ada", "command": "/explain", "text": TEXT,
    "api_app_id": "A123456", "is_enterprise_install": "false", "trigger_id": "1.2",
    "response_url": "https://hooks.slack.com/commands/1234/5678",
}  # fmt: skip


def signed(body: str) -> dict[str, str]:
    """Sign a body as Slack does."""
    stamp = str(int(time.time()))
    mac = hmac.new(SECRET.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={mac}",
    }


def app_over(folder: Path) -> Any:
    """Our app over a folder of knowledge, warm and frozen, as `run` has it."""
    from bot.app import App
    from bot.cli.run import ready
    from bot.commands import Snapshot
    from bot.knowledge.load import load
    from bot.log import set_up

    set_up("INFO", "json")
    knowledge = load(folder, quick=True).knowledge
    assert knowledge is not None
    app = App(Snapshot.of(knowledge))
    ready(app)
    return app


def reply_of(app: Any, text: str = TEXT) -> dict[str, Any]:
    """What our adapter answers a command with."""
    from bot.adapters.slack.exposure import printed
    from bot.cli import run_now
    from bot.config import SlackConfig

    said = json.loads(printed(run_now(app.answer(app.parse(f"/{text}"))), app.commands, SlackConfig(), private=True))
    return dict(said[0] if isinstance(said, list) else said)


def bare(reply: dict[str, Any], mode: str) -> Any:
    """Make the hello-world app with a constant reply."""
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.authorization import AuthorizeResult

    async def authorize(**_: Any) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T0001", bot_user_id="U2", bot_id="B1", bot_token="xoxb-1")  # noqa: S106 - it opens nothing

    app = AsyncApp(
        signing_secret=SECRET,
        authorize=authorize,
        process_before_response=True,
        request_verification_enabled=mode == "http",
        ssl_check_enabled=mode == "http",
        logger=logging.getLogger("bare"),
    )
    app.logger.setLevel(logging.WARNING)

    @app.command("/explain")
    async def explain(ack: Any) -> None:
        await ack(**reply)

    return app


def ours(app: Any, mode: str, client: Any) -> Any:
    """Make our Bolt app around the handler layer."""
    from bot.adapters.slack.build import bolt_of
    from bot.adapters.slack.desk import Desk
    from bot.adapters.slack.listener import Listener
    from bot.adapters.slack.people import People
    from bot.adapters.slack.post import Post
    from bot.adapters.slack.seen import SeenInMemory
    from bot.adapters.slack.start import Bot
    from bot.adapters.slack.workspaces import OneWorkspace
    from bot.config import SlackConfig

    post = Post(client, client.session)
    bolt = bolt_of(client, OneWorkspace(Bot("T0001", "U2", "B1"), "xoxb-1"), SECRET if mode == "http" else None, None)
    bolt.middleware(Listener(Desk(app, SlackConfig(), post, People(app, post), SeenInMemory()), None))
    return bolt


async def door(contender: str, mode: str, app: Any) -> Callable[[str], Awaitable[int]]:
    """Give a function that answers one command and says how many bytes the answer has."""
    import aiohttp
    from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
    from slack_bolt.request.async_request import AsyncBoltRequest
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.adapters.slack.sockets import Sockets

    client = AsyncWebClient(token="xoxb-1", session=aiohttp.ClientSession())  # noqa: S106 - it opens nothing
    bolt = bare(reply_of(app), mode) if contender == "bare" else ours(app, mode, client)
    if mode == "http":

        async def by_http(text: str) -> int:
            body = urlencode({**FIELDS, "text": text})
            response = await bolt.async_dispatch(AsyncBoltRequest(body=body, headers=dict(signed(body))))
            return len(response.body or "")

        return by_http
    sent = [""]

    async def send(message: str) -> None:
        sent[0] = message

    if contender == "bare":
        socket = AsyncSocketModeHandler(bolt, "xapp-1", web_client=client).client
    else:
        socket = Sockets(bolt, client, "xapp-1").made()
    socket.send_message = send  # the last hop

    async def by_socket(text: str) -> int:
        payload = {**FIELDS, "text": text}
        raw = json.dumps(
            {"envelope_id": "e1", "type": "slash_commands", "accepts_response_payload": True, "payload": payload}
        )
        await socket.run_message_listeners(json.loads(raw), raw)
        return len(sent[0])

    return by_socket


async def time_commands(contender: str, mode: str, count: int, folder: Path) -> dict[str, float]:
    """Time names asked for as unevenly as people do, then some that nobody asked before; in microseconds of CPU."""
    app = app_over(folder)
    answer = await door(contender, mode, app)
    topic = next(iter(app.snapshot.knowledge.topics.values()))
    rng = random.Random(5)
    names = rng.sample([f"who {id}" for id in topic.entities], len(topic.entities))
    fresh, popular = names[: count // 4], names[count // 4 :]
    # Zipf's law: the second most popular half as often as the first, the third a third, and so on.
    mixed = rng.choices(popular, [1 / rank for rank in range(1, len(popular) + 1)], k=MIXED)
    gc.collect()
    gc.freeze()
    said: dict[str, float] = {"bytes": await answer(TEXT)}
    for name, texts in (("mixed", mixed), ("first", fresh)):
        cpu = []
        for number, text in enumerate(texts):
            started = time.thread_time_ns()
            assert await answer(text)
            if number > len(texts) // 10:
                cpu.append(time.thread_time_ns() - started)
        said |= {f"{name}_p50": percentile(cpu, 0.5) / 1e3, f"{name}_p99": percentile(cpu, 0.99) / 1e3}
    return said


async def serve(mode: str, reply: dict[str, Any]) -> None:
    """Be the bare app, with the environment of ours."""
    from aiohttp import web
    from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
    from slack_sdk.web.async_client import AsyncWebClient

    bolt = bare(reply, mode)
    if mode == "socket":
        client = AsyncWebClient(base_url=os.environ["SLACK_API_URL"])
        await AsyncSocketModeHandler(bolt, os.environ["SLACK_APP_TOKEN"], web_client=client).connect_async()
    else:
        runner = web.AppRunner(bolt.web_app(path="/slack/events"), access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", int(os.environ["PORT"])).start()
    gc.collect()
    gc.freeze()
    await asyncio.Event().wait()


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        said = json.loads(Path(sys.argv[3]).read_text(encoding="utf-8"))
        asyncio.run(serve(sys.argv[2], said))
    else:
        print(json.dumps(asyncio.run(time_commands(sys.argv[1], sys.argv[2], int(sys.argv[3]), Path(sys.argv[4])))))
