"""Who decides on proposals, and how."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class ReviewConfig(BaseModel):
    """`two_people`: nobody accepts what they proposed themselves.

    `servers` are the ids of the Discord servers and Slack workspaces whose moderators decide on the knowledge, which
    all servers share; none means all.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    two_people: bool = False
    servers: tuple[str, ...] = ()
