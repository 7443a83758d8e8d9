"""What people type at Slack, and how it becomes a call."""

from __future__ import annotations

import pytest

from bot.adapters.slack.seen import SeenInMemory
from bot.adapters.slack.typed import plain, typed, without_mention
from bot.app import App
from bot.reply import Call


@pytest.mark.parametrize(
    ("text", "call"),
    [
        ("", Call("help")),
        ("timeline", Call("timeline")),
        ("/timeline from:2024-01-16", Call("timeline", {"from": "2024-01-16"})),
        ("Who jaish al-adl", Call("who", words="jaish al-adl")),
        ("who did Iran strike?", Call("ask", words="who did Iran strike?")),
        ("ask why: really?", Call("ask", words="why: really?")),
        ("how many died", Call("ask", words="how many died")),
        ("timelin", Call("timelin")),
        ("xyzzy", Call("ask", words="xyzzy")),
        ("/xyzzy", Call("xyzzy")),
    ],
)
def test_a_line_is_a_command_or_a_question(app: App, text: str, call: Call) -> None:
    """The first word decides, unless the line asks something."""
    assert typed(app, text) == call


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a &amp;lt; b &lt;b&gt;", "a &lt; b <b>"),
        ("<@U1|ada> and <@U2>", "ada and @U2"),
        ("<#C1|general> <!subteam^S1|@desk> <!here>", "general @desk here"),
        ("<https://a.example/?b=1&amp;c=2> <https://a.example|here>", "https://a.example/?b=1&c=2 here"),
        ("a < b > c", "a < b > c"),
    ],
)
def test_slacks_escapes_are_undone(text: str, read: str) -> None:
    """Names, links and signs are read as they were typed, once."""
    assert plain(text) == read


def test_the_own_mention_is_left_out() -> None:
    """Wherever it stands, and no other."""
    assert without_mention("<@U0BOT> ask <@U0BOT|bot>: <@U1>", "U0BOT").split() == ["ask", "<@U1>"]


async def test_an_event_comes_once() -> None:
    """The same id is the first only once; the oldest are forgotten."""
    seen = SeenInMemory(kept=2)
    assert [await seen.first(id) for id in "aabca"] == [True, False, True, True, True]
