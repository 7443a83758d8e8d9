"""A shard that resumes after an outage.

discord.py's own, when its first attempt to come back fails, forgets the session and identifies anew: what Discord kept
for it is lost, and every outage costs one of 1,000 identifications a day. Its unsharded client resumes; so do we.
"""

from __future__ import annotations

import discord.shard
from discord.gateway import ReconnectWebSocket


class Shard(discord.shard.Shard):
    """One connection to the gateway."""

    async def reconnect(self) -> None:
        """Come back to the session; Discord says if it is too old, and then a new one is begun."""
        await self.reidentify(ReconnectWebSocket(self.id, resume=self.ws.session_id is not None))


def resume_after_outages() -> None:
    """Let every shard made from now on be ours: discord.py has no setting for it."""
    discord.shard.Shard = Shard  # type: ignore[misc]  # the name under which its client finds the class
