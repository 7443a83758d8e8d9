"""An event loop for the calls that wait, made when the first one comes: most of a one-shot command's calls do not."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import asyncio

    from bot.desk.desk import Desk

T = TypeVar("T")


class Loop:
    """One loop for all calls of a process: the database's connections belong to it."""

    def __init__(self) -> None:
        self._runner: asyncio.Runner | None = None

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine to its end."""
        if self._runner is None:
            import asyncio  # 65 ms of CPU that answers without memory do not pay

            self._runner = asyncio.Runner()
        return self._runner.run(coroutine)

    def close(self, desk: Desk | None) -> None:
        """Let the database and the loop go."""
        if self._runner is None:
            return
        if desk is not None:
            self._runner.run(desk.close())
        self._runner.close()
