"""Rules 9 and 16: a name leads to one entity, and look-alikes are told apart."""

from __future__ import annotations


def test_name_leads_to_one__fails(problems: list[str]) -> None:
    """A name on two entities leads nowhere, however it is spelt.

    entities:
      guard:
        type: military
        name: Border Guard
        read_in: paper
        not_to_be_confused_with: [watch]
        also: [The Guard]
      watch:
        type: military
        name: Night Watch
        read_in: paper
        speaks_for: guard
        formerly: [Border Patrol, the guard]
    """
    assert problems == [
        "test.yaml:13:31: error: the name 'the guard' also stands on 'guard': remove it from one of "
        "them, or let both list each other under not_to_be_confused_with",
    ]


def test_name_leads_to_one__passes(problems: list[str]) -> None:
    """Two entities may share a name if both say so.

    entities:
      guard: {type: military, name: Border Guard, read_in: paper, not_to_be_confused_with: [watch], also: [The Guard]}
      watch: {type: military, name: Watch, read_in: paper, not_to_be_confused_with: [guard], formerly: [The Guard]}
    """
    assert problems == []


def test_names_far_apart__fails(problems: list[str]) -> None:
    """Names that the search takes for each other are told apart on purpose.

    entities:
      highland: {type: place, name: Balukestan, read_in: paper, country: north}
      lowland: {type: place, name: Balokistan, read_in: paper, country: highland}
      iran-ministry: {type: government, name: Iran's Foreign Ministry, read_in: paper, within: lowland}
      iraq-ministry: {type: government, name: Iraq's Foreign Ministry, read_in: paper, within: iran-ministry}
    claims:
      denied: {about: iraq-ministry, said_by: source itself, read_in: paper, statement: It denied it.}
    """
    assert problems == [
        "test.yaml:3:32: warning: the name 'Balokistan' can be mistaken for 'Balukestan' of 'highland': "
        "list highland under not_to_be_confused_with, or leave one of the names out",
        'test.yaml:5:43: warning: the name "Iraq\'s Foreign Ministry" can be mistaken for "Iran\'s Foreign '
        "Ministry\" of 'iran-ministry': list iran-ministry under not_to_be_confused_with, or leave one of "
        "the names out",
    ]


def test_names_far_apart__passes(problems: list[str]) -> None:
    """Declared on one side it is enough; short forms are never taken for each other.

    entities:
      highland: {type: place, name: Balukestan, read_in: paper, country: north, not_to_be_confused_with: [lowland]}
      lowland: {type: place, name: Balokistan, read_in: paper, country: highland, short: [BLKS]}
      league: {type: organisation, name: Old League, read_in: paper, short: [BLKN], country: lowland}
    claims:
      denied: {about: league, said_by: source itself, read_in: paper, statement: It denied it.}
    """
    assert problems == []


def test_acronyms_are_short__fails(problems: list[str]) -> None:
    """An acronym of four letters or fewer belongs under `short`.

    entities:
      agency: {type: media, name: State Agency, speaks_for: north, read_in: paper, also: [SANA, S.A., Sana, SNAPS, 3G]}
    """
    assert problems == [
        "test.yaml:2:87: warning: 'SANA' is an acronym: put it under 'short', so that nothing similar is taken for it",
        "test.yaml:2:99: warning: the name 'Sana' stands here again (as 'SANA'): remove it",
    ]


def test_acronyms_are_short__passes(problems: list[str]) -> None:
    """Under `short` an acronym is matched exactly.

    entities:
      agency: {type: media, name: SANA, speaks_for: north, read_in: paper, short: [SANA, SA]}
    """
    assert problems == []


def test_names_not_repeated__fails(problems: list[str]) -> None:
    """A name stands once on an entity.

    entities:
      agency:
        type: media
        name: State Agency
        speaks_for: north
        read_in: paper
        also: [State News, "Staté agency"]
        formerly: State News
    """
    assert problems == [
        "test.yaml:7:24: warning: the name 'Staté agency' stands here again (as 'State Agency'): remove it",
        "test.yaml:8:15: warning: the name 'State News' stands here again (as 'State News'): remove it",
    ]


def test_names_not_repeated__passes(problems: list[str]) -> None:
    """The same name in several languages is no repetition.

    entities:
      agency:
        type: media
        name: State Agency
        speaks_for: north
        read_in: paper
        names: {fr: State Agency, fa: تسنیم, ar: تسنيم}
        also: [State News]
    """
    assert problems == []
