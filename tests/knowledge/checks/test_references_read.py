"""Rule 2: whoever speaks, and whatever was read, exists."""

from __future__ import annotations


def test_subjects_exist__fails(problems: list[str]) -> None:
    """A claim about nothing known is refused, with the nearest id that there is.

    claims:
      hurt: {about: strik, said_by: south, read_in: paper, injured: 3}
    """
    assert problems == [
        "test.yaml:2:17: error: 'strik' is no event and no entity; did you mean 'strike'?",
    ]


def test_subjects_exist__fails_for_a_source(problems: list[str]) -> None:
    """What stands in another section is named as what it is.

    claims:
      hurt: {about: wire, said_by: south, read_in: paper, injured: 3}
    """
    assert problems == [
        "test.yaml:2:17: error: 'wire' is no event and no entity: it is a source",
    ]


def test_subjects_exist__passes(problems: list[str]) -> None:
    """A claim may be about an event or an entity.

    claims:
      capital: {about: south, said_by: north, read_in: paper, statement: It has no army.}
    """
    assert problems == []


def test_speakers_exist__fails(problems: list[str]) -> None:
    """Whoever speaks or relays must be known.

    claims:
      hurt:
        about: strike
        said_by: souht
        via: wire
        read_in: paper
        injured: 3
    """
    assert problems == [
        "test.yaml:4:14: error: 'souht' is no entity; did you mean 'south'?",
        "test.yaml:5:10: error: 'wire' is no entity: it is a source",
    ]


def test_speakers_exist__fails_for_a_document(problems: list[str]) -> None:
    """A document that speaks for itself is `source itself`.

    claims:
      hurt: {about: strike, said_by: the source itself, read_in: paper, injured: 3}
    """
    assert problems == [
        "test.yaml:2:34: error: 'the source itself' is no entity; did you mean 'source itself'?",
    ]


def test_speakers_exist__passes(problems: list[str]) -> None:
    """Entities speak and relay.

    claims:
      hurt: {about: strike, said_by: south, via: agency, read_in: paper, injured: 3}
    """
    assert problems == []


def test_read_sources_exist__fails(problems: list[str]) -> None:
    """Documents are looked for wherever something was read in.

    claims:
      hurt: {about: strike, said_by: south, read_in: [paper, papers], injured: 3}
    entities:
      agency:
        type: media
        name: State Agency
        speaks_for: north
        read_in:
          wire: in full
          cable: in brief
        roles:
          - role: state agency
            read_in: cable
        relations:
          - {kind: works for, to: north, read_in: [cable]}
    """
    assert problems == [
        "test.yaml:2:58: error: 'papers' is no source; did you mean 'paper'?",
        "test.yaml:10:7: error: 'cable' is no source",
        "test.yaml:13:18: error: 'cable' is no source",
        "test.yaml:15:48: error: 'cable' is no source",
    ]


def test_read_sources_exist__passes(problems: list[str]) -> None:
    """A source that was refused for another fault is not missing as well.

    sources:
      paper: {publisher: The Paper, date: 2024-02-01, kind: newspaper, reliability: Z}
    claims:
      hurt: {about: strike, said_by: south, read_in: [paper, wire], injured: 3}
    """
    assert problems == [
        "test.yaml:2:81: error: 'reliability' cannot be 'Z': it is 'A', 'B', 'C', 'D', 'E' or 'F'",
    ]


def test_read_parts_exist__fails(problems: list[str]) -> None:
    """A part is named by the source it belongs to.

    sources:
      paper:
        publisher: The Paper
        date: 2024-02-01
        kind: newspaper
        reliability: B
        parts:
          caption: {reliability: C, why: The agency wrote it.}
    claims:
      two-dead: {about: strike, said_by: south, read_in: paper#captoin, killed: 2}
      hurt:
        about: strike
        said_by: south
        read_in:
          wire#lead: some
        injured: some
    """
    assert problems == [
        "test.yaml:10:54: error: paper lists no part 'captoin'; did you mean 'caption'?",
        "test.yaml:15:7: error: wire lists no part 'lead'",
    ]


def test_read_parts_exist__passes(problems: list[str]) -> None:
    """A part that the source lists may be cited.

    sources:
      paper:
        publisher: The Paper
        date: 2024-02-01
        kind: newspaper
        reliability: B
        parts:
          caption: {reliability: C, why: The agency wrote it.}
    claims:
      hurt: {about: strike, said_by: south, read_in: paper#caption, injured: some}
    """
    assert problems == []
