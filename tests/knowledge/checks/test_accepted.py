"""A warning may be accepted with a reason; an acceptance that does nothing is shown."""

from __future__ import annotations


def test_an_accepted_warning(problems: list[str]) -> None:
    """A warning that moderators accepted is not shown.

    topic:
      title: A small topic
      accepted:
        - {check: links_live, on: [paper], because: The copy in the archive is complete.}
    sources:
      paper: {publisher: The Paper, date: 2024-02-01, kind: newspaper, reliability: B, status: dead}
    """
    assert problems == []


def test_a_warning_on_the_topic(problems: list[str]) -> None:
    """What is wrong with the header itself is accepted on `topic`.

    topic:
      title: A small topic
      reviewed: 2020-01-01
      review_every: 30 days
      accepted: [{check: review_is_made, on: topic, because: Nothing happens any more.}]
    """
    assert problems == []


def test_an_acceptance_of_nothing(problems: list[str]) -> None:
    """Once the warning is gone, so should its acceptance be.

    topic:
      title: A small topic
      accepted:
        - {check: links_live, on: [paper, wire], because: The copy in the archive is complete.}
    sources:
      paper: {publisher: The Paper, date: 2024-02-01, kind: newspaper, reliability: B, status: dead}
    """
    assert problems == [
        "test.yaml:4:39: warning: accepts a warning of 'links_live' on 'wire' that is not there: remove it"
    ]


def test_an_unknown_check(problems: list[str]) -> None:
    """A misspelt check accepts nothing, and the warning stays.

    topic:
      title: A small topic
      accepted:
        - {check: link_live, on: paper, because: The copy in the archive is complete.}
    sources:
      paper: {publisher: The Paper, date: 2024-02-01, kind: newspaper, reliability: B, status: dead}
    """
    assert problems == [
        "test.yaml:4:15: warning: 'link_live' is no check; did you mean 'links_live'?",
        "test.yaml:6:92: warning: the link is dead: find another address, or rely on the archived copy",
    ]


def test_an_error_cannot_be_accepted(problems: list[str]) -> None:
    """An error stays an error.

    topic:
      title: A small topic
      accepted:
        - {check: source_is_graded, on: paper, because: We do not know.}
    sources:
      paper: {publisher: The Paper, date: 2024-02-01, kind: newspaper}
    """
    assert problems == [
        "test.yaml:4:37: warning: accepts a warning of 'source_is_graded' on 'paper' that is an error, "
        "which cannot be accepted: mend it",
        "test.yaml:6:3: error: 'paper' needs 'reliability', A to F (or 'seen: no')",
    ]
