"""What only Discord needs to be told."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class DiscordConfig(BaseModel):
    """How we stand at Discord."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    presence: str = "/help"
