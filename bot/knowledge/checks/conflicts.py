"""Rules 11 and 13: disagreements are found by the loader, and the editors have looked at every one.

A typed status is a sign that somebody looked: a conflict found between two claims is reported unless
one of them is typed `disputed` or `unverified`. (`refuted`, `superseded` and `compatible_with` settle
it before: such pairs are no conflict at all.) A status that was only computed does not count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from bot.decode import Problem
from bot.knowledge.checks.places import listed
from bot.knowledge.comparison import live, matter_of
from bot.knowledge.draft import Draft
from bot.knowledge.vocabulary import SOURCE_ITSELF

SEEN = frozenset({"disputed", "unverified"})


def conflict_is_marked(draft: Draft) -> Iterator[Problem]:
    """Two live claims on one matter whose values cannot both be right are marked, on one side at least."""
    for comparison in draft.comparisons:
        rivals: dict[str, list[str]] = defaultdict(list)
        for conflict in comparison.conflicts:
            one, other = draft.claims[conflict.one], draft.claims[conflict.other]
            if conflict.found and one.status not in SEEN and other.status not in SEEN:
                rivals[one.id].append(other.id)
                rivals[other.id].append(one.id)
        for id, others in rivals.items():
            claim = draft.claims[id]
            same = claim.said_by != SOURCE_ITSELF and all(draft.claims[o].said_by == claim.said_by for o in others)
            mend = (
                "the same speaker says both, so mark the earlier one superseded, or one of them disputed"
                if same
                else "mark one of them disputed, or say under compatible_with why both can stand"
            )
            text = f"'{claim.predicate}' is at odds with {listed(others)}: {mend}"
            yield draft.warning(claim, text, claim.predicate)


def dispute_has_two_sides(draft: Draft) -> Iterator[Problem]:
    """A claim typed `disputed` has a live claim against it, found by value or set by `contradicts`."""
    typed = [claim for claim in draft.claims.values() if claim.status == "disputed"]
    if not typed or not draft.understood("claims"):
        return
    opposed = {id for comparison in draft.comparisons for c in comparison.conflicts for id in (c.one, c.other)}
    for claim in draft.claims.values():
        for id in claim.contradicts:
            if id in draft.claims and live(claim) and live(draft.claims[id]):
                opposed.update((claim.id, id))
    for claim in typed:
        if claim.id not in opposed:
            text = "'disputed', but no live claim is at odds with it: name one under contradicts, or change the status"
            yield draft.warning(claim, text, "status")


def compatible_claims_share_a_matter(draft: Draft) -> Iterator[Problem]:
    """`compatible_with` names claims on the same matter: others are never compared, so it does nothing there."""
    for claim in draft.claims.values():
        for id in claim.compatible_with:
            other = draft.claims.get(id)
            if other is not None and id != claim.id and matter_of(other) != matter_of(claim):
                mine, theirs = (" / ".join(part for part in matter_of(c) if part) for c in (claim, other))
                text = f"{id!r} is another matter ({theirs}; here {mine}), so it is never compared with this"
                yield draft.warning(claim, f"{text}: move the remark to 'because'", "compatible_with", id, key=True)


def contradiction_is_mutual(draft: Draft) -> Iterator[Problem]:
    """Of two live claims that contradict each other, both say so: the loader knows it anyway, readers do not."""
    for claim in draft.claims.values():
        for index, id in enumerate(claim.contradicts):
            other = draft.claims.get(id)
            if other is None or other is claim or not (live(claim) and live(other)) or claim.id in other.contradicts:
                continue
            text = f"{id!r} does not list {claim.id!r} under contradicts in turn: add it there"
            yield draft.warning(claim, text, "contradicts", index)
