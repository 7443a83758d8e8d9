"""The JSON object: the keys that scripts rely on, and nothing that JSON cannot carry."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import orjson
import pytest
from hypothesis import given

from bot.reply import Block, Call, Note, Reply
from bot.reply.jsonform import reply_object
from bot.reply.text import render_text
from tests.golden_files import Golden
from tests.reply.samples import REFUSAL, SAMPLES, TIMELINE, WHO
from tests.reply.strategies import replies

DOCUMENT = Path(__file__).parents[2] / "docs" / "reply-json.md"
KEYS = ["outcome", "command", "arguments", "text", "blocks", "entities", "events", "claims", "citations", "knowledge"]


@pytest.mark.parametrize("name", SAMPLES)
def test_samples(name: str, golden: Golden) -> None:
    """Every sample is the object that its golden file says."""
    golden(f"{name}.json", json.dumps(reply_object(SAMPLES[name]), ensure_ascii=False, indent=2) + "\n")


@given(replies)
def test_any_reply_is_json(reply: Reply) -> None:
    """The object survives both JSON libraries unchanged, and holds no control character."""
    made = reply_object(reply)
    assert list(made) == KEYS
    assert orjson.loads(orjson.dumps(made)) == made
    assert json.loads(json.dumps(made)) == made
    assert all(
        text.isprintable() or not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
        for text in strings(made)
    )


@given(replies)
def test_every_citation_is_listed(reply: Reply) -> None:
    """Numbers in blocks and in the text are those of the list, and the flags beside them are its flags."""
    made = reply_object(reply)
    flags = {cited["number"]: cited["flags"] for cited in made["citations"]}
    told = {cite["number"]: cite["flags"] for cite in cites(made["blocks"])}
    assert told == flags
    assert list(flags) == list(range(1, len(flags) + 1))
    assert {int(number) for number in re.findall(r"\[(\d+)\]", made["text"])} == set(flags)


def test_the_contract() -> None:
    """The keys of DESIGN.md §6, as scripts find them."""
    made = reply_object(WHO)
    assert (made["outcome"], made["command"], made["arguments"]) == ("answer", "who", {"entity": "jaish-al-adl"})
    assert made["text"] == render_text(WHO)
    assert made["entities"] == ["jaish-al-adl", "jeish-al-zulfiqar"]
    assert (made["events"], made["claims"]) == ([], ["jaish-is-links"])
    assert made["citations"][0] == {
        "number": 1,
        "source": "doc-000",
        "file": "000_854e0bcab90f5bc6.txt",
        "part": None,
        "title": "Islamabad's inaction on militants, domestic pressure forced Iran to strike Pakistan: Report",
        "publisher": "Repost on investsfocus.com; original outlet not named in our copy",
        "date": "19 January 2024",
        "reliability": "B",
        "flags": [],
        "url": "https://www.investsfocus.com",
    }
    assert made["citations"][3]["flags"] == ["ai_generated", "undated"]
    assert made["knowledge"] == {"topic": "iran-pakistan-2024", "version": "1.0", "hash": "3fa9c1d2"}


def test_calls_have_arguments_and_the_line_to_type() -> None:
    """A call can be run by its parts or by its text."""
    pager = next(block for block in reply_object(TIMELINE)["blocks"] if block["type"] == "pager")
    assert pager["next"] == {
        "command": "timeline",
        "arguments": {"from": "2024-01-03", "page": "3"},
        "text": "/timeline from:2024-01-03 page:3",
    }


def test_words_that_no_argument_took() -> None:
    """Leading words that were never bound to a parameter stand under `words`."""
    assert list(reply_object(REFUSAL)["arguments"]) == ["words"]
    assert reply_object(Reply((Note("x"),), call=Call("who", {"page": "2"}, "y")))["arguments"] == {
        "words": "y",
        "page": "2",
    }


def test_nothing_known() -> None:
    """Without a call and a stamp there is null, not a missing key."""
    made = reply_object(Reply(()))
    assert (made["command"], made["arguments"], made["knowledge"], made["text"]) == (None, {}, None, "")


def test_every_block_and_key_is_documented() -> None:
    """docs/reply-json.md names every top-level key, every type of block and of span, and every key of the samples."""
    text = DOCUMENT.read_text(encoding="utf-8")
    types = {block.__name__.lower() for block in get_args(Block)} | {"cite", "strong", "quote", "link"}
    keys = {key for sample in SAMPLES.values() for key in keys_of(reply_object(sample))}
    missing = [name for name in sorted({*KEYS, *types, *keys} - {"entity", "about", "from"}) if f"`{name}`" not in text]
    assert missing == []


def strings(value: Any) -> Iterator[str]:
    """Every string inside, keys included, but for the text, which has lines."""
    match value:
        case str():
            yield value
        case dict():
            for key, inside in value.items():
                yield key
                yield from strings(inside)
        case list():
            for inside in value:
                yield from strings(inside)


def cites(value: Any) -> Iterator[dict[str, Any]]:
    """Every cite object inside."""
    match value:
        case {"type": "cite"}:
            yield value
        case dict():
            for inside in value.values():
                yield from cites(inside)
        case list():
            for inside in value:
                yield from cites(inside)


def keys_of(value: Any) -> Iterator[str]:
    """Every key inside, but for the names of arguments."""
    match value:
        case dict():
            for key, inside in value.items():
                yield key
                if key != "arguments":
                    yield from keys_of(inside)
        case list():
            for inside in value:
                yield from keys_of(inside)
