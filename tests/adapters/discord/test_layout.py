"""Replies as Discord's components: what stands where, what can be pressed, and what happens when it does not fit."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.adapters.discord.controls import call_id, controls
from bot.adapters.discord.layout import draw
from bot.adapters.discord.payload import EPHEMERAL, messages, printed
from bot.commands import COMMANDS
from bot.reply import Button, Buttons, Call, Cite, Heading, Items, Note, Paragraph, Reply, parse_call
from bot.reply.reply import notice
from tests.golden_files import Golden
from tests.reply.samples import REPOST, SAMPLES, TIMELINE


def walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every component, nested ones included."""
    for component in components:
        yield component
        yield from walk(component.get("components", []))


def length(components: list[dict[str, Any]]) -> int:
    """Characters of all texts, as JavaScript counts them."""
    return sum(len(part["content"].encode("utf-16-le")) // 2 for part in walk(components) if part["type"] == 10)


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_are_drawn_so(name: str, golden: Golden) -> None:
    """What readers see of the samples, as the adapter sends it."""
    golden(f"{name}.json", json.dumps(messages(SAMPLES[name]), ensure_ascii=False, indent=1) + "\n")


def test_every_reply_over_the_shipped_topic_fits(replies: tuple[Reply, ...]) -> None:
    """One message each, within 4,000 characters and 40 components; every id once, and a Call that is read back."""
    for reply in replies:
        (message,) = draw(reply, share=True)
        parts = list(walk(message))
        ids = [part["custom_id"] for part in parts if "custom_id" in part]
        assert len(parts) < 40
        assert length(message) < 3_950
        assert len(set(ids)) == len(ids)
        assert all(len(id) <= 100 for id in ids)
        values = [option["value"] for part in parts for option in part.get("options", [])]
        pressed = {*values, *(id for id in ids if id[0] != "!")}
        assert pressed <= {call.text() for call in reply.calls}
        assert {parse_call(text) for text in pressed} <= set(reply.calls)


def test_nothing_that_is_offered_gets_lost(replies: tuple[Reply, ...]) -> None:
    """Every Call of a reply stands under a button or in a select."""
    for reply in replies:
        parts = list(walk(draw(reply)[0]))
        values = {option["value"] for part in parts for option in part.get("options", [])}
        assert {call.text() for call in reply.calls} <= values | {part.get("custom_id") for part in parts}


def test_what_does_not_fit_goes_on_between_statements() -> None:
    """Every statement is there once, in order, with its citation; the controls stand under the last message."""
    items = tuple((f"Statement {number}: {'x' * 300} ", Cite(REPOST)) for number in range(40))
    reply = Reply((Heading("Long", 1), Items(items), Buttons((Button("More", Call("help")),))))
    drawn = draw(reply, share=True)
    assert len(drawn) > 2
    assert all(length(message) <= 4_000 for message in drawn)
    text = "\n".join(part["content"] for message in drawn for part in walk(message) if part["type"] == 10)
    assert re.findall(r"Statement (\d+): x{300} \[1\]", text) == [str(number) for number in range(40)]
    assert [any(part["type"] == 2 for part in walk(message)) for message in drawn] == [False] * (len(drawn) - 1) + [
        True
    ]
    assert "!share" not in {part.get("custom_id") for message in drawn for part in walk(message)}


def test_a_statement_too_long_for_any_message_is_cut_behind_a_citation() -> None:
    """A giant is cut, but a citation never is."""
    spans = tuple(part for number in range(30) for part in (f" {number}: {'word ' * 60}", Cite(REPOST)))
    drawn = draw(Reply((Heading("Giant", 1), Paragraph(spans))))
    text = [part["content"] for message in drawn for part in walk(message) if part["type"] == 10]
    assert all(length(message) <= 4_000 for message in drawn)
    assert sum(one.count("[1]") for one in text) == 30 + 1
    assert text[1].endswith("[1]")


def test_characters_beyond_the_basic_plane_count_twice() -> None:
    """Discord's clients count UTF-16 units; so do we."""
    reply = notice("Boxes", "\U0001f4e6" * 3_000, "usage")
    assert all(length(message) <= 4_000 for message in draw(reply))


def test_a_call_that_is_no_id_is_no_button() -> None:
    """What cannot be carried is left out rather than refused by Discord."""
    long = Call("ask", words="why " * 40)
    reply = Reply((Heading("Q", 1), Note("n"), Buttons((Button("again", long), Button("help", Call("help"))))))
    assert call_id(long) is None
    assert [part["label"] for part in walk(controls(reply, share=False)) if part["type"] == 2] == ["help"]


def test_two_ways_to_the_same_place_are_one_button() -> None:
    """Discord refuses two buttons with one id."""
    twice = Reply((Heading("Q", 1), Buttons((Button("a", Call("help")), Button("b", Call("help"))))))
    assert [part["label"] for part in walk(controls(twice, share=False)) if part["type"] == 2] == ["a"]


def test_only_answers_are_shared() -> None:
    """Private answers may be shared; refusals, suggestions and public replies may not."""
    called = replace(TIMELINE, call=Call("timeline"))
    offered = {
        outcome: "!share" in printed(replace(called, outcome=outcome), COMMANDS, private=True)
        for outcome in ("answer", "not_covered", "closest", "not_found", "usage", "denied", "error")
    }
    assert {outcome for outcome, share in offered.items() if share} == {"answer", "not_covered"}
    assert "!share" not in printed(called, COMMANDS, private=False)
    assert "!share" not in printed(replace(called, personal=True), COMMANDS, private=True)


def test_what_is_printed_for_moderators_is_theirs() -> None:
    """`say` prints it as it is sent: private where replies are public, and not to be shared."""
    status = replace(TIMELINE, call=Call("status"))
    assert json.loads(printed(status, COMMANDS, private=False)) == messages(status, private=True, share=False)[0]
    assert "!share" not in printed(status, COMMANDS, private=True)
    slip = replace(TIMELINE, call=Call("timeline"), outcome="usage")
    assert json.loads(printed(slip, COMMANDS, private=False))["flags"] & EPHEMERAL
