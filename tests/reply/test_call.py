"""The grammar of a line: whatever a Call holds is read back, and whatever a person types is read."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.reply import Call, parse_call
from bot.reply.call import BUTTON_LENGTH, quote
from tests.reply.strategies import texts

names = st.from_regex(r"[a-z][a-z0-9_-]{0,31}", fullmatch=True)
keys = st.from_regex(r"[a-z][a-z_]{0,31}", fullmatch=True)
values = texts | st.text('ab:"\\ \n\t', max_size=12)
any_call = st.builds(Call, names, st.dictionaries(keys, values, max_size=4), values)


@given(any_call)
@example(Call("who", {}, 'a:b "c'))
@example(Call("who", {}, "a:0"))
@example(Call("who", {"entity": "\\"}, " "))
def test_round_trip(call: Call) -> None:
    """What a Call writes, it reads back, and the hash agrees."""
    assert parse_call(call.text()) == call
    assert hash(parse_call(call.text())) == hash(call)


@given(any_call, keys)
def test_line_means_the_same(call: Call, main: str) -> None:
    """The line to type gives the same arguments, the main one as leading words."""
    call = Call(call.name, call.options, main=main)
    read = parse_call(call.line()[1:])
    assert {**({main: read.words} if read.words else {}), **read.options} == call.options


@given(st.text(max_size=200) | texts | values, st.none() | st.sets(keys, max_size=3))
def test_any_line_is_read(line: str, known: set[str] | None) -> None:
    """No text crashes the reader, and options are only those it may look for."""
    call = parse_call(line, known)
    assert known is None or set(call.options) <= known
    assert len(call.name) <= 64


@given(texts, st.text(max_size=40))
def test_free_text_keeps_its_words(one: str, two: str) -> None:
    """With no known option, every word of a question stays, whatever colons it has."""
    question = f"{one} {two}".replace('"', "").replace("\\", "")
    assert parse_call(f"ask {question}", frozenset()).words.split() == question.split()


@pytest.mark.parametrize(
    ("line", "call"),
    [
        ("timeline", Call("timeline")),
        ("who jaish al-adl", Call("who", {}, "jaish al-adl")),
        ("  who   jaish   al-adl  ", Call("who", {}, "jaish al-adl")),
        ("timeline from:2024-01-16 to:2024-01-18", Call("timeline", {"from": "2024-01-16", "to": "2024-01-18"})),
        ('timeline about:"jaish al-adl" page:2', Call("timeline", {"about": "jaish al-adl", "page": "2"})),
        ("timeline page:2 iran", Call("timeline", {"page": "2"}, "iran")),
        ("timeline page:2 page:3", Call("timeline", {"page": "3"})),
        ('who "jaish al-adl"', Call("who", {}, "jaish al-adl")),
        (r'who "say \"no\" to \\"', Call("who", {}, r'say "no" to \ '.strip())),
        ('who "no end', Call("who", {}, '"no end')),
        ('timeline about:"no end', Call("timeline", {"about": '"no'}, "end")),
        ('timeline about:""', Call("timeline", {"about": ""})),
        ("ask at 12:30", Call("ask", {}, "at 12:30")),
        ("ask why: because", Call("ask", {}, "why: because")),
        ("who Iran:x", Call("who", {}, "Iran:x")),
        ("who\tiran\n", Call("who", {}, "iran")),
        ("", Call("")),
        ("Who iran", Call("Who", {}, "iran")),
        ("Who\tiran", Call("Who", {}, "iran")),
        ("who?", Call("who?")),
        ("سؤال iran", Call("سؤال", {}, "iran")),
        ("x" * 65, Call("")),
    ],
)
def test_lines(line: str, call: Call) -> None:
    """The grammar by example."""
    assert parse_call(line) == call


@pytest.mark.parametrize(
    ("line", "call"),
    [
        ("ask is it true: iran:pakistan page:2", Call("ask", {"page": "2"}, "is it true: iran:pakistan")),
        ('ask what of topic:"x y"', Call("ask", {}, 'what of topic:"x y"')),
    ],
)
def test_free_text_knows_its_options(line: str, call: Call) -> None:
    """A command with a question takes only its own options out of the line."""
    assert parse_call(line, {"page"}) == call


@pytest.mark.parametrize("value", ["a", "a b", '"', "\\", "", "a:b", "\n", "جیش عدل"])
def test_quotation(value: str) -> None:
    """Any value can be given to an option."""
    assert parse_call(f"who entity:{quote(value)}").options == {"entity": value}


def test_a_button_carries_a_hundred_characters() -> None:
    """A Call too long for a button is refused when it is made, not by the platform."""
    fits = Call("who", {"entity": "x" * (BUTTON_LENGTH - len("who entity:"))})
    assert len(fits.button_text()) == BUTTON_LENGTH
    with pytest.raises(ValueError, match="a button carries 100 characters, this call has 101"):
        Call("who", {"entity": fits.options["entity"] + "x"}).button_text()
