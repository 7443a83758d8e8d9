"""What comes out of the store: plain frozen values; `who` is an opaque `platform:user id`, never a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

ProposalKind = Literal["suggest", "edit", "add", "import"]
"""How it came: in somebody's words, as a changed record, as a new record, as a file."""
ProposalState = Literal["open", "accepting", "accepted", "rejected", "replaced"]
"""`accepting` is the moment between the intent and the written file; `replaced` by another proposal."""
RevisionState = Literal["pending", "done", "failed"]
"""`pending` is an intent: the file may or may not have been written yet."""


@dataclass(frozen=True, slots=True)
class Change:
    """One record's lines before and after, in one file of a topic.

    `before` is "" for a new record, `after` is "" for one that goes. `file` is relative to the knowledge
    folder, "" until it is known. `hash_before` and `hash_after` are of the record's bytes in the file
    (`bot.editing.Slice.hash`): "" where there is no record, or where it is not written yet.
    """

    file: str
    section: str
    record: str
    before: str
    after: str
    hash_before: str = ""
    hash_after: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A suggested edit. What it says never changes: editing one makes another that replaces it."""

    id: int
    topic: str
    kind: ProposalKind
    record: str
    changes: tuple[Change, ...]
    wrong: str
    right: str
    link: str
    who: str
    at: datetime
    state: ProposalState
    decided_by: str
    decided_at: datetime | None
    reason: str
    revision: int | None
    replaces: int | None


@dataclass(frozen=True, slots=True)
class Revision:
    """An edit that happened, or (`pending`) that was about to. `undoes` is the revision it takes back."""

    id: int
    topic: str
    who: str
    at: datetime
    why: str
    proposal: int | None
    undoes: int | None
    state: RevisionState
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that found nothing, in one of the wordings it came in, and how often it came."""

    id: int
    topic: str
    question: str
    asked: int
    first_at: datetime
    last_at: datetime
    closest: bool
    """Whether something near was offered."""


@dataclass(frozen=True, slots=True)
class Votes:
    """How an answer was found by its readers, at one state of the knowledge."""

    topic: str
    entry: str
    knowledge: str
    helpful: int
    not_helpful: int
