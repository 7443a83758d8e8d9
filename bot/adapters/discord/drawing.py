"""A reply as panels: what stands together in one box, line by line, before it is fitted into messages.

A line is the smallest piece: a statement with its citations. A panel that does not fit goes on in the next message.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal, assert_never

from bot.adapters.discord.markup import Numbers, bold, escape, marks, named, source_line, spans_text
from bot.reply import (
    Block,
    Buttons,
    Card,
    CardRow,
    Diff,
    Entry,
    Fields,
    Heading,
    Items,
    Note,
    Outcome,
    Pager,
    Paragraph,
    Reply,
    Timeline,
)
from bot.reply.text import KINDS, joined, sides

Tone = Literal["none", "body", "disputed", "several", "single", "closest", "refusal", "error"]

SHORT = 40
"""Characters up to which a value is a number, a date or a name, which the eye looks for; longer ones are sentences."""


@dataclass(slots=True)
class Panel:
    """Lines that stand together; the tone says in which colour, "none" outside of any box."""

    tone: Tone
    lines: list[str] = field(default_factory=list)


_TONES: dict[Outcome, Tone] = {
    "answer": "body",
    "closest": "closest",
    "not_covered": "single",
    "not_found": "refusal",
    "usage": "refusal",
    "faulty": "refusal",
    "denied": "refusal",
    "error": "error",
}


def panels(reply: Reply, *, brief: bool = False) -> list[Panel]:
    """Draw a reply: what it is called and how it was understood, its blocks, its sources, which knowledge answered.

    Args:
        reply: what to draw.
        brief: one short line a source, without its title.
    """
    spoken = not any(isinstance(block, Paragraph | Items | Fields | Card | Timeline) for block in reply.blocks)
    tone = _TONES[reply.outcome]
    drawn = [Panel(tone if spoken else "none")]
    before: type[Block] = Heading
    for block in reply.blocks:
        lines = [*_lines(block, reply.numbers, small=not spoken and len(drawn) == 1)]
        match block:
            case Card(kind=kind):
                drawn.append(Panel(kind, lines))
            case Heading(level=1) | Pager() | Buttons():
                drawn[0].lines.extend(lines)
            case _:
                if not spoken and drawn[-1].tone != tone and not (isinstance(block, Note) and len(drawn) == 1):
                    drawn.append(Panel(tone))
                if drawn[-1].lines and lines and type(block) is not before and not isinstance(block, Heading):
                    lines[0] = f"\n{lines[0]}" if before is not Heading and not lines[0].startswith("\n") else lines[0]
                drawn[-1].lines.extend(lines)
        before = type(block)
    foot = [source_line(cited, number, brief=brief) for cited, number in reply.numbers.items()]
    if reply.stamp:
        foot.append(f"-# {escape(f'{reply.stamp.topic} {reply.stamp.version} ({reply.stamp.hash})')}")
    if foot:
        drawn.append(Panel("none", foot))
    return [panel for panel in drawn if panel.lines]


def _lines(block: Block, numbers: Numbers, *, small: bool) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"{'##' if level == 1 else '###'} {escape(text).strip()}"
        case Paragraph(spans):
            yield spans_text(spans, numbers)
        case Note(text, "warning", person):
            yield f"⚠️ {named(escape(text), person)}"
        case Note(text, _, person):
            yield f"-# {named(escape(text), person)}" if small else named(escape(text), person)
        case Items(items):
            yield from (f"- {spans_text(item, numbers)}" for item in items)
        case Fields():
            yield from _fields(block, numbers)
        case Card():
            head = f"{bold(block.title)}\n-# {joined(KINDS[block.kind], escape(block.basis))}"
            first, *others = (_row(row, numbers) for row in block.rows) if block.rows else ("",)
            yield f"{head}\n{first}".rstrip()
            yield from others
        case Timeline(entries):
            yield from (_entry(entry, numbers) for entry in entries)
        case Diff(title, rows, person):
            yield named(bold(title), person)
            for row in rows:
                yield from (f"{sign} {bold(row.field)}: {escape(text)}" for sign, text in sides(row) if text)
        case Pager() | Buttons():
            return
        case _:
            assert_never(block)


def _fields(block: Fields, numbers: Numbers) -> Iterator[str]:
    """One line a fact; several under one label stand as a list."""
    for label, run in groupby(block.fields, key=lambda field: field.label):
        facts = [spans_text(one.spans, numbers) for one in run]
        if len(facts) == 1:
            yield f"{bold(label)} {facts[0]}"
        else:
            yield f"{bold(label)}\n- {facts[0]}"
            yield from (f"- {fact}" for fact in facts[1:])


def _row(row: CardRow, numbers: Numbers) -> str:
    """Who says it; what, and where it was read; how it stands."""
    value = bold(row.value) if len(row.value) <= SHORT else escape(row.value)
    lines = [
        f"\n{escape(row.speaker)}" + (f" (speaks for {escape(row.side)})" if row.side else ""),
        f"{value} {marks(row.citations, numbers, graded=True)}",
    ]
    if more := joined(*map(escape, (row.detail, row.standing, row.note))):
        lines.append(f"-# {more}")
    return "\n".join(lines)


def _entry(entry: Entry, numbers: Numbers) -> str:
    """When; what, and where it was read; where and who; what is contested."""
    lines = [f"\n{bold(entry.when)}", f"{escape(entry.title)} {marks(entry.citations, numbers)}"]
    if more := joined(escape(entry.place), escape(entry.actors), "⚠ unverified" if entry.unverified else ""):
        lines.append(f"-# {more}")
    if entry.disputed:
        lines.append(f"⚠️ {spans_text(entry.disputed, numbers)}")
    return "\n".join(lines)
