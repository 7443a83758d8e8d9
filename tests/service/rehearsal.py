"""A program like `explainer-bot run` with platforms of our own: `python -m tests.service.rehearsal KIND…`.

Each kind is a platform that behaves in one way; the rest is the real program.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from aiohttp import web

from bot.adapters import Adapter, Health
from bot.app import App
from bot.cli.run import Make, serve
from bot.commands import Snapshot, User
from bot.config import Config, load_config
from bot.config.environment import Environment, read_environment
from bot.errors import CannotStart
from bot.knowledge.load import load

ROOT = Path(__file__).parents[2]


class Steady:
    """Connects and serves; when it is told to stop it finishes the call it has begun."""

    name = "steady"

    def __init__(self, app: App) -> None:
        self.app = app
        self.connected = False
        self.user = User(platform=self.name)

    async def run(self) -> None:
        """Answer one call, then begin another that takes half a second and must not be lost."""
        self.connected = True
        try:
            await self.app.answer(self.app.parse("/timeline"), self.user)
            say(f"{self.name}: serving")
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0.5)
            await self.app.answer(self.app.parse("/who jaish-al-adl"), self.user)
            say(f"{self.name}: finished its call")

    def health(self) -> Health:
        """Say whether it runs."""
        return Health(self.connected, last_event=1.5 if self.connected else None, latency=0.025)

    def routes(self) -> Sequence[web.RouteDef]:
        """Give one address that answers a question over HTTP."""
        return [web.post(f"/{self.name}/ask", self.ask)]

    async def ask(self, request: web.Request) -> web.Response:
        """Answer a line."""
        reply = await self.app.answer(self.app.parse(await request.text()), self.user)
        return web.json_response({"outcome": reply.outcome, "process": os.getpid()})


class Refused(Steady):
    """Is refused for good."""

    name = "refused"

    async def run(self) -> None:
        """Raise what a wrong token raises."""
        raise CannotStart("the token is wrong: make a new one")


class Shaky(Steady):
    """Fails twice for want of a network, then serves."""

    name = "shaky"
    runs = 0

    async def run(self) -> None:
        """Fail, fail, serve."""
        Shaky.runs += 1
        if Shaky.runs < 3:
            raise ConnectionError("no route to the platform")
        await super().run()


class Stuck(Steady):
    """Will not stop."""

    name = "stuck"

    async def run(self) -> None:
        """Serve for ever, whatever is said."""
        say("stuck: serving")
        while True:
            try:
                await asyncio.sleep(3600)
            except asyncio.CancelledError:
                say("stuck: I would rather not")


class Sulking(Steady):
    """Fails while it is being stopped."""

    name = "sulking"

    async def run(self) -> None:
        """Raise something else than what it is told."""
        say("sulking: serving")
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            raise RuntimeError("the socket is gone") from None


KINDS: dict[str, type[Steady]] = {kind.name: kind for kind in (Steady, Refused, Shaky, Stuck, Sulking)}


def say(line: str) -> None:
    """Tell the test what happens."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def maker(kind: str) -> Make:
    """Give what makes a platform of a kind; an unknown one cannot even be made."""

    def make(app: App, config: Config, environment: Environment) -> Adapter:
        if kind not in KINDS:
            raise CannotStart(f"{kind}: set its token")
        return KINDS[kind](app)

    return make


def main() -> int:
    """Serve the platforms named as arguments."""
    config = load_config(Path("config.yaml"), variables=os.environ)
    environment = read_environment(os.environ)
    assert isinstance(config, Config), config
    assert isinstance(environment, Environment), environment
    loaded = load(ROOT / "knowledge", quick=True)
    assert loaded.knowledge is not None
    return serve(App(Snapshot.of(loaded.knowledge)), config, environment, {kind: maker(kind) for kind in sys.argv[1:]})


if __name__ == "__main__":
    sys.exit(main())
