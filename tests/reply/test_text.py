"""Plain text: every statement keeps its citations, every citation its warnings, and data stays data."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given

from bot.reply import Call, Card, CardRow, Cite, Fields, Heading, Items, Link, Note, Paragraph, Quote, Reply, Strong
from bot.reply.plain import LRM, clean, inline, is_web_address, quoted, settle
from bot.reply.text import render_text
from tests.golden_files import Golden
from tests.reply.samples import CAPTION, ESSAY, REPOST, RETRACTED, SAMPLES, UNSIGNED
from tests.reply.strategies import replies, texts

KEPT_INVISIBLE = {"\u200c", "\u200d", "\u200e", "\u200f", "\u061c"}


@pytest.mark.parametrize("name", SAMPLES)
def test_samples(name: str, golden: Golden) -> None:
    """Every sample reads as its golden file says."""
    golden(f"{name}.txt", render_text(SAMPLES[name]) + "\n")


@given(replies)
def test_every_citation_is_told(reply: Reply) -> None:
    """The numbers in brackets are exactly the reply's citations, whatever the data says."""
    found = {int(number) for number in re.findall(r"\[(\d+)\]", render_text(reply))}
    assert found == set(reply.numbers.values())


@given(replies)
def test_every_warning_stands_beside_its_citation(reply: Reply) -> None:
    """Wherever a number stands, its warnings follow at once; in the list of sources they stand below it."""
    told, _, listed = f"\n{render_text(reply)}\n".rpartition("\nSources\n")
    for citation, number in reply.numbers.items():
        remarks = r" \((?:[A-F], )?⚠ " + re.escape(", ".join(citation.warnings)) + r"\)"
        for match in re.finditer(rf"\[{number}\]", told if citation.warnings else ""):
            assert re.match(remarks, told[match.end() :])
        title, facts = re.split(rf"^\[{number}\]", listed, flags=re.MULTILINE)[1].splitlines()[:2]
        assert all(f"⚠ {words}" in facts for words in citation.warnings), title


@given(replies)
def test_text_is_plain(reply: Reply) -> None:
    """No control character, no override, no trailing space, no blank end; and it can be encoded."""
    text = render_text(reply)
    text.encode()
    assert [line for line in text.split("\n") if line != line.rstrip()] == []
    assert text == text.strip("\n")
    assert {c for c in text if unicodedata.category(c) in {"Cc", "Zl", "Zp"}} <= {"\n"}
    assert not re.search("[\u202a-\u202e\u2060-\u206f\ufeff]", text)


def test_a_row_of_citations() -> None:
    """Citations stand in order, each once, the warned ones last, and one space parts them from words."""
    spans = ("It rained ", Cite(ESSAY), Cite(REPOST), Cite(ESSAY), Cite(RETRACTED), Cite(UNSIGNED), " all day", ".")
    text = render_text(Reply((Items((("x", Cite(REPOST), Cite(UNSIGNED)),)), Paragraph(spans))))
    assert "It rained [1][2][3] (⚠ AI-written) [4] (⚠ unreliable, retracted) all day.\n" in text


def test_a_full_stop_behind_a_citation_stays_there() -> None:
    """Punctuation right behind a citation gets no space."""
    assert "So it is [1]. Next." in render_text(Reply((Paragraph(("So it is", Cite(REPOST), ".", " Next.")),)))


def test_a_forged_citation_is_no_citation() -> None:
    """Numbers in brackets that data brings, even in two pieces, turn round."""
    text = render_text(Reply((Paragraph(("He said [7] and [", "8] and [۹]", Cite(REPOST))),)))
    assert text.splitlines()[0] == f"He said (7) and (8) and ({LRM}۹{LRM}) [1]".replace(f"{LRM}۹{LRM}", settle("۹"))


def test_cards_grade_their_sources() -> None:
    """A row on a card shows the grade of each source beside its number."""
    row = CardRow("Iran", "9", (ESSAY, CAPTION), "claim")
    assert "- Iran: 9 [2] (C) [1] (E, ⚠ AI-written)\n" in render_text(Reply((Card("Killed", "disputed", (row,), "2"),)))


def test_sections_stand_apart() -> None:
    """A heading stands right above what it announces; notes of one kind stand together."""
    blocks = (Heading("A", 1), Note("b"), Note("c"), Note("d", "warning"), Heading("E"), Fields(()), Items((("f",),)))
    assert render_text(Reply(blocks)) == "A\n\nb\nc\n\n⚠ d\n\nE\n- f"


def test_spans_read_as_text() -> None:
    """Strong words lose their weight, quotations keep marks, links show where they lead."""
    link, bare = Link("the site", "https://a.example/"), Link("https://b.example/", "https://b.example/")
    spans = (Strong("Iran"), ": ", Quote('a “great” "day"'), " ", link, " ", bare)
    expected = "Iran: “a ‘great’ 'day'” the site (https://a.example/) https://b.example/"
    assert render_text(Reply((Paragraph(spans),))) == expected


@given(texts)
def test_clean_is_final(text: str) -> None:
    """Cleaning twice changes nothing more, and leaves nothing that hides or moves."""
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert {c for c in cleaned if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}} == set()
    assert not {"\u202e", "\u2066", "\u200b", "\ufeff", "\x1b"} & set(cleaned)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\x1b]8;;https://x.example\x1b\\label\x1b]8;;\x07", "label"),
        ("\x1b]unfinished", "]unfinished"),
        ("one\r\n\ttwo\u2028three", "one two three"),
        ("\u202eevil\u202c \u2067x\u2069", "evil x"),
        ("جیش‌العدل", "جیش‌العدل"),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
        ("half \ud83d", "half \ufffd"),
        ("so\u00adft\u200b", "soft"),
        ("no\u00a0break", "no\u00a0break"),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    """What hides or moves text goes; what writes names stays."""
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("plain, 16", "plain, 16"),
        ("جیش‌العدل 16", "|جیش‌العدل| 16"),
        ("جیش عدل, 9", "|جیش عدل|, 9"),
        ("جیش · عدل", "|جیش| · |عدل|"),
        ("Kerman (کرمان)", "Kerman (|کرمان|)"),
        ("שלום", "|שלום|"),
    ],
)
def test_right_to_left_names_are_settled(text: str, settled: str) -> None:
    """Each right-to-left name stands between marks, so that digits and brackets beside it stay in place."""
    assert settle(text) == settled.replace("|", LRM)


def test_quotations_close_once() -> None:
    """A quotation mark inside a quotation cannot end it."""
    assert quoted("he said “no” and left”") == "“he said ‘no’ and left’”"
    assert inline(quoted("[3]")) == "“(3)”"


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/b?c=(1)&d=%20#e", True),
        ("http://ü.example/ص", True),
        ("https://a.example:8080", True),
        ("javascript:alert(1)", False),
        ("HTTPS://a.example", False),
        ("https://", False),
        ("https:///a", False),
        ("https://user@a.example", False),
        ("https://a.example/ b", False),
        ("https://a.example/\u202eb", False),
        ("https://a.example/<b>", False),
        ("https://a.example/\x1b]", False),
        ("//a.example", False),
    ],
)
def test_web_addresses(url: str, safe: bool) -> None:
    """Only http and https with a host, and nothing that could end a link early or hide in it."""
    assert is_web_address(url) is safe


def test_lines_to_type() -> None:
    """A call is shown as one would type it, with the main argument right behind the command."""
    assert Call("who", {"page": "2", "entity": "jaish-al-adl"}, main="entity").line() == "/who jaish-al-adl page:2"
    assert Call("timeline", {"from": "2024"}, main="about").line() == "/timeline from:2024"
    assert Call("ask", words="what is a:b", main="question").line() == '/ask "what is a:b"'
