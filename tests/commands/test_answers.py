"""What a reader of the shipped topic is told: the facts that must be right."""

from __future__ import annotations

from collections import defaultdict

import pytest

from bot.app import App
from bot.cli import run_now
from bot.knowledge.topic import Topic
from bot.reply import Buttons, Call, Card, Heading, Note, Pager, Reply, Timeline
from bot.reply.text import render_text
from tests.commands.walk import pages

SPELLINGS = (
    "Jaish al-Adl", "jaish-al-adl", "JAISH AL ADL", "Jaish al-Dhulm", "Army of Justice", "Jeish al-Adl",
    "Jaysh al-Adl", "Jeish ol-Adl", "jaish ul adl", "Jaish-e-Adl", "جیش‌العدل", "جیش العدل", "جيش العدل",
    "“Jaish al-Adl”", "jaish al adl?",
)  # fmt: skip


def ask(app: App, line: str) -> Reply:
    """Type a line."""
    return run_now(app.answer(app.parse(line)))


def cards(app: App, line: str) -> list[Card]:
    """Every card of a reply, all pages."""
    return [block for reply in pages(app, app.parse(line)) for block in reply.blocks if isinstance(block, Card)]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_who_finds_jaish_al_adl(app: App, spelling: str) -> None:
    """Any spelling of the documents, and the Persian, Urdu and Arabic names, lead to the group."""
    reply = ask(app, f"/who {spelling}")
    assert (reply.outcome, reply.entities[0]) == ("answer", "jaish-al-adl")


@pytest.mark.parametrize(
    "stranger", ["Jaish-e-Mohammed", "Jaish al-Islam", "National Liberation Army", "Kermanshah", "Hamburg"]
)
def test_who_does_not_take_strangers_in(app: App, stranger: str) -> None:
    """A group or place that is not in the documents is never answered with one that is."""
    assert ask(app, f"/who {stranger}").outcome != "answer"


def test_who_says_how_it_matched(app: App) -> None:
    """Another spelling is answered, and said to be one."""
    reply = ask(app, "/who Jesh ol Adal")
    notes = [block.text for block in reply.blocks if isinstance(block, Note)]
    assert any("Jesh ol Adal → Jaish al-Adl" in note for note in notes)


def test_casualties_stand_side_by_side(app: App) -> None:
    """Each of the three attacks has its card: who counted what, in which document, with which flag."""
    rows: dict[str, set[tuple[str, str, str, tuple[str, ...]]]] = defaultdict(set)
    for card in cards(app, "/sources casualties"):
        for row in card.rows:
            where = tuple(citation.source for citation in row.citations)
            rows[card.title].add((row.speaker, row.value, row.detail, where))
    kerman = next(rows[title] for title in rows if "Kerman" in title)
    assert {("over 100", ("doc-000",)), ("nearly 100", ("doc-001",))} == {(row[1], row[3]) for row in kerman}
    iran = next(rows[title] for title in rows if title.startswith("Killed · Iran strikes"))
    assert ("Pakistan", "2", "2 children") in {row[:3] for row in iran}
    pakistan = next(rows[title] for title in rows if title.startswith("Killed · Pakistan strikes"))
    assert {
        ("IRNA news agency", "9", "3 women, 4 children, 2 men", ("doc-003",)),
        ("Iran", "at least 7", "3 women, 4 children", ("doc-002",)),
    } <= pakistan
    every = [row for card in cards(app, "/sources casualties") for row in card.rows if "Iran strikes" in card.title]
    twelve = next(row for row in every if row.value == "12")
    assert (twelve.citations[0].warnings, twelve.standing) == (("AI-written",), "unverified")


def test_casualties_begin_with_the_three_attacks(app: App) -> None:
    """The first page already shows all three: Kerman, Pakistan's strike, Iran's strike."""
    titles = " ".join(block.title for block in ask(app, "/sources casualties").blocks if isinstance(block, Card))
    assert "Kerman" in titles
    assert "Pakistan strikes" in titles
    assert "Iran strikes" in titles


def test_the_timeline_is_in_order_and_marks_the_dispute(app: App, topic: Topic) -> None:
    """Events stand in order of date; 16 January 2024 carries the note on the year 2023."""
    entries = [
        entry
        for reply in pages(app, Call("timeline"))
        for block in reply.blocks
        if isinstance(block, Timeline)
        for entry in block.entries
    ]
    order = [topic.timeline.index(topic.events[entry.event]) for entry in entries]
    assert sorted(order) == order
    by_event = {entry.event: entry for entry in entries}
    assert by_event["iran-strike"].when == "Tuesday 16 January 2024"
    assert by_event["pakistan-strike"].when == "Thursday 18 January 2024"
    assert "16 January 2023 (refuted)" in str(by_event["iran-strike"].disputed)
    assert by_event["guards-ambush"].unverified


def test_the_timeline_can_be_narrowed(app: App) -> None:
    """Filters by name and by day leave what fits; a range without events says so."""
    events = [
        reply.events
        for reply in (ask(app, "/timeline from:2024-01-18 to:2024-01-18"), ask(app, "/timeline about:kerman"))
    ]
    assert "pakistan-strike" in events[0]
    assert "iran-strike" not in events[0]
    assert "kerman-bombing" in events[1]
    assert ask(app, "/timeline from:1950 to:1951").outcome == "not_covered"


def test_the_last_page_is_shown_for_any_page_past_it(app: App) -> None:
    """A page turned too far is the last one, with a way back and none forward."""
    pager = next(block for block in ask(app, "/timeline page:99").blocks if isinstance(block, Pager))
    assert (pager.pages, None) == (pager.page, pager.next)
    assert pager.previous is not None


@pytest.mark.parametrize(
    ("question", "curated", "outcome"),
    [
        ("How many people died in Pakistan's strike on Iran?", "dead-in-iran", "answer"),
        ("What happened after 19 January 2024?", "", "answer"),
    ],
)
def test_curated_questions_are_answered(app: App, topic: Topic, question: str, curated: str, outcome: str) -> None:
    """A question in its curated wording gets the curated answer."""
    reply = ask(app, question)
    assert outcome == reply.outcome
    if curated:
        assert topic.questions[curated].ask == next(block.text for block in reply.blocks if isinstance(block, Heading))


def test_every_curated_wording_is_answered(app: App, topic: Topic) -> None:
    """Each `ask` and each `also_asked` leads to its own question, and none to another."""
    wrong = []
    for question in topic.questions.values():
        for wording in (question.ask, *question.also_asked):
            reply = ask(app, wording)
            title = next(block.text for block in reply.blocks if isinstance(block, Heading))
            if title != question.ask or reply.outcome not in {"answer", "not_covered"}:
                wrong.append((wording, title))
    assert wrong == []


def test_an_answer_shows_the_disagreement_it_touches(app: App) -> None:
    """A disputed toll comes with its card, every live side on it."""
    reply = ask(app, "How many people died in the Kerman bombing?")
    card = next(block for block in reply.blocks if isinstance(block, Card))
    assert ("disputed", {"over 100", "nearly 100"}) == (card.kind, {row.value for row in card.rows})


def test_nonsense_is_not_covered(app: App) -> None:
    """What has nothing to do with the topic is said not to be covered."""
    reply = ask(app, "how do I cook biryani for forty guests")
    assert reply.outcome in {"not_covered", "closest"}
    assert not reply.numbers


def test_trace_leads_to_the_origin(app: App) -> None:
    """A claim is followed to its document, the origin behind it, and the speaker."""
    text = render_text(ask(app, "/trace kerman-over-100"))
    assert "Reuters" in text
    assert "grade B" in text


def test_every_reply_offers_a_way_on(replies: tuple[Reply, ...]) -> None:
    """No reply is a dead end: each has at least one button."""
    dead = [
        reply.call
        for reply in replies
        if not any(isinstance(block, Buttons) and block.buttons for block in reply.blocks)
    ]
    assert dead == []


def test_claims_answer_where_nobody_wrote_an_answer(app: App, topic: Topic) -> None:
    """A clear matter without a curated wording is answered by its card: every side, each with its sources."""
    reply = ask(app, "did Iran's missiles hit in January 2023 or January 2024?")
    card = next(block for block in reply.blocks if isinstance(block, Card))
    claims = {claim.id for claim in topic.claims_about["iran-strike"] if claim.date and not claim.aspect}
    assert (reply.outcome, {row.claim for row in card.rows}) == ("answer", claims)
    assert all(row.citations for row in card.rows)


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("what happened on the 16th", "Iran strikes Pakistan's Balochistan"),
        ("what happened on january 18th 2024", "Timeline: Iran and Pakistan strike each other, January 2024"),
        ("who is narendra modi", "Narendra Modi"),
    ],
)
def test_a_day_or_a_name_is_answered_with_its_page(app: App, text: str, heading: str) -> None:
    """One event of a day, several of them, or the record of a name that nobody wrote a question about."""
    reply = ask(app, text)
    assert reply.outcome == "answer"
    assert isinstance(reply.blocks[0], Heading)
    assert reply.blocks[0].text == heading
