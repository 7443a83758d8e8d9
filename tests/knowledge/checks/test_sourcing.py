"""Rules 3, 5 and 6: everything has a source, and claims no more trust than it has."""

from __future__ import annotations


def test_claim_says_one_thing__fails(problems: list[str]) -> None:
    """A claim without a predicate says nothing.

    claims:
      hurt: {about: strike, said_by: south, read_in: paper, of_whom: {}}
    """
    assert problems == [
        "test.yaml:2:3: error: 'hurt' says nothing: give it one of killed, injured, captured, date, "
        "place, target, responsibility, weapon, motive, statement, denial",
    ]


def test_claim_says_one_thing__fails_for_two(problems: list[str]) -> None:
    """Two predicates are two claims.

    claims:
      hurt:
        about: strike
        said_by: south
        read_in: paper
        injured: 3
        captured: 1
    """
    assert problems == [
        "test.yaml:7:5: error: 'hurt' says 2 things, injured and captured: make a claim of each",
    ]


def test_claim_says_one_thing__passes(problems: list[str]) -> None:
    """One predicate is right.

    claims:
      hurt: {about: strike, said_by: south, read_in: paper, injured: 3}
    """
    assert problems == []


def test_every_sentence_cites__fails(problems: list[str]) -> None:
    """A sentence without a claim is refused, also when its neighbours have one.

    topic:
      title: A small topic
      summary: This is what we know.
    entities:
      south:
        type: government
        name: Southmark
        party: yes
        read_in: paper
        summary: It was struck [struck]. It is small. It counts its dead [two-dead].
    questions:
      toll:
        ask: How many died?
        answer: >
          Southmark says that two people died [two-dead].
          Others say no. It was an answer [aim].
    """
    assert problems == [
        'test.yaml:3:12: error: the sentence "This is what we know." names no claim: end it with [claim-id]',
        'test.yaml:10:14: error: the sentence "It is small." names no claim: end it with [claim-id]',
        'test.yaml:14:13: error: the sentence "Others say no." names no claim: end it with [claim-id]',
    ]


def test_every_sentence_cites__passes(problems: list[str]) -> None:
    """Every sentence has its claim; a stop after an abbreviation ends none.

    questions:
      toll:
        ask: How many died?
        answer: >
          Southmark says that two people died [two-dead]. According to Mr. X, it was an answer [aim]. It fell on
          Jan. 16 in the U.S. Army's words. [struck]
    """
    assert problems == []


def test_question_has_content__fails(problems: list[str]) -> None:
    """A question needs an answer or what is not known.

    questions:
      who: {ask: Who did it?}
    """
    assert problems == [
        "test.yaml:2:3: error: 'who' has neither an answer nor not_known: write one of them",
    ]


def test_question_has_content__passes(problems: list[str]) -> None:
    """What is not known is enough.

    questions:
      who: {ask: Who did it?, not_known: Nobody names the pilots.}
    """
    assert problems == []


def test_corroborated_is_earned__fails(problems: list[str]) -> None:
    """Two articles with one origin that quote one side prove nothing more.

    sources:
      paper: {publisher: The Paper, date: 2024-02-01, kind: newspaper, reliability: B, based_on: [wire]}
    claims:
      two-dead:
        about: strike
        said_by: south
        read_in: [paper, wire]
        killed: 2
        status: corroborated
    """
    assert problems == [
        "test.yaml:9:13: error: 'corroborated' needs two origins and two voices of grade A to C; it has "
        "2 articles, 1 origin (wire), 1 voice (south): leave the status out, or add what supports it",
    ]


def test_corroborated_is_earned__fails_for_weak_sources(problems: list[str]) -> None:
    """Sources below grade C do not count, nor does what AI wrote.

    sources:
      robot: {publisher: unknown, date: 2024-02-01, kind: ai-generated, reliability: B, why: It says so.}
    claims:
      hurt: {about: strike, said_by: south, read_in: robot, injured: 3, status: corroborated}
    """
    assert problems == [
        "test.yaml:4:77: error: 'corroborated' needs two origins and two voices of grade A to C; none of "
        "what it was read in counts (robot): leave the status out, or add what supports it",
    ]


def test_corroborated_is_earned__passes(problems: list[str]) -> None:
    """Two origins and two voices corroborate, also through `supports`.

    claims:
      struck: {about: strike, said_by: source itself, read_in: [paper, wire], statement: It fell., status: corroborated}
      two-dead: {about: strike, said_by: south, read_in: paper, killed: 2, status: corroborated}
      two-dead-agency: {about: strike, said_by: agency, read_in: wire, killed: 2, supports: [two-dead]}
    """
    assert problems == []


def test_refuted_says_why__fails(problems: list[str]) -> None:
    """A refuted claim without a reason is refused.

    claims:
      three-dead: {about: strike, said_by: south, read_in: paper, killed: 3, status: refuted}
    """
    assert problems == [
        "test.yaml:2:82: error: 'refuted' needs 'because': say how we know that it is wrong",
    ]


def test_refuted_says_why__passes(problems: list[str]) -> None:
    """A refuted claim with its reason stays.

    claims:
      three-dead: {about: strike, said_by: south, read_in: paper, killed: 3, status: refuted, because: A slip.}
    """
    assert problems == []


def test_superseded_names_successor__fails(problems: list[str]) -> None:
    """A superseded claim without its successor is refused.

    claims:
      one-dead: {about: strike, said_by: south, read_in: paper, killed: 1, status: superseded}
    """
    assert problems == [
        "test.yaml:2:80: error: 'superseded' needs 'replaced_by': name the claim that took its place",
    ]


def test_superseded_names_successor__passes(problems: list[str]) -> None:
    """A superseded claim with its successor stays.

    claims:
      one-dead: {about: strike, said_by: south, read_in: paper, killed: 1, status: superseded, replaced_by: two-dead}
    """
    assert problems == []


def test_source_is_graded__fails(problems: list[str]) -> None:
    """A source that we have seen needs a grade.

    sources:
      paper: {publisher: The Paper, date: 2024-02-01, kind: newspaper}
    """
    assert problems == [
        "test.yaml:2:3: error: 'paper' needs 'reliability', A to F (or 'seen: no')",
    ]


def test_source_is_graded__passes(problems: list[str]) -> None:
    """A source that we have not seen may have a grade or none.

    sources:
      paper: {publisher: The Paper, date: 2024-02-01, kind: newspaper, reliability: B, based_on: [cable, ticker]}
      cable: {publisher: The Cable, date: unknown, kind: wire, seen: no}
      ticker: {publisher: The Ticker, date: unknown, kind: wire, seen: no, reliability: B}
    """
    assert problems == []


def test_weak_source_says_why__fails(problems: list[str]) -> None:
    """A weak grade needs its reason, and so does any AI-written source.

    sources:
      paper: {publisher: The Paper, date: 2024-02-01, kind: newspaper, reliability: D}
      wire: {publisher: The Wire, date: 2024-02-01, kind: ai-generated, reliability: A}
    """
    assert problems == [
        "test.yaml:2:81: error: grade D needs 'why': say what makes the source weak",
        "test.yaml:3:55: error: an AI-written source needs 'why': say how we know that it is one",
    ]


def test_weak_source_says_why__passes(problems: list[str]) -> None:
    """With a reason any grade may stand; B needs none.

    sources:
      paper: {publisher: The Paper, date: 2024-02-01, kind: newspaper, reliability: C, why: Unsigned.}
    """
    assert problems == []


def test_unread_source_is_not_cited__fails(problems: list[str]) -> None:
    """What we have not seen, or what only checks others, cannot be cited.

    sources:
      cable: {publisher: The Cable, date: 2024-02-01, kind: wire, seen: no}
      almanac: {publisher: The Almanac, date: 2020, kind: NGO or research, reliability: A, use: checks_only}
    claims:
      hurt:
        about: strike
        said_by: south
        read_in:
          paper: many
          cable: all
        injured: many
    entities:
      agency:
        type: media
        name: State Agency
        read_in: paper
        speaks_for: north
        roles: [{role: state agency, read_in: [almanac]}]
    """
    assert problems == [
        "test.yaml:10:7: error: cable was not seen by us (seen: no): cite the document in which this was read",
        "test.yaml:18:44: error: almanac only serves checks (use: checks_only): cite the document in "
        "which this was read",
    ]


def test_unread_source_is_not_cited__passes(problems: list[str]) -> None:
    """What we have not seen may be an origin, and a checking source needs no use.

    sources:
      paper: {publisher: The Paper, date: 2024-02-01, kind: newspaper, reliability: B, based_on: cable}
      cable: {publisher: The Cable, date: 2024-02-01, kind: wire, seen: no}
      almanac: {publisher: The Almanac, date: 2020, kind: NGO or research, reliability: A, use: checks_only}
    """
    assert problems == []
