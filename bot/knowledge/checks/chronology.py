"""Rules 8 and 12: nothing ends before it begins, is reported before it happens, or falls on a wrong weekday.

Only dates that somebody is sure of are compared: neither about nor possibly, and bounded on that side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.decode import Problem
from bot.decode.records import Step
from bot.knowledge.checks.places import proses, reading_place, short
from bot.knowledge.date_words import DayMonth, find_dates, find_weekdays
from bot.knowledge.dates import When
from bot.knowledge.draft import Draft
from bot.knowledge.edtf import WEEKDAYS
from bot.knowledge.model import Header, Record

_WEEKDAY = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_DATED = re.compile(r"[0-9]{4}|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
"""Most texts do not name both a weekday and a date, and need no closer reading."""


def _first(when: When | None) -> date | None:
    return when.earliest if when and not (when.approximate or when.uncertain) else None


def _last(when: When | None) -> date | None:
    return when.latest if when and not (when.approximate or when.uncertain) else None


def event_ends_after_it_begins(draft: Draft) -> Iterator[Problem]:
    """No event ends before it begins."""
    for event in draft.events.values():
        begins, ends = _first(event.date), _last(event.ends)
        if event.ends and begins and ends and ends < begins:
            text = f"the event ends ({event.ends.text}) before it begins ({event.date.text}): mend one of them"
            yield draft.error(event, text, "ends")


def report_follows_event(draft: Draft) -> Iterator[Problem]:
    """No source reports an event before it happens; weak ones may, and refuted claims, dates and predictions."""
    for claim in draft.claims.values():
        event = draft.events.get(claim.about)
        begins = _first(event.date) if event else None
        if event is None or begins is None or claim.status == "refuted" or claim.date or "prediction" in claim.flags:
            continue
        for index, reading in enumerate(claim.read_in):
            source = draft.sources.get(reading.source)
            published = _last(source.date) if source else None
            if source and published and published < begins and not draft.provenance.weak(reading):
                text = (
                    f"{source.id} ({source.date.text}) is older than {event.id} ({event.date.text}): "
                    "mend one of the dates, or flag the claim as a prediction"
                )
                yield draft.error(claim, text, *reading_place(draft, claim, ("read_in", index)), key=True)


def saying_precedes_report(draft: Draft) -> Iterator[Problem]:
    """Nothing was said after every document that reports it had been published."""
    for claim in draft.claims.values():
        said = _first(claim.said_on)
        if claim.said_on is None or said is None:
            continue
        sources = [draft.sources.get(reading.source) for reading in claim.read_in]
        dates = [_last(source.date) if source else None for source in sources]
        latest = max((day for day in dates if day), default=None)
        if latest is not None and None not in dates and latest < said:
            names = ", ".join(source.id for source in sources if source)
            text = f"said on {claim.said_on.text}, after everything it was read in ({names}): mend one of the dates"
            yield draft.error(claim, text, "said_on")


def weekday_fits_date(draft: Draft) -> Iterator[Problem]:
    """A weekday in a claim that is not refuted, or in a curated sentence, fits the date beside it."""
    for record, text, path in _texts(draft):
        if not (_DIGIT.search(text) and _WEEKDAY.search(text) and _DATED.search(text)):
            continue
        for weekday, written in find_weekdays(text):
            for day in _days(draft, record, written):
                right = WEEKDAYS[day.weekday()]
                if right != weekday:
                    wrong = f"{weekday} does not fit {written} in {short(text)}: {day} was a {right}"
                    place = (
                        reading_place(draft, record, path)
                        if path[0] == "read_in" and isinstance(record, Record)
                        else path
                    )
                    yield draft.warning(record, wrong, *place)


def _texts(draft: Draft) -> Iterator[tuple[Record | Header, str, tuple[Step, ...]]]:
    for claim in draft.claims.values():
        if claim.status == "refuted":
            continue
        for field in ("statement", "quote", "denial", "motive"):
            if text := getattr(claim, field):
                yield claim, text, (field,)
        for index, reading in enumerate(claim.read_in):
            if reading.note:
                yield claim, reading.note, ("read_in", index)
    for record, prose, field in proses(draft):
        yield record, prose.text, (field,)


def _days(draft: Draft, record: Record | Header, written: str) -> Iterator[date]:
    """Give the day that a text beside a weekday names; without a year, the year of what the claim is about."""
    for _, value in find_dates(written) if written else ():
        if isinstance(value, When):
            if value.exact and value.earliest:
                yield value.earliest
        elif (year := _year(draft, record)) and (day := _in_year(value, year)):
            yield day


def _year(draft: Draft, record: Record | Header) -> int | None:
    """Find the one year that a claim, or else its event, gives."""
    event = draft.events.get(getattr(record, "about", ""))
    for when in (getattr(record, "date", None), getattr(record, "said_on", None), event.date if event else None):
        if when is not None and when.earliest and when.latest and when.earliest.year == when.latest.year:
            return int(when.earliest.year)
    return None


def _in_year(value: DayMonth, year: int) -> date | None:
    try:
        return date(year, value.month, value.day)
    except ValueError:
        return None
