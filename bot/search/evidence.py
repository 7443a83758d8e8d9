"""What speaks for an entry as the answer to a question, and what against it, as numbers between 0 and 1 (or so).

Nothing is decided here: `confidence` weighs these numbers.
"""

from __future__ import annotations

from typing import NamedTuple

from bot.knowledge.topic import Topic
from bot.search.everyday import ASKED_FOR
from bot.search.passages import Passage, Passages
from bot.search.query import Query


class Likeness(NamedTuple):
    """How near an entry is to a question."""

    passage: Passage
    share: float
    """The weight of the question's terms that the entry holds, of 1."""
    best: float
    """How alike its nearest wording is, from 0 to 1; 0 without wordings."""
    second: float
    order: tuple[str, ...]
    """Whom its nearest wording names, in order."""

    @property
    def alike(self) -> float:
        """Its two nearest wordings together: one alone may be near by chance."""
        return 0.7 * self.best + 0.3 * self.second if len(self.passage.wordings) > 1 else self.best

    @property
    def score(self) -> float:
        """What entries are ranked by."""
        return 0.5 * self.share + 0.5 * self.alike if self.passage.wordings else 0.6 * self.share


class Evidence(NamedTuple):
    """What there is to say for and against one entry."""

    share: float
    asked: float
    """The weight of the question's terms that its wordings hold together."""
    best: float
    second: float
    heaviest: float
    """The weight of the heaviest term that the entry does not hold, of the heaviest there can be."""
    heaviest_asked: float
    """Likewise for its wordings."""
    named_elsewhere: float
    """Whether somebody is named that its wordings do not name."""
    named_nowhere: float
    """Whether somebody is named whom nothing in it names."""
    names_more: float
    """Whether its nearest wording names somebody else."""
    turned_round: float
    number: float
    """Whether a number in the question is not in it."""
    asked_for: float
    """Whether something is asked for (a name, a number, a reason …) that is not asked for there."""
    event: float
    """1 if it is about the event read, -1 if about another, 0 if none is clear."""
    matter: float
    """Likewise for what is asked of it."""
    lead: float
    """By how much it is nearer than every other entry of its kind; below 0 if another is nearer."""
    strange: float
    """The share of the question's words that occur nowhere here."""
    few: float
    """1 / number of terms: of a question of one word everything is covered at once."""


def likeness(query: Query, passage: Passage, weigh: Passages, total: float) -> Likeness:
    """Compare a question with an entry and each of its wordings."""
    share = sum(weight for term, weight in query.terms.items() if term in passage.terms) / total
    order: tuple[str, ...] = ()
    best = second = 0.0
    for wording, named, parts in zip(passage.wordings, passage.orders, passage.parts, strict=True):
        alike = _alike(query, total, wording, named, parts, weigh)
        if alike > best:
            best, second, order = alike, best, named
        elif alike > second:
            second = alike
    return Likeness(passage, share, best, second, order)


def _alike(
    query: Query,
    total: float,
    wording: frozenset[str],
    named: tuple[str, ...],
    parts: frozenset[str],
    weigh: Passages,
) -> float:
    """Compare a question with a wording: twice what they share, by weight, over all they hold.

    Half of that when each names somebody and none is the same, or the same in the other part: Iran's view
    is not Pakistan's, and whom Iran summoned is not whom Pakistan did.
    """
    both = sum(weight for term, weight in query.terms.items() if term in wording)
    alike = 2 * both / (total + sum(map(weigh.weight, wording))) if both else 0.0
    other = named and query.tokens and query.tokens.isdisjoint(named)
    return alike / 2 if other or _other_parts(query.parts, parts) else alike


def gather(topic: Topic, query: Query, one: Likeness, lead: float, weigh: Passages, total: float) -> Evidence:
    """Say what speaks for and against an entry."""
    passage = one.passage
    most = weigh.most
    held = passage.asked or passage.terms
    missing = max((weight for term, weight in query.terms.items() if term not in passage.terms), default=0.0)
    unasked = max((weight for term, weight in query.terms.items() if term not in held), default=0.0)
    event, matter = _frame(topic, query, passage)
    return Evidence(
        one.share,
        sum(weight for term, weight in query.terms.items() if term in held) / total,
        one.best,
        one.second,
        missing / most,
        unasked / most,
        float(not query.tokens <= held),
        float(not query.tokens <= passage.terms),
        float(not set(one.order) <= query.tokens) if query.tokens else 0.0,
        float(_reversed(query.order, one.order)),
        float(any(term.isdigit() and term not in passage.terms for term in query.terms)),
        float(any(asked_for(term) and term not in held for term in query.terms)),
        event,
        matter,
        lead,
        query.strange / max(len(query.terms), 1),
        1 / max(len(query.terms), 1),
    )


def asked_for(term: str) -> bool:
    """Whether a term asks for something: a name, a number, how far."""
    return term in ASKED_FOR or (term.startswith("how") and len(term) > 3)


def _frame(topic: Topic, query: Query, passage: Passage) -> tuple[float, float]:
    """Whether an entry is about the event that was read, and about what is asked of it: 1, -1, or 0 if unclear."""
    frame = query.frame
    if passage.section == "questions":
        answer = topic.questions[passage.id].answer
        if answer is None:
            return 0.0, 0.0
        cited = [topic.claims[claim] for claim in answer.claims]
    elif passage.section == "claims":
        cited = [topic.claims[passage.id]]
    else:
        return (0.0 if not frame.events else 1.0 if passage.id in frame.events else -1.0), 0.0
    event = matter = 0.0
    if frame.event is not None:
        event = 1.0 if any(claim.about == frame.event for claim in cited) else -1.0
    if frame.predicate is not None:
        on = [claim for claim in cited if claim.predicate == frame.predicate]
        if frame.event is not None:
            on = [claim for claim in on if claim.about == frame.event]
        matter = 1.0 if on else -1.0
    return event, matter


def _other_parts(asked: frozenset[str], stored: frozenset[str]) -> bool:
    """Whether somebody did in the one what was done to them, or by somebody else, in the other."""
    doers, others = _with(asked, "by"), _with(stored, "by")
    if doers and others and doers.isdisjoint(others):
        return True
    there, elsewhere = _with(asked, "in"), _with(stored, "in")
    if not doers and (there & others) - elsewhere:
        return True  # something happened there, and here they did it themselves
    return bool(there and elsewhere and there.isdisjoint(elsewhere) and not (doers and others))


def _with(parts: frozenset[str], part: str) -> set[str]:
    return {value[2:] for value in parts if value.startswith(part)}


def _reversed(asked: tuple[str, ...], stored: tuple[str, ...]) -> bool:
    """Whether two entities stand the other way round: who strikes whom is another question."""
    both = [token for token in asked if token in stored]
    return len(both) == 2 and [token for token in dict.fromkeys(stored) if token in both] != both
