"""A day or month in a question: `18 january`, `jan 3rd`, `on the 17th`; the year may be left out.

What is left out is taken from the dates that the topic itself has, never from the clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.knowledge.dates import When, parse_when
from bot.knowledge.model import Event

_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")
_DAY = re.compile(r"^(?:the )?(\d{1,2})$")
_DATED = re.compile(r"\d|^(?:the )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*$")


def read_day(text: str, events: Iterable[Event]) -> When | None:
    """Read a date from folded words, completed by the year (or month and year) of the topic's events."""
    if not _DATED.search(text) or len(text) > 40:
        return None
    ordinal = bool(_ORDINAL.search(text))
    plain = _ORDINAL.sub(r"\1", text)
    dates = [
        event.date.earliest for event in events if event.date.exact and event.date.earliest and not event.background
    ]
    day = _DAY.match(plain)
    if day:
        named = [date for date in dates if date.day == int(day[1])] if ordinal else []
        return parse_when(named[0]) if named else None
    years = dict.fromkeys(date.year for date in dates)
    for phrase in (plain, *(f"{plain} {year}" for year in years)):
        try:
            read = parse_when(phrase)
        except ValueError:
            continue
        if read.earliest and read.latest and (read.latest - read.earliest).days <= 366:
            return read
    return None
