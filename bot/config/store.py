"""Where we remember, and for how long."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Days = Annotated[int, Field(ge=1, le=36_500)]


class StoreConfig(BaseModel):
    """The data folder, and how long things are kept; revisions and open proposals are kept for good.

    The database itself is named by DATABASE_URL; without it, it is a SQLite file in the folder.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    folder: str = "data"
    proposals_days: Days = 365
    gaps_days: Days = 180
    feedback_days: Days = 365
