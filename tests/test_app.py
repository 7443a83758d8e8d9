"""The door between adapters and commands: always a reply, one log line, never the asker's words in it."""

from __future__ import annotations

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app import App
from bot.cli import run_now
from bot.commands import COMMANDS, Command, Context, User
from bot.commands.command import Param
from bot.log import CALLS
from bot.reply import Call, Reply
from bot.reply.text import render_text


def ask(app: App, line: str) -> Reply:
    """Type a line."""
    return run_now(app.answer(app.parse(line)))


@pytest.mark.parametrize(
    ("line", "outcome", "says"),
    [
        ("/timline", "usage", "There is no command “/timline”"),
        ("/", "usage", "There is no command"),
        ("/who", "usage", "/who needs 'entity'"),
        ("/who colour:red", "usage", "/who has no argument 'colour'"),
        ("/who entiti:iran", "usage", "Did you mean 'entity'?"),
        ("/who " + "x" * 301, "usage", "'entity' has 301 characters; up to 300 can be read"),
        ("/who iran entity:iran", "usage", "'entity' was given twice"),
        ("/topics please", "usage", "/topics takes no arguments"),
        ("/timeline page:0", "usage", "“0” is not a page"),
        ("/timeline page:two", "usage", "“two” is not a page"),
        ("/timeline from:someday", "usage", "“someday” is not a date"),
        ("/timeline topic:moon", "not_found", "There is no topic “moon”"),
        ("/help fly", "not_found", "There is no command “fly”"),
        ("/who Donald Duck", "not_found", "Our sources have nothing under “Donald Duck”"),
        ("/trace no-such-claim-at-all", "not_found", "Our sources have nothing under"),
        ("/ask", "usage", "/ask needs 'question'"),
        ("", "usage", "/ask needs 'question'"),
    ],
)
def test_what_the_asker_can_mend_is_said(app: App, line: str, outcome: str, says: str) -> None:
    """Each slip gets its own sentence and something to press."""
    reply = ask(app, line)
    assert outcome == reply.outcome
    assert says in "\n".join(getattr(block, "text", "") for block in reply.blocks)
    assert reply.calls


def test_unknown_names_offer_the_nearest(app: App) -> None:
    """A name we do not have comes with the nearest ones we do."""
    reply = ask(app, "/who Jaish-e-Mohammed")
    assert reply.outcome in {"not_found", "closest"}
    assert "jaish-al-adl" in reply.entities


def test_a_bug_is_logged_once_and_apologised_for(app: App, caplog: pytest.LogCaptureFixture) -> None:
    """A handler that breaks gives an apology with an id; the log has the same id and the traceback."""

    async def broken(ctx: object) -> Reply:
        raise ZeroDivisionError("secret words of the asker")

    breaking = App(app.snapshot, commands={"broken": Command("broken", "Breaks", (), broken)})
    with caplog.at_level(logging.INFO):
        reply = run_now(breaking.answer(Call("broken")))
    assert reply.outcome == "error"
    errors = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(errors) == 1
    call = next(vars(record) for record in caplog.records if record.name == CALLS)
    assert call["call_id"] in errors[0].getMessage()
    shown = "".join(getattr(block, "text", "") for block in reply.blocks)
    assert call["call_id"] in shown
    assert "secret words" not in shown


def test_one_line_a_call_without_the_words(app: App, caplog: pytest.LogCaptureFixture) -> None:
    """The log names the command, outcome, knowledge and time; never what was asked."""
    with caplog.at_level(logging.DEBUG):
        ask(app, "/who Soleimani")
        ask(app, "did my neighbour Hildegard do it?")
        ask(app, "/Hildegard")
    lines = [vars(record) for record in caplog.records if record.name == CALLS]
    assert [line["command"] for line in lines] == ["who", "ask", "unknown"]
    assert (lines[0]["outcome"], lines[2]["outcome"]) == ("answer", "usage")
    assert {"platform", "ms", "knowledge", "call_id"} <= set(lines[0])
    written = " ".join(str(vars(record)) for record in caplog.records)
    assert "Hildegard" not in written
    assert "Soleimani" not in written


def test_the_reply_says_what_was_understood(app: App) -> None:
    """The call on a reply names records by id, whatever the asker wrote."""
    reply = ask(app, "/who  “Jeish   ol-Adl” ")
    assert reply.call is not None
    assert reply.call.options == {"entity": "jaish-al-adl"}
    assert reply.stamp is not None
    assert reply.stamp.topic == "iran-pakistan-2024"


def params() -> list[tuple[str, Param]]:
    """Every parameter of every command."""
    return [(command.name, param) for command in COMMANDS.values() for param in command.params]


@pytest.mark.parametrize(("command", "param"), params(), ids=lambda value: getattr(value, "name", value))
def test_completion_offers_values_that_convert(app: App, command: str, param: Param) -> None:
    """Whatever is offered for an argument is at most 25 short choices, each of which is then understood."""
    choices = [
        choice for text in ("", "a", "ja", "ir", "so", "ج") for choice in app.complete(command, param.name, text)
    ]
    assert bool(choices) == param.type.completes
    for choice in choices[:40]:
        assert 0 < len(choice.value) <= 100
        assert 0 < len(choice.label) <= 100
        if COMMANDS[command].waits:  # tests/commands/test_moderation.py runs them, over a database
            topic = app.snapshot.knowledge.topics[app.snapshot.default_topic]
            param.type.convert(Context(app.snapshot, topic, commands=COMMANDS), choice.value)
            continue
        main = {
            "ask": {"question": "why"},
            "who": {"entity": "iran"},
            "event": {"event": "iran-strike"},
            "check": {"message": "Iran"},
        }.get(command, {})
        options = {**main, param.name: choice.value} if command != "trace" else {"claim": choice.value}
        if param.name == "topic" and command == "trace":
            continue
        assert run_now(app.answer(Call(command, options))).outcome not in {"usage", "not_found", "error"}
    for text in ("", "a", "i"):
        assert len(app.complete(command, param.name, text)) <= 25


def test_completion_of_nothing_known_is_empty(app: App) -> None:
    """Commands and arguments that do not exist complete to nothing."""
    assert [] == app.complete("nonsense", "entity", "a") == app.complete("who", "nonsense", "a")


@given(line=st.text(max_size=120))
def test_no_line_breaks_it(app: App, line: str) -> None:
    """Whatever is typed, there is a reply, and it is no apology."""
    assert ask(app, line).outcome != "error"


@given(command=st.sampled_from(sorted(COMMANDS)), rest=st.text(max_size=60))
def test_no_argument_breaks_it(app: App, command: str, rest: str) -> None:
    """Whatever stands behind a command, there is a reply, and it is no apology."""
    assert ask(app, f"/{command} {rest}").outcome != "error"


@given(param=st.sampled_from(params()), text=st.text(max_size=60))
def test_no_completion_breaks(app: App, param: tuple[str, Param], text: str) -> None:
    """Whatever is being typed, at most 25 choices come."""
    assert len(app.complete(param[0], param[1].name, text)) <= 25


def test_help_lists_what_the_asker_may_use(app: App) -> None:
    """A member is not shown the moderators' commands; a moderator is, under a heading of their own."""
    member = render_text(run_now(app.answer(Call("help"), User("1"))))
    moderator = render_text(run_now(app.answer(Call("help"), User("1", moderator=True))))
    assert "/timeline: " in member
    assert "/review: " not in member
    assert "For moderators\n/review: " in moderator


@pytest.mark.parametrize("typed", ["hi", "Hello!", "help"])
def test_a_greeting_is_no_gap(app: App, typed: str) -> None:
    """Who says hello is told what there is to ask."""
    reply = run_now(app.answer(app.parse(typed)))
    assert reply.outcome == "answer"
    assert "/timeline: " in render_text(reply)


def test_titles_above_forms_are_whole(app: App) -> None:
    """What stands above a form fits Discord's 45 characters, so that it is never cut off."""
    assert [command.title for command in app.commands.values() if len(command.title) > 45] == []
