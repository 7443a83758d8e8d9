"""Pages: nothing is lost, doubled or torn from its citations, and no page is too heavy."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.reply import (
    Block,
    Button,
    Buttons,
    Call,
    Card,
    CardRow,
    Cite,
    Diff,
    Entry,
    Fields,
    Heading,
    Items,
    Link,
    Note,
    Pager,
    Paragraph,
    Reply,
    Span,
    Spans,
    Timeline,
)
from bot.reply.pages import BUDGET, split, weigh
from bot.reply.text import render_text
from tests.reply.samples import CASUALTIES, ESSAY, REPOST, TIMELINE, UNSIGNED
from tests.reply.strategies import blocks as any_block

replies = st.lists(any_block, max_size=5)
budgets = st.sampled_from([0, 150, 400, BUDGET])


def statements(blocks: Iterable[Block]) -> list[object]:
    """All that must survive, in order: spans one by one, rows with their card, entries, notes, headings."""
    found: list[object] = []
    for block in blocks:
        match block:
            case Paragraph(spans):
                found.extend(spans)
            case Items(items):
                found.extend(items)
            case Fields(fields):
                found.extend(fields)
            case Card(rows=rows):
                card = replace(block, rows=())
                found.extend((card, row) for row in rows or ("no row",))
            case Timeline(entries):
                found.extend(entries)
            case Diff(title, changed):
                found.extend((title, row) for row in changed or ("no row",))
            case _:
                found.append(block)
    return found


def pieces(page: Iterable[Block]) -> int:
    """Count the statements of a page; prose counts one for each run of words and its citations."""
    number = 0
    for block in page:
        match block:
            case Paragraph(spans):
                number += len([*runs(spans)])
            case Items(several) | Fields(several) | Timeline(several) | Card(rows=several) | Diff(rows=several):
                number += len(several)
            case Note() | Pager():
                number += 1
            case Heading() | Buttons():
                pass
    return number


def runs(spans: Spans) -> Iterable[int]:
    """Where words begin behind a citation (a full stop is no word), and the start."""
    shape = "".join("c" if isinstance(span, Cite) else "w" if worded(span) else "." for span in spans)
    yield from range(1 + len(re.findall(r"c\.*(?=w)", shape)))


def worded(span: Span) -> bool:
    """Whether a span says anything."""
    text = span if isinstance(span, str) else getattr(span, "text", "")
    return isinstance(span, Link) or any(map(str.isalnum, text))


def frame(page: list[Block]) -> tuple[list[Block], list[Block], list[Block]]:
    """Take a page apart: title, statements, buttons."""
    title: list[Block] = [block for block in page if isinstance(block, Heading) and block.level == 1]
    buttons: list[Block] = [block for block in page if isinstance(block, Buttons)]
    return title, [block for block in page if block not in title and block not in buttons], buttons


@given(replies, budgets)
def test_nothing_is_lost_or_doubled(blocks: list[Block], budget: int) -> None:
    """All pages together hold every statement once, in order; title and buttons stand on every page."""
    title, told, buttons = frame(blocks)
    pages = [frame(page) for page in split(blocks, budget)]
    assert statements(block for page in pages for block in page[1]) == statements(told)
    assert all((page[0], page[2]) == (title, buttons) for page in pages)


@given(replies, budgets)
def test_no_page_is_too_heavy(blocks: list[Block], budget: int) -> None:
    """A page weighs more than the budget only if it holds a single statement."""
    for page in split(blocks, budget):
        told = frame(page)[1]
        assert weigh(told) <= budget or pieces(told) <= 1


@given(replies, budgets)
def test_no_heading_is_left_behind(blocks: list[Block], budget: int) -> None:
    """A page ends with a heading only if nothing follows it at all."""
    for page in split(blocks, budget)[:-1]:
        assert not isinstance(frame(page)[1][-1], Heading)


@given(replies, budgets)
def test_no_page_begins_with_a_citation(blocks: list[Block], budget: int) -> None:
    """Citations stay with the words they back."""
    starts = [block.spans[0] for block in blocks if isinstance(block, Paragraph) and block.spans]
    for page in split(blocks, budget):
        for block in page:
            assert not (isinstance(block, Paragraph) and isinstance(block.spans[0], Cite)) or block.spans[0] in starts


@given(replies)
def test_what_fits_is_left_alone(blocks: list[Block]) -> None:
    """A reply that fits on one page is the reply itself, title first and buttons last."""
    title, told, buttons = frame(blocks)
    told = [block for block in told if block not in (Items(()), Fields(()), Timeline(()), Paragraph(()))]
    assert split(blocks, 10**9) == [[*title, *told, *buttons]]


def test_no_block_at_all() -> None:
    """Nothing makes one empty page."""
    assert split([]) == [[]]


def test_a_long_card_goes_on() -> None:
    """A card that breaks has its title on both pages."""
    whole = CASUALTIES.blocks[1]
    assert isinstance(whole, Card)
    pages = split([whole], 420)
    cards = [block for page in pages for block in page if isinstance(block, Card)]
    assert len(cards) == len(pages) > 1
    assert {replace(card, rows=()) for card in cards} == {replace(whole, rows=())}


def test_two_like_cards_stay_two() -> None:
    """Cards that differ only in their rows do not melt into one."""
    one = Card("Killed", "single", (CardRow("Iran", "9", (REPOST,), "a"),), "1 article")
    other = replace(one, rows=(CardRow("Iran", "7", (REPOST,), "b"),))
    assert split([one, other]) == [[one, other]]


def test_long_prose_breaks_behind_citations() -> None:
    """Sentences go to the next page with their citations, a full stop stays with its sentence."""
    prose = Paragraph(("One is so" * 9, Cite(REPOST), Cite(UNSIGNED), ".", " Two is so" * 9, Cite(ESSAY), "."))
    assert split([prose], 260) == [[Paragraph(prose.spans[:4])], [Paragraph(prose.spans[4:])]]


def test_headings_move_together() -> None:
    """Several headings in a row go to the next page with what they announce."""
    top, sub, item = Heading("What is said"), Heading("By Iran"), Items((("x" * 90,),))
    assert split([item, top, sub, item], 150) == [[item], [top, sub, item]]


def test_pages_of_a_timeline_read_on() -> None:
    """A thousand events: every one on one page, each page within the budget, all pages quick to lay."""
    entry = TIMELINE.blocks[3]
    assert isinstance(entry, Timeline)
    entries = tuple(replace(entry.entries[1], title=f"Event {number}") for number in range(1_000))
    button = Buttons((Button("More", Call("timeline")),))
    pages = split([Heading("Timeline", 1), Timeline(entries), button])
    found = [one for page in pages for block in page if isinstance(block, Timeline) for one in block.entries]
    assert found == list(entries)
    assert all(isinstance(one, Entry) for one in found)
    assert max(len(render_text(Reply(tuple(page)))) for page in pages) < 4_000
