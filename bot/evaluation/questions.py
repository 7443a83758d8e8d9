"""Questions: answered rightly, offered among the closest, or honestly not covered?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.commands.ask import answer
from bot.commands.context import Context
from bot.evaluation.cases import QuestionCase
from bot.evaluation.figures import Figure
from bot.knowledge.comparison import Comparison
from bot.reply import Card

Result = Literal["right", "wrong", "offered", "missed", "silent", "false answer"]


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """What came of one question: how it went, and which records were answered with or offered."""

    case: QuestionCase
    result: Result
    shown: tuple[str, ...]
    shows_sides: bool = False
    """The answer came with its disagreement card."""


def measure_questions(ctx: Context, cases: Iterable[QuestionCase]) -> tuple[list[Figure], list[QuestionResult]]:
    """Ask every question as `/ask` does; the bars are those of the search issue and DESIGN §10.

    A known unknown given for a question that the sources do not answer counts as silent: it says that
    nobody says.
    """
    results = [_ask(ctx, case) for case in cases]
    covered = [result for result in results if result.case.accept]
    uncovered = [result for result in results if not result.case.accept]
    right, wrong = _count(covered, "right"), _count(covered, "wrong")
    false = _count(uncovered, "false answer")
    disputed = [result for result in covered if result.result == "right" and result.case.disputed]
    return [
        Figure("questions answered rightly", right, len(covered), 0.80),
        Figure("right entry answered or among the closest", right + _count(covered, "offered"), len(covered), 0.95),
        Figure("questions answered wrongly", wrong, len(covered), 0.02, at_most=True),
        Figure("unanswerable questions answered", false, len(uncovered), 0.02, at_most=True),
        Figure("answers that are right (precision)", right, right + wrong + false),
        Figure("answered at all (coverage)", right + wrong + false, len(results)),
        Figure("disputed answers that show the sides", sum(r.shows_sides for r in disputed), len(disputed), 1.0),
    ], results


def _count(results: list[QuestionResult], result: Result) -> int:
    return sum(one.result == result for one in results)


def _ask(ctx: Context, case: QuestionCase) -> QuestionResult:
    asked = ctx.index.questions.ask(case.text)
    offered = tuple(hit.id for hit in asked.closest)
    if asked.tier == "answer" and asked.question is not None:
        found = asked.question
        reply = answer(ctx, found)
        sides = any(isinstance(block, Card) for block in reply.blocks)
        if found.id in case.accept:
            return QuestionResult(case, "right", (found.id,), sides)
        if not case.accept and (found.answer is None or found.id == case.unknown):
            return QuestionResult(case, "silent", (found.id,), sides)
        return QuestionResult(case, "wrong" if case.accept else "false answer", (found.id,), sides)
    if asked.tier == "answer" and asked.comparison is not None:
        claims = tuple(claim.id for claim in asked.comparison.claims)
        right = not set(claims).isdisjoint(_wanted(ctx, case, asked.comparison))
        result: Result = "right" if right else "wrong" if case.accept else "false answer"
        return QuestionResult(case, result, (asked.comparison.matter.about, *claims), shows_sides=True)
    if asked.tier == "answer" and asked.whole is not None:
        records = asked.whole.events or (asked.whole.entity or "",)
        right = not set(records).isdisjoint(case.accept)
        return QuestionResult(
            case, "right" if right else "wrong" if case.accept else "false answer", records, shows_sides=True
        )
    if not case.accept:
        return QuestionResult(case, "silent", offered)
    return QuestionResult(case, "offered" if set(offered) & set(case.accept) else "missed", offered)


def _wanted(ctx: Context, case: QuestionCase, shown: Comparison) -> set[str]:
    """What a card must show: one of the claims asked for; its event will do only where no claim of it is named."""
    claims = {id for id in case.accept if id in ctx.topic.claims}
    about = {ctx.topic.claims[id].about for id in claims}
    if shown.matter.about in case.accept and shown.matter.about not in about:
        claims.update(claim.id for claim in shown.claims)
    return claims
