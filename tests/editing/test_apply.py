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


BRACES = "events: {one: {a: b}, two: {c: [d, e]},  # behind\n  three: {f: g}}\n"


def test_records_in_braces_are_edited_in_braces() -> None:
    """A record among others on one line is cut out, written and taken away without touching the others."""
    assert found(BRACES, "events", "two").text == "two: {c: [d, e]}"
    assert changed(BRACES, replace(BRACES, "events", "two", "two: {c: x}\n")) == BRACES.replace("[d, e]", "x")
    assert changed(BRACES, Add("topic", "events", "four", "four: {h: i}")) == BRACES.replace("}}", "}, four: {h: i}}")
    for id, gone in (("one", "one: {a: b}, "), ("two", "two: {c: [d, e]},  "), ("three", "three: {f: g}")):
        edit = Remove("topic", "events", id, found(BRACES, "events", id).hash)
        assert changed(BRACES, edit) == BRACES.replace(gone, "")
    block = refused(BRACES, replace(BRACES, "events", "two", "two:\n  c: x"))
    assert "write it the same way" in block.text


@pytest.mark.parametrize("empty", ["events:\n", "events: {}\n", "events:   # none yet\n", "events: &all\n", ""])
def test_a_first_record_finds_its_place(empty: str) -> None:
    """In a section that is empty, or not there."""
    text = empty + "claims:\n  c: {a: b}\n"
    after = changed(text, Add("topic", "events", "one", "one: {title: One}\n"))
    assert found(after, "events", "one").text == "one: {title: One}"
    assert found(after, "claims", "c").text == "c: {a: b}"


ANCHORS = """\
events:
  one: &first
    title: &name One
  two:
    title: *name
  three: *first
"""


def test_an_anchor_that_others_use_is_refused() -> None:
    """Its record would change theirs: the line of the other is named; the others may be edited."""
    problem = refused(ANCHORS, replace(ANCHORS, "events", "one", "one:\n  title: New"))
    assert problem.text == "holds the anchor &name, which line 5 of the file repeats: edit the file by hand"
    kept = refused(ANCHORS, replace(ANCHORS, "events", "one", "one: &first\n  title: &name New"))
    assert kept.text == problem.text
    assert changed(ANCHORS, replace(ANCHORS, "events", "three", "three: {title: *name}")).endswith(
        "three: {title: *name}\n"
    )
    assert "title: Two" in changed(ANCHORS, replace(ANCHORS, "events", "two", "two:\n  title: Two"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("events:\n  ? one\n  : {a: b}\n", "shares its first line with something else"),
        ("x: &a {one: {a: b}}\nevents: *a\n", "'events' repeats *a: edit the file by hand"),
        ("events:\n  one: {a: b}\n  one: {a: c}\n", "the key 'one' stands here again"),
        ("events: [one\n", "is not valid YAML"),
    ],
)
def test_what_cannot_be_cut_out_is_refused(text: str, reason: str) -> None:
    """With the reason, and the place in the file."""
    problem = locate_text(text.encode(), "topic", "events", "one", "file.yaml")
    assert isinstance(problem, Problem)
    assert reason in problem.text


@pytest.mark.parametrize("new", ["two:\n  title: 'open", "two:\n  title: [a", "two:\n\ttitle: x", "two:\n  t: *nobody"])
def test_a_text_that_does_not_end_is_refused(new: str) -> None:
    """Nothing behind it is swallowed."""
    refused(FILE, replace(FILE, "events", "two", new))


def test_blank_lines_a_form_adds_are_left_out() -> None:
    """Line breaks of another system, blank lines before and behind: only the record is taken."""
    after = changed(FILE, replace(FILE, "events", "three", "\r\n\r\nthree:\r\n  title: x\r\n\r\n\r\n"))
    assert after == FILE.replace("  three: {title: 'Three', also: {fa: ایران}}", "  three:\n    title: x")


def test_the_header_of_a_topic_is_a_record_too() -> None:
    """A summary that tells a count must be mended together with it."""
    text = "# head\ntopic:\n  title: A   # short\n  summary: B\n\n" + FILE
    assert found(text, "topic", "topic").text == "topic:\n  title: A   # short\n  summary: B"
    after = changed(text, replace(text, "topic", "topic", "topic:\n  title: C\n"))
    assert after == text.replace("A   # short\n  summary: B", "C")
    assert locate_text(FILE.encode(), "topic", "topic", "topic", "file.yaml") is None
