"""A reply as one JSON object, for scripts outside the repository: docs/reply-json.md is its reference.

The object only ever grows: a key that was there once stays, with its meaning.
"""

from __future__ import annotations

from typing import Any, assert_never

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
)
from bot.reply.call import Call
from bot.reply.citation import Citation
from bot.reply.plain import clean
from bot.reply.reply import Reply
from bot.reply.text import render_text

Numbers = dict[Citation, int]


def reply_object(reply: Reply) -> dict[str, Any]:
    """Make the object that `say --format json` prints: dictionaries, lists, text, numbers, booleans and null only."""
    stamp = reply.stamp
    return {
        "outcome": reply.outcome,
        "command": clean(reply.call.name) if reply.call else None,
        "arguments": _arguments(reply.call) if reply.call else {},
        "text": render_text(reply),
        "blocks": [_block(block, reply.numbers) for block in reply.blocks],
        "entities": list(reply.entities),
        "events": list(reply.events),
        "claims": list(reply.claims),
        "citations": [_citation(cited, number) for cited, number in reply.numbers.items()],
        "knowledge": {"topic": stamp.topic, "version": clean(stamp.version), "hash": stamp.hash} if stamp else None,
    }


def _citation(cited: Citation, number: int) -> dict[str, Any]:
    return {
        "number": number,
        "source": cited.source,
        "file": clean(cited.file) if cited.file else None,
        "part": clean(cited.part) if cited.part else None,
        "title": clean(cited.title),
        "publisher": clean(cited.publisher),
        "date": clean(cited.date),
        "reliability": cited.reliability,
        "flags": list(cited.flags),
        "url": clean(cited.url) if cited.url else None,
    }


def _arguments(call: Call) -> dict[str, str]:
    """The arguments by name; leading words that no parameter has taken yet stand under `words`."""
    named = {clean(key): clean(value) for key, value in call.options.items()}
    return {"words": clean(call.words)} | named if call.words else named


def _call(call: Call | None) -> dict[str, Any] | None:
    if call is None:
        return None
    return {"command": clean(call.name), "arguments": _arguments(call), "text": clean(call.line())}


def _block(block: Block, numbers: Numbers) -> dict[str, Any]:
    match block:
        case Heading(text, level):
            return {"type": "heading", "level": level, "text": clean(text)}
        case Paragraph(spans):
            return {"type": "paragraph", "spans": _spans(spans, numbers)}
        case Note(text, kind):
            return {"type": "note", "kind": kind, "text": clean(text)}
        case Items(items):
            return {"type": "items", "items": [_spans(item, numbers) for item in items]}
        case Fields(fields):
            drawn = [{"label": clean(field.label), "spans": _spans(field.spans, numbers)} for field in fields]
            return {"type": "fields", "fields": drawn}
        case Card():
            return _card(block, numbers)
        case Timeline(entries):
            return {"type": "timeline", "entries": [_entry(entry, numbers) for entry in entries]}
        case Diff(title, rows):
            changed = [
                {"field": clean(row.field), "before": clean(row.before), "after": clean(row.after)} for row in rows
            ]
            return {"type": "diff", "title": clean(title), "rows": changed}
        case Pager(page, pages, previous, following):
            turns = {"previous": _call(previous), "next": _call(following)}
            return {"type": "pager", "page": page, "pages": pages} | turns
        case Buttons(buttons):
            pressed = [{"label": clean(button.label), "call": _call(button.call)} for button in buttons]
            return {"type": "buttons", "buttons": pressed}
        case _:
            assert_never(block)


def _card(card: Card, numbers: Numbers) -> dict[str, Any]:
    return {
        "type": "card",
        "title": clean(card.title),
        "kind": card.kind,
        "basis": clean(card.basis),
        "rows": [_row(row, numbers) for row in card.rows],
        "call": _call(card.call),
    }


def _row(row: CardRow, numbers: Numbers) -> dict[str, Any]:
    return {
        "speaker": clean(row.speaker),
        "side": clean(row.side),
        "value": clean(row.value),
        "detail": clean(row.detail),
        "standing": clean(row.standing),
        "note": clean(row.note),
        "claim": row.claim,
        "citations": [_cite(cited, numbers) for cited in row.citations],
    }


def _entry(entry: Entry, numbers: Numbers) -> dict[str, Any]:
    return {
        "when": clean(entry.when),
        "title": clean(entry.title),
        "event": entry.event,
        "place": clean(entry.place),
        "actors": clean(entry.actors),
        "unverified": entry.unverified,
        "disputed": _spans(entry.disputed, numbers),
        "citations": [_cite(cited, numbers) for cited in entry.citations],
        "call": _call(entry.call),
    }


def _cite(cited: Citation, numbers: Numbers) -> dict[str, Any]:
    return {"type": "cite", "number": numbers[cited], "flags": list(cited.flags)}


def _spans(spans: Spans, numbers: Numbers) -> list[str | dict[str, Any]]:
    return [_span(span, numbers) for span in spans]


def _span(span: Span, numbers: Numbers) -> str | dict[str, Any]:
    match span:
        case str():
            return clean(span)
        case Strong(text):
            return {"type": "strong", "text": clean(text)}
        case Quote(text):
            return {"type": "quote", "text": clean(text)}
        case Link(text, url):
            return {"type": "link", "text": clean(text), "url": url}
        case Cite(citation):
            return _cite(citation, numbers)
        case _:
            assert_never(span)
