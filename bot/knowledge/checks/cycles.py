"""Rule 10: nothing runs in a circle or against itself, and every place lies on the globe."""

from __future__ import annotations

from collections.abc import Iterator

from bot.decode import Problem
from bot.knowledge.checks.places import ids_in
from bot.knowledge.coordinates import parse_coordinates
from bot.knowledge.draft import Draft

CHAINS = {
    "sources": ("based_on",),
    "entities": ("within", "speaks_for"),
    "events": ("follows", "part_of"),
    "claims": ("replaced_by",),
}
TIES = ("supports", "contradicts", "compatible_with")


def no_circles(draft: Draft) -> Iterator[Problem]:
    """`within`, `speaks_for`, `based_on`, `follows`, `part_of` and `replaced_by` lead to an end, never back."""
    for section, fields in CHAINS.items():
        for field in fields:
            for circle in _circles(draft, section, field):
                text = f"{field!r} runs in a circle, {' → '.join([*circle, circle[0]])}: cut it at one of them"
                yield draft.error(draft.section(section)[circle[0]], text, field)


def _circles(draft: Draft, section: str, field: str) -> Iterator[list[str]]:
    """Walk the chains without recursion; each circle is met once, at the record written first."""
    links = {
        id: [target for target, _ in ids_in(record, field)]
        for id, record in draft.section(section).items()
        if getattr(record, field)
    }
    done: set[str] = set()
    for start, first in links.items():
        if start in done:
            continue
        path = {start: iter(first)}
        while path:
            current, targets = next(reversed(path.items()))
            target = next(targets, None)
            if target is None:
                done.add(current)
                del path[current]
            elif target in path:
                walked = list(path)
                yield walked[walked.index(target) :]
            elif target in links and target not in done:
                path[target] = iter(links[target])


def claim_leaves_itself_alone(draft: Draft) -> Iterator[Problem]:
    """No claim supports, contradicts or goes together with itself."""
    for claim in draft.claims.values():
        for field in TIES:
            for id, path in ids_in(claim, field):
                if id == claim.id:
                    yield draft.error(claim, f"{field!r} names the claim itself: name another claim", *path, key=True)


def coordinates_are_on_earth(draft: Draft) -> Iterator[Problem]:
    """`at` gives latitude and longitude in degrees, within 90 and 180."""
    for entity in draft.entities.values():
        if entity.at is not None:
            try:
                parse_coordinates(entity.at)
            except ValueError as error:
                yield draft.error(entity, f"'at' {error}", "at")
