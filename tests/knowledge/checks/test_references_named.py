"""Rule 2: whatever a record names under a key of its own exists."""

from __future__ import annotations


def test_named_entities_exist__fails(problems: list[str]) -> None:
    """Every id of a person, group or place is looked up, wherever it stands.

    sources:
      paper: {publisher: The Paper, date: 2024-02-01, kind: newspaper, reliability: B, side: sout, owner: agncy}
    entities:
      north:
        type: government
        name: Northland
        party: yes
        read_in: paper
        speaks_for: nobody-else
        country: villag
        within: earth
        not_to_be_confused_with: [south, norse]
        sensitive:
          rebel: [south, wset]
        roles:
          - {role: state, of: world, read_in: paper}
        relations:
          - {kind: opposes, to: suoth, read_in: paper}
    events:
      strike:
        title: Northland strikes
        date: 2024-01-16
        kind: bombing
        by: nort
        place: vilage
        said_to_target: [south, army]
    claims:
      where: {about: strike, said_by: south, read_in: paper, place: hill}
      whom: {about: strike, said_by: south, read_in: paper, target: [army]}
      who: {about: strike, said_by: south, read_in: paper, responsibility: strike}
    """
    assert problems == [
        "base.yaml:7:3: warning: no other record names 'village': name it where it belongs, or remove it",
        "test.yaml:2:90: error: 'sout' is no entity; did you mean 'south'?",
        "test.yaml:2:103: error: 'agncy' is no entity; did you mean 'agency'?",
        "test.yaml:9:17: error: 'nobody-else' is no entity",
        "test.yaml:10:14: error: 'villag' is no entity; did you mean 'village'?",
        "test.yaml:11:13: error: 'earth' is no entity",
        "test.yaml:12:38: error: 'norse' is no entity",
        "test.yaml:14:22: error: 'wset' is no entity",
        "test.yaml:16:27: error: 'world' is no entity",
        "test.yaml:18:29: error: 'suoth' is no entity; did you mean 'south'?",
        "test.yaml:24:9: error: 'nort' is no entity; did you mean 'north'?",
        "test.yaml:25:12: error: 'vilage' is no entity; did you mean 'village'?",
        "test.yaml:26:29: error: 'army' is no entity",
        "test.yaml:28:65: error: 'hill' is no entity",
        "test.yaml:29:66: error: 'army' is no entity",
        "test.yaml:30:72: error: 'strike' is no entity: it is an event",
    ]


def test_named_entities_exist__passes(problems: list[str]) -> None:
    """Entities may be named wherever an entity belongs.

    sources:
      paper: {publisher: The Paper, date: 2024-02-01, kind: newspaper, reliability: B, side: south, owner: agency}
    entities:
      north:
        type: government
        name: Northland
        party: yes
        read_in: paper
        country: village
        not_to_be_confused_with: [south]
        sensitive: {rebel: [south]}
        roles: [{role: state, of: village, read_in: paper}]
        relations: [{kind: opposes, to: south, read_in: paper}]
    claims:
      where: {about: strike, said_by: south, read_in: paper, place: [village, south]}
    """
    assert problems == []


def test_named_events_exist__fails(problems: list[str]) -> None:
    """What an event follows or is part of must be an event.

    events:
      strike:
        title: Northland strikes
        date: 2024-01-16
        kind: bombing
        by: north
        place: village
        follows: quarrel
        part_of: war
    """
    assert problems == [
        "test.yaml:8:14: error: 'quarrel' is no event",
        "test.yaml:9:14: error: 'war' is no event",
    ]


def test_named_events_exist__passes(problems: list[str]) -> None:
    """An event may follow another and be part of a third.

    events:
      quarrel: {title: A quarrel, date: 2024-01-02, kind: talks, part_of: war, background: yes}
      war: {title: A war, date: "2024", kind: war, background: yes}
      strike:
        title: Northland strikes
        date: 2024-01-16
        kind: bombing
        by: north
        place: village
        follows: quarrel
        part_of: war
    claims:
      quarrel-was: {about: quarrel, said_by: south, read_in: paper, statement: They quarrelled.}
      war-was: {about: war, said_by: south, read_in: paper, statement: There was a war.}
    """
    assert problems == []


def test_named_claims_exist__fails(problems: list[str]) -> None:
    """What a claim leans on, denies or gives way to must be a claim, and so must that of a known error.

    sources:
      paper:
        publisher: The Paper
        date: 2024-02-01
        kind: newspaper
        reliability: B
        known_errors:
          - {where: Headline, says: Three died., because: All others say two., claims: [three-dead]}
    claims:
      two-dead:
        about: strike
        said_by: south
        read_in: paper
        killed: 2
        supports: [struk]
        contradicts: strike
        compatible_with:
          aims: They speak of different things.
        status: superseded
        replaced_by: three-dead
    """
    assert problems == [
        "test.yaml:8:85: error: 'three-dead' is no claim",
        "test.yaml:15:16: error: 'struk' is no claim; did you mean 'struck'?",
        "test.yaml:16:18: error: 'strike' is no claim: it is an event",
        "test.yaml:18:7: error: 'aims' is no claim; did you mean 'aim'?",
        "test.yaml:20:18: error: 'three-dead' is no claim",
    ]


def test_named_claims_exist__passes(problems: list[str]) -> None:
    """Claims may name claims.

    claims:
      one-dead: {about: strike, said_by: south, read_in: paper, killed: 1, status: superseded, replaced_by: two-dead}
    """
    assert problems == []


def test_named_origins_exist__fails(problems: list[str]) -> None:
    """The origin of a source must be a source.

    sources:
      paper: {publisher: The Paper, date: 2024-02-01, kind: newspaper, reliability: B, based_on: [wire, cable]}
    """
    assert problems == [
        "test.yaml:2:101: error: 'cable' is no source",
    ]


def test_named_origins_exist__passes(problems: list[str]) -> None:
    """A source may be based on another, seen or not.

    sources:
      paper: {publisher: The Paper, date: 2024-02-01, kind: newspaper, reliability: B, based_on: [wire, cable]}
      cable: {publisher: The Cable, date: unknown, kind: wire, seen: no}
    """
    assert problems == []


def test_cited_claims_exist__fails(problems: list[str]) -> None:
    """Every citation leads to a claim, in answers and in summaries.

    topic:
      title: A small topic
      summary: A strike fell [stuck].
    questions:
      toll:
        ask: How many died?
        answer: Two people died [two-daed]. Why is not known []. There was a strike [strike].
    """
    assert problems == [
        "test.yaml:3:12: error: 'stuck' is no claim; did you mean 'struck'?",
        "test.yaml:7:13: error: 'strike' is no claim: it is an event",
        "test.yaml:7:13: error: 'two-daed' is no claim; did you mean 'two-dead'?",
        'test.yaml:7:13: error: the citation after "Why is not known." is empty: write [claim-id]',
    ]


def test_cited_claims_exist__passes(problems: list[str]) -> None:
    """Citations may stand in groups, before or after the full stop.

    topic:
      title: A small topic
      summary: A strike fell. [struck]
    questions:
      toll: {ask: How many died?, answer: "Two people died [two-dead, struck]. It was an answer [struck][aim]."}
    """
    assert problems == []


def test_related_questions_exist__fails(problems: list[str]) -> None:
    """Related questions must be questions.

    questions:
      who: {ask: Who did it?, not_known: Who gave the order., related: [tol, struck]}
    """
    assert problems == [
        "test.yaml:2:69: error: 'tol' is no question; did you mean 'toll'?",
        "test.yaml:2:74: error: 'struck' is no question: it is a claim",
    ]


def test_related_questions_exist__passes(problems: list[str]) -> None:
    """Questions may be related.

    questions:
      who: {ask: Who did it?, not_known: Who gave the order., related: toll}
    """
    assert problems == []


def test_named_records_exist__fails(problems: list[str]) -> None:
    """What a question refers to, a correction changed and a warning was accepted on must exist.

    topic:
      title: A small topic
      accepted:
        - {check: events_have_claims, on: [strikes], because: It is only mentioned.}
    questions:
      who: {ask: Who did it?, not_known: Who gave the order., see_also: [north, norht]}
    corrections:
      first: {on: 2024-02-10, what: We had three dead., changes: [two-dead, three-dead]}
    """
    assert problems == [
        "test.yaml:4:40: error: 'strikes' is no record; did you mean 'strike'?",
        "test.yaml:6:77: error: 'norht' is no record; did you mean 'north'?",
        "test.yaml:8:73: error: 'three-dead' is no record",
    ]


def test_named_records_exist__passes(problems: list[str]) -> None:
    """A question may refer to any record, and a correction may change any.

    questions:
      who: {ask: Who did it?, not_known: Who gave the order., see_also: [north, strike, two-dead, paper, toll]}
    corrections:
      first: {on: 2024-02-10, what: We had three dead., changes: [two-dead, toll]}
    """
    assert problems == []
