"""Names: is the right one found, and nobody for a stranger?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.evaluation.cases import NameCase
from bot.evaluation.figures import Figure
from bot.search import Names

_ENTITIES = frozenset({"entities"})


@dataclass(frozen=True, slots=True)
class NameResult:
    """What came of one name: the entity answered with, or None."""

    case: NameCase
    found: str | None

    @property
    def right(self) -> bool:
        """Whether that was right: the entity meant, or nothing for a stranger."""
        return self.found == self.case.entity


def measure_names(names: Names, cases: Iterable[NameCase]) -> tuple[list[Figure], list[NameResult]]:
    """Look every name up as `/who` does; the bars are those of DESIGN §10."""
    results = []
    for case in cases:
        match = names.find(case.text, _ENTITIES).match
        results.append(NameResult(case, match.id if match else None))
    known = [result for result in results if result.case.entity is not None]
    strangers = [result for result in results if result.case.entity is None]
    confusable = [result for result in strangers if result.case.style == "confusable"]
    arabic = [result for result in known if result.case.script == "arabic"]
    return [
        Figure("names found", sum(result.right for result in known), len(known), 0.97),
        Figure("names in Arabic script found", sum(result.right for result in arabic), len(arabic), 0.92),
        Figure("names mistaken for another", _mistaken(known), len(known), 0.02, at_most=True),
        Figure("strangers taken in", _mistaken(strangers), len(strangers), 0.02, at_most=True),
        Figure("confusable strangers taken in", _mistaken(confusable), len(confusable), 0.0, at_most=True),
    ], results


def _mistaken(results: list[NameResult]) -> int:
    return sum(result.found is not None and not result.right for result in results)
