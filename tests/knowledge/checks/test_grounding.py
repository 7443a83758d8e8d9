"""Rule 4: no number, date or weekday of our own."""

from __future__ import annotations


def test_prose_is_grounded__fails(problems: list[str]) -> None:
    """A number that no cited claim has is refused.

    questions:
      toll:
        ask: How many died?
        answer: Southmark says that three people died [two-dead]. A dozen fell, or 2 [struck].
    """
    assert problems == [
        "test.yaml:4:13: error: '2' stands in none of the claims cited for \"A dozen fell, or 2.\": struck",
        "test.yaml:4:13: error: 'A dozen' stands in none of the claims cited for \"A dozen fell, or 2.\": struck",
        "test.yaml:4:13: error: 'three' stands in none of the claims cited for \"Southmark says that "
        'three people died.": two-dead',
    ]


def test_prose_is_grounded__fails_for_sums(problems: list[str]) -> None:
    """Nothing is added up.

    claims:
      hurt: {about: strike, said_by: south, read_in: paper, injured: 3, of_whom: {women: 1, men: 2}}
    questions:
      toll:
        ask: How many were hit?
        answer: Of three injured two were men [hurt]. In all five people were hit [two-dead][hurt].
    """
    assert problems == [
        "test.yaml:6:13: error: 'five' stands in none of the claims cited for \"In all five people were "
        'hit.": two-dead or hurt',
    ]


def test_prose_is_grounded__fails_for_dates(problems: list[str]) -> None:
    """Dates, years and weekdays need a claim too, and may not be more exact than it.

    events:
      talks: {title: Talks are held, date: 2024-01, kind: talks}
    claims:
      talked: {about: talks, said_by: south, read_in: wire, statement: They talked.}
    questions:
      toll:
        ask: When was it?
        answer: >
          The strike fell on 17 January [struck].
          The strike fell on Wednesday [struck].
          The strike fell in 2023 [struck].
          The talks were held on 16 January 2024 [talked].
    """
    assert problems == [
        "test.yaml:8:13: error: '16 January 2024' stands in none of the claims cited for \"The talks were "
        'held on 16 January 2024.": talked',
        "test.yaml:8:13: error: '17 January' stands in none of the claims cited for \"The strike fell on "
        '17 January.": struck',
        "test.yaml:8:13: error: '2023' stands in none of the claims cited for \"The strike fell in 2023.\": struck",
        "test.yaml:8:13: error: 'Wednesday' stands in none of the claims cited for \"The strike fell on "
        'Wednesday.": struck',
    ]


def test_prose_is_grounded__fails_for_other_documents(problems: list[str]) -> None:
    """A document that a sentence names is one in which its claims were read.

    sources:
      doc-001: {publisher: The Paper, date: 2024-02-01, kind: newspaper, reliability: B, based_on: doc-002}
      doc-002: {publisher: The Wire, date: 2024-02-01, kind: wire, reliability: B}
    claims:
      hurt: {about: strike, said_by: source itself, read_in: doc-001, injured: some}
    questions:
      toll:
        ask: Was anybody hurt?
        answer: doc-001 says so [hurt]. doc-002 does not [hurt]. Nor does doc-003 [hurt].
    """
    assert problems == [
        "test.yaml:9:13: error: '003' stands in none of the claims cited for \"Nor does doc-003.\": hurt",
        "test.yaml:9:13: error: 'doc-002' stands in none of the claims cited for \"doc-002 does not.\": hurt",
    ]


def test_prose_is_grounded__fails_for_vague_plurals(problems: list[str]) -> None:
    """Hundreds and dozens say how many, so the claim must say so too.

    questions:
      toll: {ask: How many died?, answer: "Southmark speaks of Dozens [two-dead]."}
    """
    assert problems == [
        "test.yaml:2:39: error: 'dozens' stands in none of the claims cited for \"Southmark speaks of "
        'Dozens.": two-dead',
    ]


def test_prose_is_grounded__passes(problems: list[str]) -> None:
    """Whatever stands in a claim, its event, its notes or its date may be said, and said less exactly.

    entities:
      village: {type: place, name: Village 12, country: south, read_in: paper}
    claims:
      two-dead:
        about: strike
        said_by: south
        said_on: 2024-01-18
        read_in: {paper: "on Thursday, of 40 houses", wire: in brief}
        killed: 2
        of_whom: {children under 10: 2}
        quote: dozens of children
      where: {about: strike, said_by: source itself, read_in: wire, place: village}
      since:
        about: strike
        said_by: source itself
        read_in: wire
        statement: The war of 1980-88 and 2,500 raids came before 10 May.
      count: {about: strike, said_by: south, read_in: wire, injured: at least twenty-one}
    questions:
      toll:
        ask: What happened?
        answer: >
          On Tuesday, 16 January 2024, two children under ten died in the first of forty houses [two-dead].
          Southmark said so on 18 January, a Thursday, in 2024 [two-dead].
          It was in January 2024, and no one but one analyst of the two countries spoke of dozens [two-dead].
          The place is Village 12 [where]. It was a dozen kilometres from it [where].
          The war of 1980–88 and 2500 raids came before 10 May [since]. 21 people were hurt [count].
    """
    assert problems == []
