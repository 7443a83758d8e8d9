"""A reply for a person at a terminal: colour, tables that fold down to 40 columns, citations one can click.

Colours are the sixteen of the reader's own theme, and nothing is said by colour alone: without it
(NO_COLOR) every mark is still there in words. Right-to-left names keep their place by the marks of
`bot.reply.plain.settle`, which rich rightly measures as zero cells wide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TextIO, assert_never

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from bot.adapters.terminal.spans import DIM, WARNING, Numbers, address, marks, number_of, spans_text
from bot.reply import (
    Block,
    Button,
    Buttons,
    Call,
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
from bot.reply.plain import inline, uncited
from bot.reply.text import KINDS, joined, sides

WIDEST = 100
"""Columns; longer lines are hard to read."""
NARROW = 80
"""Columns below which what stands beside each other moves under each other."""

SHORT = 40
"""Characters up to which a value is a number, a date or a name, which the eye looks for; longer ones are sentences."""

SIDES = {"−": "red", "+": "green"}
"""What goes and what comes in a Diff."""

ACCENT = {"disputed": "yellow", "several": "cyan", "single": "dim"}


def print_reply(reply: Reply, stream: TextIO, *, numbered: bool = False) -> None:
    """Draw a reply on a terminal, with an empty line behind it; where to go next stands at its end.

    Args:
        reply: what to draw.
        stream: the terminal.
        numbered: buttons have numbers that a reader may type, as the chat allows.
    """
    console = Console(file=stream, highlight=False, markup=False, emoji=False)
    console.print(Drawing(reply, numbered), width=min(console.width, WIDEST))


@dataclass(frozen=True)
class Drawing:
    """A reply as rich prints it, at whatever width it is given."""

    reply: Reply
    numbered: bool = False

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        narrow = options.max_width < NARROW
        blocks = list(self.reply.blocks)
        last = next((n for n in range(len(blocks), 0, -1) if not isinstance(blocks[n - 1], Pager | Buttons)), 0)
        yield from self._blocks(blocks[:last], narrow)
        if self.reply.numbers:
            yield Text("Sources", style="bold")
            yield _sources(self.reply.numbers)
            yield Text()
        if self.reply.stamp:
            stamp = self.reply.stamp
            yield Text(inline(f"{stamp.topic} · version {stamp.version} · {stamp.hash}"), style=DIM)
            yield Text()
        # Where to go next stands last, right above the prompt.
        yield from self._blocks(blocks[last:], narrow)

    def _blocks(self, blocks: list[Block], narrow: bool) -> Iterator[RenderableType]:
        """Draw blocks with the space between them that they need, and an empty line behind them."""
        before: Block | None = None
        for block in blocks:
            drawn = [*_block(block, self.reply.numbers, narrow, self.numbered)]
            if drawn and before is not None and not _belongs(block, before):
                yield Text()
            yield from drawn
            before = block if drawn else before
        if before is not None:
            yield Text()


@dataclass(frozen=True)
class Barred:
    """Something with a coloured bar down its left side."""

    inner: RenderableType
    style: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        bar = Segment("▌ ", console.get_style(self.style))
        for line in console.render_lines(self.inner, options.update_width(max(options.max_width - 2, 1)), pad=False):
            yield bar
            yield from line
            yield Segment.line()


def _belongs(block: Block, before: Block) -> bool:
    """Whether a block stands right under the one before it."""
    return isinstance(block, Note) if isinstance(before, Note) else isinstance(before, Heading) and before.level == 2


def _block(block: Block, numbers: Numbers, narrow: bool, numbered: bool) -> Iterator[RenderableType]:
    match block:
        case Heading(text, level):
            yield Text(inline(text), style="bold underline" if level == 1 else "bold")
        case Paragraph(spans):
            yield spans_text(spans, numbers)
        case Note(text, kind):
            yield Text(f"⚠ {inline(text)}", style=WARNING) if kind == "warning" else Text(inline(text), style="italic")
        case Items(items):
            yield _hanging((Text("•", style=DIM), spans_text(item, numbers)) for item in items)
        case Fields():
            yield _fields(block, numbers)
        case Card():
            yield Barred(_card(block, numbers, narrow), ACCENT[block.kind])
        case Timeline(entries):
            for number, entry in enumerate(entries):
                if number:
                    yield Text()
                yield _entry(entry, numbers)
        case Diff(title, rows):
            yield Text(inline(title), style="bold")
            changed = ((row.field, sign, text) for row in rows for sign, text in sides(row) if text)
            yield _hanging(
                (Text(sign, style=SIDES[sign]), Text.assemble((f"{inline(field)}: ", DIM), (inline(text), SIDES[sign])))
                for field, sign, text in changed
            )
        case Pager(page, pages, previous, following):
            turns = (("next", following), ("back", previous))
            yield Text(
                joined(f"Page {page} of {pages}", *(_turn(way, call, numbered) for way, call in turns if call)),
                style=DIM,
            )
        case Buttons(buttons):
            if buttons:
                yield Text("Ask next: type a number" if numbered else "Ask next", style="bold")
                yield _buttons(buttons, numbered)
        case _:
            assert_never(block)


def _turn(way: str, call: Call, numbered: bool) -> str:
    return f"type {way}" if numbered else f"{way}: {uncited(call.line())}"


def _buttons(buttons: Iterable[Button], numbered: bool) -> Table:
    rows = []
    for number, button in enumerate(buttons, start=1):
        mark = Text(f"{number}", style="bold cyan") if numbered else Text("›", style="cyan")
        line = uncited(button.call.line())
        label = "" if uncited(button.label) == line else f"{inline(button.label)}  "
        rows.append((mark, Text.assemble(label, (line, DIM))))
    return _hanging(rows)


def _hanging(rows: Iterable[tuple[RenderableType, RenderableType]]) -> Table:
    """Lay out marks on the left and what they mark on the right."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True, justify="right")
    grid.add_column(overflow="fold")
    for mark, text in rows:
        grid.add_row(mark, text)
    return grid


def _fields(block: Fields, numbers: Numbers) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(overflow="fold", max_width=16)
    grid.add_column(overflow="fold")
    label = ""
    for field in block.fields:
        grid.add_row(
            Text("" if field.label == label else inline(field.label), style="bold"), spans_text(field.spans, numbers)
        )
        label = field.label
    return grid


def _card(card: Card, numbers: Numbers, narrow: bool) -> RenderableType:
    """One row a speaker; a narrow window puts where it was read and how it stands under what is said."""
    kind = Text.assemble((KINDS[card.kind], f"bold {ACCENT[card.kind]}"), "  ", (inline(card.basis), DIM))
    table = Table(box=None, show_header=not narrow, header_style=DIM, padding=(0, 2, 0, 0), pad_edge=False, expand=True)
    table.add_column("Who", overflow="fold", ratio=2 if narrow else 4)
    table.add_column("says", overflow="fold", ratio=3 if narrow else 6)
    if not narrow:
        table.add_column("read in", overflow="fold", ratio=3)
        table.add_column("stands", overflow="fold", ratio=2)
    for number, row in enumerate(card.rows):
        if number:
            table.add_row()
        table.add_row(*_row(row, numbers, narrow))
    parts: list[RenderableType] = [Text(inline(card.title), style="bold"), kind, Text(), table]
    if card.call:
        parts.extend((Text(), Text(uncited(card.call.line()), style=DIM)))
    return Group(*parts)


def _row(row: CardRow, numbers: Numbers, narrow: bool) -> list[RenderableType]:
    speaker = Text(inline(row.speaker))
    if row.side:
        speaker.append(f"\nfor {inline(row.side)}", style=DIM)
    says = Text().append(inline(row.value), style="bold" if len(row.value) <= SHORT else "")
    cited = marks(row.citations, numbers, graded=True)
    if narrow and cited:
        says.append(" ").append_text(cited)
    beneath = joined(inline(row.detail), inline(row.standing) if narrow else "", inline(row.note))
    if beneath:
        says.append(f"\n{beneath}", style=DIM)
    return [speaker, says] if narrow else [speaker, says, cited, Text(inline(row.standing))]


def _entry(entry: Entry, numbers: Numbers) -> RenderableType:
    """A date, and under it, along a rail, what happened."""
    what = Text(inline(entry.title)).append(" ").append_text(marks(entry.citations, numbers))
    if more := joined(inline(entry.place), inline(entry.actors)):
        what.append(f"\n{more}", style=DIM)
    if entry.unverified:
        what.append("\n⚠ unverified", style=WARNING)
    if entry.disputed:
        what.append("\n⚠ ", style=WARNING).append_text(spans_text(entry.disputed, numbers))
    if entry.call:
        what.append(f"\n{uncited(entry.call.line())}", style=DIM)
    return Group(
        Text(inline(entry.when), style="bold cyan"), Barred(what, ACCENT["disputed"] if entry.disputed else DIM)
    )


def _sources(numbers: Numbers) -> Table:
    return _hanging((number_of(cited, number), _source(cited)) for cited, number in numbers.items())


def _source(cited: Citation) -> Text:
    part = inline(cited.part.replace("-", " ")) if cited.part else ""
    text = Text().append(joined(inline(cited.title or cited.publisher), part), style=address(cited.url))
    lead = "\n"
    for fact in (cited.source, *cited.facts, cited.file or "", cited.url or ""):
        if fact:
            text.append(lead, style=DIM).append(inline(fact), style=WARNING if fact.startswith("⚠") else DIM)
            lead = " · "
    return text
