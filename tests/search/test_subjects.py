"""Subjects: everyday words, names and days lead to the right cards, in order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search import Subject, TopicIndex

STRIKE_DEATHS, STRIKE_HURT, ANSWER_DEATHS = ("strike", "killed"), ("strike", "injured"), ("answer", "killed")


def cards(subject: Subject | None) -> list[tuple[str, str]] | None:
    """List what each card is about."""
    return [(card.matter.about, card.matter.predicate) for card in subject.comparisons] if subject else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("casualties", [STRIKE_DEATHS, STRIKE_HURT, ANSWER_DEATHS]),
        ("deaths", [STRIKE_DEATHS, ANSWER_DEATHS]),
        ("How many were killed?", [STRIKE_DEATHS, ANSWER_DEATHS]),
        ("wounded", [STRIKE_HURT]),
        ("why", [("strike", "motive")]),
        ("harzan deaths", [ANSWER_DEATHS]),
        ("deaths in Southmark", [STRIKE_DEATHS]),
        ("killed by Southmark", [ANSWER_DEATHS]),
        ("killed 18 january", [ANSWER_DEATHS]),
        ("casualties on the 16th", [STRIKE_DEATHS, STRIKE_HURT]),
        ("envoy", [("southmark", "statement")]),
        ("ambassador", [("southmark", "statement")]),
        ("answer", [ANSWER_DEATHS]),
        ("", None),
        ("???", None),
        ("deaths in Narnia", None),
        ("biryani", None),
    ],
)
def test_subjects(index: TopicIndex, text: str, expected: list[tuple[str, str]] | None) -> None:
    """Words for a matter choose it, what is named narrows it, and what means nothing is not passed over."""
    assert cards(index.subjects.resolve(text)) == expected


@pytest.mark.parametrize("text", ["wire-2", "ai article", "The AI-generated document"])
def test_sources(index: TopicIndex, text: str) -> None:
    """A source is meant by its id and by its description."""
    subject = index.subjects.resolve(text)
    assert subject is not None
    assert subject.source == "wire-2"


def test_disputed_first(shipped: TopicIndex) -> None:
    """Of sound cards, those in dispute come first, and deaths before injuries."""
    casualties = shipped.subjects.resolve("casualties")
    assert casualties is not None
    assert casualties.comparisons[0].disputed
    predicates = [card.matter.predicate for card in casualties.comparisons if card.matter.about == "iran-strike"]
    assert predicates == ["killed", "injured"]


EVERYDAY = (
    "casualties|deaths|killed|dead|toll|injured|wounded|when|dates|where|why|motive|weapons|missiles|target|who did it|"
    "blame|who did kerman|kerman|kerman deaths|deaths in iran|deaths in pakistan|killed 18 january|ambassador|"
    "nationality|women and children|jaish al adl|iran-strike|doc-004|004|ai article|koh-e-sabz|summons|kugelman"
)


@pytest.mark.parametrize("text", EVERYDAY.split("|"))
def test_labels_lead_back(shipped: TopicIndex, text: str) -> None:
    """The label of a subject, which page buttons carry, resolves to the same cards."""
    subject = shipped.subjects.resolve(text)
    assert subject is not None
    assert subject.comparisons or subject.source
    again = shipped.subjects.resolve(subject.label)
    assert again is not None
    assert (again.label, again.comparisons, again.source) == (subject.label, subject.comparisons, subject.source)


@given(text=st.text(max_size=60))
def test_any_text(index: TopicIndex, text: str) -> None:
    """No text is too odd to ask about."""
    index.subjects.resolve(text)
