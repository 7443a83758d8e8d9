"""What only Slack needs to be told."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class SlackConfig(BaseModel):
    """How we stand at Slack."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    command: str = "explain"
