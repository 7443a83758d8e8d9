"""How proposals are decided."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class ReviewConfig(BaseModel):
    """`two_people`: nobody accepts what they proposed themselves.

    `servers` are ids of the Discord servers and Slack workspaces whose moderators decide over the knowledge; none means
    every one that has the bot. Elsewhere they only have their own server's settings.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    two_people: bool = False
    servers: tuple[str, ...] = ()
