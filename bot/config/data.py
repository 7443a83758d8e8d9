"""Where the bot keeps what it remembers."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class DataConfig(BaseModel):
    """The folder of the database, when DATABASE_URL names no other, and of caches. It is made if it is missing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    folder: str = "data"
