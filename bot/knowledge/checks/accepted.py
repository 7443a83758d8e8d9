"""Warnings that moderators looked at and left, each with its reason, in `topic: accepted:`."""

from __future__ import annotations

from bot.decode import Problem
from bot.decode.records import did_you_mean
from bot.knowledge.checks import CHECKS
from bot.knowledge.checks.places import NOUNS
from bot.knowledge.draft import Draft
from bot.knowledge.model import Header


def leave_accepted(draft: Draft, problems: list[Problem]) -> tuple[list[Problem], list[Problem]]:
    """Part the problems into those to show and those accepted; an acceptance of nothing is shown too.

    `on: topic` accepts a warning on the header itself. Errors are never accepted.
    """
    if draft.header is None:
        return problems, []
    rules = draft.header.accepted
    where = {(rule.check, id): (index, place) for index, rule in enumerate(rules) for place, id in enumerate(rule.on)}
    shown: list[Problem] = []
    left: list[Problem] = []
    for problem in problems:
        accepted = problem.severity == "warning" and (problem.check, problem.on) in where
        (left if accepted else shown).append(problem)
    used = {(problem.check, problem.on) for problem in left}
    errors = {(problem.check, problem.on) for problem in shown}
    for (check, id), (index, place) in where.items():
        if (check, id) not in used and (id == "topic" or any(draft.exists(section, id) for section in NOUNS)):
            shown.append(_idle(draft, draft.header, check, id, (check, id) in errors, index, place))
    return shown, left


def _idle(draft: Draft, header: Header, check: str, id: str, error: bool, index: int, place: int) -> Problem:
    """Say why an acceptance does nothing."""
    names = [known.__name__ for known in CHECKS]
    if check not in names:
        mark = draft.mark(header, "accepted", index, "check")
        return Problem(mark, f"{check!r} is no check{did_you_mean(check, names)}", "accepted", "warning", "topic")
    mark = draft.mark(header, "accepted", index, "on", place)
    reason = "is an error, which cannot be accepted: mend it" if error else "is not there: remove it"
    text = f"accepts a warning of {check!r} on {id!r} that {reason}"
    return Problem(mark, text, "accepted", "warning", "topic")
