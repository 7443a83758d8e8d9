"""Rule 14: loaded words stay in the mouth of a speaker."""

from __future__ import annotations


def test_loaded_words_are_attributed__fails(problems: list[str]) -> None:
    """A loaded word in our own voice is shown, wherever we speak ourselves.

    topic:
      title: Terrorists in a small country
      sensitive: [terrorist, terrorists]
      summary: A terrorist fell [struck].
    events:
      strike: {title: Northland strikes terrorists, date: 2024-01-16, kind: bombing, by: north, place: village}
    claims:
      struck: {about: strike, said_by: source itself, read_in: [paper, wire], statement: A terrorist camp was hit.}
    questions:
      toll:
        ask: How many terrorists died?
        answer: The dead were terrorists [two-dead]. Northland says that terrorists died [aim].
    """
    assert problems == [
        "test.yaml:2:10: warning: 'Terrorists' in \"Terrorists in a small country\" is nobody's word: "
        "quote it, say who uses it, or find a neutral one",
        "test.yaml:4:12: warning: 'terrorist' in \"A terrorist fell.\" is nobody's word: quote it, say who "
        "uses it, or find a neutral one",
        "test.yaml:6:19: warning: 'terrorists' in \"Northland strikes terrorists\" is nobody's word: quote "
        "it, say who uses it, or find a neutral one",
        "test.yaml:8:86: warning: 'terrorist' in \"A terrorist camp was hit.\" is nobody's word: quote it, "
        "say who uses it, or find a neutral one",
        "test.yaml:11:10: warning: 'terrorists' in \"How many terrorists died?\" is nobody's word: quote "
        "it, say who uses it, or find a neutral one",
        "test.yaml:12:13: warning: 'terrorists' in \"The dead were terrorists.\" is nobody's word: quote "
        "it, say who uses it, or find a neutral one",
    ]


def test_loaded_words_are_attributed__passes(problems: list[str]) -> None:
    """Loaded words may stand in quotation marks, or in a sentence that says whose they are.

    topic:
      title: Counter-terrorism in a small country
      sensitive: [terrorist, terrorists]
      summary: Northland calls them terrorists [aim]. They are no "terrorists" and no ‘terrorist’ [struck].
    claims:
      aim: {about: strike, said_by: agency, read_in: wire, motive: Terrorists had to be stopped.}
      struck: {about: strike, said_by: source itself, read_in: wire, statement: "It was terrorists, Northland alleges."}
    """
    assert problems == []
