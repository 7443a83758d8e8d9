"""Names: is the right one found, and nobody for a stranger?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.evaluation.cases import NameCase
from bot.evaluation.figures import Figure
from bot.knowledge.fold import is_abjad
from bot.knowledge.topic import Topic
from bot.search import Names

_ENTITIES = frozenset({"entities"})
_NAMES = ("also", "short", "in_other_words", "formerly")


@dataclass(frozen=True, slots=True)
class NameResult:
    """What came of one name: the entity answered with, or None."""

    case: NameCase
    found: str | None

    @property
    def right(self) -> bool:
        """Whether that was right: the entity meant, or nothing for a stranger."""
        return self.found == self.case.entity


def without_other_scripts(topic: Topic) -> Names:
    """Give the names of a topic as if nobody had stored any in another script than Latin."""
    entities = {
        id: entity.model_copy(
            update={
                "names": {},
                **{field: tuple(filter(_latin, getattr(entity, field))) for field in _NAMES},
            }
        )
        for id, entity in topic.entities.items()
    }
    return Names(replace(topic, entities=entities))


def _latin(name: str) -> bool:
    return not is_abjad(name)


def measure_names(
    names: Names, cases: Iterable[NameCase], latin: Names | None = None
) -> tuple[list[Figure], list[NameResult]]:
    """Look every name up as `/who` does; the bars are those of DESIGN §10.

    `latin` are the same names without those in other scripts: what is found where no moderator added any.
    """
    results = [NameResult(case, _find(names, case)) for case in cases]
    known = [result for result in results if result.case.entity is not None]
    strangers = [result for result in results if result.case.entity is None]
    confusable = [result for result in strangers if result.case.style == "confusable"]
    arabic = [result for result in known if result.case.script == "arabic"]
    across = [latin is not None and _find(latin, result.case) == result.case.entity for result in arabic]
    return [
        Figure("names found", sum(result.right for result in known), len(known), 0.97),
        Figure("names in Arabic script found", sum(result.right for result in arabic), len(arabic), 0.92),
        Figure("Arabic script, only Latin names stored", sum(across), len(across) if latin else 0, 0.92),
        Figure("names mistaken for another", _mistaken(known), len(known), 0.02, at_most=True),
        Figure("strangers taken in", _mistaken(strangers), len(strangers), 0.02, at_most=True),
        Figure("confusable strangers taken in", _mistaken(confusable), len(confusable), 0.0, at_most=True),
    ], results


def _find(names: Names, case: NameCase) -> str | None:
    match = names.find(case.text, _ENTITIES).match
    return match.id if match else None


def _mistaken(results: list[NameResult]) -> int:
    return sum(result.found is not None and not result.right for result in results)
