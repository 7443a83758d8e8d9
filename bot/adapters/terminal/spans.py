"""Words and citations as rich draws them: the inside of a line.

Data becomes rich.Text piece by piece, never markup, so that it cannot style or link itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import assert_never
from urllib.parse import quote

from rich.style import Style
from rich.text import Text

from bot.reply import Citation, Cite, Link, Quote, Span, Spans, Strong
from bot.reply.citation import in_row
from bot.reply.plain import inline, is_web_address, quoted
from bot.reply.text import TIGHT

CITE = "cyan"
WARNING = "yellow"
DIM = "dim"

LONGEST_RUN = 12
"""Characters of `[1][2]…` in a row; then a space lets the line fold between citations, not inside one."""

Numbers = dict[Citation, int]


def marks(citations: Iterable[Citation], numbers: Numbers, *, graded: bool = False) -> Text:
    """Citations in a row: `[1][2][4] (⚠ AI-written)`; graded: `[1] (B) [4] (E, ⚠ AI-written)`."""
    text = Text()
    for cited in in_row(citations, numbers):
        if text.plain.endswith(")") or len(text.plain.rpartition(" ")[2]) > LONGEST_RUN:
            text.append(" ")
        text.append_text(number_of(cited, numbers[cited]))
        if remarks := cited.remarks(graded=graded):
            text.append(f" ({remarks})", style=WARNING if cited.warnings else DIM)
    return text


def number_of(cited: Citation, number: int) -> Text:
    """Its number, which opens the document where it has an address."""
    return Text(f"[{number}]", style=Style(color=CITE) + address(cited.url))


def address(url: str | None) -> Style:
    """A link for terminals that know them (OSC 8); its address is ASCII, as the sequence demands."""
    if url is None or not is_web_address(url):
        return Style()
    return Style(link=quote(url, safe="%/:=&?~#+!$,;@()*[]"))


def spans_text(spans: Spans, numbers: Numbers) -> Text:
    """Words and citations in order, with one space between them."""
    text = Text()
    for cites, run in groupby(spans, key=lambda span: isinstance(span, Cite)):
        if cites:
            piece = marks((span.citation for span in run if isinstance(span, Cite)), numbers)
        else:
            piece = Text().join(map(_words, run))
            piece.rstrip()
            piece = piece[len(piece.plain) - len(piece.plain.lstrip()) :]
        if text and piece and (cites or not piece.plain.startswith(TIGHT)):
            text.append(" ")
        text.append_text(piece)
    return text


def _words(span: Span) -> Text:
    match span:
        case str():
            return Text(inline(span))
        case Strong(text):
            return Text(inline(text), style="bold")
        case Quote(text):
            return Text(inline(quoted(text)), style="italic")
        case Link(text, url):
            return Text(inline(text) or inline(url), style=Style(underline=True) + address(url))
        case Cite():
            return Text()
        case _:
            assert_never(span)
