"""A proposal as a moderator has to see it: what it would change, and what the checks say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.decode import Problem
from bot.store.records import Proposal, Revision, Votes

if TYPE_CHECKING:
    from bot.editing import Conflict, FieldChange


@dataclass(frozen=True, slots=True)
class RecordDiff:
    """What changes in one record; no row means that only comments or the layout change."""

    section: str
    record: str
    file: str
    rows: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A proposal, judged against the files as they are now.

    `problems` keep it from being accepted; `warnings` are new and do not. `conflict` is
    the first of them that says that a record is not what the proposer saw, with what stands there now.
    """

    proposal: Proposal
    diffs: tuple[RecordDiff, ...] = ()
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    conflict: Conflict | None = None

    @property
    def can_be_accepted(self) -> bool:
        """Whether accepting it would write something now."""
        return self.proposal.state == "open" and bool(self.diffs) and not self.problems


@dataclass(frozen=True, slots=True)
class Figures:
    """What waits in a topic, and how its answers were found."""

    proposals: int
    gaps: int
    votes: tuple[Votes, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """A revision that is in the files; `remarks` are what did not go as it should beside it."""

    revision: Revision
    diffs: tuple[RecordDiff, ...]
    remarks: tuple[str, ...] = ()
