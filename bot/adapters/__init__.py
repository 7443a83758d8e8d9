"""A folder a platform: native events in as Calls, Replies out, each block drawn its own best way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from aiohttp.web import RouteDef


@dataclass(frozen=True, slots=True)
class Health:
    """How a platform's connection stands. `last_event` is in seconds since something arrived, None before that."""

    connected: bool
    detail: str = ""
    last_event: float | None = None
    latency: float | None = None
    """Seconds to the platform and back, where it tells."""
    reconnects: int = 0


class Adapter(Protocol):
    """A platform in service."""

    name: str

    async def run(self) -> None:
        """Connect and serve until cancelled; a cancelled adapter finishes calls in flight, then closes.

        Raises:
            CannotStart: the operator has to mend something: a wrong token, a missing permission.
        """

    def health(self) -> Health:
        """Say how the connection stands. Never waits, never raises."""

    def routes(self) -> Sequence[RouteDef]:
        """Give the addresses that the platform calls over signed HTTP; none when it is connected by socket."""
