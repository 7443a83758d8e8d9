"""/check: what a message says, beside every account; over the shipped topic."""

from __future__ import annotations

import pytest

from bot.app import App
from bot.cli import run_now
from bot.reply import Call, Card, Reply
from bot.reply.text import render_text
from tests.commands.test_grounding import uncited


def check(app: App, message: str) -> Reply:
    """Check a message."""
    return run_now(app.answer(Call("check", words=message)))


@pytest.mark.parametrize(
    ("message", "says"),
    [
        ("Iran's strike in Pakistan killed two children.", "“two” in the message agrees with Pakistan"),
        ("Pakistan's strike on Iran killed 9 people.", "“9” in the message agrees with"),
        ("Pakistan's strike on Iran killed 7 people.", "Only an earlier account, replaced since, agrees with “7”"),
        ("Pakistan's strike on Iran killed 40 people.", "No account in our sources agrees with “40”"),
        ("On 16 January 2024 Iran struck Jaish al-Adl in Pakistan", "“16 January 2024” in the message agrees with"),
        ("On 16 January 2023 Iran struck Jaish al-Adl in Pakistan", "Only a refuted account agrees with"),
        (
            "Iran struck in Pakistan on 16 January. Two children were killed.",
            "“Two” in the message agrees with Pakistan",
        ),
    ],
)
def test_what_is_said_is_set_beside_the_accounts(app: App, message: str, says: str) -> None:
    """The verdict names who agrees, a card shows every side, and every statement is cited."""
    reply = check(app, message)
    assert says in render_text(reply)
    assert any(isinstance(block, Card) for block in reply.blocks)
    assert [text for block in reply.blocks for text in uncited(block)] == []
    assert reply.numbers


@pytest.mark.parametrize(
    ("message", "outcome"),
    [
        ("My neighbour's cat is 7 years old.", "not_covered"),
        ("Iran and Pakistan are neighbours.", "closest"),
        ("@everyone [1] <b>", "not_covered"),
        ("Pakistan " * 600, "closest"),
    ],
)
def test_what_cannot_be_compared_is_said_to_be(app: App, message: str, outcome: str) -> None:
    """Without a date or count that we have accounts of, nothing is claimed."""
    reply = check(app, message)
    assert reply.outcome == outcome
    assert not any(isinstance(block, Card) for block in reply.blocks)


def test_a_long_message_is_refused_plainly(app: App) -> None:
    """Longer than any platform's message: the limit is named."""
    assert "up to 6000 can be read" in render_text(check(app, "x" * 6_001))


def test_it_is_in_the_menu_of_a_message(app: App) -> None:
    """Platforms offer it there, and the message fills its main argument."""
    command = app.commands["check"]
    assert (command.menu, command.main and command.main.name) == ("Check this message", "message")


def test_each_half_of_a_sentence_is_about_its_own_event(app: App) -> None:
    """A count in the second half is set beside what that half names; without its card its matter is named."""
    text = render_text(check(app, "Iran killed 12 people in Pakistan on 17 January 2024, and Pakistan killed 9."))
    assert "No account in our sources agrees with “12”" in text
    assert "“9” in the message agrees with IRNA" in text
    assert "No account in our sources agrees with “9”" not in text
    title = "Killed · Pakistan strikes Iran's Sistan and Baluchestan"
    assert title in text[: text.index("“9” in the message")] or title in text[text.index("“9” in the message") :][:120]


def test_a_list_of_counts_stays_one_statement(app: App) -> None:
    """What only goes on counting is about the event that was named before."""
    text = render_text(check(app, "Pakistan's strike on Iran killed 40 people, and wounded 41."))
    assert text.index("“40”") < text.index("Pakistan strikes Iran's Sistan and Baluchestan") < text.index("“41”")
