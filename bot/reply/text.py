"""A reply as plain text: what is piped, read aloud, searched, or handed to scripts as `text`.

A citation is `[1]`, behind what it backs; one with warnings says them at once: `[4] (⚠ AI-written)`. No other
number stands in brackets, no line ends in a space, and only our own lines begin a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import assert_never

from bot.reply.blocks import (
    Block,
    Button,
    Buttons,
    Card,
    CardRow,
    Cite,
    Diff,
    DiffRow,
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
)
from bot.reply.citation import Citation, in_row
from bot.reply.plain import inline, quoted, uncited
from bot.reply.reply import Reply

KINDS = {"disputed": "Disputed", "several": "Several accounts", "single": "One account"}
"""How a card's kind reads, on every platform."""

TIGHT = tuple(".,;:!?)]}»”’…")
"""What follows a citation without a space."""


def render_text(reply: Reply) -> str:
    """Draw the whole reply: its blocks, then the numbered sources, then which knowledge answered."""
    lines: list[str] = []
    before: Block | None = None
    for block in reply.blocks:
        drawn = [*_block(block, reply.numbers)]
        if lines and drawn and not _belongs(block, before):
            lines.append("")
        lines.extend(drawn)
        before = block if drawn else before
    if reply.numbers:
        lines.extend(
            ["", "Sources", *(line for cited, number in reply.numbers.items() for line in _source(cited, number))]
        )
    if reply.stamp:
        stamp = inline(f"{reply.stamp.topic} {reply.stamp.version} ({reply.stamp.hash})")
        lines.extend(["", f"Knowledge: {stamp}"])
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def sides(row: DiffRow) -> tuple[tuple[str, str], tuple[str, str]]:
    """A row of a Diff as every platform draws it: what goes, then what comes."""
    return ("−", row.before), ("+", row.after)


def joined(*parts: str) -> str:
    """Join what is there with middle dots."""
    return " · ".join(part for part in parts if part)


def _belongs(block: Block, before: Block | None) -> bool:
    """Whether a block stands right under the one before it."""
    match before, block:
        case Note(kind=one), Note(kind=other):
            return one == other
        case Heading(level=2), Heading():
            return False
        case Heading(level=2), _:
            return True
        case _:
            return False


def _block(block: Block, numbers: dict[Citation, int]) -> Iterator[str]:
    match block:
        case Heading(text):
            yield inline(text)
        case Paragraph(spans):
            yield _spans(spans, numbers)
        case Note(text, kind):
            yield f"⚠ {inline(text)}" if kind == "warning" else inline(text)
        case Items(items):
            yield from (f"- {_spans(item, numbers)}" for item in items)
        case Fields(fields):
            yield from (f"{inline(field.label)}: {_spans(field.spans, numbers)}" for field in fields)
        case Card():
            yield from _card(block, numbers)
        case Timeline(entries):
            for entry in entries:
                yield from _entry(entry, numbers)
        case Diff(title, rows):
            yield inline(title)
            for row in rows:
                yield from (f"{sign} {inline(row.field)}: {inline(text)}" for sign, text in sides(row) if text)
        case Pager(page, pages, previous, following):
            turns = (("next", following), ("back", previous))
            yield joined(f"Page {page} of {pages}", *(f"{way}: {uncited(call.line())}" for way, call in turns if call))
        case Buttons(buttons):
            if buttons:
                yield "Ask next:"
            yield from (f"- {_button(button)}" for button in buttons)
        case _:
            assert_never(block)


def _button(button: Button) -> str:
    """A label and the line to type, once if they are the same."""
    line = uncited(button.call.line())
    return line if uncited(button.label) == line else f"{inline(button.label)}: {line}"


def _card(card: Card, numbers: dict[Citation, int]) -> Iterator[str]:
    """One or two lines a row, so that nothing has to be aligned and 60 columns are plenty."""
    yield inline(card.title)
    yield joined(KINDS[card.kind], inline(card.basis), uncited(card.call.line()) if card.call else "")
    for row in card.rows:
        yield f"- {_row(row)} {_marks(row.citations, numbers, graded=True)}"
        if more := joined(*map(inline, (row.detail, row.standing, row.note))):
            yield f"  {more}"


def _row(row: CardRow) -> str:
    speaks = f" (speaks for {inline(row.side)})" if row.side else ""
    return f"{inline(row.speaker)}{speaks}: {inline(row.value)}"


def _entry(entry: Entry, numbers: dict[Citation, int]) -> Iterator[str]:
    yield f"- {inline(entry.when)}: {inline(entry.title)} {_marks(entry.citations, numbers)}"
    call = uncited(entry.call.line()) if entry.call else ""
    if more := joined(inline(entry.place), inline(entry.actors), "⚠ unverified" if entry.unverified else "", call):
        yield f"  {more}"
    if entry.disputed:
        yield f"  ⚠ {_spans(entry.disputed, numbers)}"


def _source(cited: Citation, number: int) -> Iterator[str]:
    part = inline(cited.part.replace("-", " ")) if cited.part else ""
    yield f"[{number}] {joined(inline(cited.title or cited.publisher), part)}"
    yield f"    {joined(*map(inline, (cited.source, *cited.facts, cited.file or '', cited.url or '')))}"


def _marks(citations: Iterable[Citation], numbers: dict[Citation, int], *, graded: bool = False) -> str:
    """Citations in a row: `[1][2][4] (⚠ AI-written) [5]`; graded: `[1] (B) [4] (E, ⚠ AI-written)`."""
    text = ""
    for cited in in_row(citations, numbers):
        text += " " if text.endswith(")") else ""
        text += f"[{numbers[cited]}]"
        remarks = cited.remarks(graded=graded)
        text += f" ({remarks})" if remarks else ""
    return text


def _spans(spans: Spans, numbers: dict[Citation, int]) -> str:
    """Words and citations in order, with one space between them."""
    text = ""
    for cites, run in groupby(spans, key=lambda span: isinstance(span, Cite)):
        if cites:
            piece = _marks((span.citation for span in run if isinstance(span, Cite)), numbers)
        else:
            piece = inline("".join(map(_words, run))).strip()
        tight = not text or not piece or (not cites and piece.startswith(TIGHT))
        text += piece if tight else f" {piece}"
    return text


def _words(span: Span) -> str:
    match span:
        case str():
            return span
        case Strong(text):
            return text
        case Quote(text):
            return quoted(text)
        case Link(text, url):
            return url if text == url else f"{text} ({url})"
        case Cite():
            return ""
        case _:
            assert_never(span)
