"""What Slack is sent for each reply: within its limits, with every citation whole, and data that stays data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from bot.adapters.slack.limits import MOST_CHARACTERS, cut
from bot.adapters.slack.modals import answer_view, form_view
from bot.adapters.slack.mrkdwn import escape, mrkdwn
from bot.adapters.slack.place import Place
from bot.adapters.slack.render import payloads
from bot.app import App
from bot.cli import run_now
from bot.knowledge.topic import Topic
from bot.reply import Call, Card, CardRow, Citation, Cite, Field, Fields, Heading, Items, Note, Paragraph, Reply
from tests.golden_files import Golden

NASTY = "*bold* _it_ ~no~ `code` <@U1> <!channel> <https://a.example|x> & :skull: [1] # h"
SOURCE = Citation("doc-1", None, NASTY, "P", "2024", "E", ("ai_generated",), url="https://a.example/?a=1&b=2")


def texts(value: Any) -> Iterator[dict[str, Any]]:
    """List every text object and leaf of a payload."""
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


@pytest.mark.emulator
def test_every_reply_keeps_slacks_rules(replies: tuple[Reply, ...], validate: Any) -> None:
    """All shipped replies, as messages and in a modal: no violation, no warning, one message each."""
    for reply in replies:
        messages = payloads(reply, share=True, owner="U1")
        assert len(messages) == 1
        assert [str(found) for found in validate(messages[0])] == []
        assert [str(found) for found in validate(answer_view(reply, Place("T1", "U1", "C1")))] == []


@pytest.mark.emulator
@pytest.mark.parametrize("name", ["who", "event", "trace", "ask"])
def test_every_form_keeps_slacks_rules(app: App, validate: Any, name: str) -> None:
    """Forms ask for what is missing, and remember the call and the place."""
    form = app.form(Call(name))
    assert form is not None
    view = form_view(form, Place("T1", "U1", "C1", "1.2", "https://hooks.slack.com/x"))
    assert [str(found) for found in validate(view)] == []
    assert json.loads(view["private_metadata"])["call"] == name


@pytest.mark.parametrize("name", ["timeline", "who jaish-al-adl", "sources casualties", "ask who won the world cup"])
def test_what_is_sent(app: App, topic: Topic, golden: Golden, name: str) -> None:
    """The messages of the main replies, as they are."""
    messages = payloads(run_now(app.answer(app.parse(f"/{name}"))), share=True)
    # Which bytes the knowledge has changes with every comment in it.
    sent = json.dumps(messages, ensure_ascii=False, indent=1).replace(topic.hash, "0123456789ab")
    golden(f"{name.split(maxsplit=1)[0]}.json", sent + "\n")


def test_data_stays_data() -> None:
    """What a person wrote can neither format nor mention nor link nor cite, wherever it stands."""
    row = CardRow(NASTY, NASTY, (SOURCE,), "c", NASTY, NASTY, NASTY, NASTY)
    blocks = (
        Heading(NASTY, 1),
        Heading(NASTY),
        Note(NASTY),
        Paragraph((NASTY, Cite(SOURCE))),
        Items(((NASTY, Cite(SOURCE)),)),
        Fields((Field(NASTY, (NASTY, Cite(SOURCE))), Field("b", ("c", Cite(SOURCE))))),
        Card(NASTY, "disputed", (row,), NASTY),
    )
    (message,) = payloads(Reply(blocks))
    for found in texts(message["blocks"]):
        if found["type"] == "mrkdwn":
            bare = re.sub(r"<https://a\.example/\?a=1&amp;b=2\|\[?[^<>|]*>", "", found["text"])
            assert not re.search(r"[<>]|&(?!amp;|lt;|gt;)", bare), bare
            assert not re.search(r"(?<![\w\u200b])[*_~`](?=[^\s\u200b])(?!\u200b)[^*\n]*bold", bare), bare
            assert ":skull:" not in bare
            assert found.get("verbatim") or "@" not in bare, "Slack would find mentions by itself"
        assert "[1]" not in found["text"].replace("[1] (", "").replace("|[1]>", "") or found["text"].startswith("[1]")
    assert "<!channel>" not in message["text"]


def test_a_warning_stands_behind_its_number() -> None:
    """An AI-written source is called so wherever it is cited, and in the list of sources."""
    (message,) = payloads(Reply((Paragraph(("It fell.", Cite(SOURCE))),)))
    said = "".join(leaf["text"] for leaf in message["blocks"][0]["elements"][0]["elements"])
    assert said == "It fell. [1] (⚠ AI-written)"
    assert message["blocks"][1]["elements"][0]["text"].startswith("[1] <https://a.example/?a=1&amp;b=2|")
    assert "⚠ AI-written" in message["blocks"][1]["elements"][0]["text"]


def test_a_long_reply_becomes_several_messages() -> None:
    """Cut between statements, each with its citation, within Slack's total."""
    words = "word " * 100
    items = Items(tuple((f"{number} {words}", Cite(SOURCE)) for number in range(60)))
    messages = payloads(Reply((Heading("Long", 1), items)))
    assert len(messages) > 1
    for message in messages:
        assert sum(len(found["text"]) for found in texts(message["blocks"])) <= MOST_CHARACTERS + 500
    lists = [block["elements"][0] for m in messages for block in m["blocks"] if block["type"] == "rich_text"]
    statements = ["".join(leaf["text"] for leaf in item["elements"]) for one in lists for item in one["elements"]]
    assert len(statements) == 60
    assert all(statement.endswith("[1] (⚠ AI-written)") for statement in statements)


def test_the_summary_says_what_the_reply_says(app: App) -> None:
    """`text` is the title and the first statements, with numbers and warnings; it never ends within one."""
    (message,) = payloads(run_now(app.answer(app.parse("/timeline"))))
    assert message["text"].startswith(
        "Timeline: Iran and Pakistan strike each other, January 2024: Wednesday 3 January"
    )
    assert re.search(r"\[4\] \(⚠ AI-written\) · ", message["text"])
    assert message["text"].endswith(" …")
    (bare,) = payloads(run_now(app.answer(app.parse("/ask who won the world cup"))))
    assert bare["text"].startswith("Not covered by these sources: ")


@pytest.mark.parametrize(
    ("data", "written"),
    [
        ("ai_generated and 2*3", "ai_generated and 2*3"),
        ("a & b < c", "a &amp; b &lt; c"),
        ("*no*", "\u200b*\u200bno\u200b*\u200b"),
        ("12:30:45 :x:", "12:30:45 :\u200bx:"),
    ],
)
def test_marks_are_kept_from_working(data: str, written: str) -> None:
    """Only where they would format; what is copied from between letters stays clean."""
    assert escape(data) == written


def test_slack_finds_no_mention_in_data() -> None:
    """Where a text holds what Slack would turn into a mention or a link, it is told not to look."""
    assert mrkdwn("see @channel")["verbatim"] is True
    assert mrkdwn("see *us*").get("verbatim") is None


def test_a_label_is_cut_as_a_label() -> None:
    """To the character, with an ellipsis."""
    assert (cut("abcdef", 6), cut("abcdefg", 6)) == ("abcdef", "abcde…")
