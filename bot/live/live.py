"""The knowledge in service follows the files: what is saved is answered, what is broken is told and not served.

The load runs in a thread. It lets the event loop in every few milliseconds, because Python does, and
because nothing in it holds the interpreter for long: no full collection of garbage (what was loaded is
frozen, `gc.freeze`), nothing decoded that has not changed. `python -m bench.reload` measures it.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from bot.beside import beside
from bot.commands import Snapshot
from bot.config import Config
from bot.decode import Problem
from bot.knowledge.load import Loaded
from bot.knowledge.reading import Reading
from bot.knowledge.topic import Topic
from bot.live.retiring import take_apart
from bot.live.watching import changes

HALF_SAVED = 0.5
"""Seconds after which a fault is looked at again before anybody is told: a file may be half saved."""

log = logging.getLogger(__name__)
Tell = Callable[[tuple[Problem, ...]], Awaitable[None]]


class Serves(Protocol):
    """Whoever answers from a snapshot: the app."""

    snapshot: Snapshot


class Live:
    """Keeps the snapshot of an app up to date with its folder.

    Args:
        app: its `snapshot` is swapped whole; a call keeps the one it began with.
        config: which folder, and how to watch it.
        folder: another folder than the config's.
        tell: is awaited with the errors when the files cannot be served any more, once for each
            distinct set of them, and with () when they can again.
    """

    def __init__(
        self,
        app: Serves,
        config: Config,
        folder: Path | None = None,
        *,
        tell: Tell | None = None,
    ) -> None:
        self.app = app
        self.config = config
        self.folder = folder or Path(config.knowledge.folder)
        self.tell = tell
        self.problems: tuple[Problem, ...] = ()
        """Errors and warnings of the files as they are; with errors, an earlier state is in service."""
        self.accepted: tuple[Problem, ...] = ()
        """Warnings that moderators left, with their reason."""
        self.loaded_at = datetime.now(UTC)
        """When what is in service was put in service."""
        self.read_at: datetime | None = None
        """When the files were last looked at."""
        self.reloads = 0
        """How often another state was put in service."""
        self._reading = Reading(self.folder)
        self._lock = threading.Lock()
        self._told: frozenset[str] = frozenset()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps the files out of service; () when they are what is answered from."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    async def run(self) -> None:
        """Follow the folder until cancelled; never ends by a fault of the files."""
        if self.config.knowledge.watch == "off":
            await self.reload()
            await asyncio.Event().wait()
        async for _ in changes(self.folder, self.config.knowledge):
            await self.reload()
            if self.errors:
                # Half a file is mostly a faulty file: whoever is still saving need not be told.
                await asyncio.sleep(HALF_SAVED)
                await self.reload()
            await self.tell_news()

    @asynccontextmanager
    async def following(self) -> AsyncIterator[Live]:
        """Follow the folder as long as the context is open."""
        async with beside(self.run(), "following the knowledge"):
            yield self

    async def reload(self) -> Loaded:
        """Read the files now, without holding the event loop; give what was found."""
        try:
            return await asyncio.to_thread(self.reload_now)
        except Exception:
            log.exception("the knowledge could not be read again: the last good state stays in service")
            return Loaded(None, self.problems, self.accepted)

    async def tell_news(self) -> None:
        """Tell of errors that were not told yet, or that there are none any more."""
        errors = self.errors
        told = frozenset(map(str, errors))
        if told == self._told:
            return
        self._told = told
        if self.tell is not None:
            try:
                await self.tell(errors)
            except Exception:
                log.exception("nobody could be told of the state of the knowledge")

    def reload_now(self) -> Loaded:
        """Like `reload`, waiting here: for a thread of its own, never for the event loop's.

        When it returns, the files as they are now are in service, or the errors that keep them out
        are in `problems`.
        """
        with self._lock, _collector_resting():
            started = time.perf_counter()
            before = self.app.snapshot
            loaded = self._reading.refuse(before.knowledge.topics)
            self.read_at = datetime.now(UTC)
            if loaded.knowledge is None:
                self._failed(loaded)
                return loaded
            changed = loaded.knowledge.hash != before.knowledge.hash
            retired: list[object] = [before] if changed else []
            if changed:
                self._serve(loaded, before)
                del before
            log.debug("read in %.3f s", time.perf_counter() - started)
            loaded = self._reading.warn()
            take_apart(retired)
            self.problems, self.accepted = loaded.problems, loaded.accepted
            if changed:
                log.info(
                    "knowledge reloaded",
                    extra={
                        "knowledge": self.app.snapshot.knowledge.hash,
                        "warnings": len(loaded.problems),
                        "ms": round((time.perf_counter() - started) * 1000),
                    },
                )
            return loaded

    def _failed(self, loaded: Loaded) -> None:
        if set(map(str, loaded.problems)) != set(map(str, self.problems)):
            errors = [problem for problem in loaded.problems if problem.severity == "error"]
            log.warning("the knowledge has %s errors and is not reloaded: %s", len(errors), errors[0])
        self.problems, self.accepted = loaded.problems, loaded.accepted

    def _serve(self, loaded: Loaded, before: Snapshot) -> None:
        """Put a knowledge in service: at once where old indexes can find their way in it, then with new ones."""
        knowledge = loaded.knowledge
        assert knowledge is not None
        default = self.config.knowledge.topic
        same = {id for id, topic in knowledge.topics.items() if before.knowledge.topics.get(id) is topic}
        old = {id: before.index.topic(id) for id in before.knowledge.topics if id in knowledge.topics}
        usable = {id: index for id, index in old.items() if id in same or _leads_on(index.topic, knowledge.topics[id])}
        if usable.keys() == knowledge.topics.keys():
            self.app.snapshot = Snapshot.of(knowledge, default, usable)
            self.loaded_at = datetime.now(UTC)
        snapshot = Snapshot.of(knowledge, default, {id: old[id] for id in same})
        for id in knowledge.topics.keys() - same:
            snapshot.index.topic(id).warm()
        self.app.snapshot = snapshot
        self.loaded_at = datetime.now(UTC)
        self.reloads += 1


def _leads_on(old: Topic, new: Topic) -> bool:
    """Whether everything that an old index can find is still there."""
    sections: Iterable[tuple[Mapping[str, object], Mapping[str, object]]] = (
        (old.sources, new.sources),
        (old.entities, new.entities),
        (old.events, new.events),
        (old.claims, new.claims),
        (old.questions, new.questions),
    )
    return all(mine.keys() <= theirs.keys() for mine, theirs in sections)


@contextmanager
def _collector_resting() -> Iterator[None]:
    """Keep the garbage collector from walking over what is being loaded, then hide that from it for good.

    A full collection over 10,000 entries holds the interpreter for 0.3 s. What is replaced later goes
    by its reference counts: a test watches that no snapshot holds itself in a circle.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()
