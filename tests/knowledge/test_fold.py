"""Folding makes spellings comparable and loses no name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.fold import fold, likeness, skeleton, word_likeness, words

SAME_NAME = 93.0


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Jaish al-Adl", "jaish al adl"),
        ("  JAISH   al‑Adl?! ", "jaish al adl"),
        ("“Jaish al-Adl” 🔥", "jaish al adl"),
        ("\u200fجیش\u200cالعدل\u200e", "jysh al adl"),
        ("جيش العَدْل", "jysh al adl"),
        ("Ba'ath’s", "baath"),
        ("Qur’an", "quran"),
        ("António Guterres", "antonio guterres"),
        ("Jîna Emînî", "jina emini"),
        ("Iran's strike", "iran strike"),
        ("۱۸ / ١٨", "18 18"),
        ("Путин", "putin"),
        ("北京", "beijing"),
        ("ﷲ", "allh"),
        ("𝐊𝐞𝐫𝐦𝐚𝐧", "kerman"),
        ("", ""),
        ("🔥 …", ""),
    ],
)
def test_fold(written: str, folded: str) -> None:
    """Case, accents, harakat, quotes, emoji, bidi marks and digits of all scripts come to one spelling."""
    assert fold(written) == folded


def test_words() -> None:
    """Words are parted at anything that is neither letter nor digit."""
    assert words("Koh-e-Sabz, Panjgur (2024)") == ["koh", "e", "sabz", "panjgur", "2024"]


@pytest.mark.parametrize(
    "spellings",
    [
        "Jaish al-Adl|Jeish ol-Adl|Jaysh-ul-Adl|Jaishul Adl|جیش‌العدل|جيش العدل|جیش العدل|JAISH AL ADL",
        "Koh-e-Sabz|Kuh-i Sabz|کوہ سبز|کوه سبز",
        "Mowlavi Abdurrahman|Mawlawi Abdul Rahman|مولوی عبدالرحمن",
        "Sistan-Baluchestan|Seistan and Balochistan|سیستان و بلوچستان",
        "Alborz|البرز|Elborz",
        "Amir-Abdollahian|Amir Abdullahian|امیر عبداللهیان|أمير عبد اللهيان",
        "Gaddafi|Qadhafi|Kadafi|Ghaddafi",
        "Soleimani|Suleimani|Sulaimani|سلیمانی|سليماني",
        "Pakistan|پاکستان|باكستان",
        "Jundullah|Jondollah|جندالله",
    ],
)
def test_skeleton(spellings: str) -> None:
    """All spellings of a name, in Latin and in Arabic script, share one consonant key."""
    assert len({skeleton(spelling) for spelling in spellings.split("|")}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jaish al-Adl", "Jaish-e-Mohammed"),
        ("Jaish al-Adl", "Jaish al-Islam"),
        ("Kerman", "Kermanshah"),
        ("Balochistan Liberation Army", "National Liberation Army"),
        ("Iran", "Iraq"),
    ],
)
def test_likeness_of_strangers(one: str, other: str) -> None:
    """Names of others stay below the bar for the same name."""
    assert likeness(one, other) < SAME_NAME
    assert likeness(one, one) == 100.0


@pytest.mark.parametrize(
    ("one", "other"), [("hama", "hamas"), ("homs", "hamas"), ("kerman", "kermanshah"), ("baghdad", "baghdadi")]
)
def test_words_that_are_other_names(one: str, other: str) -> None:
    """A word is compared more strictly than a name: it has little to go by."""
    assert word_likeness(one, other) < SAME_NAME


@given(st.text())
def test_fold_of_any_text(text: str) -> None:
    """Any text folds to ASCII words, and what is folded stays as it is."""
    folded = fold(text)
    assert folded.isascii()
    assert folded == " ".join(folded.split()).lower()
    assert fold(folded) == folded


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_of_any_texts(one: str, other: str) -> None:
    """Likeness is a score from 0 to 100, the same both ways."""
    score = likeness(one, other)
    assert 0.0 <= score <= 100.0
    assert score == pytest.approx(likeness(other, one))
    assert skeleton(one).isascii()
