"""Rules 15 and 17: links last, nothing lies unused, reviews are made, both sides are heard."""

from __future__ import annotations


def test_links_are_archived__fails(problems: list[str]) -> None:
    """A link without an archived copy will be lost.

    sources:
      paper:
        publisher: The Paper
        date: 2024-02-01
        kind: newspaper
        reliability: B
        url: https://paper.example/1
    """
    assert problems == [
        "test.yaml:7:10: warning: the link has no archived copy: add 'archive' (such as web.archive.org)",
    ]


def test_links_are_archived__passes(problems: list[str]) -> None:
    """A link with an archived copy lasts.

    sources:
      paper:
        publisher: The Paper
        date: 2024-02-01
        kind: newspaper
        reliability: B
        url: https://paper.example/1
        archive: https://archive.example/1
    """
    assert problems == []


def test_links_live__fails(problems: list[str]) -> None:
    """A dead link is shown until somebody looks for another.

    sources:
      paper: {publisher: The Paper, date: 2024-02-01, kind: newspaper, reliability: B, status: dead}
    """
    assert problems == [
        "test.yaml:2:92: warning: the link is dead: find another address, or rely on the archived copy",
    ]


def test_links_live__passes(problems: list[str]) -> None:
    """A live link is fine.

    sources:
      paper: {publisher: The Paper, date: 2024-02-01, kind: newspaper, reliability: B, status: live}
    """
    assert problems == []


def test_sources_are_used__fails(problems: list[str]) -> None:
    """A source that nobody reads in lies unused.

    sources:
      cable: {publisher: The Cable, date: 2024-02-01, kind: wire, reliability: A}
    """
    assert problems == [
        "test.yaml:2:3: warning: nothing was read in 'cable': cite it, or remove it",
    ]


def test_sources_are_used__passes(problems: list[str]) -> None:
    """A source may serve as an origin, or for checks.

    sources:
      cable: {publisher: The Cable, date: 2024-02-01, kind: wire, reliability: A}
      paper: {publisher: The Paper, date: 2024-02-01, kind: newspaper, reliability: B, based_on: [cable]}
      almanac: {publisher: The Almanac, date: 2020, kind: NGO or research, reliability: A, use: checks_only}
    """
    assert problems == []


def test_entities_are_used__fails(problems: list[str]) -> None:
    """An entity that no other record names lies unused.

    entities:
      army: {type: military, name: Grand Army, read_in: paper, speaks_for: south, country: army}
    """
    assert problems == [
        "test.yaml:2:3: warning: no other record names 'army': name it where it belongs, or remove it",
    ]


def test_entities_are_used__passes(problems: list[str]) -> None:
    """Being named by another record is enough.

    entities:
      army: {type: military, name: Grand Army, read_in: paper}
    questions:
      toll: {ask: How many died?, answer: "Southmark says that two people died [two-dead].", see_also: army}
    """
    assert problems == []


def test_events_have_claims__fails(problems: list[str]) -> None:
    """An event of which nobody says anything is no event.

    events:
      talks: {title: Talks are held, date: 2024-01-20, kind: talks}
    """
    assert problems == [
        "test.yaml:2:3: warning: no claim is about 'talks': say who reports it, or remove it",
    ]


def test_events_have_claims__passes(problems: list[str]) -> None:
    """One claim makes an event.

    events:
      talks: {title: Talks are held, date: 2024-01-20, kind: talks}
    claims:
      talked: {about: talks, said_by: south, read_in: wire, statement: They talked.}
    """
    assert problems == []


def test_review_is_made__fails(problems: list[str]) -> None:
    """A topic that promises a review gets one in time.

    topic:
      title: A small topic
      reviewed: 2023-08-01
      review_every: 180 days
    """
    assert problems == [
        "test.yaml:3:13: warning: the last review is more than 180 days ago: go through the topic and set the day",
    ]


def test_review_is_made__fails_without_a_day(problems: list[str]) -> None:
    """A promise of reviews needs the day of the last one.

    topic: {title: A small topic, review_every: 180 days}
    """
    assert problems == [
        "test.yaml:1:45: warning: 'review_every: 180 days', but 'reviewed' gives no day: say when it was "
        "last gone through",
    ]


def test_review_is_made__passes(problems: list[str]) -> None:
    """Within the days all is well.

    topic: {title: A small topic, reviewed: 2024-02-01, review_every: 180 days}
    """
    assert problems == []


def test_answers_fit_a_message__fails(problems: list[str]) -> None:
    """An answer longer than one message is shown.

    questions:
      toll:
        ask: How many died?
        answer: >
          Southmark says that two people died, and that nobody else did, and that this was all it had to say of it,
          Southmark says that two people died, and that nobody else did, and that this was all it had to say of it,
          Southmark says that two people died, and that nobody else did, and that this was all it had to say of it,
          Southmark says that two people died, and that nobody else did, and that this was all it had to say of it,
          Southmark says that two people died, and that nobody else did, and that this was all it had to say of it,
          Southmark says that two people died, and that nobody else did, and that this was all it had to say of it,
          Southmark says that two people died, and that nobody else did, and that this was all it had to say of it,
          Southmark says that two people died, and that nobody else did, and that this was all it had to say of it,
          Southmark says that two people died, and that nobody else did, and that this was all it had to say of it,
          Southmark says that two people died, and that nobody else did, and that this was all it had to say of it,
          Southmark says that two people died, and that nobody else did, and that this was all it had to say of it,
          Southmark says that two people died, and that nobody else did, and that this was all it had to say of it,
          Southmark says that two people died, and that nobody else did, and that this was all it had to say of it,
          Southmark says that two people died, and that nobody else did, and that this was all it had to say of it,
          Southmark says that two people died, and that nobody else did, and that this was all it had to say of it,
          and no more [two-dead].
    """
    assert problems == [
        "test.yaml:4:13: warning: the answer has 1602 characters, one message holds 1500: shorten it, or "
        "make two questions",
    ]


def test_answers_fit_a_message__passes(problems: list[str]) -> None:
    """A short answer fits.

    questions:
      toll: {ask: How many died?, answer: "Southmark says that two people died [two-dead]."}
    """
    assert problems == []


def test_both_sides_are_heard__fails(problems: list[str]) -> None:
    """An event between two parties, told by one of them only, has a blind spot.

    claims:
      struck: {about: strike, said_by: north, read_in: [paper, wire], statement: A strike fell.}
      two-dead: {about: strike, said_by: agency, read_in: paper, killed: 2}
      aim: {about: strike, said_by: agency, read_in: wire, motive: It was an answer.}
    """
    assert problems == [
        "base.yaml:11:3: warning: all speakers on 'strike' are of one side, north: look for what south says",
    ]


def test_both_sides_are_heard__fails_for_sources(problems: list[str]) -> None:
    """Sources of one side only are a blind spot as well.

    sources:
      paper: {publisher: The Paper, date: 2024-02-01, kind: state media, reliability: B, side: agency}
      wire: {publisher: The Wire, date: 2024-02-01, kind: wire, reliability: A, side: north}
    """
    assert problems == [
        "base.yaml:8:3: warning: all sources on 'strike' are of one side, north: look for what south says",
    ]


def test_both_sides_are_heard__passes(problems: list[str]) -> None:
    """One party alone, or a speaker from elsewhere, is no blind spot.

    events:
      parade: {title: Northland parades, date: 2024-01-16, kind: visit, by: north}
    claims:
      struck: {about: strike, said_by: north, read_in: [paper, wire], statement: A strike fell.}
      two-dead: {about: strike, said_by: source itself, read_in: paper, killed: 2}
      paraded: {about: parade, said_by: agency, read_in: wire, statement: There was a parade.}
    """
    assert problems == []
