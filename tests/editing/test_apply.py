"""An edit changes the bytes of its record and no other, in whatever style the file is written."""

from __future__ import annotations

import pytest

from bot.decode import Problem
from bot.editing import Add, Conflict, Edit, Remove, Replace, Slice, apply
from bot.editing.locate import locate_text

FILE = """\
# Head of the file.
events:   # what happened
  # ── First part ──
  one:   # the first
    title: "One: it's quoted"

    # inside one
    date: 2024-01-16
    # still of one, by its indentation

  # above two
  two:
    title: >-
      Folded text
      over two lines

      # no comment: part of the text
    by: [a,
         b]   # behind

  three: {title: 'Three', also: {fa: ایران}}
  # end of events

claims:
  last:
    about: one
    list:
    - at column
    - of its key
"""


def found(text: str, section: str, id: str) -> Slice:
    """Find a record in a text."""
    slice_ = locate_text(text.encode(), "topic", section, id, "file.yaml")
    assert isinstance(slice_, Slice), slice_
    return slice_


def changed(text: str, edit: Edit) -> str:
    """Carry out an edit that must succeed."""
    after = apply(text.encode(), edit, "file.yaml")
    assert isinstance(after, bytes), after
    return after.decode()


def refused(text: str, edit: Edit) -> Problem:
    """Carry out an edit that must be refused."""
    problem = apply(text.encode(), edit, "file.yaml")
    assert isinstance(problem, Problem), problem
    return problem


def replace(text: str, section: str, id: str, new: str) -> Replace:
    """Make the edit of somebody who sees the record as it is."""
    return Replace("topic", section, id, found(text, section, id).hash, new)


@pytest.mark.parametrize(
    ("section", "id", "first", "last"),
    [
        ("events", "one", "one:   # the first", "  # still of one, by its indentation"),
        ("events", "two", "two:", "       b]   # behind"),
        ("events", "three", "three: {title: 'Three', also: {fa: ایران}}", ""),
        ("claims", "last", "last:", "  - of its key"),
    ],
)
def test_a_slice_is_the_record_and_its_own_comments(section: str, id: str, first: str, last: str) -> None:
    """It begins at the key and ends with what is indented deeper; neighbours' comments and blank lines stay out."""
    lines = found(FILE, section, id).text.split("\n")
    assert lines[0] == first
    assert lines[-1] == (last or first)


@pytest.mark.parametrize("style", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("id", ["one", "two", "three"])
def test_a_slice_written_back_changes_nothing(style: str, mark: str, id: str) -> None:
    """Whoever sends the text back as they got it leaves every byte as it was."""
    text = mark + FILE.replace("\n", style)
    assert changed(text, replace(text, "events", id, found(text, "events", id).text)) == text


@pytest.mark.parametrize("style", ["\n", "\r\n"])
@pytest.mark.parametrize("indent", [0, 2, 5])
def test_a_new_text_takes_the_place_of_the_record(style: str, indent: int) -> None:
    """However far its author indented it, it stands where the old one stood, with the file's line breaks."""
    text = FILE.replace("\n", style)
    new = "".join(f"{' ' * indent}{line}\n" for line in ("two:", "  title: New", "  # a remark", "  date: 2024"))
    after = changed(text, replace(text, "events", "two", new))
    head, tail = text[: text.index("  two:")], text[text.index("b]   # behind") + len("b]   # behind") :]
    assert after == head + f"  two:{style}    title: New{style}    # a remark{style}    date: 2024" + tail


def test_a_record_is_taken_away_with_its_lines() -> None:
    """What stood above it and below it stays, byte for byte."""
    slice_ = found(FILE, "events", "two")
    after = changed(FILE, Remove("topic", "events", "two", slice_.hash))
    lines = FILE.splitlines(keepends=True)
    at = lines.index("  two:\n")
    assert after == "".join(lines[:at] + lines[at + 8 :])


def test_a_new_record_stands_behind_the_last() -> None:
    """It is parted by an empty line where its neighbours are; comments below stay below."""
    after = changed(FILE, Add("topic", "events", "four", "four:\n  title: Four\n"))
    place = FILE.index("\n  # end of events")
    assert after == FILE[:place] + "\n\n  four:\n    title: Four" + FILE[place:]


def test_an_edit_that_comes_too_late_is_a_conflict() -> None:
    """It carries what stands there now."""
    late = refused(FILE, Replace("topic", "events", "one", "0" * 16, "one:\n  title: Mine"))
    assert isinstance(late, Conflict)
    assert late.now.startswith("one:   # the first\n")
    again = refused(FILE, Add("topic", "events", "one", "one:\n  title: Mine"))
    assert isinstance(again, Conflict)
    gone = refused(FILE, Remove("topic", "events", "nine", "0" * 16))
    assert isinstance(gone, Conflict)
    assert gone.now == ""
