"""Data stays words: nothing that a person writes formats, links, mentions, quotes or hides at Discord."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.discord.markup import bold, escape, link, marks, named, source_line, spans_text
from bot.reply import Cite, Link, Person, Quote, Strong
from tests.reply.samples import CAPTION, ESSAY, REPOST, RETRACTED, WEEKLY

NUMBERS = {REPOST: 1, ESSAY: 2, RETRACTED: 3, WEEKLY: 4, CAPTION: 5}
JOINER = "\u2060"
ALIVE = re.compile(r"(?<!\\)(?:\\\\)*[*_~`|<\[\]]|@everyone|@here|://")
"""Characters that still act: not behind an odd number of backslashes."""


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("plain words, 9.", "plain words, 9."),
        ("*b* _i_ ~~s~~ `c` ||x||", r"\*b\* \_i\_ \~\~s\~\~ \`c\` \|\|x\|\|"),
        ("[click](https://evil.example)", rf"\[click\](https:{JOINER}//evil.example)"),
        ("<@1> <#2> <@&3> <t:0> </who:4> <:x:5>", r"\<@1> \<#2> \<@&3> \<t:0> \</who:4> \<:x:5>"),
        ("@everyone @here @bob", f"@{JOINER}everyone @{JOINER}here @bob"),
        ("# big", r"\# big"),
        ("> quoted", r"\> quoted"),
        (">>> all quoted", r"\>>> all quoted"),
        ("- item", r"\- item"),
        ("-# small", r"\-# small"),
        ("1. one", r"1\. one"),
        ("1) one", r"1\) one"),
        ("16 January", "16 January"),
        ("9", "9"),
        ("a\\*b", r"a\\\*b"),
        ("two\nlines", "two lines"),
        ("a forged [1]", "a forged (1)"),
        ("\u202egnp.exe", "gnp.exe"),
        ("", ""),
    ],
)
def test_what_is_written_is_what_is_read(written: str, drawn: str) -> None:
    """Discord draws just the characters."""
    assert escape(written) == drawn


@given(st.text(max_size=80))
def test_nothing_alive_is_left(text: str) -> None:
    """Whatever was written, no character of it acts, and the line stays one line."""
    drawn = escape(text)
    assert ALIVE.search(drawn) is None
    assert "\n" not in drawn
    assert not re.match(r"\s*(#{1,3} |[-*+] |-# |>|\d+[.)] )", drawn)


ADDRESSES = ["https://a.example/x(1)", "http://b.example/?q=[1]"]


@given(st.text(max_size=40), st.sampled_from(ADDRESSES))
def test_a_link_is_ours_alone(label: str, url: str) -> None:
    """A label cannot end its link early nor bring one of its own."""
    drawn = link(label, url)
    words, _, address = drawn.partition("](<") if drawn.startswith("[") else ("", "", drawn.removeprefix("<"))
    assert address.endswith(">)" if words else ">")
    assert "<" not in address
    assert "(" not in address
    assert re.search(r"(?<!\\)[\[\]]", words[1:]) is None


@pytest.mark.parametrize("url", ["javascript:x", "https://a b", "", None, "https://a.example/" + "x" * 300])
def test_what_is_no_address_is_no_link(url: str | None) -> None:
    """Nor is one so long that the message would hold little else."""
    assert link("here", url) == "here"


def test_warnings_stand_beside_their_numbers() -> None:
    """A citation holds together by no-break spaces; those with warnings come last."""
    assert marks([ESSAY, REPOST], NUMBERS) == "[1][2]\u00a0(⚠\u00a0AI-written)"
    assert marks([REPOST, RETRACTED], NUMBERS, graded=True).startswith("[1]\u00a0(B) [3]\u00a0(D,\u00a0⚠")


def test_spans_read_as_a_sentence() -> None:
    """Words, strong words, quotations, links and citations in order, one space between them."""
    spans = (
        "Iran: ",
        Strong("9*"),
        " and ",
        Quote("all *over*"),
        " at ",
        Link("here", "https://a.example/"),
        Cite(REPOST),
        ".",
    )
    assert spans_text(spans, NUMBERS) == r"Iran: **9\*** and “all \*over\*” at [here](<https://a.example/>) [1]."


def test_an_address_as_its_own_label_is_drawn_once() -> None:
    """An address that is shown as itself needs no label."""
    assert spans_text((Link("https://a.example/", "https://a.example/"),), NUMBERS) == "<https://a.example/>"


def test_sources_say_what_they_are_worth() -> None:
    """Small print: number, title, date, grade, every flag; hundreds of them in brief."""
    assert source_line(ESSAY, 2) == "-# [2] The essay · undated · grade E · ⚠ AI-written"
    assert source_line(ESSAY, 2, brief=True) == "-# [2] doc-004 (E, ⚠ AI-written)"
    assert "(<http://weekly.example/a?b=1&copy=2>)" in source_line(WEEKLY, 4)


def test_bold_nothing_is_nothing() -> None:
    """Four asterisks would be drawn."""
    assert bold("  ") == ""


def test_a_person_is_drawn_by_name_only_where_we_name_one() -> None:
    """A mention takes the place of our own words; an id of another platform, or one that is none, stays words."""
    words = "Suggested by 12345 on Discord."
    assert named(escape(words), Person("discord", "12345")) == "Suggested by <@12345>."
    assert named(escape(words), None) == words
    assert named("By U1 on Slack.", Person("slack", "U1")) == "By U1 on Slack."
    forged = Person("discord", "1> @everyone")
    assert named(escape(f"By {forged}."), forged) == escape(f"By {forged}.")
