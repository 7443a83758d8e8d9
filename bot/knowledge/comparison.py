"""Claims on one matter side by side; conflicts between them are found, not typed.

A matter is what may be compared: the same event or entity, the same predicate, the same aspect.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, NamedTuple

from bot.knowledge.dates import When
from bot.knowledge.model import Claim, Entity
from bot.knowledge.quantity import Quantity
from bot.knowledge.vocabulary import Predicate


class Matter(NamedTuple):
    """What claims must share to be compared."""

    about: str
    predicate: Predicate
    aspect: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two live claims that cannot both be right as they stand, or that an editor set against each other."""

    one: str
    other: str
    found: bool
    """True: their values do not overlap. False: an editor wrote `contradicts`."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The claims on one matter, as written, and the conflicts among the live ones."""

    matter: Matter
    claims: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def disputed(self) -> bool:
        """Whether live claims are at odds."""
        return bool(self.conflicts)

    @property
    def kind(self) -> Literal["single", "several", "disputed"]:
        """How the card is headed."""
        return "disputed" if self.conflicts else "several" if len(self.claims) > 1 else "single"


def matter_of(claim: Claim) -> Matter:
    """Say what a claim may be compared with."""
    return Matter(claim.about, claim.predicate, (claim.aspect or "").casefold())


def live(claim: Claim) -> bool:
    """Whether a claim still stands: neither refuted nor superseded."""
    return claim.status not in {"refuted", "superseded"}


def compare(claims: Iterable[Claim], entities: Mapping[str, Entity]) -> tuple[Comparison, ...]:
    """Group claims by matter, in the order first written, and find the conflicts in each group."""
    groups: dict[Matter, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(matter_of(claim), []).append(claim)
    return tuple(
        Comparison(matter, tuple(group), tuple(_conflicts(group, entities))) for matter, group in groups.items()
    )


def _conflicts(group: list[Claim], entities: Mapping[str, Entity]) -> Iterable[Conflict]:
    if len(group) == 1:  # most matters have one claim
        return
    standing = [claim for claim in group if live(claim)]
    for one, other in combinations(standing, 2):
        if other.id in one.compatible_with or one.id in other.compatible_with:
            continue
        typed = other.id in one.contradicts or one.id in other.contradicts
        found = not overlap(one, other, entities)
        if found or typed:
            yield Conflict(one.id, other.id, found)


def overlap(one: Claim, other: Claim, entities: Mapping[str, Entity]) -> bool:
    """Whether two claims on one matter can both be right.

    Numbers and dates overlap as ranges; named places, targets and culprits overlap when they share
    one, or when one lies within another (`within`, `country`); free text always overlaps: only an
    editor can say that two sentences are at odds.
    """
    mine, theirs = one.value, other.value
    if isinstance(mine, Quantity) and isinstance(theirs, Quantity):
        return not (mine.counted and theirs.counted) or mine.overlaps(theirs)
    if isinstance(mine, When) and isinstance(theirs, When):
        return mine.overlaps(theirs)
    if isinstance(mine, tuple) and isinstance(theirs, tuple):
        wide_mine = {around for id in mine for around in surroundings(id, entities)}
        wide_theirs = {around for id in theirs for around in surroundings(id, entities)}
        return not wide_mine.isdisjoint(theirs) or not wide_theirs.isdisjoint(mine)
    return True


def surroundings(id: str, entities: Mapping[str, Entity]) -> list[str]:
    """List a place and everything it lies in, the narrowest first."""
    around = [id]
    for current in around:
        entity = entities.get(current)
        for parent in (entity.within, entity.country) if entity else ():
            if parent and parent not in around:
                around.append(parent)
    return around
