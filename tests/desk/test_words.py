"""Readers' words as edits: only where nothing has to be guessed."""

from __future__ import annotations

import pytest

from bot.desk.words import rewritten, with_item

RECORD = """toll:
  about: strike
  said_by: agency
  # nine was said first
  killed: 9
  of_whom: {women: 3, children: 4}
  statement: >-
    A number of people died
    in two villages.
"""


@pytest.mark.parametrize(
    ("wrong", "right", "line"),
    [
        ("9", "8", "  killed: 8"),
        ("agency", "Agency One", "  said_by: Agency One"),
        ("people  died in two", "persons fell in two", "    A number of persons fell in two villages."),
        ("women: 3", "women: 2", "  of_whom: {women: 2, children: 4}"),
    ],
)
def test_words_that_stand_once_are_put_right(wrong: str, right: str, line: str) -> None:
    """The words are found as they were read, whatever the line breaks, and nothing else changes."""
    text = rewritten(RECORD, wrong, right)
    assert text is not None
    assert line in text.splitlines()
    assert len(text.splitlines()) >= len(RECORD.splitlines()) - 1


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("nobody", "somebody"), ("", "x"), ("9", ""), ("e", "f"), ("toll", "count"), ("killed", "injured"), (".*", "x")],
)
def test_words_that_are_not_clear_are_left_to_a_person(wrong: str, right: str) -> None:
    """Not there, several times, the id, a field's name: no edit is made of it."""
    assert rewritten(RECORD, wrong, right) is None


def test_a_number_is_not_found_inside_another() -> None:
    """`1` is not the 1 of 16."""
    assert rewritten("e:\n  date: 16 January\n  killed: 1\n", "1", "2") == "e:\n  date: 16 January\n  killed: 2\n"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("q:\n  ask: Why?\n", "q:\n  ask: Why?\n  also_asked: ['How''s that?']\n"),
        ("q:\n    ask: Why?", "q:\n    ask: Why?\n    also_asked: ['How''s that?']\n"),
        ("q:\n  also_asked: []\n  ask: W\n", "q:\n  also_asked: ['How''s that?']\n  ask: W\n"),
        ("q:\n  also_asked: [One]   # kept\n", "q:\n  also_asked: [One, 'How''s that?']   # kept\n"),
        ("q:\n  also_asked:\n    - One\n  ask: W\n", "q:\n  also_asked:\n    - 'How''s that?'\n    - One\n  ask: W\n"),
        ("q:\n  also_asked: One\n", None),
        ("q:\n  also_asked: [One,\n    Two]\n", None),
        ("q: {ask: Why?}", None),
    ],
)
def test_a_wording_is_added_as_the_list_is_written(text: str, after: str | None) -> None:
    """In braces, as lines, or as a new list; anything else is left to a person."""
    assert with_item(text, "also_asked", "How's   that?") == after
