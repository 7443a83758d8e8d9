"""Rule 7: counts hold together."""

from __future__ import annotations


def test_breakdown_adds_up__fails(problems: list[str]) -> None:
    """Parts must make the exact total.

    claims:
      two-dead:
        about: strike
        said_by: south
        read_in: paper
        killed: 2
        of_whom: {children: 2, women: 1}
    """
    assert problems == [
        "test.yaml:7:5: error: the parts add up to 3, but 'killed' says 2: mend one of them",
    ]


def test_breakdown_adds_up__fails_for_a_range(problems: list[str]) -> None:
    """Parts must lie within a range.

    claims:
      hurt: {about: strike, said_by: south, read_in: paper, injured: at least 7, of_whom: {children: 3, women: 3}}
    """
    assert problems == [
        "test.yaml:2:78: error: the parts add up to 6, but 'injured' says at least 7: mend one of them",
    ]


def test_breakdown_adds_up__passes(problems: list[str]) -> None:
    """Parts that make the total, lie in its range, or stand beside mere words are right.

    claims:
      two-dead: {about: strike, said_by: south, read_in: paper, killed: two, of_whom: {children: 2}}
      hurt: {about: strike, said_by: south, read_in: paper, injured: at least 7, of_whom: {children: 4, women: 3}}
      held: {about: strike, said_by: south, read_in: paper, captured: several, of_whom: {men: 3}}
    """
    assert problems == []


def test_breakdown_has_total__fails(problems: list[str]) -> None:
    """A breakdown without a count has nothing to part.

    claims:
      aim:
        about: strike
        said_by: agency
        read_in: wire
        motive: It was an answer.
        of_whom: {children: 2}
    """
    assert problems == [
        "test.yaml:7:5: error: 'of_whom' parts a count, and this claim has none: give killed, injured or "
        "captured, or remove it",
    ]


def test_breakdown_has_total__passes(problems: list[str]) -> None:
    """A breakdown stands beside a count.

    claims:
      hurt: {about: strike, said_by: south, read_in: paper, captured: 4, of_whom: {children: 4}}
    """
    assert problems == []
