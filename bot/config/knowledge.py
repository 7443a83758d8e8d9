"""Where the knowledge lies, and how its changes are noticed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class KnowledgeConfig(BaseModel):
    """Where the knowledge lies, which topic is meant when none is named, and how its changes are noticed and kept.

    `watch`: what the system tells (auto; where it cannot, as on network folders, by looking), by looking
    every `poll_seconds` (poll), or not at all (off). `git`: whether each accepted edit becomes a commit.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    folder: str = "knowledge"
    topic: str | None = None
    watch: Literal["auto", "poll", "off"] = "auto"
    poll_seconds: Annotated[float, Field(ge=0.1, le=3600)] = 2.0
    git: Literal["off", "commit"] = "off"
