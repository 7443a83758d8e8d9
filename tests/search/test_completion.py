"""Completion offers what begins as typed, the best first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search import TopicIndex
from bot.search.completion import SECTIONS

ENTITIES = frozenset({"entities"})


def labels(index: TopicIndex, text: str, *sections: str, limit: int = 25) -> list[str]:
    """List what is offered."""
    return [suggestion.label for suggestion in index.completion.complete(text, frozenset(sections), limit)]


def test_beginnings(index: TopicIndex) -> None:
    """Beginnings of names come before beginnings of later words; each record comes once."""
    assert labels(index, "ib", "entities") == ["Ibrahim Qasemi", "Ibrahim Darwish"]
    assert labels(index, "QAS", "entities") == ["Ibrahim Qasemi"]
    assert labels(index, "riv", "entities") == ["Red River Liberation Front"]
    assert labels(index, "al ha", "entities") == ["Ansar al-Haqq"]


def test_other_names_are_shown(index: TopicIndex) -> None:
    """A record found by another name shows that name beside its own."""
    assert labels(index, "helpers", "entities") == ["Ansar al-Haqq (Helpers of the Truth)"]
    assert labels(index, "أنصا", "entities")[:1] == ["Ansar al-Haqq"]


def test_much_claimed_about_first(index: TopicIndex) -> None:
    """Nothing typed: first what most claims are about or by."""
    assert set(labels(index, "", "entities", limit=2)) == {"Southmark", "Northland"}
    assert labels(index, "", "events", limit=1) == ["Northland strikes Green Village"]


def test_exactly_that_first(shipped: TopicIndex) -> None:
    """What is exactly typed comes before longer names that are claimed about more."""
    assert labels(shipped, "kerman", "entities", "events")[0] == "Kerman"


def test_sections(index: TopicIndex) -> None:
    """Questions are offered by any of their wordings, claims by their ids, sources by file."""
    assert labels(index, "dead in", "questions") == [
        "How many people died in Green Village?",
        "How many people died in Harzan?",
    ]
    assert labels(index, "strike t", "claims") == ["strike-two"]
    assert labels(index, "001", "sources") == ["paper-1 (001)"]
    assert labels(index, "south", "entities", "events") == ["Southmark", "Southmark answers at Harzan"]


def test_misspelt_beginnings(index: TopicIndex) -> None:
    """When nothing begins so, the nearest names are offered from three letters on."""
    assert labels(index, "ibrahem kasemi", "entities")[0] == "Ibrahim Qasemi"
    assert labels(index, "zq", "entities") == []


@pytest.mark.parametrize("limit", [1, 3, 25])
@given(text=st.text(max_size=12))
def test_any_text(index: TopicIndex, limit: int, text: str) -> None:
    """Never more than asked for, never a record twice."""
    found = index.completion.complete(text, frozenset(SECTIONS), limit)
    assert len(found) <= limit
    assert len({(suggestion.section, suggestion.id) for suggestion in found}) == len(found)


def test_every_name_completes_to_its_record(shipped: TopicIndex) -> None:
    """The first three words of each name, typed in full, offer the record."""
    for entity in shipped.topic.entities.values():
        for name in (entity.name, *entity.also, *(name for names in entity.names.values() for name in names)):
            offered = shipped.completion.complete(name, ENTITIES)
            assert entity.id in [suggestion.id for suggestion in offered], name
