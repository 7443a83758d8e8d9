"""A folder read again and again: what has not changed is neither decoded nor checked again.

In two steps, so that a mended sentence is in service before the last weakness has been looked for:
`refuse` runs what may keep a topic out of service, `warn` the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.decode import Problem
from bot.knowledge.checks import REFUSING, WARNING, run_checks
from bot.knowledge.checks.accepted import leave_accepted
from bot.knowledge.decoded import Remembered
from bot.knowledge.draft import Draft
from bot.knowledge.files import TopicFolder, read_folder
from bot.knowledge.load import Loaded, collector_paused, compile_topic, gather, read_draft
from bot.knowledge.topic import Topic


@dataclass(slots=True)
class _Judged:
    """What is known of a topic's files as they were on a day; some warnings depend on it."""

    hash: str
    day: date
    topic: Topic | None
    problems: list[Problem]
    """Of the files, the records and the refusing checks; after `warn` all."""
    accepted: list[Problem] = field(default_factory=list)
    draft: Draft | None = None
    """Until the warnings have been looked for."""


class Reading:
    """Reads one folder. Not for two threads at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._remembered = Remembered()
        self._judged: dict[str, _Judged] = {}
        self._refused: Problem | None = None

    def refuse(self, serving: Mapping[str, Topic]) -> Loaded:
        """Read everything, and find what keeps it out of service; warnings stand in it where they are known.

        Args:
            serving: topics in service: where the files are still the same, the same topic is given again.
        """
        with collector_paused():
            read = read_folder(self.folder)
            self._refused = read if isinstance(read, Problem) else None
            folders = [] if isinstance(read, Problem) else read
            judged: dict[str, _Judged] = {}
            for folder in folders:
                known = self._judged.get(folder.id)
                hash = folder.hash
                if known is None or (known.hash, known.day) != (hash, date.today()) or folder.problems:
                    known = self._judge(folder, hash, serving.get(folder.id))
                judged[folder.id] = known
            self._judged = judged
        return self._loaded()

    def warn(self) -> Loaded:
        """Look for warnings too in what `refuse` has read."""
        with collector_paused():
            for judged in self._judged.values():
                if judged.draft is not None:
                    found = [problem for problem in judged.problems if problem.check in _CHECKED]
                    others = [problem for problem in judged.problems if problem.check not in _CHECKED]
                    left, judged.accepted = leave_accepted(judged.draft, found + run_checks(judged.draft, WARNING))
                    judged.problems, judged.draft = others + left, None
        return self._loaded()

    def _judge(self, folder: TopicFolder, hash: str, serving: Topic | None) -> _Judged:
        if serving is not None and serving.hash == hash and folder.id not in self._judged:
            self._remembered.seed(folder.id, folder.files, serving.records())
        draft, problems = read_draft(folder, self._remembered)
        problems += run_checks(draft, REFUSING)
        faulty = draft.header is None or any(problem.severity == "error" for problem in problems)
        topic = None
        if not faulty:
            topic = serving if serving is not None and serving.hash == hash else compile_topic(draft, hash)
        return _Judged(hash, date.today(), topic, problems, draft=draft)

    def _loaded(self) -> Loaded:
        if self._refused is not None:
            return Loaded(None, (self._refused,))
        judged = self._judged
        topics = {id: one.topic for id, one in judged.items() if one.topic is not None}
        problems = [problem for one in judged.values() for problem in one.problems]
        accepted = [problem for one in judged.values() for problem in one.accepted]
        return gather(topics, problems, accepted, self.folder.name or ".")


_CHECKED = frozenset(check.__name__ for check in REFUSING)
