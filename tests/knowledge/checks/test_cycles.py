"""Rule 10: nothing runs in a circle or against itself, and every place lies on the globe."""

from __future__ import annotations


def test_no_circles__fails(problems: list[str]) -> None:
    """A circle is shown once, whole, at the record that was written first.

    entities:
      hamlet: {type: place, name: Little Hamlet, read_in: paper, within: parish}
      parish: {type: place, name: Old Parish, read_in: paper, within: county}
      county: {type: place, name: Wide County, read_in: paper, within: hamlet}
    """
    assert problems == [
        "test.yaml:2:70: error: 'within' runs in a circle, hamlet → parish → county → hamlet: cut it at one of them",
    ]


def test_no_circles__fails_for_every_chain(problems: list[str]) -> None:
    """Origins, voices, successors and events run one way as well.

    sources:
      paper: {publisher: The Paper, date: 2024-02-01, kind: newspaper, reliability: B, based_on: [wire, paper]}
    entities:
      agency: {type: media, name: State Agency, read_in: paper, speaks_for: agency}
    events:
      strike:
        title: Northland strikes
        date: 2024-01-16
        kind: bombing
        by: north
        place: village
        follows: strike
        part_of: strike
    claims:
      two-dead: {about: strike, said_by: south, read_in: paper, killed: 2, status: superseded, replaced_by: three-dead}
      three-dead: {about: strike, said_by: south, read_in: paper, killed: 3, status: superseded, replaced_by: two-dead}
    """
    assert problems == [
        "test.yaml:2:94: error: 'based_on' runs in a circle, paper → paper: cut it at one of them",
        "test.yaml:4:73: error: 'speaks_for' runs in a circle, agency → agency: cut it at one of them",
        "test.yaml:12:14: error: 'follows' runs in a circle, strike → strike: cut it at one of them",
        "test.yaml:13:14: error: 'part_of' runs in a circle, strike → strike: cut it at one of them",
        "test.yaml:15:105: error: 'replaced_by' runs in a circle, two-dead → three-dead → two-dead: cut "
        "it at one of them",
    ]


def test_no_circles__passes(problems: list[str]) -> None:
    """Chains may meet and be long.

    sources:
      paper: {publisher: The Paper, date: 2024-02-01, kind: newspaper, reliability: B, based_on: [wire, cable]}
      cable: {publisher: The Cable, date: 2024-02-01, kind: wire, reliability: A, based_on: [wire]}
    """
    assert problems == []


def test_claim_leaves_itself_alone__fails(problems: list[str]) -> None:
    """No claim supports, contradicts or excuses itself.

    claims:
      two-dead:
        about: strike
        said_by: south
        read_in: paper
        killed: 2
        supports: [two-dead]
        contradicts: [two-dead]
        compatible_with:
          two-dead: It is the same.
    """
    assert problems == [
        "test.yaml:7:16: error: 'supports' names the claim itself: name another claim",
        "test.yaml:8:19: error: 'contradicts' names the claim itself: name another claim",
        "test.yaml:10:7: error: 'compatible_with' names the claim itself: name another claim",
    ]


def test_claim_leaves_itself_alone__passes(problems: list[str]) -> None:
    """Other claims may be named.

    claims:
      two-dead: {about: strike, said_by: south, read_in: paper, killed: 2, supports: [struck]}
    """
    assert problems == []


def test_coordinates_are_on_earth__fails(problems: list[str]) -> None:
    """Coordinates have one form, and lie on the globe.

    entities:
      village: {type: place, name: Green Village, country: south, read_in: paper, at: 97.37 N 62.33 E}
      south: {type: government, name: Southmark, party: yes, read_in: paper, at: 27 N 190 W}
      north: {type: government, name: Northland, party: yes, read_in: paper, at: "27.37, 62.33"}
    """
    assert problems == [
        "test.yaml:2:83: error: 'at' has the latitude 97.37: it is at most 90",
        "test.yaml:3:78: error: 'at' has the longitude 190: it is at most 180",
        "test.yaml:4:78: error: 'at' must be latitude and longitude in degrees, such as 27.37 N 62.33 E",
    ]


def test_coordinates_are_on_earth__passes(problems: list[str]) -> None:
    """Degree signs and a comma may be there or not.

    entities:
      village: {type: place, name: Green Village, country: south, read_in: paper, at: 27.37 N 62.33 E}
      south: {type: government, name: Southmark, party: yes, read_in: paper, at: "27° S, 180° w"}
    """
    assert problems == []
