"""Whatever a file looks like, an edit leaves every byte outside its record as it was."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.decode import Problem, plain, read_yaml
from bot.editing import Add, Remove, Replace, Slice, apply
from bot.editing.layout import dedent
from bot.editing.locate import locate_text
from tests.editing.written import File, Written, files, records


def events(data: bytes) -> dict[str, Any]:
    """Read the section that is edited, texts as the loader takes them."""
    root, problems = read_yaml(data, "file.yaml")
    assert problems == []
    assert root is not None
    return stripped(plain(root)["events"] or {})  # type: ignore[no-any-return]  # a mapping stays one


def stripped(value: Any) -> Any:
    """Take the blanks from both ends of every text, as the models do."""
    if isinstance(value, dict):
        return {key: stripped(inner) for key, inner in value.items()}
    return [stripped(item) for item in value] if isinstance(value, list) else value.strip()


def slice_of(file: File) -> Slice:
    """Find the record of a file."""
    found = locate_text(file.around(file.written), "topic", "events", file.record.id, "file.yaml")
    assert isinstance(found, Slice), found
    return found


@given(files())
def test_a_slice_is_exactly_the_record(file: File) -> None:
    """Its bytes are those that were written for it, and its text is the same without the margin."""
    found, data = slice_of(file), file.around(file.written)
    assert data[found.start : found.end].decode() == file.written
    assert found.text == dedent(file.written, file.column)
    assert events(data)[file.record.id] == stripped(file.record.value)


@given(files(), st.data(), st.integers(0, 6))
def test_a_replacement_changes_its_record_only(file: File, data: st.DataObject, margin: int) -> None:
    """Every byte outside is identical the record says what its author wrote; or the edit is refused."""
    new = data.draw(records(file.record.id))
    before = file.around(file.written)
    after = apply(before, Replace("topic", "events", new.id, slice_of(file).hash, new.at(margin, "\n") + "\n"))
    if isinstance(after, Problem):
        assert file.shared, after
        return
    head, tail = file.around("").removesuffix(file.tail.encode()), file.tail.encode()
    assert after.startswith(head)
    assert after.endswith(tail)
    assert len(after) >= len(head) + len(tail)
    now = events(after)
    assert now[new.id] == stripped(new.value)
    assert {id: now[id] for id in file.neighbours} == stripped(file.neighbours)


@given(files())
def test_the_same_text_changes_nothing(file: File) -> None:
    """A slice sent back as it came gives the same bytes."""
    before, found = file.around(file.written), slice_of(file)
    assert apply(before, Replace("topic", "events", found.id, found.hash, found.text)) == before


@given(files())
def test_a_removal_takes_its_record_only(file: File) -> None:
    """Its lines go and nothing else."""
    after = apply(file.around(file.written), Remove("topic", "events", file.record.id, slice_of(file).hash))
    if isinstance(after, Problem):
        assert file.shared, after
        return
    assert after == file.around("").removesuffix(file.tail.encode()) + file.tail.removeprefix(file.line_break).encode()
    assert stripped(file.neighbours).items() <= events(after).items()


@given(files(), records("four"), st.integers(0, 6))
def test_an_addition_adds_its_record_only(file: File, new: Written, margin: int) -> None:
    """The file is the same with one piece put in, and the record says what its author wrote."""
    before = file.around(file.written)
    after = apply(before, Add("topic", "events", "four", new.at(margin, "\n")))
    assert isinstance(after, bytes), after
    found = locate_text(after, "topic", "events", "four", "file.yaml")
    assert isinstance(found, Slice)
    left, right = after[: found.start], after[found.end :]
    assert left.rstrip(b"\r\n") + right == before
    assert events(after) == {**events(before), "four": stripped(new.value)}


SIGNS = "events:| |  |\n|\n  |\n    |\r\n|\t|- |? |: |{|}|[|]|, |#|&a |*a|'|\"|>-\n"
SIGNS += "|x|!t |---\n|...\n|\u2028|\x85|\ufeff|ایران|<<"
PIECES = st.lists(st.sampled_from([*SIGNS.split("|"), "|\n", "one:", "%YAML 1.1\n"]), max_size=25).map("".join)


@given(PIECES, PIECES)
def test_nothing_that_is_written_ends_it(text: str, new: str) -> None:
    """Whatever stands in a file and whatever is sent: a slice, bytes or a Problem, and only its own bytes change."""
    whole = f"events:\n  one:\n    a: b\n  {text}\n", text, f"events: {{one: {text}}}", f"events:\n  one: {text}"
    for file in (one.encode() for one in whole):
        found = locate_text(file, "topic", "events", "one", "file.yaml")
        assert isinstance(apply(file, Add("topic", "events", "new", new)), bytes | Problem)
        for sent in (new, f"one:\n  k: {new}", f"one: {{{new}}}"):
            if isinstance(found, Slice):
                after = apply(file, Replace("topic", "events", "one", found.hash, sent))
                if isinstance(after, bytes):
                    assert after.startswith(file[: found.start])
                    assert after.endswith(file[found.end :])
                    assert events(after).keys() == events(file).keys()
