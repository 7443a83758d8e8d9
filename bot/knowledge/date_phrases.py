"""English phrases for dates, read into EDTF text.

A word not listed here makes the whole phrase no date: nothing is guessed, and a missing year is never filled in.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.knowledge.date_text import part_words
from bot.knowledge.edtf import MONTHS, NOT_A_DATE, QUALIFIERS, UNKNOWN, WEEKDAYS, Part, read_part

_SHORT_DAYS = {"tues": 1, "wednes": 2, "thur": 3, "thurs": 3}
WEEKDAY_NUMBERS = {name[:n].lower(): i for i, name in enumerate(WEEKDAYS) for n in (3, len(name))} | _SHORT_DAYS
MONTH_NUMBERS = {name[:n].lower(): i for i, name in enumerate(MONTHS, 1) for n in (3, len(name))} | {"sept": 9}

_ABOUT = re.compile(r"(?:about|around|circa|ca|c|approximately|approx|roughly) ")
_MAYBE = re.compile(r"(?:possibly|perhaps|probably|maybe) ")
_SUFFIX = re.compile(r" ?(?:\?|\((uncertain|approximate)\))$")
_NOTHING = {"unknown", "undated", "date unknown", "unknown date", "no date", "not known"}
_HYPHEN_AS_DASH = re.compile(
    r"(?<![0-9-])([0-9]{1,2})-(?=[0-9]{1,2}(?![0-9-]))"  # 16-18 January, but never inside 2024-01-16
    r"|(?<![0-9-])([0-9]{4})-(?=[0-9]{4})"  # 1980-1988
    r"|([a-z] [0-9]{4})-(?=[0-9]{1,2} [a-z])"  # 16 January 2024-18 January 2024
    r"|([a-z]|[a-z] [0-9]{1,2})-(?=[a-wyz])"  # January-March, January 30-February 2; x is an unspecified digit
    r"|([0-9](?:st|nd|rd|th))-(?=[0-9])"  # 16th-18th
)
_SHORT_YEAR = re.compile(r"([0-9]{2})([0-9]{2})–([0-9]{2})")
_PART_OF = re.compile(r"(early|mid|late)[ –](?:in )?(.+)")
_BORDERS = (
    (re.compile(r"(?:on or after|not before|no earlier than) (.+)"), "[{}..]"),
    (re.compile(r"(?:on or before|not after|no later than|by) (.+)"), "[..{}]"),
    (re.compile(r"(?:since|from) (.+?)(?: on| onward| onwards)?"), "{}/.."),
    (re.compile(r"(?:until|till|up to) (.+)"), "../{}"),
    (re.compile(r"(?:some ?time )?after (.+)"), "after"),
    (re.compile(r"(?:some ?time )?before (.+)"), "before"),
)
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?")
_YEAR = re.compile(r"[0-9]{4}")
_KINDS = {"DMY", "MDY", "YMD", "MY", "Y", "DM", "MD", "M", "D", "DY"}
"""The orders in which people write day, month and year; what is missing comes from the neighbour."""


@dataclass(slots=True)
class _Fragment:
    """One side of a phrase while it is read: what it says itself, before it borrows month and year."""

    fixed: str = ""
    kind: str = ""
    day: int = 0
    month: int = 0
    year: str = ""
    weekday: int | None = None
    approximate: bool = False
    uncertain: bool = False

    def edtf(self) -> str:
        """The EDTF of the finished fragment.

        Raises:
            ValueError: something is missing, impossible, or contradicts the weekday.
        """
        sign = QUALIFIERS[self.approximate, self.uncertain]
        if self.fixed:
            return self.fixed + sign
        if not self.year:
            raise ValueError("the year is missing: write 16 January 2024" if self.month else NOT_A_DATE)
        if self.day and not self.month:
            raise ValueError(NOT_A_DATE)
        numbers = [f"{number:02}" for number in (self.month, self.day) if number or "D" in self.kind]
        part = read_part("-".join([self.year, *numbers]))
        if part is None:
            raise ValueError(NOT_A_DATE)
        if self.weekday is not None:
            _check_weekday(part, self.weekday)
        return part.base + sign


def _check_weekday(part: Part, weekday: int) -> None:
    if part.earliest != part.latest:
        raise ValueError(f"names a {WEEKDAYS[weekday]} but no day")
    if part.earliest.weekday() != weekday:
        raise ValueError(f"{part_words(part)} was a {WEEKDAYS[part.earliest.weekday()]}, not a {WEEKDAYS[weekday]}")


def read_words(text: str) -> str:
    """Read an English phrase into EDTF.

    `early`, `mid` and `late` mean days 1-10, 11-20 and 21-end of a month, and months 1-4, 5-8 and 9-12 of a
    year. `about` and `possibly` at the front, and `?` at the end, hold for every date of the phrase; inside
    `from … to`, `between … and` and `either … or` each date has its own.

    Raises:
        ValueError: no date, no year, a day that does not exist, or a weekday that is another one.
    """
    words = " ".join(re.sub(r"[,.]", " ", text.lower()).split())
    words = re.sub(r" ?[–—−] ?| - ", "–", words)
    words = _HYPHEN_AS_DASH.sub(lambda match: f"{match[match.lastindex or 0]}–", words)
    words, approximate, uncertain = _qualifiers(words)
    if match := _SHORT_YEAR.fullmatch(words):
        words = f"{match[1]}{match[2]}–{match[1]}{match[3]}"  # 1980–88; with a hyphen it would be a month
    words = re.sub(r"^(?:on(?! or )|in|during|dated) ", "", words)
    if words in _NOTHING:
        return UNKNOWN

    def read(*pieces: str) -> list[str]:
        return _read_pieces(pieces, approximate, uncertain)

    for pattern, shape in _BORDERS:
        match = pattern.fullmatch(words)
        if match and not (words.startswith("from ") and re.search(" to |–", words)):
            (border,) = read(match[1])
            return _beyond(border, shape) if shape in {"after", "before"} else shape.format(border)
    if match := _PART_OF.fullmatch(words):
        return _third(read(match[2])[0], match[1])
    if words.startswith("between "):
        pieces = words.removeprefix("between ").split(" and ")
        return _pair("[{}..{}]", read(*pieces))
    if " or " in words:
        return f"[{','.join(read(*words.removeprefix('either ').split(' or ')))}]"
    if len(pieces := re.split(" to |–", words.removeprefix("from "))) > 1:
        return _pair("{}/{}", read(*pieces))
    return read(words)[0]


def _pair(shape: str, dates: Sequence[str]) -> str:
    if len(dates) != 2:
        raise ValueError(NOT_A_DATE)
    return shape.format(*dates)


def _qualifiers(words: str) -> tuple[str, bool, bool]:
    approximate = uncertain = False
    while match := _SUFFIX.search(words):
        approximate, uncertain = approximate or match[1] == "approximate", uncertain or match[1] != "approximate"
        words = words[: match.start()]
    while True:
        if match := _ABOUT.match(words):
            approximate = True
        elif match := _MAYBE.match(words):
            uncertain = True
        else:
            return words, approximate, uncertain
        words = words[match.end() :]


def _read_pieces(pieces: Sequence[str], approximate: bool, uncertain: bool) -> list[str]:
    """The EDTF of each side; a side without month or year takes it from its neighbour."""
    fragments = [_fragment(piece) for piece in pieces]
    for before, after in pairwise(fragments):
        if not after.month and after.kind in {"D", "DY"} and before.day:
            after.month = before.month  # January 16 or 17, 2024
    for before, after in reversed(list(pairwise(fragments))):
        if before.kind == "D" and not before.month and after.day:
            before.month = after.month
        if not before.year and after.month:
            before.year = after.year
    for fragment in fragments:
        fragment.approximate |= approximate
        fragment.uncertain |= uncertain
    return ["" if fragment.fixed == UNKNOWN else fragment.edtf() for fragment in fragments]


def _fragment(words: str) -> _Fragment:
    words, approximate, uncertain = _qualifiers(words.strip())
    if words in _NOTHING:
        return _Fragment(fixed=UNKNOWN)
    part = read_part(words.upper())
    if part is None:
        part = _unspecified(words)
    if part is not None:
        return _Fragment(
            part.base,
            approximate=approximate or part.approximate,
            uncertain=uncertain or part.uncertain,
        )
    fragment = _Fragment(approximate=approximate, uncertain=uncertain)
    for word in words.replace("(", " ").replace(")", " ").split():
        if word in {"the", "of", "on", "in", "a"}:
            continue
        if match := _ISO_DAY.fullmatch(word):
            fragment.kind += "YMD"
            fragment.year, fragment.month, fragment.day = match[1], int(match[2]), int(match[3])
        elif word in MONTH_NUMBERS:
            fragment.kind += "M"
            fragment.month = MONTH_NUMBERS[word]
        elif word in WEEKDAY_NUMBERS and fragment.weekday is None:
            fragment.weekday = WEEKDAY_NUMBERS[word]
        elif match := _DAY.fullmatch(word):
            fragment.kind += "D"
            fragment.day = int(match[1])
        elif _YEAR.fullmatch(word):
            fragment.kind += "Y"
            fragment.year = word
        else:
            raise ValueError(NOT_A_DATE)
    if fragment.kind not in _KINDS:
        raise ValueError(NOT_A_DATE)
    return fragment


def _unspecified(words: str) -> Part | None:
    """`a day in January 2024`, `a month in 2024`, `the 1980s`, `the hundred years from 1900`."""
    if match := re.fullmatch(r"(?:an? |the |some )?(?:unknown )?(day|month) (?:in|of) (.+)", words):
        inner = _fragment(match[2])
        if inner.fixed and _YEAR.fullmatch(inner.fixed):
            return read_part(inner.fixed + ("-XX-XX" if match[1] == "day" else "-XX"))
        if inner.kind == "MY" and match[1] == "day":
            return read_part(f"{inner.year}-{inner.month:02}-XX")
    elif match := re.fullmatch(r"(?:the )?([0-9]{3})0'?s", words):
        return read_part(f"{match[1]}X")
    elif match := re.fullmatch(r"(?:the )?hundred years from ([0-9]{2})00", words):
        return read_part(f"{match[1]}XX")
    return None


def _third(edtf: str, which: str) -> str:
    part = read_part(edtf)
    if part is None or not part.plain or len(part.base) == 10:
        raise ValueError(NOT_A_DATE)
    sign = edtf.removeprefix(part.base)
    step, end = (4, 12) if len(part.base) == 4 else (10, monthrange(part.earliest.year, part.earliest.month)[1])
    index = ("early", "mid", "late").index(which)
    first, last = index * step + 1, end if index == 2 else (index + 1) * step
    return f"[{part.base}-{first:02}{sign}..{part.base}-{last:02}{sign}]"


def _beyond(edtf: str, side: str) -> str:
    """`after X` is the set that opens with the next day, month or year; `before X` the one that ends with the last."""
    part = read_part(edtf)
    if part is None:
        raise ValueError(NOT_A_DATE)
    moved = part.neighbour(1 if side == "after" else -1)
    if moved is None:
        raise ValueError("years run from 0001 to 9999")
    return f"[{moved}..]" if side == "after" else f"[..{moved}]"
