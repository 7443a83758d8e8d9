"""Claims that say just what a question asks: answered with the card of their matter, every account of it.

For what nobody has curated an answer to. Every weighty word of the question must stand in one claim, its speaker or the
event it is about, and no other matter may hold as much.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.knowledge.comparison import Comparison
from bot.knowledge.topic import Topic
from bot.search.everyday import ASKED_FOR
from bot.search.evidence import Likeness, asked_for
from bot.search.query import Query

LEAST_SHARE = 0.9
"""Weight of the question's terms that the claim must hold."""
LEAD = 0.08
"""By so much it must hold more than claims on any other matter."""
LEAST_OWN = 1
"""Terms, no names, that it must hold of its own, beside what its event says."""
_FORMS = {"reason": "motive", "date": "date", "place": "place"}


def account(topic: Topic, query: Query, scored: Iterable[Likeness]) -> Comparison | None:
    """Give the comparison whose claims say what is asked, if it is clear."""
    if query.unknown or query.frame.impossible or len(query.terms) < 2:
        return None
    claims = [one for one in scored if one.passage.section == "claims"]
    if not claims:
        return None
    best = max(claims, key=lambda one: one.share)
    comparison = topic.comparison_of[best.passage.id]
    if best.share < LEAST_SHARE or not _own(query, best):
        return None
    if any(
        one.share > best.share - LEAD and topic.comparison_of[one.passage.id].matter != comparison.matter
        for one in claims
    ):
        return None
    if comparison.matter.predicate == "date" != query.frame.predicate:
        return None
    for term in query.terms:
        if asked_for(term) and _FORMS.get(term, term) != comparison.matter.predicate and term in ASKED_FOR:
            return None
    return comparison


def _own(query: Query, one: Likeness) -> bool:
    """Whether the claim itself, not only its event or who speaks, holds words of the question."""
    words = {
        term
        for term in query.terms
        if term not in query.tokens and not term.isdigit() and not term.startswith(("byent", "inent"))
    }
    return len(words & one.passage.asked) >= LEAST_OWN
