"""Long replies in pages: blocks are split between statements, never inside one or before its citation.

The page size is chosen so that a page with its list of sources fits both platforms in every drawing:
Discord's 4,000 characters over all text of a message, Slack's 3,000 of one section.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, assert_never

from bot.reply.blocks import (
    Block,
    Buttons,
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
    Quote,
    Span,
    Spans,
    Strong,
    Timeline,
    cited,
)
from bot.reply.citation import Citation

BUDGET = 2_200
"""Characters of a page, its list of sources included; markup, buttons and the frame take the rest."""
MARK = 5
"""Characters of a citation's number in its brackets."""


class Weight(NamedTuple):
    """What an item of a long list takes: about how many characters, and the sources at its foot by number."""

    size: int
    sources: tuple[int, ...] = ()


def split(blocks: Iterable[Block], budget: int = BUDGET) -> list[list[Block]]:
    """Lay blocks out on pages. A level-1 Heading and Buttons stand on every page.

    A page weighs more than the budget only if it holds a single statement. A heading moves to the
    next page with what it announces.
    """
    title: list[Block] = []
    buttons: list[Block] = []
    pages: list[list[Block]] = [[]]
    weight = 0
    seen: set[Citation] = set()
    for block in blocks:
        if isinstance(block, Buttons):
            buttons.append(block)
            continue
        if isinstance(block, Heading) and block.level == 1:
            title.append(block)
            continue
        for number, piece in enumerate(_pieces(block)):
            continues = number > 0
            sources = set(cited(piece))
            cost = _cost(piece, sources - seen, continues)
            if weight + cost > budget and (announcing := _announcing(pages[-1])):
                held = pages[-1][announcing:]
                del pages[-1][announcing:]
                pages.append(held)
                seen = set()
                weight = sum(map(_length, held))
                continues = False
                cost = _cost(piece, sources, continues)
            if continues:
                pages[-1][-1] = _joined(pages[-1][-1], piece)
            else:
                pages[-1].append(piece)
            seen |= sources
            weight += cost
    return [[*title, *page, *buttons] for page in pages]


def windows(weights: Iterable[Weight], feet: Sequence[int], budget: int = BUDGET) -> list[int]:
    """Say where each page of a long list begins, from the weight of its items alone.

    For lists too long to be drawn whole: only the items of one page are then made into blocks.

    Args:
        weights: of each item.
        feet: what each source takes at the foot of a page (`foot`), by the numbers used in `weights`.
        budget: of one page.

    Returns:
        The index of the first item of each page; [0] for no items.
    """
    starts = [0]
    weight = 0
    seen: set[int] = set()
    for index, (size, sources) in enumerate(weights):
        weight += size
        for source in sources:
            if source not in seen:
                seen.add(source)
                weight += feet[source]
        if weight > budget and index > starts[-1]:
            starts.append(index)
            seen = set(sources)
            weight = size + sum(feet[source] for source in seen)
    return starts


def foot(citation: Citation) -> int:
    """Count the characters of a source at the foot of a page: its number, title, part, facts and address."""
    texts = (citation.title or citation.publisher, citation.part or "", citation.url or "", *citation.facts)
    return sum(len(text) + 3 for text in texts if text) + MARK


def weigh(page: Iterable[Block]) -> int:
    """Count the characters of a page as plain text, roughly but seldom too few, and what its sources cost."""
    page = list(page)
    return sum(map(_length, page)) + sum(map(foot, {citation for block in page for citation in cited(block)}))


def _announcing(page: list[Block]) -> int:
    """Where the headings at the end of a page begin; 0 if there is nothing else on it."""
    end = len(page)
    while end and isinstance(page[end - 1], Heading):
        end -= 1
    return end


def _cost(piece: Block, fresh: set[Citation], continues: bool) -> int:
    """What a piece adds to a page, with the sources that are new there: a card that goes on has its frame already."""
    frame = _frame(piece) if continues and isinstance(piece, Card) else 0
    return _length(piece) - frame + sum(map(foot, fresh))


def _pieces(block: Block) -> Iterator[Block]:
    """Cut a block that holds several statements into blocks of one; what stays on a page joins again."""
    match block:
        case Paragraph(spans):
            yield from map(Paragraph, _statements(spans))
        case Items(items):
            yield from (Items((item,)) for item in items)
        case Fields(fields):
            yield from (Fields((field,)) for field in fields)
        case Timeline(entries):
            yield from (Timeline((entry,)) for entry in entries)
        case Card(rows=rows) if rows:
            yield from (replace(block, rows=(row,)) for row in rows)
        case Diff(title, rows) if rows:
            yield from (Diff(title, (row,)) for row in rows)
        case _:
            yield block


def _statements(spans: Spans) -> Iterator[Spans]:
    """Cut prose behind citations, where words follow; a full stop alone is no statement."""
    start = 0
    backed = False
    for end, span in enumerate(spans):
        if isinstance(span, Cite):
            backed = True
        elif any(map(str.isalnum, _text(span))):
            if backed:
                yield spans[start:end]
                start = end
            backed = False
    if spans:
        yield spans[start:]


def _joined(last: Block, piece: Block) -> Block:
    """Put two pieces of one block together again."""
    match last, piece:
        case Paragraph(before), Paragraph(spans):
            return Paragraph((*before, *spans))
        case Items(before), Items(items):
            return Items((*before, *items))
        case Fields(before), Fields(fields):
            return Fields((*before, *fields))
        case Timeline(before), Timeline(entries):
            return Timeline((*before, *entries))
        case Card(rows=before), Card(rows=rows):
            return replace(last, rows=(*before, *rows))
        case Diff(title, before), Diff(rows=rows):
            return Diff(title, (*before, *rows))
        case _:
            raise TypeError(f"{type(piece).__name__} does not continue {type(last).__name__}")


def _length(block: Block) -> int:
    match block:
        case Heading(text) | Note(text):
            return len(text) + 4
        case Paragraph(spans):
            return _spans(spans)
        case Items(items):
            return sum(_spans(item) + 4 for item in items)
        case Fields(fields):
            return sum(len(field.label) + _spans(field.spans) + 4 for field in fields)
        case Card(rows=rows):
            return _frame(block) + sum(map(_row, rows))
        case Timeline(entries):
            return sum(map(_entry, entries))
        case Diff(title, rows):
            return len(title) + sum(2 * len(row.field) + len(row.before) + len(row.after) + 10 for row in rows)
        case Pager() | Buttons():
            return 0
        case _:
            assert_never(block)


def _frame(card: Card) -> int:
    return len(card.title) + len(card.basis) + 20


def _row(row: CardRow) -> int:
    texts = (row.speaker, row.value, row.detail, row.side, row.standing, row.note)
    return sum(map(len, texts)) + sum(map(_mark, row.citations)) + 24


def _entry(entry: Entry) -> int:
    texts = (entry.when, entry.title, entry.place, entry.actors)
    return sum(map(len, texts)) + sum(map(_mark, entry.citations)) + _spans(entry.disputed) + 24


def _mark(citation: Citation) -> int:
    """`[12]`, and ` (⚠ AI-written) ` behind it."""
    return MARK + sum(len(words) + 5 for words in citation.warnings) if citation.flags else MARK


def _spans(spans: Spans) -> int:
    return sum(_mark(span.citation) if isinstance(span, Cite) else len(_text(span)) + 1 for span in spans)


def _text(span: Span) -> str:
    match span:
        case str():
            return span
        case Strong(text):
            return text
        case Quote(text):
            return f"“{text}”"
        case Link(text, url):
            return f"{text} ({url})"
        case Cite():
            return ""
        case _:
            assert_never(span)
