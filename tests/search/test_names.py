"""Names are found in any spelling; strangers and confusable names are not answered."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search import Resolution, TopicIndex

ENTITIES = frozenset({"entities"})
ALL = frozenset({"entities", "events", "sources"})


def found(resolution: Resolution) -> tuple[str, str] | None:
    """Say which record was found, and how."""
    return (resolution.match.id, resolution.match.how) if resolution.match else None


@pytest.mark.parametrize(
    ("text", "id", "how"),
    [
        ("ibrahim-qasemi", "ibrahim-qasemi", "id"),
        ("  Ibrahim Qasemi? ", "ibrahim-qasemi", "id"),
        ("“ibrahim QASEMI” 🔥", "ibrahim-qasemi", "id"),
        ("\u200fأنصار الحق", "ansar-al-haqq", "alias"),
        ("the Helpers of the Truth", "ansar-al-haqq", "alias"),
        ("@RRLF", "red-river-front", "short"),
        ("rrlf", "red-river-front", "short"),
        ("Ibrahim Ghasemi", "ibrahim-qasemi", "other spelling"),
        ("Ebrahim Kasimi", "ibrahim-qasemi", "other spelling"),
        ("Qasemi Ibrahim", "ibrahim-qasemi", "other spelling"),
        ("ابراهیم قاسمی", "ibrahim-qasemi", "other spelling"),
        ("Qasemi", "ibrahim-qasemi", "nearest"),
        ("General Qasemi", "ibrahim-qasemi", "nearest"),
        ("GreenVillage", "green-village", "other spelling"),
        ("red river liberatoin front", "red-river-front", "other spelling"),
        ("northland foreign ministry spokeswoman", "ibrahim-qasemi", "role"),
        ("lake institute analyst", "ibrahim-darwish", "role"),
        ("the Lake Institute's analysts", "ibrahim-darwish", "role"),
    ],
)
def test_found(index: TopicIndex, text: str, id: str, how: str) -> None:
    """A name is found as it is written, by another spelling or script, by a part, by a role."""
    assert found(index.names.find(text, ENTITIES)) == (id, how)


@pytest.mark.parametrize(
    "text",
    [
        "Ansar al-Islam",
        "Jaish-e-Mohammed",
        "National Liberation Front",
        "Liberation",
        "Harzanabad",
        "Blue River Liberation Front",
        "Ibrahim Rugova",
        "Norway",
        "R",
        "",
        "?!",
        "😀",
        "president of Southmark",
        "x" * 500,
        "word " * 100,
    ],
)
def test_strangers(index: TopicIndex, text: str) -> None:
    """What is not in the knowledge becomes nobody who is."""
    assert found(index.names.find(text, ENTITIES)) is None


def test_confusable(index: TopicIndex) -> None:
    """Of two names listed as easily confused neither is guessed; written exactly, each is clear."""
    asked = index.names.find("Ansar al-Hudda al-Haqq", ENTITIES)
    assert asked.match is None
    assert {match.id for match in asked.candidates[:2]} == {"ansar-al-haqq", "ansar-al-huda"}
    assert found(index.names.find("Ansar al-Huda", ENTITIES)) == ("ansar-al-huda", "id")


def test_ties_are_asked(index: TopicIndex) -> None:
    """A name that two records share is asked about, one candidate for each."""
    asked = index.names.find("Ibrahim", ENTITIES)
    assert asked.ask
    assert [match.id for match in asked.candidates[:2]] == ["ibrahim-qasemi", "ibrahim-darwish"]


def test_sections(index: TopicIndex) -> None:
    """Only the sections asked for are searched; an id is final in its own section."""
    assert found(index.names.find("northland strikes green village", ENTITIES)) is None
    assert found(index.names.find("northland strikes green village", ALL)) == ("strike", "exact")
    assert found(index.names.find("the daily paper", ALL)) == ("paper-1", "alias")
    assert found(index.names.find("001", ALL)) == ("paper-1", "alias")
    assert found(index.names.find("strike-two", frozenset({"claims"}))) == ("strike-two", "id")


def test_candidates(index: TopicIndex) -> None:
    """At most five candidates, one for each record, the best first."""
    candidates = index.names.find("Ansar", ENTITIES).candidates
    assert len(candidates) <= 5
    assert len({match.id for match in candidates}) == len(candidates)
    assert list(candidates) == sorted(candidates, key=lambda match: -match.score)


JAISH_AL_ADL = (
    "jaish-al-adl|Jaish al-Adl|jaish al adl|JAISH AL-ADL|Jaish ul-Adl|Jaishul Adl|Jaysh al-Adl|Jeish al-Adl|"
    "Jeish ol-Adl|Jaish al Adil|Jaish-e-Adl|Jaishuladl|Army of Justice|the Army of Justice?|Jaish al-Dhulm|"
    "“Jaish al-Adl”|جیش العدل|جیش‌العدل|جيش العدل|\u202bجیش\u200cالعدل\u202c|Djaish al-Adl|Jaish al Adll|JaishalAdl|"
    "jaish al adl group|@jaish al-adl|who is Jaish al-Adl"
)


@pytest.mark.parametrize("text", JAISH_AL_ADL.split("|"))
def test_jaish_al_adl(shipped: TopicIndex, text: str) -> None:
    """By every spelling of the documents, in every script, and by a few that nobody wrote down."""
    match = shipped.names.find(text, ENTITIES).match
    assert match is not None
    assert match.id == "jaish-al-adl"


@pytest.mark.parametrize(
    "text",
    [
        "Jaish-e-Mohammed",
        "Jaish-e-Muhammad",
        "جیش محمد",
        "Jaish al-Islam",
        "جيش الإسلام",
        "National Liberation Army",
        "Balochistan National Party",
        "Lashkar-e-Taiba",
        "Kermanshah",
        "کرمانشاه",
        "Khamenei",
        "Mahmoud Abbas",
        "Hama",
        "Taliban",
    ],
)
def test_strangers_to_the_shipped_topic(shipped: TopicIndex, text: str) -> None:
    """Near names that are not in the documents are nobody's."""
    assert found(shipped.names.find(text, ENTITIES)) is None


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("pakistan foreign ministry spokeswoman", "mumtaz-zahra-baloch"),
        ("eurasia analyst", "gregory-brew"),
        ("iranian president", "ebrahim-raisi"),
        ("foreign minister of Iran", "hossein-amir-abdollahian"),
        ("Mumtaz Zehra Baloch", "mumtaz-zahra-baloch"),
        ("ممتاز زہرا بلوچ", "mumtaz-zahra-baloch"),
        ("قاسم سلیمانی", "qassem-soleimani"),
        ("Ghasem Soleymani", "qassem-soleimani"),
        ("سیستان و بلوچستان", "sistan-and-baluchestan"),
        ("Kugelmann", "michael-kugelman"),
    ],
)
def test_people_and_places_of_the_shipped_topic(shipped: TopicIndex, text: str, id: str) -> None:
    """By role, by other spellings, by native names."""
    match = shipped.names.find(text, ENTITIES).match
    assert match is not None
    assert match.id == id


def test_every_stored_name_finds_its_record(shipped: TopicIndex) -> None:
    """Every name of every entity finds it, or asks between those that carry the name."""
    for entity in shipped.topic.entities.values():
        spelt = [name for names in entity.names.values() for name in names]
        for name in (entity.id, entity.name, *entity.also, *entity.short, *entity.in_other_words, *spelt):
            resolution = shipped.names.find(name, ENTITIES)
            ids = [resolution.match.id] if resolution.match else [match.id for match in resolution.candidates]
            assert entity.id in ids, name


@given(text=st.text(max_size=80))
def test_any_text(index: TopicIndex, text: str) -> None:
    """No text is too odd to look up."""
    resolution = index.names.find(text, ALL)
    assert not (resolution.match and resolution.ask)
    assert len(resolution.candidates) <= 5
