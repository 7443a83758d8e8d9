"""The grammar of EDTF dates: level 1 (Library of Congress, 2019) and the one-of sets of level 2.

No words and no opinions: what the text says, and the days it allows.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

MONTHS = tuple("January February March April May June July August September October November December".split())
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NOT_A_DATE = "is not a date: write 2024-01-16, about 16 January 2024, or unknown"
MAX_SET = 7
"""Dates in one `[a,b,…]`: as many as fit the 100 characters of a date text."""
UNKNOWN = "XXXX"
"""EDTF for a date of which nothing is known: every digit of the year is unspecified."""

QUALIFIERS = {(False, False): "", (True, False): "~", (False, True): "?", (True, True): "%"}
"""(approximate, uncertain) → the sign EDTF puts behind a date."""

_FLAGS = {sign: flags for flags, sign in QUALIFIERS.items()}
_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
_PART = re.compile(
    r"([0-9]{2}(?:[0-9]{2}|[0-9]X|XX))"
    rf"(?:-([0-9]{{2}}|XX)(?:-([0-9]{{2}}|XX)(?:[T ]{_TIME})?)?)?"
    r"([~?%]?)"
)
_NOTHING = re.compile(r"XXXX(?:-XX){0,2}|(?:\.\.)?/(?:\.\.)?")

Kind = Literal["unknown", "one", "interval", "any", "between"]


@dataclass(frozen=True, slots=True)
class Part:
    """One date of an expression: `base` is its EDTF without the qualifier, the bounds are inclusive."""

    base: str
    earliest: date
    latest: date
    approximate: bool = False
    uncertain: bool = False

    @property
    def plain(self) -> bool:
        """Whether every digit of it is given."""
        return "X" not in self.base

    def neighbour(self, step: Literal[1, -1]) -> Part | None:
        """The day, month or year after (1) or before (-1), with the same qualifier; None outside years 1 to 9999.

        Unspecified digits count as the whole month, year or decade, whose neighbour is a month or year.
        """
        try:
            day = self.latest + timedelta(1) if step > 0 else self.earliest - timedelta(1)
        except OverflowError:
            return None
        length = len(self.base.replace("-XX", ""))
        return read_part(day.isoformat()[:length] + QUALIFIERS[self.approximate, self.uncertain])

    def __str__(self) -> str:
        return self.base + QUALIFIERS[self.approximate, self.uncertain]


End = Part | Literal["..", ""]
"""One end of an interval or set: a date, `..` (open), or an empty text (there is one, but nobody knows it)."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A whole EDTF text: `a` (one), `a/b` (interval), `[a,b]` (any of), `[a..b]` (between), or nothing known."""

    kind: Kind
    ends: tuple[End, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """The dates in it, open and unknown ends left out."""
        return tuple(end for end in self.ends if isinstance(end, Part))

    @property
    def earliest(self) -> date | None:
        """The first day it allows; None if open or unknown."""
        first = self.ends[0] if self.ends else None
        return first.earliest if isinstance(first, Part) else None

    @property
    def latest(self) -> date | None:
        """The last day it allows; None if open or unknown."""
        if not self.ends or not isinstance(self.ends[-1], Part):
            return None
        return max(part.latest for part in self.parts)

    def __str__(self) -> str:
        texts = [str(end) for end in self.ends]
        match self.kind:
            case "unknown":
                return UNKNOWN
            case "one":
                return texts[0]
            case "interval":
                return "/".join(texts)
            case "any":
                return f"[{','.join(texts)}]"
            case "between":
                start, end = ("" if text == ".." else text for text in texts)
                return f"[{start}..{end}]"


def read_part(text: str) -> Part | None:
    """Read one EDTF date, `2024`, `2024-01`, `2024-01-16`, `202X`, `2024-XX`, each with `~`, `?` or `%`.

    A time of day is checked and dropped: the knowledge is kept by day. None if the text has another shape.

    Raises:
        ValueError: the shape is right, but there is no such month, day or year.
    """
    match = _PART.fullmatch(text)
    if match is None:
        return None
    year, month, day, sign = match.groups()
    if ("X" in year and month) or (month == "XX" and day not in (None, "XX")):
        return None
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if first == 0:
        raise ValueError("years run from 0001 to 9999")
    from_month, to_month = (1, 12) if month in (None, "XX") else (int(month), int(month))
    if not 1 <= from_month <= 12:
        raise ValueError(f"there is no month {month}: months run from 01 to 12")
    length = monthrange(last, to_month)[1]
    from_day, to_day = (1, length) if day in (None, "XX") else (int(day), int(day))
    if not 1 <= from_day <= length:
        raise ValueError(f"{MONTHS[from_month - 1]} {year} has {length} days, there is no day {day}")
    base = "-".join(piece for piece in (year, month, day) if piece)
    return Part(base, date(first, from_month, from_day), date(last, to_month, to_day), *_FLAGS[sign])


def read_edtf(text: str) -> Expression | None:
    """Read a whole EDTF text and normalise it; None if it does not have the shape of EDTF.

    Normal form: `x` is written `X`, times are dropped, sets are sorted, an interval or set of one date is
    that date, `../..` and `XXXX-XX-XX` are `XXXX`, and an open set starts or ends at a whole year, month or day.

    Raises:
        ValueError: the shape is right, but a date does not exist or the end lies before the start.
    """
    text = text.replace("x", "X")
    if _NOTHING.fullmatch(text):
        return Expression("unknown")
    if text.startswith("[") and text.endswith("]"):
        return _read_set(text[1:-1])
    if "/" in text:
        ends = [_read_end(piece.strip()) for piece in text.split("/")]
        return _ordered("interval", *ends) if len(ends) == 2 else None
    part = read_part(text)
    return Expression("one", (part,)) if part else None


def _read_end(text: str) -> End | None:
    if text == "..":
        return ".."
    return "" if not text else read_part(text)


def _read_set(text: str) -> Expression | None:
    if ".." in text:
        pieces = [piece.strip() or ".." for piece in text.split("..")]
        if len(pieces) != 2 or pieces == ["..", ".."]:
            return None
        start, end = _read_end(pieces[0]), _read_end(pieces[1])
        if start == ".." and isinstance(end, Part):
            end = _unmasked(end, "9")
        if end == ".." and isinstance(start, Part):
            start = _unmasked(start, "0")
        return _ordered("between", start, end)
    parts = [read_part(piece.strip()) for piece in text.split(",")]
    found: dict[str, Part] = {str(part): part for part in parts if part}
    if None in parts:
        return None
    if len(found) > MAX_SET:
        raise ValueError(f"is one of {len(found)} dates, at most {MAX_SET} are possible: write between … and …")
    if len(found) == 1:
        return Expression("one", tuple(found.values()))
    in_order: list[Part] = sorted(found.values(), key=lambda part: (part.earliest, part.latest, str(part)))
    return Expression("any", tuple(in_order))


def _unmasked(part: Part, digit: str) -> Part:
    """`[198X..]` opens where `[1980..]` does: an open set knows a border only, so unspecified digits say nothing."""
    base = part.base.removesuffix("-XX").removesuffix("-XX").replace("X", digit)
    return read_part(base + QUALIFIERS[part.approximate, part.uncertain]) or part


def _ordered(kind: Literal["interval", "between"], start: End | None, end: End | None) -> Expression | None:
    if start is None or end is None:
        return None
    if isinstance(start, Part) and isinstance(end, Part):
        if start == end:
            return Expression("one", (start,))
        if end.latest < start.earliest:
            raise ValueError(f"ends before it starts: {end} lies before {start}")
    return Expression(kind, (start, end))
