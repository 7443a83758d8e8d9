"""Questions: an answer when it is sure, else the closest, else plainly nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search import Asked, TopicIndex


def answered(asked: Asked) -> str | None:
    """Give the id of the question that was answered."""
    return asked.question.id if asked.tier == "answer" and asked.question else None


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("How many people died in Green Village?", "toll"),
        ("toll", "toll"),
        ("DEAD in green village!", "toll"),
        ("how many people were killed in green village", "toll"),
        ("how many people were killed in Gren Villege", "toll"),
        ("how many people died at harzan", "toll-harzan"),
        ("why did northland strike", "why"),
        ("What was Northland's reason for the strike?", "why"),
        ("names of the dead", "names-of-the-dead"),
    ],
)
def test_answers(index: TopicIndex, text: str, id: str) -> None:
    """The wording, another wording of the same words, misspelt words; what nobody knows is an answer too."""
    assert answered(index.questions.ask(text)) == id


@pytest.mark.parametrize(
    "text",
    [
        "how many people died",
        "why did Southmark strike",
        "how many soldiers died in Green Village",
        "how many people died in Green Village in 2021",
        "did Zorgon kill people in Green Village",
        "biryani recipe",
        "",
        "🔥🔥🔥",
    ],
)
def test_no_guesses(index: TopicIndex, text: str) -> None:
    """What is missing, unknown, turned round or ambiguous is not answered."""
    assert answered(index.questions.ask(text)) is None


def test_closest(index: TopicIndex) -> None:
    """At most three entries, the nearest first."""
    asked = index.questions.ask("how many people died")
    assert asked.tier == "closest"
    assert {hit.id for hit in asked.closest[:2]} == {"toll", "toll-harzan"}
    assert len(asked.closest) <= 3


def test_unknown_names_are_told(index: TopicIndex) -> None:
    """A name that nothing here is called is given back, to be said aloud."""
    asked = index.questions.ask("What did Zorgon say about Green Village?")
    assert asked.unknown == ("zorgon",)
    assert asked.entities == ("green-village",)


def test_not_covered(index: TopicIndex) -> None:
    """What has nothing to do with the topic leads nowhere."""
    assert index.questions.ask("best recipe for lentil soup") == Asked("not_covered")


def test_every_wording_is_answered(shipped: TopicIndex) -> None:
    """Each wording a moderator wrote is answered by a question that has it."""
    for question in shipped.topic.questions.values():
        for wording in (question.id, question.ask, question.ask.upper(), *question.also_asked):
            asked = shipped.questions.ask(wording)
            assert asked.tier == "answer", wording


@pytest.mark.parametrize(
    "text",
    [
        "how many people died in the Indian strike",
        "did Israel attack Iran in 2024",
        "what did Trump say about the strikes",
        "when was Jaish al-Adl founded",
        "is Jaish-e-Mohammed behind the Kerman attack",
        "did Pakistan use F-16 jets",
        "who is the Supreme Leader of Iran",
        "biryani recipe",
    ],
)
def test_unanswerable_questions_of_the_shipped_topic(shipped: TopicIndex, text: str) -> None:
    """Near questions that the documents do not answer are not answered."""
    assert answered(shipped.questions.ask(text)) is None


@given(text=st.text(max_size=80))
def test_any_text(index: TopicIndex, text: str) -> None:
    """No text is too odd to ask."""
    asked = index.questions.ask(text)
    assert (asked.tier == "answer") == any((asked.question, asked.comparison, asked.whole))
    assert (asked.tier == "closest") == bool(asked.closest)
