"""Each block its best form at Slack: headers, rich text, fields, cards with a button.

Law: facts are rich text, which no data can break out of; only short fields and a card's title, which Slack knows
as mrkdwn alone, are escaped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, assert_never

from bot.adapters.slack.controls import button
from bot.adapters.slack.limits import LONGEST_FIELD, LONGEST_HEADER, LONGEST_TEXT, MOST_FIELDS, cut
from bot.adapters.slack.mrkdwn import escape, mrkdwn, spans_text
from bot.adapters.slack.rich import BOLD, ITALIC, Leaf, bullets, length, lines, marks, named, spans_leaves, text
from bot.reply import (
    Block,
    Buttons,
    Card,
    CardRow,
    Citation,
    Diff,
    Entry,
    Fields,
    Heading,
    Items,
    Note,
    Pager,
    Paragraph,
    Reply,
    Timeline,
)
from bot.reply.plain import inline
from bot.reply.text import KINDS, joined, sides

Native = dict[str, Any]
Numbers = dict[Citation, int]
Drawn = tuple[Native, int]
"""A block and how many characters it shows."""

RICH = 2_800
"""Characters of one rich text block. Slack documents no limit; a section's is 3,000."""
SHORT = 100
"""Characters up to which a fact stands in one of two columns."""


def body(reply: Reply) -> Iterator[Drawn]:
    """Draw what a reply says; what can be pressed is drawn by `controls`."""
    notes: list[Note] = []
    small = bool(reply.numbers)
    for block in reply.blocks:
        if isinstance(block, Note):
            notes.append(block)
            continue
        if notes:
            yield from _notes(notes, small=small)
            notes = []
        yield from _block(block, reply.numbers)
    yield from _notes(notes, small=small)


def _block(block: Block, numbers: Numbers) -> Iterator[Drawn]:
    match block:
        case Heading(words, level):
            yield _heading(inline(words).strip() or "…", level)
        case Paragraph(spans):
            yield from _rich(lines, [spans_leaves(spans, numbers)])
        case Note():
            yield from _notes([block], small=bool(numbers))
        case Items(items):
            yield from _rich(bullets, [spans_leaves(item, numbers) for item in items])
        case Fields():
            yield from _fields(block, numbers)
        case Card():
            yield _title(block)
            yield from _rich(bullets, [_row(row, numbers) for row in block.rows])
        case Timeline(entries):
            yield from _rich(bullets, [_entry(entry, numbers) for entry in entries])
        case Diff(title, rows, person):
            yield from _rich(lines, [named(inline(title).strip() or "…", person, BOLD)])
            changed = ((row.field, sign, words) for row in rows for sign, words in sides(row) if words)
            yield from _rich(bullets, [[text(f"{sign} "), *_labelled(field, words)] for field, sign, words in changed])
        case Pager() | Buttons():
            return
        case _:
            assert_never(block)


def _labelled(field: str, words: str) -> list[Leaf]:
    """A field's name and what stands in it."""
    label = inline(field).strip()
    return [*([text(f"{label}: ", BOLD)] if label else []), text(inline(words))]


def _heading(words: str, level: int) -> Drawn:
    if level == 1 and len(words) <= LONGEST_HEADER:
        return {"type": "header", "text": {"type": "plain_text", "text": words, "emoji": False}}, len(words)
    bold = f"*{escape(words)}*"
    if len(bold) > LONGEST_TEXT:
        return _of(lines([[text(words, BOLD)]]), len(words))
    # A section keeps its distance from what stands above; rich text does not.
    return {"type": "section", "text": mrkdwn(bold)}, len(bold)


def _notes(notes: list[Note], *, small: bool) -> Iterator[Drawn]:
    """The bot's own words, a line each: small and grey beside facts, so that nobody takes them for one."""
    if small:
        for note in notes:
            words = f"⚠ *{escape(note.text).strip()}*" if note.kind == "warning" else escape(note.text).strip()
            if 0 < len(words) <= LONGEST_TEXT:
                yield {"type": "context", "elements": [mrkdwn(words)]}, len(words)
            else:
                yield from _notes([note], small=False)
        return
    leaves: list[Leaf] = []
    for note in notes:
        words = inline(note.text).strip()
        line = [text(f"⚠ {words}", BOLD)] if note.kind == "warning" else named(words, note.person)
        leaves.extend(([text("\n")] if leaves else []) + line)
    if leaves:
        yield from _rich(lines, [leaves])


def _fields(block: Fields, numbers: Numbers) -> Iterator[Drawn]:
    """Two columns where every fact is short, one a line where they are not."""
    drawn = [(inline(field.label).strip(), spans_leaves(field.spans, numbers)) for field in block.fields]
    if len(drawn) > 1 and all(length(leaves) <= SHORT for _, leaves in drawn):
        texts = [f"*{escape(f.label).strip() or '…'}*\n{spans_text(f.spans, numbers)}" for f in block.fields]
        if all(len(words) <= LONGEST_FIELD for words in texts):
            for start in range(0, len(texts), MOST_FIELDS):
                some = texts[start : start + MOST_FIELDS]
                yield {"type": "section", "fields": [mrkdwn(words) for words in some]}, sum(map(len, some))
            return
    lines: list[list[Leaf]] = []
    before = ""
    for label, leaves in drawn:
        lines.append([text(f"{label}  ", BOLD), *leaves] if label and label != before else leaves)
        before = label
    yield from _rich(bullets, lines)


def _title(card: Card) -> Drawn:
    """A card's title, how its accounts stand to each other and what they rest on; a button that leads on."""
    basis = escape(joined(KINDS[card.kind], card.basis))
    words = f"*{escape(cut(card.title, 1_000)).strip()}*\n{'⚠ ' if card.kind == 'disputed' else ''}{basis}"
    block: Native = {"type": "section", "text": mrkdwn(words)}
    if card.call:
        block["accessory"] = button("More", card.call, f"call:{card.call.text()}")
    return block, len(words)


def _row(row: CardRow, numbers: Numbers) -> list[Leaf]:
    side = f" (speaks for {inline(row.side)})" if row.side else ""
    leaves = [text(f"{inline(row.speaker)}{side}:", BOLD), text(f" {inline(row.value)} ")]
    leaves.extend(marks(row.citations, numbers, graded=True))
    if more := joined(*map(inline, (row.detail, row.standing, row.note))):
        leaves.append(text(f"\n{more}", ITALIC))
    return leaves


def _entry(entry: Entry, numbers: Numbers) -> list[Leaf]:
    leaves = [text(f"{inline(entry.when)}:", BOLD), text(f" {inline(entry.title)} ")]
    leaves.extend(marks(entry.citations, numbers))
    if more := joined(inline(entry.place), inline(entry.actors), "⚠ unverified" if entry.unverified else ""):
        leaves.append(text(f"\n{more}", ITALIC))
    if entry.disputed:
        leaves.extend((text("\n⚠ ", BOLD), *spans_leaves(entry.disputed, numbers)))
    return leaves


def _rich(draw: Callable[[list[list[Leaf]]], list[Native]], items: list[list[Leaf]]) -> Iterator[Drawn]:
    """Lay items out on as few rich text blocks as hold them."""
    some: list[list[Leaf]] = []
    weight = 0
    for item in items:
        for piece in _pieces(item):
            size = length(piece)
            if some and weight + size > RICH:
                yield _of(draw(some), weight)
                some, weight = [], 0
            some.append(piece)
            weight += size
    if some:
        yield _of(draw(some), weight)


def _pieces(item: list[Leaf]) -> Iterator[list[Leaf]]:
    """One statement; only where it is too long for a block, cut between its leaves."""
    piece: list[Leaf] = []
    for leaf in item:
        if piece and length(piece) + length([leaf]) > RICH:
            yield piece
            piece = []
        piece.append(leaf)
    yield piece


def _of(elements: list[Native], weight: int) -> Drawn:
    return {"type": "rich_text", "elements": elements}, weight
