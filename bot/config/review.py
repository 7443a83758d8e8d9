"""How proposals are decided."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class ReviewConfig(BaseModel):
    """`two_people`: nobody accepts what they proposed themselves."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    two_people: bool = False
