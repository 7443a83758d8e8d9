"""What a claim may call itself, computed from who says it and where it was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bot.knowledge.comparison import Comparison
from bot.knowledge.model import Claim
from bot.knowledge.provenance import Provenance
from bot.knowledge.vocabulary import ClaimStatus


def backing(claim: Claim, supporters: Mapping[str, list[Claim]]) -> list[Claim]:
    """List the claims that count towards corroborating one: itself and those that support it."""
    return [claim, *supporters.get(claim.id, ())]


def supporters_of(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Map each claim to the claims that list it under `supports`."""
    supporters: dict[str, list[Claim]] = {}
    for claim in claims:
        for supported in claim.supports:
            supporters.setdefault(supported, []).append(claim)
    return supporters


def corroborated(claim: Claim, supporters: Mapping[str, list[Claim]], provenance: Provenance) -> bool:
    """Whether two independent origins of grade A to C and two voices stand behind a claim (rule 5)."""
    backers = backing(claim, supporters)
    return (
        len(provenance.claim_origins(backers, corroborating=True)) >= 2
        and len(provenance.claim_voices(backers, corroborating=True)) >= 2
    )


def compute(
    claims: Mapping[str, Claim], comparisons: Iterable[Comparison], provenance: Provenance
) -> dict[str, ClaimStatus]:
    """Give every claim its status: the typed one, else disputed, unverified, corroborated or reported."""
    at_odds = {
        id for comparison in comparisons for conflict in comparison.conflicts for id in (conflict.one, conflict.other)
    }
    supporters = supporters_of(claims.values())
    status: dict[str, ClaimStatus] = {}
    for id, claim in claims.items():
        if claim.status is not None:
            status[id] = claim.status
        elif not any(provenance.can_corroborate(reading) for reading in claim.read_in):
            status[id] = "unverified"
        elif id in at_odds:
            status[id] = "disputed"
        elif corroborated(claim, supporters, provenance):
            status[id] = "corroborated"
        else:
            status[id] = "reported"
    return status
