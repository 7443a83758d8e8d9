"""What holds in every server or workspace until it chooses for itself with /settings."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict


class ServerConfig(BaseModel):
    """How the bot behaves in one server: who sees its replies, who moderates, where it answers.

    `moderators` are ids of Discord roles and users or Slack users and user groups, beside those whom
    the platform itself gives the right; `channels` are ids, and none means all.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    replies: Literal["private", "public"] = "private"
    topic: str | None = None
    moderators: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    language: Literal["en"] = "en"
