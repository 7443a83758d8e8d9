"""New records: ids, skeletons, their YAML, corrections; and an edit's difference as people read it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.decode import Problem, plain, read_yaml
from bot.editing import (
    Add,
    FieldChange,
    Prepared,
    changes_facts,
    correction,
    field_changes,
    new_id,
    prepare,
    record_yaml,
    template,
    was_and_now,
)
from bot.editing.own_text import own_text
from bot.knowledge.load import load
from bot.knowledge.model import ID_LENGTH, ID_PATTERN
from bot.knowledge.topic import Topic
from tests.editing.small import small_knowledge

TEXTS = st.text(max_size=300) | st.sampled_from(
    ["a: b", "# c", "'", '"', "no", "12:30", " x ", "a\nb", "ایران", "🚀 *a &b"]
)
TODAY = date(2026, 11, 20)


@pytest.fixture
def topic(tmp_path: Path) -> Topic:
    """A small topic."""
    knowledge = load(small_knowledge(tmp_path / "knowledge")).knowledge
    assert knowledge is not None
    return knowledge.topics["small"]


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("Iran strikes Pakistan's Balochistan", "iran-strikes-pakistan-balochistan"),
        ("Strike", "strike-2"),
        ("North", "north-2"),
        ("سیستان", "systan"),
        ("🚀 … !", "event"),
        (
            "A title of far more words than an id can hold in forty characters",
            "a-title-of-far-more-words-than-an-id-can",
        ),
        ("x" * 60, "x" * 40),
    ],
)
def test_an_id_is_made_of_the_title(topic: Topic, title: str, id: str) -> None:
    """Short words of it, in Latin letters, free in the topic whatever the section."""
    assert new_id(topic, title, "event") == id


_SHIPPED: list[Topic] = []


@given(TEXTS)
def test_any_title_gives_an_id(title: str) -> None:
    """Whatever somebody types, the id has the right form."""
    knowledge = load(Path(__file__).parents[2] / "knowledge").knowledge if not _SHIPPED else None
    if knowledge is not None:
        _SHIPPED.extend(knowledge.topics.values())
    id = new_id(_SHIPPED[0], title)
    assert _SHIPPED[0].record(id) is None
    assert re.fullmatch(ID_PATTERN, id)
    assert len(id) <= ID_LENGTH


@pytest.mark.parametrize("section", ["sources", "entities", "events", "claims", "corrections"])
def test_a_skeleton_is_accepted_as_it_is(tmp_path: Path, section: str) -> None:
    """With the names of what it belongs to, a skeleton is a valid record before anybody writes into it."""
    folder = small_knowledge(tmp_path / "knowledge")
    text = template(section, "new-one", "Title: with a colon", source="paper", about="strike")
    assert isinstance(prepare(folder, [Add("small", section, "new-one", text)]), Prepared)


def test_the_skeleton_of_a_question_asks_for_its_claim(tmp_path: Path) -> None:
    """Its answer cites what does not exist yet: nobody can send it unread."""
    folder = small_knowledge(tmp_path / "knowledge")
    found = prepare(folder, [Add("small", "questions", "new-one", template("questions", "new-one", "Why?"))])
    assert isinstance(found, list)
    assert [str(problem) for problem in found] == ["new-one:4:11: error: 'claim-id' is no claim"]


VALUES = st.recursive(
    TEXTS.map(str.strip).filter(bool),
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, min_size=1),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(["statement", "because", "read_in", "of_whom", "said_by"]), VALUES, min_size=1))
def test_a_record_is_written_as_it_is_read(values: dict[str, object]) -> None:
    """Any text, of any script and length, comes back the same."""
    root, problems = read_yaml(record_yaml("claims", "one", values).encode(), "one")
    if problems:  # signs that no YAML file may hold
        assert "control character" in problems[0].text
        return
    assert root is not None
    assert plain(root) == {"one": values}


def test_a_record_is_written_in_house_style() -> None:
    """Fields in the schema's order, lists in one line, long texts folded, empty fields left out."""
    values = {
        "killed": 9,
        "about": "strike",
        "flags": [],
        "contradicts": ["a", "b"],
        "because": "word " * 30,
        "via": None,
    }
    assert record_yaml("claims", "one", {**values, "because": ("word " * 30).strip()}) == (
        "one:\n  about: strike\n  killed: 9\n  because: >-\n"
        f"    {('word ' * 22).strip()}\n    {('word ' * 8).strip()}\n  contradicts: [a, b]\n"
    )


def test_a_correction_goes_with_the_edit(topic: Topic) -> None:
    """It is valid knowledge, and two processes that write one at once give them two names."""
    made = correction(
        topic, TODAY, "We had it wrong.", changes=["c0"], was="killed: 0", now="killed: 7", reason="Read again."
    )
    other = correction(topic, TODAY, "We had something else wrong.", changes=["c0"])
    assert (made.topic, made.section) == ("small", "corrections")
    assert re.fullmatch(r"c0-20261120-[0-9a-f]{4}", made.id)
    assert made.id != other.id
    assert "  was: 'killed: 0'\n" in made.text


def test_fields_are_compared_one_by_one() -> None:
    """Values before and after, nested ones by their path, items of lists by their place."""
    before = "one:\n  killed: 7\n  of_whom: {women: 3}\n  read_in: [a, b]\n  roles:\n  - role: x\n  via: v\n"
    after = "one:\n  killed: 9\n  of_whom: {women: 3, men: 2}\n  read_in: [a]\n  roles:\n  - role: y\n"
    after += "  quote: >-\n    q\n    r\n"
    assert [str(change) for change in field_changes(before, after)] == [
        "killed: 7 → 9",
        "read_in: a, b → a",
        "roles[1].role: x → y",
        "via: - v",
        "of_whom.men: + 2",
        "quote: + q r",
    ]


@pytest.mark.parametrize(
    ("section", "field", "before", "facts"),
    [
        ("claims", "killed", "7", True),
        ("claims", "of_whom.women", "3", True),
        ("claims", "contradicts", "x", False),
        ("entities", "also", "x", False),
        ("entities", "roles[1].role", "x", True),
        ("questions", "answer", "x", True),
        ("corrections", "what", "x", False),
        ("claims", "killed", None, False),
    ],
)
def test_only_facts_need_a_correction(section: str, field: str, before: str | None, facts: bool) -> None:
    """A new spelling, a link or a new record corrects nothing."""
    assert changes_facts(section, [FieldChange(field, before, "now")]) == facts


def test_a_removal_is_a_correction() -> None:
    """What is not said any more was said before."""
    changes = field_changes("one:\n  killed: 7\n", "")
    assert changes_facts("claims", changes)
    assert was_and_now(changes) == ("killed: 7", "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1:1: is empty: to take the record away, remove it"),
        ("two:\n  a: b", "1:1: must hold the record 'one' and nothing else: its first line is 'one:'"),
        ("one:\n  a: b\ntwo: c", "3:1: must hold the record 'one' and nothing else: its first line is 'one:'"),
        ("# c\none:\n  a: b", "1:1: has a comment above 'one:': put it below that line"),
        ("one:\n  a: b\n# c", "3:1: ends with a comment that belongs to no record: indent it like the fields"),
        ("---\none: {}", "1:1: holds '---': write the record alone"),
        ("one:\n  a: b\n  a: c", "3:3: the key 'a' stands here again (first in line 2)"),
        ("one: [", "1:7: is not valid YAML: did not find expected node content"),
        ("- one", "1:1: must begin with a section such as 'events:'"),
        ("one: !x y", "1:6: the tag '!x' is not used here: remove it"),
    ],
)
def test_a_text_must_be_one_record(text: str, said: str) -> None:
    """What else it holds is named, with its line in that text."""
    problem = own_text(Add("t", "claims", "one", text))
    assert isinstance(problem, Problem)
    assert f"{problem.mark.line}:{problem.mark.column}: {problem.text}".startswith(said)
