"""`explainer-bot sync`: log in, tell Discord of the commands whether they changed or not, and leave."""

from __future__ import annotations

import discord

from bot.adapters.discord.adapter import hush, log_in, point
from bot.adapters.discord.client import Client
from bot.adapters.discord.register import Syncs, register, unregister
from bot.app import App
from bot.config.environment import Environment
from bot.errors import CannotStart


def invitation(application: int) -> str:
    """Give the address under which somebody who manages a server invites the bot: no permission is needed."""
    return f"https://discord.com/oauth2/authorize?client_id={application}&scope=bot+applications.commands&permissions=0"


async def sync(app: App, environment: Environment, syncs: Syncs, *, server: int | None, clear: bool) -> str:
    """Register the commands, or take a server's own away; give a sentence about what was done.

    Raises:
        CannotStart: there is no token, or Discord does not accept it or the server.
        OSError: Discord cannot be reached.
    """
    if environment.discord_token is None:
        raise CannotStart("Set DISCORD_TOKEN: it tells Discord whose commands these are.")
    point(environment)
    hush()
    client = Client(app, presence="")
    try:
        await log_in(client, environment.discord_token.get_secret_value())
        assert client.application_id is not None
        if clear and server is not None:
            await unregister(client.tree, client.application_id, syncs, server=server)
            return f"Took away the commands of server {server}; those registered everywhere stay."
        await register(client.tree, client.application_id, syncs, server=server, again=True)
        count = len(client.tree.get_commands())
        where = f"in server {server}" if server is not None else "everywhere; clients show them within a minute"
        return f"Registered {count} commands {where}.\nInvite the bot with {invitation(client.application_id)}"
    except discord.Forbidden as error:
        raise CannotStart(
            f"Discord refuses server {server}: is the number right, and was the bot invited with the scope "
            "applications.commands?"
        ) from error
    except discord.HTTPException as error:
        raise ConnectionError(f"it said {error.status}, code {error.code}: {error.text}") from error
    finally:
        await client.close()
