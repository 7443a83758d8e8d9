"""Rules 8 and 12: time runs forward, and weekdays fit."""

from __future__ import annotations


def test_event_ends_after_it_begins__fails(problems: list[str]) -> None:
    """An event cannot end before it begins.

    events:
      strike:
        title: Northland strikes
        date: 2024-01-16
        ends: 2024-01-15
        kind: bombing
        by: north
        place: village
    """
    assert problems == [
        "test.yaml:5:11: error: the event ends (15 January 2024) before it begins (16 January 2024): mend one of them",
    ]


def test_event_ends_after_it_begins__passes(problems: list[str]) -> None:
    """It may end the same day, or on a day that nobody is sure of.

    events:
      strike: {title: A strike, date: 2024-01-16, ends: about 2024-01-15, kind: bombing, by: north, place: village}
      raid: {title: A raid, date: 2024-01, ends: 2024-01-01, kind: bombing}
    claims:
      raided: {about: raid, said_by: source itself, read_in: paper, statement: A raid took place.}
    """
    assert problems == []


def test_report_follows_event__fails(problems: list[str]) -> None:
    """A newspaper cannot report what has not happened yet.

    sources:
      paper: {publisher: The Paper, date: 2024-01-15, kind: newspaper, reliability: B}
    claims:
      struck:
        about: strike
        said_by: source itself
        read_in:
          wire: at length
          paper: in a line
        statement: A strike fell.
      two-dead: {about: strike, said_by: south, read_in: wire, killed: 2}
    """
    assert problems == [
        "test.yaml:9:7: error: paper (15 January 2024) is older than strike (16 January 2024): mend one "
        "of the dates, or flag the claim as a prediction",
    ]


def test_report_follows_event__passes(problems: list[str]) -> None:
    """A weak source may be wrong, a date may be disputed, and a prediction comes before.

    sources:
      paper: {publisher: The Paper, date: 2024-01-15, kind: newspaper, reliability: E, why: Careless.}
      herald: {publisher: The Herald, date: 2024-01-15, kind: newspaper, reliability: B}
    claims:
      two-dead: {about: strike, said_by: south, read_in: [wire, paper], killed: 2}
      day: {about: strike, said_by: agency, read_in: herald, date: 2024-01-15, status: disputed, contradicts: day-wire}
      day-wire: {about: strike, said_by: source itself, read_in: wire, date: 2024-01-16, contradicts: day}
      threat: {about: strike, said_by: agency, read_in: herald, statement: A strike will come., flags: [prediction]}
      mistaken: {about: strike, said_by: south, read_in: herald, killed: 5, status: refuted, because: Too early.}
    """
    assert problems == []


def test_saying_precedes_report__fails(problems: list[str]) -> None:
    """Nobody can be quoted in a document that was published before.

    claims:
      two-dead: {about: strike, said_by: south, read_in: [paper, wire], killed: 2, said_on: 2024-02-02}
    """
    assert problems == [
        "test.yaml:2:89: error: said on 2 February 2024, after everything it was read in (paper, wire): "
        "mend one of the dates",
    ]


def test_saying_precedes_report__passes(problems: list[str]) -> None:
    """One later document is enough, and so is one without a date.

    sources:
      paper: {publisher: The Paper, date: after 2024-01-20, kind: newspaper, reliability: B}
    claims:
      two-dead: {about: strike, said_by: south, read_in: [paper, wire], killed: 2, said_on: 2024-02-02}
      hurt: {about: strike, said_by: south, read_in: wire, injured: some, said_on: 2024-02-01}
    """
    assert problems == []


def test_weekday_fits_date__fails(problems: list[str]) -> None:
    """A weekday beside a date must be that day's, in claims, notes and answers.

    claims:
      hurt:
        about: strike
        said_by: south
        read_in:
          paper: It has Friday, 16 January.
        statement: It fell on Monday, 16 January 2024.
        quote: "Tuesday (Jan 17)"
    questions:
      toll:
        ask: How many died?
        answer: >
          Southmark says that two people died on 16 January 2024, a Tuesday [two-dead].
          It said so again on Friday 16 January 2024 [hurt].
    """
    assert problems == [
        'test.yaml:6:14: warning: Friday does not fit 16 January in "It has Friday, 16 January.": '
        "2024-01-16 was a Tuesday",
        'test.yaml:7:16: warning: Monday does not fit 16 January 2024 in "It fell on Monday, 16 January '
        '2024.": 2024-01-16 was a Tuesday',
        'test.yaml:8:12: warning: Tuesday does not fit Jan 17 in "Tuesday (Jan 17)": 2024-01-17 was a Wednesday',
        'test.yaml:12:13: warning: Friday does not fit 16 January 2024 in "Southmark says that two '
        'people died on 16 January 2024, a Tuesday. It said so …": 2024-01-16 was a Tuesday',
    ]


def test_weekday_fits_date__passes(problems: list[str]) -> None:
    """A right weekday, one without a date, and the slip of a refuted claim are left alone.

    claims:
      hurt: {about: strike, said_by: south, read_in: paper, statement: "It fell on Tuesday, 16 January, not on Monday."}
      late:
        about: strike
        said_by: south
        read_in: {wire: "Tuesday, 17 January 2024"}
        date: 2024-01-17
        status: refuted
        because: The 17th was a Wednesday.
    """
    assert problems == []
