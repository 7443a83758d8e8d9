"""How many: the speaker's own words, and the range of numbers they allow."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.knowledge.numerals import parse_number


@dataclass(frozen=True, slots=True)
class Quantity:
    """`low` and `high` bound what was said (inclusive; None: open); `text` is what was said.

    The bounds serve comparison and sorting only; a reply always shows `text`. Words without a
    number (`some`, `a number of militants`) have no bounds at all: they contradict nobody's count.
    """

    text: str
    low: int | None = None
    high: int | None = None

    @property
    def counted(self) -> bool:
        """Whether a number can be read from it."""
        return self.low is not None or self.high is not None

    def overlaps(self, other: Quantity) -> bool:
        """Whether one true number could satisfy both speakers."""
        return (self.low or 0) <= (other.high if other.high is not None else 10**12) and (other.low or 0) <= (
            self.high if self.high is not None else 10**12
        )

    def __str__(self) -> str:
        return self.text


_FORMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^(?:at least|no fewer than|not less than|a minimum of) (.+)$"), "least"),
    (re.compile(r"^(?:more than|over|above|upwards of) (.+)$"), "over"),
    (re.compile(r"^(?:at most|up to|no more than|a maximum of) (.+)$"), "most"),
    (re.compile(r"^(?:fewer than|less than|under|below|nearly|almost|just under|close to) (.+)$"), "under"),
    (re.compile(r"^(?:about|around|some|roughly|approximately|circa|c\.) (.+)$"), "about"),
    (re.compile(r"^(?:between )?(.+?) (?:to|and|or) (.+)$"), "range"),
    (re.compile(r"^(.+?) ?[–-] ?(.+)$"), "range"),
)


def parse_quantity(value: object) -> Quantity:
    """Read `9`, `7 to 9`, `at least 2`, `over 100`, `nearly 100`, `about 90`, `none`, or words.

    `about n` allows ten percent either way, ACLED's habit of never coding an estimate as exact;
    `nearly n` and `under n` end below n.

    Raises:
        ValueError: the text is empty, negative, or its lower bound is above its upper bound.
    """
    if isinstance(value, Quantity):
        return value
    text = " ".join(str(value).split())
    if not text:
        raise ValueError("is empty")
    if re.match(r"^[-−]\s*\d", text):
        raise ValueError("cannot be negative")
    if len(text) > 200:
        raise ValueError("is longer than 200 characters")
    lowered = text.lower()
    if lowered in {"none", "nobody", "no one", "zero", "0"}:
        return Quantity(text, 0, 0)
    exact = parse_number(lowered)
    if exact is not None:
        return Quantity(text, exact, exact)
    for pattern, kind in _FORMS:
        match = pattern.match(lowered)
        if match is None:
            continue
        numbers = [parse_number(group) for group in match.groups()]
        if any(number is None for number in numbers):
            continue
        return _bounds(text, kind, [number for number in numbers if number is not None])
    return Quantity(text)


def _bounds(text: str, kind: str, numbers: list[int]) -> Quantity:
    first = numbers[0]
    match kind:
        case "least":
            return Quantity(text, first, None)
        case "over":
            return Quantity(text, first + 1, None)
        case "most":
            return Quantity(text, 0, first)
        case "under":
            return Quantity(text, 0, max(first - 1, 0))
        case "about":
            return Quantity(text, first - first // 10, first + first // 10)
        case _:
            if first > numbers[1]:
                raise ValueError(f"says {first} to {numbers[1]}: the lower number comes first")
            return Quantity(text, first, numbers[1])
