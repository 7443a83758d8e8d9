"""Rule 4: every number, date and weekday of a curated sentence occurs in a claim that the sentence cites.

What a claim grounds: its value (with `of_whom` and `aspect`), its other texts and its quote, `said_on`,
the notes on its readings and the ids of their sources, the names of whoever it speaks of, and title,
date and time of its event. Not `because`: that is our own reasoning. A sentence may say less than a
claim (`January 2024` for 16 January 2024), never more; a day without a year needs that day in some
year. Nothing is added up.

Exceptions, all of them: `one` where it counts nothing (`bot.knowledge.figures.NO_COUNT`), ordinals,
and the parties themselves (PARTIES): `the two countries` needs no claim where two entities are parties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from bot.decode import Problem
from bot.knowledge.checks.places import listed, proses, short
from bot.knowledge.date_words import DayMonth, find_dates, find_weekdays
from bot.knowledge.dates import When
from bot.knowledge.draft import Draft
from bot.knowledge.edtf import WEEKDAYS, read_edtf
from bot.knowledge.figures import find_numbers
from bot.knowledge.model import Claim

PARTIES = ("countries", "states", "sides", "governments", "neighbours", "neighbors", "parties")
"""Nouns that name the parties of the topic, so that their number is no finding."""

VAGUE = ("dozens", "scores", "hundreds", "thousands", "millions", "billions")
"""Plurals without a number still say how many: the claim must use the same word."""
_DIGIT = re.compile(r"\d")
_DATED = re.compile(r"[0-9]{4}|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
"""What every date has: most texts lack it, and need no closer reading."""
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
_SHORT_WEEKDAY = re.compile(r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w{0,2}\b")
"""`Tue` is a weekday beside a date only."""
_ID = re.compile(r"\b[a-z0-9]+(?:-[a-z0-9]+)+\b")


@dataclass(slots=True)
class Named:
    """What one text names: each with the words it is named in."""

    dates: list[tuple[str, When | DayMonth]] = field(default_factory=list)
    numbers: list[tuple[str, int | float]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    """Weekdays, and plurals such as `dozens`."""

    @property
    def anything(self) -> bool:
        """Whether there is anything to be grounded."""
        return bool(self.dates or self.numbers or self.words)


@lru_cache(16_384)  # a reload looks at all texts again, and nearly all are the same
def named_in(text: str) -> Named:
    """Find the numbers, dates and weekdays of a text; what is part of a date is no number. Not to be changed."""
    dates = find_dates(text) if _DIGIT.search(text) and _DATED.search(text) else []
    words = [day.title() for day in _WEEKDAY.findall(text)] if "day" in text else []
    if dates and _SHORT_WEEKDAY.search(text):
        words = [name for name, _ in find_weekdays(text)]
    lowered = text.lower()
    words += [word for word in VAGUE if word in lowered and re.search(rf"\b{word}\b", lowered)]
    for found, _ in dates:
        text = text.replace(found, " ", 1)
    return Named(dates, find_numbers(text), words)


@dataclass(slots=True)
class Grounds:
    """What may be said on the strength of some claims."""

    numbers: set[int | float] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    spans: set[tuple[date, date]] = field(default_factory=set)
    days: set[DayMonth] = field(default_factory=set)

    def add(self, other: Grounds) -> None:
        """Take in what other claims ground."""
        self.numbers |= other.numbers
        self.words |= other.words
        self.spans |= other.spans
        self.days |= other.days

    def add_date(self, value: When | DayMonth) -> None:
        """Take in a date, with what follows from it: its days, their weekdays, the year."""
        if isinstance(value, DayMonth):
            self.days.add(value)
            return
        for first, last in _spans(value.edtf):
            self.spans.add((first, last))
            self.numbers.update((first.year, last.year))
            if first == last:
                self.days.add(DayMonth(first.day, first.month))
                self.words.add(WEEKDAYS[first.weekday()])
        if value.edtf.startswith("["):
            # `before 17 January` is kept as a set that ends on the 16th, but shown as written.
            for _, shown in find_dates(value.text):
                if isinstance(shown, When) and shown != value:
                    self.add_date(shown)

    def has_date(self, value: When | DayMonth) -> bool:
        """Whether a date is named, or a more precise one within it."""
        if isinstance(value, DayMonth):
            return value in self.days
        return all(
            any(first <= start and end <= last for start, end in self.spans)
            or (first.year in self.numbers and (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31)))
            for first, last in _spans(value.edtf)
        )


@lru_cache(1_024)
def _spans(edtf: str) -> tuple[tuple[date, date], ...]:
    """The dates an EDTF text names, each with its first and last day."""
    expression = read_edtf(edtf)
    return tuple((part.earliest, part.latest) for part in expression.parts) if expression else ()


def prose_is_grounded(draft: Draft) -> Iterator[Problem]:
    """Every number, date and weekday of an answer or summary occurs in a claim that its sentence cites."""
    known: dict[str, Grounds] = {}
    parties = sum(entity.party for entity in draft.entities.values())
    for record, prose, path in proses(draft):
        for sentence in prose.sentences:
            claims = [draft.claims[id] for id in dict.fromkeys(sentence.claims) if id in draft.claims]
            if len(claims) < len(set(sentence.claims)) or not claims:
                continue
            sources = [id for id in _ID.findall(sentence.text) if id in draft.sources] if "-" in sentence.text else []
            named = named_in(_without(sentence.text, sources))
            if not (sources or named.anything):
                continue
            grounds = Grounds()
            for claim in claims:
                if claim.id not in known:
                    known[claim.id] = _grounds(draft, claim)
                grounds.add(known[claim.id])
            read = {reading.source for claim in claims for reading in claim.read_in}
            for missing in (
                *(id for id in sources if id not in read),
                *_missing(named, grounds, sentence.text, parties),
            ):
                cited = listed([claim.id for claim in claims], "or")
                text = f"{missing!r} stands in none of the claims cited for {short(sentence.text)}: {cited}"
                yield draft.error(record, text, path)


def _without(text: str, ids: list[str]) -> str:
    """Take ids out of a text, so that `doc-003` is no number."""
    for id in ids:
        text = text.replace(id, " ", 1)
    return text


def _missing(named: Named, grounds: Grounds, text: str, parties: int) -> Iterator[str]:
    for found, value in named.dates:
        if not grounds.has_date(value):
            yield found
    for found, number in named.numbers:
        if number not in grounds.numbers and not (
            number == parties and re.search(rf"\b{re.escape(found)} (?:{'|'.join(PARTIES)})\b", text)
        ):
            yield found
    yield from (word for word in named.words if word not in grounds.words)


def _grounds(draft: Draft, claim: Claim) -> Grounds:
    event = draft.events.get(claim.about)
    # The bar keeps one text from running into the next.
    named = named_in(" | ".join(text for text in _texts(draft, claim) if text))
    grounds = Grounds({number for _, number in named.numbers} | set(claim.of_whom.values()), set(named.words))
    for value in (
        *(value for _, value in named.dates),
        claim.date,
        claim.said_on,
        *((event.date, event.ends) if event else ()),
    ):
        if value is not None:
            grounds.add_date(value)
    return grounds


def _texts(draft: Draft, claim: Claim) -> Iterator[str | None]:
    yield from (claim.aspect, claim.statement, claim.denial, claim.weapon, claim.motive, claim.quote)
    yield from (amount.text for amount in (claim.killed, claim.injured, claim.captured) if amount)
    yield from claim.of_whom
    yield from (reading.note for reading in claim.read_in)
    named = (*(claim.place or ()), *(claim.target or ()), *(claim.responsibility or ()))
    for id in (claim.about, claim.said_by, claim.via, *named):
        if id in draft.entities:
            yield draft.entities[id].name
    if event := draft.events.get(claim.about):
        yield from (event.title, event.time)
