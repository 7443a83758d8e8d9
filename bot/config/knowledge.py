"""Where the knowledge lies."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class KnowledgeConfig(BaseModel):
    """Where the knowledge lies, and which topic is meant when none is named."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    folder: str = "knowledge"
    topic: str | None = None
