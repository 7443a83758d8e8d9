"""Dates: what a moderator may write, what is stored, what is shown, and how dates compare."""

from __future__ import annotations

import re
import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.knowledge.date_words import DayMonth, find_dates, find_weekdays
from bot.knowledge.dates import MAX_LENGTH, When, parse_when

WRITTEN = [  # what is written, what is stored, what is shown
    ("2024", "2024", "2024"),
    ("2024-01", "2024-01", "January 2024"),
    (" 2024-01-16 ", "2024-01-16", "16 January 2024"),
    ("2024-01-16~", "2024-01-16~", "about 16 January 2024"),
    ("2024-01-16?", "2024-01-16?", "16 January 2024 (uncertain)"),
    ("2024-01-16%", "2024-01-16%", "about 16 January 2024 (uncertain)"),
    ("2024-01-19T17:50", "2024-01-19", "19 January 2024"),
    ("2024-01-19T17:50:00Z", "2024-01-19", "19 January 2024"),
    ("2024-01-xx", "2024-01-XX", "a day in January 2024"),
    ("2024-XX", "2024-XX", "a month in 2024"),
    ("2024-XX-XX", "2024-XX-XX", "a day in 2024"),
    ("202X", "202X", "the 2020s"),
    ("20XX", "20XX", "the hundred years from 2000"),
    ("0622", "0622", "0622"),
    ("1980/1988", "1980/1988", "1980–1988"),
    ("2012/..", "2012/..", "since 2012"),
    ("../2024-01-18", "../2024-01-18", "until 18 January 2024"),
    ("/2024-01-18", "/2024-01-18", "unknown – 18 January 2024"),
    ("2024-01-18/", "2024-01-18/", "18 January 2024 – unknown"),
    ("2024-01-16/2024-01-16", "2024-01-16", "16 January 2024"),
    ("2024-01-16~/2024-01-18", "2024-01-16~/2024-01-18", "from about 16 to 18 January 2024"),
    ("2024-01-16?/2024-01-18", "2024-01-16?/2024-01-18", "from possibly 16 to 18 January 2024"),
    ("[2024-01-17, 2024-01-16]", "[2024-01-16,2024-01-17]", "16 or 17 January 2024"),
    ("[2024-01-16]", "2024-01-16", "16 January 2024"),
    ("[2024-01-16..2024-01-18]", "[2024-01-16..2024-01-18]", "between 16 and 18 January 2024"),
    ("[198X..]", "[1980..]", "after 1979"),
    ("[0001..]", "[0001..]", "[0001..]"),
    ("../..", "XXXX", "date unknown"),
    ("16 January 2024", "2024-01-16", "16 January 2024"),
    ("january 16, 2024", "2024-01-16", "16 January 2024"),
    ("Tuesday, 16 January 2024", "2024-01-16", "16 January 2024"),
    ("Tue. the 16th of Jan., 2024", "2024-01-16", "16 January 2024"),
    ("16 January 2024 (Tuesday)", "2024-01-16", "16 January 2024"),
    ("Jan 2024", "2024-01", "January 2024"),
    ("in January 2024", "2024-01", "January 2024"),
    ("about 16 January 2024", "2024-01-16~", "about 16 January 2024"),
    ("c. 1980", "1980~", "about 1980"),
    ("possibly 16 January 2024", "2024-01-16?", "16 January 2024 (uncertain)"),
    ("16 January 2024?", "2024-01-16?", "16 January 2024 (uncertain)"),
    ("16 or 17 January 2024", "[2024-01-16,2024-01-17]", "16 or 17 January 2024"),
    ("January 16 or 17, 2024", "[2024-01-16,2024-01-17]", "16 or 17 January 2024"),
    ("31 January or 1 February 2024", "[2024-01-31,2024-02-01]", "31 January or 1 February 2024"),
    ("either about 16 or 18 January 2024", "[2024-01-16~,2024-01-18]", "either about 16 or 18 January 2024"),
    ("16-18 January 2024", "2024-01-16/2024-01-18", "16–18 January 2024"),
    ("16 to 18 January 2024", "2024-01-16/2024-01-18", "16–18 January 2024"),
    ("about 16–18 January 2024", "2024-01-16~/2024-01-18~", "about 16–18 January 2024"),
    ("January 16-18, 2024", "2024-01-16/2024-01-18", "16–18 January 2024"),
    ("January 30 to February 2 2024", "2024-01-30/2024-02-02", "30 January – 2 February 2024"),
    ("30 December 2023-2 January 2024", "2023-12-30/2024-01-02", "30 December 2023 – 2 January 2024"),
    ("January-March 2024", "2024-01/2024-03", "January–March 2024"),
    ("1980-1988", "1980/1988", "1980–1988"),
    ("1980–88", "1980/1988", "1980–1988"),
    ("between 16 and 18 January 2024", "[2024-01-16..2024-01-18]", "between 16 and 18 January 2024"),
    ("after 2024-01-18", "[2024-01-19..]", "after 18 January 2024"),
    ("after about 18 January 2024", "[2024-01-19~..]", "after about 18 January 2024"),
    ("after January 2024", "[2024-02..]", "after January 2024"),
    ("before 17 January 2024", "[..2024-01-16]", "before 17 January 2024"),
    ("before the 1980s", "[..1979]", "before 1980"),
    ("by 18 January 2024", "[..2024-01-18]", "before 19 January 2024"),
    ("on or after 18 January 2024", "[2024-01-18..]", "after 17 January 2024"),
    ("since 18 January 2024", "2024-01-18/..", "since 18 January 2024"),
    ("from 2012 on", "2012/..", "since 2012"),
    ("until 18 January 2024", "../2024-01-18", "until 18 January 2024"),
    ("early January 2024", "[2024-01-01..2024-01-10]", "between 1 and 10 January 2024"),
    ("mid-January 2024", "[2024-01-11..2024-01-20]", "between 11 and 20 January 2024"),
    ("late February 2024", "[2024-02-21..2024-02-29]", "between 21 and 29 February 2024"),
    ("late 2023", "[2023-09..2023-12]", "between September and December 2023"),
    ("unknown", "XXXX", "date unknown"),
    ("Undated", "XXXX", "date unknown"),
]

REFUSED = [  # what is written, what the moderator is told
    ("", "is not a date"),
    ("soon", "is not a date: write 2024-01-16, about 16 January 2024, or unknown"),
    ("16/01/2024", "is not a date"),
    ("16 January 24", "is not a date"),
    ("16", "is not a date"),
    ("16 January", "the year is missing"),
    ("after January", "the year is missing"),
    ("Wednesday 16 January 2024", "16 January 2024 was a Tuesday, not a Wednesday"),
    ("Tuesday 16 to Friday 18 January 2024", "18 January 2024 was a Thursday, not a Friday"),
    ("Tuesday 2024-01-17", "17 January 2024 was a Wednesday, not a Tuesday"),
    ("Tuesday, January 2024", "names a Tuesday but no day"),
    ("29 February 2023", "February 2023 has 28 days"),
    ("2023-02-29", "February 2023 has 28 days"),
    ("2024-13", "there is no month 13"),
    ("2024-01-19T25:00", "is not a date"),
    ("0000", "years run from 0001 to 9999"),
    ("before 0001", "years run from 0001 to 9999"),
    ("2024/2023", "ends before it starts"),
    ("18-16 January 2024", "ends before it starts"),
    ("2024-01-01/2024-01-02/2024-01-03", "is not a date"),
    ("[..]", "is not a date"),
    ("[2001,2002,2003,2004,2005,2006,2007,2008]", "at most 7"),
    ("1" * 101, "is too long for a date"),
]


@pytest.mark.parametrize(("written", "stored", "shown"), WRITTEN)
def test_reads_what_moderators_write(written: str, stored: str, shown: str) -> None:
    """A date is stored as normal EDTF and shown in English, and both read back as the same date."""
    when = parse_when(written)
    assert (str(when), when.text) == (stored, shown)
    assert parse_when(stored) == parse_when(shown) == when


@pytest.mark.parametrize(("written", "told"), REFUSED)
def test_refuses_with_a_reason(written: str, told: str) -> None:
    """What is no date is refused with a short sentence that says why."""
    with pytest.raises(ValueError, match=re.escape(told)):
        parse_when(written)


def test_reads_values_that_are_not_text() -> None:
    """A When passes unchanged, a date and a bare year are taken, anything else is refused."""
    when = parse_when("2024-01-16")
    assert parse_when(when) is when
    assert parse_when(date(2024, 1, 16)) == parse_when(datetime(2024, 1, 16, 23, 59, tzinfo=UTC)) == when
    assert parse_when(2024) == parse_when("2024")
    for value in (None, True, 1.5, 0, 10_000, ["2024"], b"2024"):
        with pytest.raises(ValueError, match="is not a date"):
            parse_when(value)


@pytest.mark.parametrize(
    ("written", "earliest", "latest"),
    [
        ("January 2024", date(2024, 1, 1), date(2024, 1, 31)),
        ("202X", date(2020, 1, 1), date(2029, 12, 31)),
        ("about 16 January 2024", date(2024, 1, 16), date(2024, 1, 16)),
        ("after 18 January 2024", date(2024, 1, 19), None),
        ("before 17 January 2024", None, date(2024, 1, 16)),
        ("by 18 January 2024", None, date(2024, 1, 18)),
        ("from 18 January 2024", date(2024, 1, 18), None),
        ("[2024,2024-01-16]", date(2024, 1, 1), date(2024, 12, 31)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
        ("unknown", None, None),
    ],
)
def test_bounds_are_inclusive(written: str, earliest: date | None, latest: date | None) -> None:
    """The bounds are the first and the last day a date allows, None where it is open or unknown."""
    when = parse_when(written)
    assert (when.earliest, when.latest) == (earliest, latest)
    assert when.known is (written != "unknown")


def test_only_a_plain_day_is_exact() -> None:
    """One day is exact and has a weekday; doubt, a month, a choice or nothing has neither."""
    assert parse_when("2024-01-16").exact
    assert parse_when("2024-01-16").weekday == "Tuesday"
    for written in ("2024-01-16~", "2024-01-16?", "2024-01", "16 or 17 January 2024", "unknown"):
        assert not parse_when(written).exact
        assert parse_when(written).weekday is None


def test_sorts_as_a_timeline() -> None:
    """Longer dates come before what they contain, `before` and `after` hug their day, unknown is last."""
    in_order = (
        "1980–1988|before 2024|since January 2024|2024|January 2024|before 16 January 2024|"
        "since 16 January 2024|16–18 January 2024|16 January 2024|16 January 2024?|after 16 January 2024|"
        "17 January 2024|after January 2024|1 February 2024|unknown"
    ).split("|")
    whens = [parse_when(text) for text in in_order]
    assert sorted(set(whens), key=lambda when: when.sort_key) == whens


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("2024-01-16", "2024-01-16", True),
        ("2024-01-16", "2024-01-17", False),
        ("2024-01-16", "2024-01", True),
        ("2024-01-16", "unknown", True),
        ("unknown", "unknown", True),
        ("about 16 January 2024", "19 January 2024", True),
        ("about 16 January 2024", "20 January 2024", False),
        ("about January 2024", "1 February 2024", True),
        ("about January 2024", "1 April 2024", False),
        ("about 1980", "1981", True),
        ("about 1980", "1982", False),
        ("about 9999", "0001", False),
        ("16 January 2024?", "17 January 2024", False),
        ("16 or 18 January 2024", "17 January 2024", False),
        ("between 16 and 18 January 2024", "17 January 2024", True),
        ("after 18 January 2024", "18 January 2024", False),
        ("after 18 January 2024", "2025", True),
        ("before 17 January 2024", "after 18 January 2024", False),
        ("since 18 January 2024", "by 18 January 2024", True),
    ],
)
def test_overlaps_when_both_could_be_one_day(one: str, other: str, overlap: bool) -> None:
    """Two dates overlap if some day fits both, whichever is asked."""
    assert parse_when(one).overlaps(parse_when(other)) is overlap
    assert parse_when(other).overlaps(parse_when(one)) is overlap


@st.composite
def parts(draw: st.DrawFn) -> str:
    """One EDTF date: a day, month, year, or one with unspecified digits, with any sign."""
    day = draw(st.dates(min_value=date(101, 1, 1))).isoformat()
    month, year = day[:7], day[:4]
    base = draw(st.sampled_from([day, month, year, f"{month}-XX", f"{year}-XX", f"{year[:3]}X", f"{year[:2]}XX"]))
    return base + draw(st.sampled_from(["", "", "~", "?", "%"]))


ENDS = st.one_of(parts(), st.sampled_from(["", ".."]))
EDTF = st.one_of(
    parts(),
    st.tuples(ENDS, ENDS).map("/".join),
    st.tuples(parts(), parts()).map("..".join).map("[{}]".format),
    st.one_of(parts().map("[..{}]".format), parts().map("[{}..]".format)),
    st.lists(parts(), min_size=1, max_size=7).map(",".join).map("[{}]".format),
)
WORDS = st.lists(
    st.sampled_from(
        (
            "16 17 30 31st 0 99 January feb. May 2024 2023 1980s 24 Tuesday 2024-01-16 2024-XX , – - / ~ ? .. [ ] "
            "or to and between either from after before by since until on the of about c. possibly (uncertain) "
            "early mid- late unknown a day in month"
        ).split()
    ),
    max_size=9,
).flatmap(lambda words: st.sampled_from([" ", ""]).map(lambda space: space.join(words)))


def _parsed(text: str) -> When | None:
    try:
        return parse_when(text)
    except ValueError:
        return None


@settings(max_examples=2_000, deadline=None)
@given(st.one_of(EDTF, WORDS))
@example("2024-01-16~")
def test_edtf_and_text_read_back(text: str) -> None:
    """Whatever is accepted reads back from its EDTF and, unless longer than a date may be, from its text."""
    when = _parsed(text)
    if when is None:
        return
    assert parse_when(when.edtf) == when
    # Lossy: only sets of three and more mixed dates, whose text is longer than may be written.
    if len(when.text) <= MAX_LENGTH:
        assert parse_when(when.text) == when
    else:
        assert when.edtf.count(",") >= 2
    assert when.earliest is None or when.latest is None or when.earliest <= when.latest
    assert when.overlaps(when)


@settings(max_examples=2_000, deadline=None)
@given(st.text())
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    """No text whatever makes the parser or the finders raise anything but ValueError."""
    _parsed(text)
    find_dates(text)
    find_weekdays(text)


@settings(max_examples=500, deadline=None)
@given(WORDS)
def test_found_dates_stand_in_the_prose(text: str) -> None:
    """What the finders report is written in the text, in order, and no place is used twice."""
    position = 0
    for matched, _ in find_dates(text):
        position = text.index(matched, position) + len(matched)
    for name, _ in find_weekdays(text):
        assert name.lower()[:3] in text.lower()


@given(st.lists(EDTF, max_size=12))
def test_order_is_total(texts: list[str]) -> None:
    """Different dates never share a sort key, so every shuffle sorts the same way."""
    whens = {when for text in texts if (when := _parsed(text))}
    assert len({when.sort_key for when in whens}) == len(whens)


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        ("Tuesday, 16 January 2024 and 18 Jan", [("16 January 2024", "2024-01-16"), ("18 Jan", "18 January")]),
        ("The January 3 bombing, in January 2024.", [("January 3", "3 January"), ("January 2024", "2024-01")]),
        ("The war of 1980–88 or 1980-88.", [("1980–88", "1980/1988"), ("1980-88", "1980/1988")]),
        ("17 Jan, Jan. 17", [("17 Jan", "17 January"), ("Jan. 17", "17 January")]),
        ("16 and 18 January 2024", [("16", "2024-01-16"), ("18 January 2024", "2024-01-18")]),
        ("on 16, 17 and 18 January", [("16", "16 January"), ("17", "17 January"), ("18 January", "18 January")]),
        ("16 or 17 January 2024", [("16 or 17 January 2024", "[2024-01-16,2024-01-17]")]),
        ("16–18 January 2024", [("16–18 January 2024", "2024-01-16/2024-01-18")]),
        ("January 16-18, 2024", [("January 16-18, 2024", "2024-01-16/2024-01-18")]),
        ("30 January to 2 February 2024", [("30 January to 2 February 2024", "2024-01-30/2024-02-02")]),
        ("On January 16 and 17 people died", [("January 16", "16 January")]),
        ("since 1979, in 2024 Iran, the 1980s", [("1979", "1979"), ("2024", "2024"), ("1980s", "198X")]),
        ("at 2024-01-16T17:50", [("2024-01-16", "2024-01-16")]),
        ("In January 30,000 people in 1500 villages; in January. 16 people; the 16 may be wrong", []),
        ("31 February 2024, 30 February, 1,200, 17:50, 9.5, doc-002", []),
    ],
)
def test_finds_dates_in_prose(prose: str, found: list[tuple[str, str]]) -> None:
    """Dates are found with the text that says them, and a day without a year stays without one."""
    assert [(text, str(value)) for text, value in find_dates(prose)] == found


def test_a_day_without_a_year_is_its_own_kind() -> None:
    """A day and month without a year is a DayMonth, and 29 February may be one."""
    assert find_dates("on 29 February") == [("29 February", DayMonth(29, 2))]


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        ("Tuesday 16 January 2024", [("Tuesday", "16 January 2024")]),
        ("on TUESDAY, the 16th of January,", [("Tuesday", "16th of January")]),
        ("Tuesday (Jan 17)", [("Tuesday", "Jan 17")]),
        ("16 January (Tuesday); 17 January, a Wednesday", [("Tuesday", "16 January"), ("Wednesday", "17 January")]),
        ("Tuesday 16 and 18 January", [("Tuesday", "16 January")]),
        ("Sun 14 January 2024; the Sun sat; Fri", [("Sunday", "14 January 2024")]),
        ("Tuesday's strike", [("Tuesday", "")]),
        ("Tuesday. 16 January was quiet", [("Tuesday", "")]),
        ("ſunday", []),
    ],
)
def test_finds_weekdays_with_their_dates(prose: str, found: list[tuple[str, str]]) -> None:
    """Weekdays are found by their full name, with the date directly attached if there is one."""
    assert find_weekdays(prose) == found


@pytest.mark.parametrize("unit", ["16 ", "16, ", "Tuesday ", "January ", "1980-", "16 January 2024 – ", "("])
def test_prose_takes_linear_time(unit: str) -> None:
    """A long text of repeated pieces is scanned within two seconds."""
    start = time.perf_counter()
    find_dates(unit * (100_000 // len(unit)))
    find_weekdays(unit * (100_000 // len(unit)))
    assert time.perf_counter() - start < 2


def test_loads_ten_thousand_dates_at_once() -> None:
    """Ten thousand different days are read in a small part of the two seconds a load may take."""
    texts = [date.fromordinal(730_000 + n).isoformat() for n in range(10_000)]
    start = time.perf_counter()
    assert all(parse_when(text).exact for text in texts)
    assert time.perf_counter() - start < 0.3
