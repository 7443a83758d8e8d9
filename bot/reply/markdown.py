"""A reply as Markdown that CommonMark and GitHub draw alike: lists, no tables, since it is read on phones.

Data is escaped so that it stays words: no link, heading, list, table, HTML or code of its own. Where a
platform would make a link of plain words (an address, a mention, an issue number) a word joiner (U+2060)
keeps them apart: it is invisible, and no escape survives that far. Only our own links link.
"""

from __future__ import annotations

import re
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
from bot.reply.citation import Citation, in_row
from bot.reply.plain import inline, is_web_address, quoted, uncited
from bot.reply.reply import Reply
from bot.reply.text import KINDS, TIGHT, joined, sides

Numbers = dict[Citation, int]

_SPECIAL = re.compile(r"[\\`*_\[\]{}|~$#]|!$")
_ENTITIES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_OPENING = re.compile(r"^(\s*)([-+=]|\d+(?=[.)](?:\s|$)))")
_LINKING = re.compile(
    r"(?<=:)(?=//)|(?<=@)(?=\w)|(?<=#)(?=\d)|(?<=\bwww)(?=\.)|(?<=\bmailto:)|(?<=\bxmpp:)", re.IGNORECASE
)
_JOINER = "\u2060"


def render_markdown(reply: Reply) -> str:
    """Draw the whole reply: its blocks, then the numbered sources, then which knowledge answered."""
    parts = [drawn for block in reply.blocks if (drawn := "\n".join(_block(block, reply.numbers)))]
    if reply.numbers:
        parts.append("## Sources")
        parts.append("\n".join(_source(cited, number) for cited, number in reply.numbers.items()))
    if reply.stamp:
        parts.append(f"Knowledge: {escape(f'{reply.stamp.topic} {reply.stamp.version} ({reply.stamp.hash})')}")
    return "\n\n".join(parts)


def escape(text: str) -> str:
    """Write data so that Markdown shows just its characters, wherever in a line it stands."""
    return _escape(_LINKING.sub(_JOINER, inline(text)))


def _escape(text: str) -> str:
    return _OPENING.sub(_shut, _SPECIAL.sub(r"\\\g<0>", text).translate(_ENTITIES))


def _shut(match: re.Match[str]) -> str:
    """Keep a line from opening a list, a heading or a rule."""
    space, opening = match.groups()
    return f"{space}{opening}\\" if opening.isdigit() else f"{space}\\{opening}"


def _block(block: Block, numbers: Numbers) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"{'#' * level} {escape(text)}".rstrip()
        case Paragraph(spans):
            yield _spans(spans, numbers)
        case Note(text, kind):
            words = escape(text).strip()
            yield f"⚠ {words}" if kind == "warning" else words
        case Items(items):
            yield from (_item(_spans(item, numbers)) for item in items)
        case Fields(fields):
            yield from (_item(f"{_label(field.label)}{_spans(field.spans, numbers)}") for field in fields)
        case Card():
            yield from _card(block, numbers)
        case Timeline(entries):
            yield from (_entry(entry, numbers) for entry in entries)
        case Diff(title, rows):
            yield f"{_label(title).strip()}\n"
            # A bare plus sign would open a list.
            drawn = ((row.field, sign.replace("+", "\\+"), text) for row in rows for sign, text in sides(row) if text)
            yield from (_item(f"{_label(field)}{sign} {escape(text)}") for field, sign, text in drawn)
        case Pager(page, pages, previous, following):
            turns = (("next", following), ("back", previous))
            yield joined(f"Page {page} of {pages}", *(f"{way}: {_code(call)}" for way, call in turns if call))
        case Buttons(buttons):
            if buttons:
                yield "Ask next:\n"
            yield from (_item(_button(button)) for button in buttons)
        case _:
            assert_never(block)


def _button(button: Button) -> str:
    """A label and the line to type, once if they are the same."""
    same = uncited(button.label) == uncited(button.call.line())
    return _code(button.call) if same else f"{escape(button.label).strip()}: {_code(button.call)}"


def _card(card: Card, numbers: Numbers) -> Iterator[str]:
    yield f"## {escape(card.title).strip()}\n"
    yield joined(f"**{KINDS[card.kind]}**", escape(card.basis), _code(card.call) if card.call else "") + "\n"
    yield from (_row(row, numbers) for row in card.rows)


def _row(row: CardRow, numbers: Numbers) -> str:
    side = f"(speaks for {escape(row.side)}) " if row.side else ""
    first = f"{_label(row.speaker)}{side}{escape(row.value)} {_marks(row.citations, numbers, graded=True)}"
    return _item(first, joined(*map(escape, (row.detail, row.standing, row.note))))


def _entry(entry: Entry, numbers: Numbers) -> str:
    first = f"{_label(entry.when)}{escape(entry.title)} {_marks(entry.citations, numbers)}"
    unverified = "⚠ unverified" if entry.unverified else ""
    call = _code(entry.call) if entry.call else ""
    second = joined(escape(entry.place), escape(entry.actors), unverified, call)
    disputed = _spans(entry.disputed, numbers)
    return _item(first, second, f"⚠ {disputed}" if disputed else "")


def _source(cited: Citation, number: int) -> str:
    title = escape(cited.title or cited.publisher).strip()
    part = escape(cited.part.replace("-", " ")) if cited.part else ""
    first = joined(_link(title, cited.url), part)
    return _item(f"\\[{number}\\] {first}", joined(*map(escape, (cited.source, *cited.facts, cited.file or ""))))


def _item(*lines: str) -> str:
    """One entry of a list; further lines of it stand under the first."""
    return ("- " + "\\\n  ".join(line.strip() for line in lines if line.strip())).rstrip()


def _label(text: str) -> str:
    """Bold words at the start of a line, with a colon and a space behind them."""
    return f"**{bold}:** " if (bold := escape(text).strip()) else ""


def _marks(citations: Iterable[Citation], numbers: Numbers, *, graded: bool = False) -> str:
    """Citations in a row, each a link to its document where it has an address, its warnings behind it."""
    text = remarks = ""
    for cited in in_row(citations, numbers):
        mark = f"\\[{numbers[cited]}\\]"
        text += (" " if remarks else "") + _link(mark, cited.url)
        remarks = cited.remarks(graded=graded)
        text += f" ({remarks})" if remarks else ""
    return text


def _spans(spans: Spans, numbers: Numbers) -> str:
    """Words and citations in order, with one space between them."""
    text = ""
    for cites, run in groupby(spans, key=lambda span: isinstance(span, Cite)):
        if cites:
            piece = _marks((span.citation for span in run if isinstance(span, Cite)), numbers)
        else:
            piece = "".join(map(_words, run)).strip()
        tight = not text or not piece or (not cites and piece.startswith(TIGHT))
        text += piece if tight else f" {piece}"
    return text


def _words(span: Span) -> str:
    match span:
        case str():
            return escape(span)
        case Strong(text):
            # Asterisks beside punctuation may stay asterisks, so such words go without.
            bold = escape(text)
            return f"**{bold}**" if text[:1].isalnum() and text[-1:].isalnum() else bold
        case Quote(text):
            return escape(quoted(text))
        case Link(text, url):
            return _link(_escape(inline(text)).strip() or _escape(url), url)
        case Cite():
            return ""
        case _:
            assert_never(span)


def _link(label: str, url: str | None) -> str:
    """A link of ours around escaped words; where there is no web address, the words alone."""
    if url is None or not is_web_address(url):
        return label
    return f"[{label}](<{url.replace('&', '&amp;')}>)"


def _code(call: Call) -> str:
    """A line to type, with more backticks around it than stand in it."""
    line = uncited(call.line()).strip()
    longest = max((len(run) for run in re.findall("`+", line)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{pad}{line}{pad}{fence}"
