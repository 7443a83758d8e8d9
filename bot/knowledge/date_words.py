"""Dates and weekdays named in running English prose, in the order they are written.

Only what is written there is reported: a day without a year stays without one, words such as `about`
and `after` are not part of a match, and what is no possible date (31 February) is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.knowledge.date_phrases import MONTH_NUMBERS, WEEKDAY_NUMBERS
from bot.knowledge.dates import When, parse_when
from bot.knowledge.edtf import MONTHS, WEEKDAYS


@dataclass(frozen=True, slots=True)
class DayMonth:
    """A day of a month whose year the prose does not say; `month` is 1 to 12, and the day exists in a leap year."""

    day: int
    month: int

    def __str__(self) -> str:
        return f"{self.day} {MONTHS[self.month - 1]}"


_Found = tuple[int, int, When | DayMonth]
"""Start and end of the matched text, and what it says."""

_SHORT = "|".join(sorted({name for name in MONTH_NUMBERS if len(name) <= 4} - {"may", "june", "july"}, reverse=True))
_MONTH = rf"(?:\b(?:{'|'.join(MONTHS)})\b|\b(?:{_SHORT})\b\.?)"
_DAY = r"(?<![0-9][.,:])\b[0-9]{1,2}(?:st|nd|rd|th)?\b(?!,[0-9]{3}\b|[.:][0-9]|[ ]?[%$€£])"
_YEAR = r"\b[12][0-9]{3}\b(?!,[0-9]{3}\b|\.[0-9]|%)"
_DASH = r"(?:\ ?[–—]\ ?|-|\ to\ |\ -\ )"
_AND = r"(?:,?\ (?:and|or)\ |/)"
_NOT_A_COUNT = (
    r"(?!\ (?!(?:after|and|as|at|before|but|by|for|from|had|has|he|her|his|in|into|is|it|its|of|on|or|she|"
    r"that|the|their|they|to|until|was|were|when|where|which|while|who|with)\b)(?-i:[a-z]))"
)
"""A number is a day or a year at the end of a clause or before one of these words; else it may count something."""

_DATE = re.compile(
    rf"""
    (?P<iso>(?<![\w-])[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?![0-9-]))
  | (?P<span>
      {_DAY}\ (?:of\ )?{_MONTH}(?:,?\ {_YEAR})?(?:{_DASH}|\ or\ )(?:the\ )?{_DAY}\ (?:of\ )?{_MONTH},?\ {_YEAR}
    | {_MONTH}\ {_DAY}(?:,?\ {_YEAR})?(?:{_DASH}|\ or\ ){_MONTH}\ {_DAY},?\ {_YEAR}
    | (?:{_MONTH}{_DASH})?{_MONTH},?\ (?:of\ )?{_YEAR}
    | \b[12][0-9]{{3}}\ ?[–—]\ ?(?:[12][0-9])?[0-9]{{2}}\b(?!-)
    | \b[12][0-9]{{3}}(?:-|\ to\ )[12][0-9]{{3}}\b(?!-)
    | \b[12][0-9]{{2}}0s\b
    )
  | (?P<days>{_DAY}(?:{_DASH}(?:the\ )?{_DAY}|(?:,\ {_DAY}){{0,5}}{_AND}(?:the\ )?{_DAY})?)
    \ (?:of\ )?(?P<month>{_MONTH})(?:,?\ (?P<year>{_YEAR}))?
  | (?P<us_month>{_MONTH})\ (?:the\ )?
    (?P<us_days>{_DAY}(?:(?:{_DASH}|(?:,\ {_DAY}){{0,5}}{_AND}){_DAY}(?:(?=,?\ {_YEAR})|{_NOT_A_COUNT}))?)
    (?:(?:,\ ?|\ )(?P<us_year>{_YEAR}))?
  | \b(?P<short>[12][0-9]{{3}}-[1-9][0-9])\b(?!-)
  | \b(?:in|since|during|until|year|early|late|mid)[ -](?P<alone>{_YEAR}){_NOT_A_COUNT}
    """,
    re.IGNORECASE | re.VERBOSE | re.ASCII,
)
_NUMBER = re.compile(r"[0-9]{1,2}", re.ASCII)
_WEEKDAY = re.compile(
    rf"\b(?:(?P<full>{'|'.join(WEEKDAYS)})\b|(?P<short>(?-i:Mon|Tues?|Wed|Thu|Thurs?|Fri|Sat|Sun))\b\.?)",
    re.IGNORECASE | re.ASCII,
)
_BEFORE_DATE = re.compile(r",?\ ?\(?(?:the\ )?", re.IGNORECASE | re.VERBOSE)
_AFTER_DATE = re.compile(r"(?:,?\ ?\(|,\ an?\ |\ was\ an?\ )$", re.IGNORECASE | re.VERBOSE)


def find_dates(text: str) -> list[tuple[str, When | DayMonth]]:
    """Find the dates in prose: the text that was matched, and what it says.

    `16–18 January 2024` and `16 or 17 January 2024` are one date each; of `16 and 18 January 2024`, and of
    any such list without a year, each day is reported on its own. A bare year counts after `in`,
    `since`, `during`, `until`, `year`, `early`, `mid` and `late` only, and small `may` and `march` with a year only.
    Never raises; takes linear time.
    """
    return [(text[start:end], value) for start, end, value in _scan(text)]


def find_weekdays(text: str) -> list[tuple[str, str]]:
    """Find the weekdays in prose: the full English name, and the date text directly attached, or "".

    Attached is `Tuesday 16 January`, `Tuesday, January 16`, `Tuesday (Jan 17)`, `16 January (Tuesday)` and
    `16 January, a Tuesday`. Short names (Tue) count with a date only. Of `Tuesday 16 and 18 January`
    the attached text is made whole: `16 January`.
    """
    dates = list(_scan(text))
    starts = {start: (end, value) for start, end, value in dates}
    ends = {end: (start, value) for start, end, value in dates}
    found = []
    for match in _WEEKDAY.finditer(text):
        name = WEEKDAYS[WEEKDAY_NUMBERS[(match["full"] or match["short"]).lower()]]
        gap = _BEFORE_DATE.match(text, match.end())
        attached = ""
        if gap and gap.end() > match.end() and gap.end() in starts:
            end, value = starts[gap.end()]
            attached = _whole(text[gap.end() : end], value)
        elif (gap := _AFTER_DATE.search(text, max(0, match.start() - 8), match.start())) and gap.start() in ends:
            start, value = ends[gap.start()]
            attached = _whole(text[start : gap.start()], value)
        if match["full"] or attached:
            found.append((name, attached))
    return found


def _whole(text: str, value: When | DayMonth) -> str:
    """A lone day number says nothing without its month."""
    if len(text) > 4:
        return text
    return value.text if isinstance(value, When) else str(value)


def _scan(text: str) -> Iterator[_Found]:
    for match in _DATE.finditer(text):
        if match["days"]:
            yield from _days(match, "days", match["month"], match["year"])
        elif match["us_days"]:
            yield from _days(match, "us_days", match["us_month"], match["us_year"])
        else:
            name = match.lastgroup or "span"
            # 1980-88 cannot be a month; EDTF would read it as one.
            words = match[name].replace("-", "–") if name == "short" else match[name]
            if when := _when(words):
                yield match.start(name), match.end(name), when


def _days(match: re.Match[str], group: str, month_word: str, year: str | None) -> Iterator[_Found]:
    if not year and month_word in {"may", "march"}:
        return  # "the 16 may be wrong", "march 3 miles"
    days = list(_NUMBER.finditer(match.string, match.start(group), match.end(group)))
    joint = match.string[days[0].end() : days[-1].start()]
    if year and (len(days) == 1 or (len(days) == 2 and "and" not in joint and "/" not in joint)):
        if when := _when(f"{match[group]} {month_word} {year}"):
            yield match.start(), match.end(), when
        return
    month = MONTH_NUMBERS[month_word.lower().rstrip(".")]
    for index, day in enumerate(days):
        # The day that stands beside the month takes the month, and the year if it is there, into its text.
        start = match.start() if index == 0 else day.start()
        end = match.end() if index == len(days) - 1 else day.end()
        # 2000 was a leap year: 29 February exists in some year.
        if when := _when(f"{int(day[0])} {month_word} {year or 2000}"):
            yield start, end, when if year else DayMonth(int(day[0]), month)


def _when(words: str) -> When | None:
    try:
        return parse_when(words)
    except ValueError:
        return None
