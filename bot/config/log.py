"""How much is logged, and how it looks."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict


class LogConfig(BaseModel):
    """How much is logged, and in which form: text on a terminal, JSON otherwise, unless told."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    format: Literal["auto", "text", "json"] = "auto"
