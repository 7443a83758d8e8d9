"""What looking up a name comes to: a match, or candidates to choose from, never a silent guess."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

How = Literal["id", "exact", "alias", "short", "other spelling", "role", "nearest"]


@dataclass(frozen=True, slots=True)
class Match:
    """A record that may be meant, the stored name that matched, and how well (0 to 100)."""

    section: str
    id: str
    name: str
    how: How
    score: float


@dataclass(frozen=True, slots=True)
class Resolution:
    """The record meant, if it is clear; else the nearest (best first, at most five, one per record).

    `ask`: two or more could be meant, so the asker must choose. Otherwise, without a match, the text
    names nothing we have, and the candidates are only the nearest there is.
    """

    match: Match | None = None
    candidates: tuple[Match, ...] = ()
    ask: bool = False


class Entry(NamedTuple):
    """One stored spelling of one record. `how` says what an exact match with it is called."""

    section: str
    id: str
    name: str
    how: How
