"""Numbers are found in prose however they are written, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.figures import find_numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("nine people died", [("nine", 9)]),
        ("Twenty-two died, two hundred and five fled", [("Twenty-two", 22), ("two hundred and five", 205)]),
        ("two thousand three hundred", [("two thousand three hundred", 2_300)]),
        ("a dozen, two dozen", [("a dozen", 12), ("two dozen", 24)]),
        ("a hundred, a thousand", [("a hundred", 100), ("a thousand", 1000)]),
        ("1,200 houses, 2.5 million people", [("1,200", 1200), ("2.5 million", 2_500_000)]),
        ("between 7 and 9, three to four", [("7", 7), ("9", 9), ("three", 3), ("four", 4)]),
        ("seven-year-old, F-14 and at 17:50", [("seven", 7), ("14", 14), ("17", 17), ("50", 50)]),
        ("۱۲ کشته", [("۱۲", 12)]),
        ("thirty five or sixty-one", [("thirty five", 35), ("sixty-one", 61)]),
        ("one woman, but no one of them", [("one", 1)]),
        ("zero, 0", [("zero", 0), ("0", 0)]),
    ],
)  # fmt: skip
def test_numbers(text: str, found: list[tuple[str, int]]) -> None:
    """Digits, words, scales and hyphens all make numbers."""
    assert find_numbers(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no one knows, and one of them saw one another",
        "One analyst says so, according to one report",
        "on the one side, each one, this one",
        "both countries, twice, several, the second strike, hundreds of them",
        "a man, an hour, someone, tent, bone, weight, lone, often",
    ],
)
def test_no_numbers(text: str) -> None:
    """Pronouns, ordinals, vague words and words that merely contain a number are passed over."""
    assert find_numbers(text) == []


@given(
    st.lists(
        st.sampled_from("one two twenty ninety hundred thousand million dozen and a an - 7 1,000 2.5 no of x".split())
    )
)
def test_any_words(words: list[str]) -> None:
    """Any heap of number words is read without a crash; what is found stands in the text."""
    text = " ".join(words).replace(" - ", "-")
    assert all(found in text and value >= 0 for found, value in find_numbers(text))


def test_a_raised_digit_is_no_number() -> None:
    """`²` is a digit to Unicode and no number to anybody: it is passed over, whatever stands beside it."""
    assert find_numbers("² of ³ and 3 men") == [("3", 3)]
