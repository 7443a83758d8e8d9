"""Raw gateway frames through discord.py: our bot, or a bare hello-world, without a network.

    python -m bench.discord_frames bare|ours slash|kept|autocomplete FOLDER SAMPLE SIZE

An INTERACTION_CREATE frame goes into `DiscordWebSocket.received_message` and comes out as the body of the first
response, encoded; only the HTTP call behind it is left out. The bare contender has one app command that answers with a
constant of SIZE characters, or 25 constant choices, on the same SDK with the same intents.
"""

from __future__ import annotations

import asyncio
import gc
import json
import random
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import discord
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.webhook.async_ import AsyncWebhookAdapter, async_context

from bench.fresh import percentile

GUILD, CHANNEL, APPLICATION = 41771983423143937, 81384788765712384, 775799577604522054
STUCK = 10_000
"""Turns of the event loop after which no response will come any more; one or two are usual."""
GUILDS = 1_000
TEXTS = 200
"""Replies whose texts are counted."""
ME = {"id": str(APPLICATION), "username": "bot", "discriminator": "0", "avatar": None, "bot": True}
KEPT = 300
"""Different names that are asked for again and again: fewer than the app keeps replies."""
WARM = 0.1
"""Share of the frames that come first and are not counted."""

sent: list[int] = [0]
"""Bytes of every response."""
said: list[int] = []
"""Characters of the texts in ours."""


def frame(number: int, kind: int, name: str, options: list[dict[str, Any]]) -> str:
    """Write an interaction as Discord sends it: type 2 a command, 4 completion."""
    return json.dumps(
        {
            "t": "INTERACTION_CREATE",
            "s": number + 5,
            "op": 0,
            "d": {
                "id": str(786008729715212338 + number),
                "application_id": str(APPLICATION),
                "version": 1,
                "type": kind,
                "token": f"tok{number}" + "x" * 180,
                "guild_id": str(GUILD),
                "channel_id": str(CHANNEL),
                "locale": "en-US",
                "guild_locale": "en-US",
                "app_permissions": "562949953601536",
                "attachment_size_limit": 10485760,
                "context": 0,
                "authorizing_integration_owners": {"0": str(GUILD)},
                "entitlements": [],
                "channel": {
                    "id": str(CHANNEL),
                    "type": 0,
                    "name": "c0",
                    "guild_id": str(GUILD),
                    "position": 0,
                    "parent_id": None,
                    "permissions": "562949953601536",
                    "topic": None,
                    "nsfw": False,
                    "last_message_id": "786008729715212337",
                    "rate_limit_per_user": 0,
                    "flags": 0,
                },
                "guild": {"id": str(GUILD), "features": [], "locale": "en-US"},
                "member": {
                    "user": {
                        "id": str(53908232506183680 + number % 500),
                        "username": "mason",
                        "global_name": "Mason",
                        "avatar": "a_d5efa99b3eeaa7dd43acca82f5692432",
                        "discriminator": "0",
                        "public_flags": 131141,
                        "bot": False,
                        "avatar_decoration_data": None,
                        "clan": None,
                    },
                    "roles": [str(GUILD + 1), str(GUILD + 2)],
                    "premium_since": None,
                    "permissions": "2147483647",
                    "pending": False,
                    "nick": None,
                    "mute": False,
                    "joined_at": "2017-03-13T19:19:14.040000+00:00",
                    "deaf": False,
                    "avatar": None,
                    "flags": 0,
                    "communication_disabled_until": None,
                },
                "data": {"id": "771825006014889984", "name": name, "type": 1, "options": options},
            },
        }
    )


class Bare(discord.Client):
    """A hello-world: one command, a constant reply."""

    def __init__(self, size: int) -> None:
        super().__init__(intents=discord.Intents.none(), application_id=APPLICATION)
        self.tree = app_commands.CommandTree(self)
        text = "x" * size
        choices = [app_commands.Choice(name=f"topic {number}", value=f"t{number}") for number in range(25)]

        @self.tree.command(name="who", description="Says a constant")
        async def who(interaction: discord.Interaction, entity: str) -> None:  # noqa: ARG001 - the option is read, not used
            view = discord.ui.LayoutView(timeout=None)
            view.add_item(discord.ui.TextDisplay("## Constant"))
            view.add_item(discord.ui.Container(discord.ui.TextDisplay(text), accent_colour=5209260))
            view.add_item(discord.ui.TextDisplay("-# small print"))
            view.add_item(discord.ui.ActionRow(discord.ui.Button(label="Share with channel", custom_id="!share")))
            asked = (
                discord.ui.Button(label=f"Button {number}", custom_id=f"who entity:{number}") for number in range(3)
            )
            view.add_item(discord.ui.ActionRow(*asked))
            await interaction.response.send_message(view=view, ephemeral=True)

        @who.autocomplete("entity")
        async def complete(_: discord.Interaction, __: str) -> list[app_commands.Choice[str]]:
            return choices


async def _encode(_: Any, route: Any, *, payload: Any = None, **__: Any) -> Any:
    """The bare contender's last hop: encode the body, then give what Discord would."""
    sent.append(len(discord.utils._to_json(payload)))
    return {"interaction": {"id": str(route.webhook_id), "type": 2, "response_message_id": "99"}}


def ours(folder: Path) -> tuple[discord.Client, list[str]]:
    """Make our client over a topic; give it with names to ask for."""
    from bot.adapters.discord.client import Client
    from bot.adapters.discord.responding import Responder
    from bot.app import App
    from bot.commands import Snapshot
    from bot.knowledge.load import load

    class Stub(Responder):
        async def send(self, *given: Any) -> None:
            body = given[2]
            sent.append(len(body))
            if len(said) < TEXTS:
                said.append(sum(map(len, _texts(json.loads(body)))))

    async_context.set(Stub())
    loaded = load(folder)
    assert loaded.knowledge is not None
    app = App(Snapshot.of(loaded.knowledge))
    app.snapshot.index.warm()
    topic = loaded.knowledge.topics[app.snapshot.default_topic]
    return Client(app, presence="/help", application_id=APPLICATION), list(topic.entities)


async def _connected(client: Any) -> DiscordWebSocket:
    """Put a client behind a gateway socket that has said READY, without a network."""
    await client._async_setup_hook()
    client._connection.loop = asyncio.get_running_loop()
    client.http._HTTPClient__session = SimpleNamespace(closed=False)
    client._connection.user = discord.ClientUser(state=client._connection, data=ME)
    client._connection.shard_ids, client._connection.shard_count = [0], 1
    for number in range(GUILDS):  # as READY lists them
        client._connection._add_guild_from_data({"id": str(GUILD + number), "unavailable": True})
    socket = DiscordWebSocket(SimpleNamespace(closed=False), loop=asyncio.get_running_loop())
    socket._discord_parsers = client._connection.parsers
    socket._dispatch = client.dispatch
    socket._dispatch_listeners = []
    socket.shard_id = None
    socket._keep_alive = None
    return socket


async def feed(contender: str, kind: str, folder: Path, sample: int, size: int) -> dict[str, float]:
    """Send frames one by one and wait for each response; give microseconds, bytes and MiB."""
    if contender == "bare":
        AsyncWebhookAdapter.request = _encode  # type: ignore[method-assign]  # the last hop is left out
        client: Any = Bare(size)
        ids = [f"entity-{number}" for number in range(sample)]
    else:
        client, ids = ours(folder)
    socket = await _connected(client)
    rng = random.Random(5)
    asked = [rng.choice(ids) for _ in range(sample)]
    if kind == "kept":
        asked = asked[:KEPT] * (sample // KEPT)
    if kind == "mixed":  # the second most popular half as often as the first, the third a third, and so on
        rng.shuffle(ids)
        asked = rng.choices(ids, [1 / rank for rank in range(1, len(ids) + 1)], k=sample)
    if kind != "autocomplete":
        options = [[{"name": "entity", "type": 3, "value": id}] for id in asked]
    else:
        options = [[{"name": "entity", "type": 3, "value": id[:3], "focused": True}] for id in _typed(client, asked)]
    frames = [frame(number, 4 if kind == "autocomplete" else 2, "who", one) for number, one in enumerate(options)]
    gc.collect()
    gc.freeze()
    pauses: list[int] = []
    began = [0]

    def collecting(phase: str, _: dict[str, int]) -> None:
        if phase == "start":
            began[0] = time.thread_time_ns()
        else:
            pauses.append(time.thread_time_ns() - began[0])

    gc.callbacks.append(collecting)
    walls, cpus = [], []
    counted = int(len(frames) * WARM)
    for number, raw in enumerate(frames):
        if number == len(frames) // 2:  # by then all is kept that will be
            pauses.clear()
        expected = len(sent) + 1
        cpu, wall = time.thread_time_ns(), time.perf_counter_ns()
        await socket.received_message(raw)
        for _ in range(STUCK):
            if len(sent) >= expected:
                break
            await asyncio.sleep(0)
        else:
            raise RuntimeError("no response came")
        walls.append(time.perf_counter_ns() - wall)
        cpus.append(time.thread_time_ns() - cpu)
    return {
        **{f"cpu_p{share}": percentile(cpus[counted:], share / 100) / 1e3 for share in (50, 99)},
        **{f"wall_p{share}": percentile(walls[counted:], share / 100) / 1e3 for share in (50, 99)},
        "bytes": sum(sent) / (len(sent) - 1),
        "text": sum(said) / max(len(said), 1),
        "pause": max(pauses, default=0) / 1e6,
        "rss": _resident(),
    }


def _texts(value: Any) -> Iterator[str]:
    """Every text display in a body."""
    if isinstance(value, dict):
        yield from ([value["content"]] if value.get("type") == 10 else _texts(list(value.values())))
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _typed(client: Any, ids: list[str]) -> list[str]:
    """The beginnings of names, as people type them."""
    if isinstance(client, Bare):
        return ids
    topic = client.app.snapshot.knowledge.topics[client.app.snapshot.default_topic]
    return [topic.entities[id].name for id in ids]


def _resident() -> float:
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


if __name__ == "__main__":
    contender, kind, folder, sample, size = sys.argv[1:]
    print(json.dumps(asyncio.run(feed(contender, kind, Path(folder), int(sample), int(size)))))
