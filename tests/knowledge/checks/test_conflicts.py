"""Rules 11 and 13: disagreements are found, and somebody has looked at each."""

from __future__ import annotations


def test_conflict_is_marked__fails(problems: list[str]) -> None:
    """Two counts that cannot both be right are shown, each at its value.

    claims:
      three-dead:
        about: strike
        said_by: agency
        read_in: wire
        killed: 3
      two-dead:
        about: strike
        said_by: south
        read_in: paper
        killed: 2
    """
    assert problems == [
        "test.yaml:6:13: warning: 'killed' is at odds with two-dead: mark one of them disputed, or say "
        "under compatible_with why both can stand",
        "test.yaml:11:13: warning: 'killed' is at odds with three-dead: mark one of them disputed, or "
        "say under compatible_with why both can stand",
    ]


def test_conflict_is_marked__fails_for_one_speaker(problems: list[str]) -> None:
    """One speaker who says two things has probably counted again.

    claims:
      three-dead: {about: strike, said_by: south, read_in: wire, killed: 3}
      many-dead: {about: strike, said_by: agency, read_in: wire, killed: many}
    """
    assert problems == [
        "base.yaml:14:69: warning: 'killed' is at odds with three-dead: the same speaker says both, so "
        "mark the earlier one superseded, or one of them disputed",
        "test.yaml:2:70: warning: 'killed' is at odds with two-dead: the same speaker says both, so mark "
        "the earlier one superseded, or one of them disputed",
    ]


def test_conflict_is_marked__passes(problems: list[str]) -> None:
    """A conflict is looked at once one side is disputed or unverified, or both can stand.

    claims:
      three-dead: {about: strike, said_by: agency, read_in: wire, killed: 3, status: disputed}
      four-dead: {about: strike, said_by: agency, read_in: wire, killed: 4, status: unverified}
      five-dead:
        about: strike
        said_by: agency
        read_in: wire
        killed: 5
        compatible_with: {two-dead: It counts more., three-dead: It counts more., four-dead: It counts more.}
      day: {about: strike, said_by: south, read_in: paper, date: about 2024-01-15}
      day-wire: {about: strike, said_by: source itself, read_in: wire, date: 2024-01-16}
    """
    assert problems == []


def test_dispute_has_two_sides__fails(problems: list[str]) -> None:
    """A dispute needs somebody on the other side.

    claims:
      two-dead:
        about: strike
        said_by: south
        read_in: paper
        killed: 2
        status: disputed
        contradicts: [three-dead]
      three-dead: {about: strike, said_by: agency, read_in: wire, killed: 3, status: refuted, because: It took it back.}
    """
    assert problems == [
        "test.yaml:7:13: warning: 'disputed', but no live claim is at odds with it: name one under "
        "contradicts, or change the status",
    ]


def test_dispute_has_two_sides__passes(problems: list[str]) -> None:
    """The other side may be another number, or a denial.

    claims:
      two-dead: {about: strike, said_by: south, read_in: paper, killed: 2, status: disputed}
      three-dead: {about: strike, said_by: agency, read_in: wire, killed: 3, status: disputed}
      aim: {about: strike, said_by: agency, read_in: wire, motive: An answer., status: disputed, contradicts: no-answer}
      no-answer: {about: strike, said_by: south, read_in: wire, denial: It was no answer., contradicts: aim}
    """
    assert problems == []


def test_compatible_claims_share_a_matter__fails(problems: list[str]) -> None:
    """What is never compared needs no excuse.

    claims:
      hurt:
        about: strike
        said_by: south
        read_in: paper
        injured: 3
        compatible_with:
          two-dead: The dead are not among the injured.
    """
    assert problems == [
        "test.yaml:8:7: warning: 'two-dead' is another matter (strike / killed; here strike / injured), "
        "so it is never compared with this: move the remark to 'because'",
    ]


def test_compatible_claims_share_a_matter__passes(problems: list[str]) -> None:
    """Claims on one matter may be made compatible.

    claims:
      three-dead: {about: strike, said_by: agency, read_in: wire, killed: 3, compatible_with: {two-dead: Later.}}
    """
    assert problems == []


def test_contradiction_is_mutual__fails(problems: list[str]) -> None:
    """A contradiction is written on both sides.

    claims:
      aim: {about: strike, said_by: agency, read_in: wire, motive: It was an answer.}
      whim: {about: strike, said_by: south, read_in: wire, motive: It was a whim., contradicts: [two-dead, aim]}
      two-dead: {about: strike, said_by: south, read_in: paper, killed: 2, contradicts: whim}
    """
    assert problems == [
        "test.yaml:3:104: warning: 'aim' does not list 'whim' under contradicts in turn: add it there",
    ]


def test_contradiction_is_mutual__passes(problems: list[str]) -> None:
    """A refuted claim may point at the right one alone.

    claims:
      odd: {about: strike, said_by: south, read_in: wire, killed: 3, status: refuted, because: Slip., contradicts: aim}
    """
    assert problems == []
