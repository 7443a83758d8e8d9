"""Both platforms, played by their stand-ins, for a bot that runs somewhere else: a process, a container, many of them.

`python -m tests.service.platforms PORT [HOST]` serves Discord on PORT+1 and Slack on PORT+2, and on PORT a page that
asks the bot one question through each: GET /ask answers 200 if both answered.
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import AsyncExitStack
from typing import Any

from aiohttp import web

from tests.emulators import emulator


class Platforms:
    """A Discord and a Slack, open while inside.

    `slack_calls` is the address that Slack calls over signed HTTP; without it the bot connects by socket.
    """

    def __init__(
        self, discord_port: int = 0, slack_port: int = 0, slack_calls: str | None = None, host: str = "127.0.0.1"
    ) -> None:
        self.discord: Any = emulator("discord").Emulator(port=discord_port, host=host)
        mode = "http" if slack_calls else "socket"
        self.slack: Any = emulator("slack").SlackEmulator(mode=mode, app_url=slack_calls, port=slack_port, host=host)
        self._open = AsyncExitStack()

    async def __aenter__(self) -> Platforms:
        await self._open.enter_async_context(self.discord)
        await self._open.enter_async_context(self.slack)
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._open.aclose()

    def env(self) -> dict[str, str]:
        """Give the environment of a bot that is to find them."""
        return {
            "DISCORD_TOKEN": self.discord.token,
            "DISCORD_API_BASE": f"{self.discord.url}/api/v10",
            "DISCORD_GATEWAY": self.discord.gateway_url,
            **self.slack.env(),
        }

    async def ask_discord(self, name: str = "timeline", **options: str) -> Any:
        """Give a slash command; wait for the message that a person sees."""
        asked = await self.discord.slash(name, **options)
        return await asked.message()

    async def ask_slack(self, command: str = "/timeline", text: str = "") -> Any:
        """Give a slash command; wait for the message that a person sees."""
        asked = await self.slack.command(command, text)
        return await asked.message()

    def violations(self) -> list[str]:
        """List what the bot did that a platform forbids."""
        return [*map(str, self.discord.violations), *map(str, self.slack.violations)]


async def _serve(port: int, host: str) -> None:
    async with Platforms(port + 1, port + 2, host=host) as platforms:

        async def ask(_: web.Request) -> web.Response:
            """Ask through both, and say what came back."""
            discord = await platforms.ask_discord("who", entity="jaish-al-adl")
            slack = await platforms.ask_slack("/sources", "casualties")
            told = {"discord": bool(discord), "slack": bool(slack), "violations": platforms.violations()}
            answered = told["discord"] and told["slack"] and not told["violations"]
            return web.json_response(told, status=200 if answered else 500)

        application = web.Application()
        application.add_routes([web.get("/ask", ask)])
        runner = web.AppRunner(application)
        await runner.setup()
        await web.TCPSite(runner, host, port).start()
        sys.stdout.write("".join(f"{name}={value}\n" for name, value in platforms.env().items()))
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), *(sys.argv[2:] or ["127.0.0.1"])))
