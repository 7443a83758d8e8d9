"""Event and matter, read from who, where and when: the claims on it answer where no curated question does."""

from __future__ import annotations

import pytest

from bot.search import TopicIndex
from bot.search.languages import in_english
from bot.search.spelling import Spelling


@pytest.mark.parametrize(
    ("text", "about", "predicate"),
    [
        ("when did southmark retaliate against northland", "answer", "date"),
        ("how many were killed by southmark at harzan", "answer", "killed"),
        ("number of people injured by northland in green village", "strike", "injured"),
    ],
)
def test_claims_answer(index: TopicIndex, text: str, about: str, predicate: str) -> None:
    """The card on just that matter of that event, or the curated question that cites it."""
    asked = index.questions.ask(text)
    if asked.comparison is not None:
        assert (asked.tier, asked.question) == ("answer", None)
        assert (asked.comparison.matter.about, asked.comparison.matter.predicate) == (about, predicate)
    elif asked.question is not None and asked.question.answer is not None:
        cited = [index.topic.claims[id] for id in asked.question.answer.claims]
        assert (about, predicate) in {(claim.about, claim.predicate) for claim in cited}
    else:
        assert (about, predicate) not in {(c.matter.about, c.matter.predicate) for c in index.topic.comparisons}


@pytest.mark.parametrize(
    "text",
    [
        "how many people were injured in Southmark's attack on Harzan",
        "how many horses did northland kill in green village",
        "number of dead in green village in 1999",
    ],
)
def test_what_nobody_says_is_not_answered(index: TopicIndex, text: str) -> None:
    """No claim on it, a word too many, a year without anything."""
    assert index.questions.ask(text).tier != "answer"


def test_languages() -> None:
    """Question words of other languages; endings and particles tell nothing."""
    assert in_english(["kab", "hua"], script=False) == ["when", ""]
    assert in_english(["kab"], script=True) == ["kab"]


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("how meny childern", "how many children"),
        ("hwo", "hwo"),
        ("Meny", "Meny"),
        ("harzen", "harzen"),
        ("xylophone", "xylophone"),
    ],
)
def test_spelling(text: str, mended: str) -> None:
    """One slip in a lower-case word is mended; names, short words and strange words stay."""
    assert Spelling(["how", "many", "children", "harzan"], ["harzan"], frozenset({"how", "many"})).mend(text) == mended
