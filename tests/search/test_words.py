"""Words and phrases of talk, other languages and other scripts, brought to what is compared."""

from __future__ import annotations

import pytest

from bot.knowledge.fold import word_likeness
from bot.search import TopicIndex
from bot.search.chatter import CHATTER, in_one_word
from bot.search.languages import in_english, verb_last
from bot.search.stems import stem
from bot.search.synonyms import KNOWN, meaning, sense
from bot.search.translations import from_latin, translated, without_kind

ENTITIES = frozenset({"entities"})


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("did northland hit back", "did northland retaliated"),
        ("was the envoy kicked out", "was the envoy expelled "),
        ("what made them do it", "why them do it"),
        ("at what time of day", "hour"),
        ("how far is it", "howfar is it"),
        ("nothing to say here", "nothing to say here"),
    ],
)
def test_phrases(text: str, short: str) -> None:
    """Several words that say one thing become the word for it; a text without any stays as it is."""
    assert in_one_word(text) == short


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("killed", "fatalities"),
        ("envoy", "ambassador"),
        ("bombed", "struck"),
        ("kids", "children"),
        ("proof", "evidence"),
    ],
)
def test_one_meaning(one: str, other: str) -> None:
    """Words of one meaning are the same term; a bombing is not a strike."""
    assert sense(one) == sense(other)
    assert sense("bombing") != sense("strike")
    assert meaning(stem("volcano")) == stem("volcano")


def test_talk_has_no_meaning() -> None:
    """No word is both talk and known by a meaning that a question could turn on."""
    assert not CHATTER & {"killed", "why", "when", "where", "ambassador", "war", "strike"}
    assert not KNOWN & {"", "actually", "guys"}


@pytest.mark.parametrize(
    ("words", "last"), [("chera northland be southmark hamle kard", True), ("why did northland strike", False)]
)
def test_persian_order(words: str, last: bool) -> None:
    """Persian in Latin letters is told by its question words and verbs; `be` is its `to`, not ours."""
    assert verb_last(words.split()) is last
    assert ("to" in in_english(words.split(), script=False)) is last


@pytest.mark.parametrize(
    ("folded", "english", "whole"),
    [("wzart kharjh", "ministry foreign", True), ("mrkz wylswn", "center wylswn", False), ("wylswn", "", False)],
)
def test_translated(folded: str, english: str, whole: bool) -> None:
    """What is in the lists becomes English, the rest stays as it sounds."""
    assert translated(folded) == (english, whole)


def test_other_languages() -> None:
    """German names of bodies; the word that says what a name is of, left out; letters as Urdu spells them."""
    assert from_latin("vereinte nationen") == "united nations"
    assert from_latin("northland") == ""
    assert without_kind("grwh jysh") == "jysh"
    assert without_kind("jysh") == ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("zahra", "zara", True),
        ("khalil", "halil", True),
        ("jalil", "celil", True),
        ("mahsa", "masha", True),
        ("carmen", "kerman", False),
        ("german", "kirman", False),
        ("yemenia", "yemen", False),
        ("pla", "bla", False),
    ],
)
def test_word_likeness(one: str, other: str, same: bool) -> None:
    """First sounds and weak letters are exchanged; other vowels, endings and short words make another name."""
    assert (word_likeness(one, other) >= 80) is same


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Red River Liberation Front (RRLF)", "red-river-front"),
        ("Red River Liberation Front RRLF", "red-river-front"),
        ("RRLF group", "red-river-front"),
        ("Ibrahim Qasemi foreign ministry spokesman", "ibrahim-qasemi"),
        ("haj Ibrahim Qasemi", "ibrahim-qasemi"),
        ("the so called Ansar al-Haqq", "ansar-al-haqq"),
        ("گروه انصار الحق", "ansar-al-haqq"),
    ],
)
def test_names_with_more(index: TopicIndex, text: str, id: str) -> None:
    """A short form, a kind, a title or a role beside a whole name does not hide it."""
    match = index.names.find(text, ENTITIES).match
    assert match is not None
    assert match.id == id


@pytest.mark.parametrize(
    "text",
    ["Red River Liberation Army", "Qasemi Hospital of Northland", "Green Village Tigers", "Ansar al-Islam group"],
)
def test_names_with_other_words(index: TopicIndex, text: str) -> None:
    """Another head makes another name."""
    assert index.names.find(text, ENTITIES).match is None
