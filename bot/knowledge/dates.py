"""When something happened, as far as anybody knows: one immutable value, stored as EDTF, shown in English.

What is not known stays unknown: no date is ever made more precise than it was written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from bot.knowledge.date_phrases import read_words
from bot.knowledge.date_text import write_words
from bot.knowledge.edtf import NOT_A_DATE, UNKNOWN, WEEKDAYS, Expression, Part, read_edtf

MAX_LENGTH = 100
"""Characters of a date. The longest form anybody needs, a range with two weekdays, has 60."""

_BEFORE_ALL = 0
_AFTER_ALL = date.max.toordinal() + 1
_DAYS_ABOUT = 3
"""How far `about` reaches either side of a day."""


@dataclass(frozen=True, slots=True)
class When:
    """A date with its doubts. Make one with `parse_when`: the other fields all follow from `edtf`.

    `earliest` and `latest` are inclusive days; None means open or unknown. `approximate` (EDTF `~`)
    leaves them as written: only `overlaps` widens. `uncertain` (EDTF `?`) says the source doubts it.
    """

    edtf: str
    earliest: date | None
    latest: date | None
    approximate: bool = False
    uncertain: bool = False

    @property
    def known(self) -> bool:
        """Whether anything at all is known."""
        return self.earliest is not None or self.latest is not None

    @property
    def exact(self) -> bool:
        """Whether it is one day, neither approximate nor uncertain."""
        return self.earliest is not None and self.earliest == self.latest and not (self.approximate or self.uncertain)

    @property
    def sort_key(self) -> tuple[int, int, int, str]:
        """A total order: by first day; unknown last.

        Of two that begin together the longer stands first: a year before its months, a month before its days.
        `before X` stands just before what begins on X, `until X` just before what begins on the day after X,
        and `after X` just after everything that begins on or before X (of a month or year X: on its last day).
        """
        if self.earliest is None:
            if self.latest is None:
                return (_AFTER_ALL + 2, 0, 0, self.edtf)
            return (self.latest.toordinal() + 1, 0, 0, self.edtf)
        start = self.earliest.toordinal()
        if self.latest is None:
            return (start - 1, 2, 0, self.edtf) if self.edtf.startswith("[") else (start, 1, -_AFTER_ALL, self.edtf)
        return (start, 1, -self.latest.toordinal(), self.edtf)

    @property
    def text(self) -> str:
        """Human English, which `parse_when` reads back to an equal When.

        Only a set of three or more dates with mixed doubts can be too long to be read back. Words that mean
        the same share one text: `by 18 January 2024` is shown as `before 19 January 2024`.
        """
        return _text(self.edtf)

    @property
    def weekday(self) -> str | None:
        """The English name of the day of the week, if the day is exact."""
        return WEEKDAYS[self.earliest.weekday()] if self.exact and self.earliest else None

    def overlaps(self, other: When) -> bool:
        """Whether the two could be the same day.

        The unknown overlaps everything. `[a,b]` means these days and none between. `about` widens a day by
        3 days either way, a month by a calendar month, a year or decade by a year; `?` widens nothing.
        """
        return any(
            start <= other_end and other_start <= end
            for start, end in _reach(self.edtf)
            for other_start, other_end in _reach(other.edtf)
        )

    def __str__(self) -> str:
        return self.edtf


def parse_when(value: object) -> When:
    """Read a When, a `datetime.date`, EDTF text or English words; a time of day is dropped.

    Raises:
        ValueError: the value is no date, no possible date, or a text above 100 characters. Nothing else is raised.
    """
    if isinstance(value, str):
        if len(value) > MAX_LENGTH:
            raise ValueError(f"is too long for a date: at most {MAX_LENGTH} characters")
        return _parse_text(str(value))
    if isinstance(value, When):
        return value
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return When(value.isoformat(), value, value)
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 9999:
        return _parse_text(f"{value:04}")
    raise ValueError(NOT_A_DATE)


@lru_cache(4096)
def _parse_text(text: str) -> When:
    # Nearly every date of a topic has this shape; the grammar would take 10 times as long.
    if len(text) == 10 and text[4] == "-" == text[7] and text.isascii():
        try:
            day = date.fromisoformat(text)
        except ValueError:
            pass  # The grammar says it better.
        else:
            return When(text, day, day)
    stripped = text.strip()
    expression = read_edtf(stripped) or read_edtf(read_words(stripped))
    if expression is None:
        raise ValueError(NOT_A_DATE)
    return When(
        str(expression),
        expression.earliest,
        expression.latest,
        any(part.approximate for part in expression.parts),
        any(part.uncertain for part in expression.parts),
    )


def _expression(edtf: str) -> Expression:
    return read_edtf(edtf) or Expression("unknown")


@lru_cache(4096)
def _text(edtf: str) -> str:
    return write_words(_expression(edtf))


@lru_cache(4096)
def _reach(edtf: str) -> tuple[tuple[int, int], ...]:
    """The runs of days, as ordinals, on which the date may lie."""
    if edtf == UNKNOWN:
        return ((_BEFORE_ALL, _AFTER_ALL),)
    expression = _expression(edtf)
    if expression.kind == "any":
        return tuple((_first(part), _last(part)) for part in expression.parts)
    start, end = expression.ends[0], expression.ends[-1]
    return (
        (
            _first(start) if isinstance(start, Part) else _BEFORE_ALL,
            _last(end) if isinstance(end, Part) else _AFTER_ALL,
        ),
    )


def _first(part: Part) -> int:
    if not part.approximate:
        return part.earliest.toordinal()
    if len(part.base) == 10 and part.plain:
        return part.earliest.toordinal() - _DAYS_ABOUT
    return before.earliest.toordinal() if (before := part.neighbour(-1)) else _BEFORE_ALL


def _last(part: Part) -> int:
    if not part.approximate:
        return part.latest.toordinal()
    if len(part.base) == 10 and part.plain:
        return part.latest.toordinal() + _DAYS_ABOUT
    return after.latest.toordinal() if (after := part.neighbour(1)) else _AFTER_ALL
