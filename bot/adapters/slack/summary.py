"""What a notification and a screen reader say of a reply: the `text` beside a message's blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from bot.adapters.slack.limits import LONGEST_SUMMARY, LONGEST_TEXT, cut
from bot.adapters.slack.mrkdwn import escape, marks, spans_text
from bot.reply import (
    Buttons,
    Card,
    Diff,
    Fields,
    Heading,
    Items,
    Note,
    Pager,
    Paragraph,
    Reply,
    Timeline,
)
from bot.reply.text import sides


def summarize(reply: Reply) -> str:
    """The title and the first statements, whole, each with its citations and their warnings."""
    lines = _lines(reply)
    summary = title = next(lines, "No answer")
    for line in lines:
        if len(summary) + len(line) > LONGEST_SUMMARY:
            return f"{summary} …" if summary != title else cut(f"{title}: {line}", LONGEST_TEXT)
        summary += (": " if summary == title else " · ") + line
    return summary


def _lines(reply: Reply) -> Iterator[str]:
    for block in reply.blocks:
        match block:
            case Heading(words) | Note(words):
                yield escape(words)
            case Paragraph(spans):
                yield spans_text(spans, reply.numbers)
            case Items(items):
                yield from (spans_text(item, reply.numbers) for item in items)
            case Fields(fields):
                yield from (f"{escape(field.label)}: {spans_text(field.spans, reply.numbers)}" for field in fields)
            case Card(title, rows=rows):
                yield escape(title)
                yield from (_line(row.speaker, row.value, marks(row.citations, reply.numbers)) for row in rows)
            case Timeline(entries):
                yield from (_line(e.when, e.title, marks(e.citations, reply.numbers)) for e in entries)
            case Diff(title, changed):
                yield escape(title)
                yield from (
                    f"{sign} {escape(one.field)}: {escape(words)}"
                    for one in changed
                    for sign, words in sides(one)
                    if words
                )
            case Pager() | Buttons():
                continue
            case _:
                assert_never(block)


def _line(first: str, second: str, cited: str) -> str:
    return f"{escape(first)}: {escape(second)} {cited}".rstrip()
