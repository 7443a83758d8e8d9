"""Rule 7: counts hold together. Low above high and less than nothing are refused while reading."""

from __future__ import annotations

from collections.abc import Iterator

from bot.decode import Problem
from bot.knowledge.draft import Draft
from bot.knowledge.quantity import Quantity
from bot.knowledge.vocabulary import PREDICATES


def breakdown_adds_up(draft: Draft) -> Iterator[Problem]:
    """The parts under `of_whom` add up to an exact total, or lie within the bounds of another."""
    for claim in draft.claims.values():
        total = claim.value if claim.of_whom else None
        if isinstance(total, Quantity) and total.counted:
            parts = sum(claim.of_whom.values())
            if parts < (total.low or 0) or (total.high is not None and parts > total.high):
                text = f"the parts add up to {parts}, but '{claim.predicate}' says {total.text}: mend one of them"
                yield draft.error(claim, text, "of_whom", key=True)


def breakdown_has_total(draft: Draft) -> Iterator[Problem]:
    """`of_whom` stands only beside a count: killed, injured or captured."""
    for claim in draft.claims.values():
        if claim.of_whom and not any(isinstance(getattr(claim, name), Quantity) for name in PREDICATES):
            text = "'of_whom' parts a count, and this claim has none: give killed, injured or captured, or remove it"
            yield draft.error(claim, text, "of_whom", key=True)
