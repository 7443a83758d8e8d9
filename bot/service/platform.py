"""A platform kept in service: made again after a failure, left alone after a refusal, never a danger to the others."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from bot.adapters import Adapter, Health
from bot.errors import CannotStart

if TYPE_CHECKING:
    from aiohttp.web import RouteDef

log = logging.getLogger(__name__)

FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
"""Seconds before the first new attempt, and at most; each wait is twice the one before, give or take a quarter."""

STEADY = 300.0
"""Seconds of service after which a failure counts as the first one again."""


class Platform:
    """An adapter in service.

    What an adapter raises is not the end: the network may not be up yet, or the platform may be down. It is
    made again from nothing, after a wait. A refusal (`CannotStart`) is final, because only the operator can mend it.
    """

    def __init__(self, name: str, make: Callable[[], Adapter]) -> None:
        self.name = name
        self.make = make
        self.adapter: Adapter | None = None
        self.refusal = ""
        """Why it is out of service for good."""
        self.failures = 0
        """How often its adapter had to be made again."""

    def prepare(self) -> None:
        """Make the first adapter now, so that its addresses are known before anything is served."""
        try:
            self.adapter = self.make()
        except CannotStart as error:
            self._refuse(error)

    def health(self) -> Health:
        """Say how the connection stands; out of service is not connected."""
        if self.refusal or self.adapter is None:
            return Health(connected=False, detail=self.refusal or "starting again")
        return self.adapter.health()

    def routes(self) -> Sequence[RouteDef]:
        """Give the addresses of the adapter there is now."""
        return self.adapter.routes() if self.adapter is not None else ()

    async def serve(self) -> None:
        """Serve until cancelled, or until the platform refuses us."""
        loop = asyncio.get_running_loop()
        wait = FIRST_WAIT
        while not self.refusal:
            began = loop.time()
            try:
                self.adapter = self.adapter or self.make()
                await self.adapter.run()
                log.error("%s ended by itself", self.name)
            except CannotStart as error:
                self._refuse(error)
                return
            except OSError as error:  # the network's faults are everyday ones
                log.error("%s cannot be reached: %s", self.name, str(error) or type(error).__name__)
            except Exception as error:  # may be a bug, and keeps its traceback
                log.exception("%s failed: %r", self.name, error)
            self.adapter = None
            if (task := asyncio.current_task()) and task.cancelling():
                return  # told to stop, and it failed or swallowed that
            self.failures += 1
            wait = FIRST_WAIT if loop.time() - began > STEADY else wait
            pause = wait * random.uniform(0.75, 1.25)  # noqa: S311 - spreads replicas, guards nothing
            log.info("%s is started again in %.1f s", self.name, pause)
            await asyncio.sleep(pause)
            wait = min(wait * 2, LONGEST_WAIT)

    def _refuse(self, error: CannotStart) -> None:
        self.refusal = str(error)
        self.adapter = None
        log.error("%s is out of service: %s", self.name, error)


async def serve_all(
    platforms: Sequence[Platform], stop: asyncio.Event, close_front: Callable[[], Awaitable[None]]
) -> bool:
    """Serve all platforms side by side until told to stop; all of them end before this returns.

    Args:
        close_front: takes no more requests over HTTP, and waits for those under way; they need the platforms still.

    Returns:
        Whether one was still in service: False means that every one was refused.
    """
    async with asyncio.TaskGroup() as group:
        serving = {group.create_task(platform.serve(), name=platform.name) for platform in platforms}
        told = group.create_task(stop.wait(), name="stop")
        while serving and not told.done():
            await asyncio.wait({*serving, told}, return_when=asyncio.FIRST_COMPLETED)
            serving = {task for task in serving if not task.done()}
        await close_front()
        for task in (*serving, told):
            task.cancel()
    return told.done() and not told.cancelled()
