"""What only Discord needs to be told."""

from __future__ import annotations

import re
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

LONGEST_STATUS = 128
"""Discord's limit for a custom status, in characters."""
MOST_SHARDS = 100_000

_SHARDS = re.compile(r"(?:(?P<ids>\[?[\d ,-]+\]?)\s+of\s+)?(?P<count>\d{1,6})")


class Shards(NamedTuple):
    """Which connections this process holds: these ids of so many. None: all of them, or as many as Discord says."""

    ids: tuple[int, ...] | None = None
    of: int | None = None


def read_shards(text: str) -> Shards:
    """Read `auto`, `4`, `[0, 1] of 4` or `0-3 of 16`.

    Raises:
        ValueError: it is none of these, or names a shard there is not.
    """
    if text == "auto":
        return Shards()
    match = _SHARDS.fullmatch(text)
    if match is None:
        raise ValueError("must be auto, a number, or ids of a number: [0, 1] of 4, or 0-3 of 16")
    count = int(match["count"])
    ids: list[int] = []
    for part in re.findall(r"\d+\s*-\s*\d+|\d+", match["ids"] or ""):
        first, _, last = part.partition("-")
        if int(last or first) >= count:
            raise ValueError(f"names shard {int(last or first)} of {count}: they are counted from 0 to {count - 1}")
        ids.extend(range(int(first), int(last or first) + 1))
    if not 1 <= count <= MOST_SHARDS or (match["ids"] and not ids):
        raise ValueError("must name at least one shard")
    return Shards(tuple(dict.fromkeys(ids)) or None, count)


def _checked(text: str) -> str:
    read_shards(text)
    return text


class DiscordConfig(BaseModel):
    """How we stand at Discord."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    presence: Annotated[str, Field(max_length=LONGEST_STATUS)] = "/help"
    transport: Literal["gateway", "http"] = "gateway"
    shards: Annotated[str, AfterValidator(_checked)] = "auto"
