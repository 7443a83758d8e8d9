"""How often one person may ask or suggest: a bound against floods, far above what a reader needs."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Times = Annotated[int, Field(ge=0, le=10_000)]


class LimitsConfig(BaseModel):
    """Calls of one person, moderators excepted; 0 means no limit."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ask_per_minute: Times = 20
    suggest_per_hour: Times = 10
