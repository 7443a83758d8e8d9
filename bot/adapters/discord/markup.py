"""Text as Discord's Markdown: what people wrote is escaped so that it stays words; citations, sources, spans.

Data cannot ping, mention, link, quote, hide or format. Where no backslash helps (`@everyone`, an address that the
client would make a link of) a word joiner (U+2060) keeps the characters apart: it is invisible.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import groupby
from typing import assert_never

from bot.reply import Citation, Cite, Link, Person, Quote, Span, Spans, Strong
from bot.reply.citation import in_row
from bot.reply.plain import inline, is_web_address, quoted
from bot.reply.text import TIGHT, joined

Numbers = Mapping[Citation, int]

LONGEST_LINK = 300
"""Characters of an address that is linked in a list of sources; addresses count towards a message's 4,000."""

_JOINER = "\u2060"
_NBSP = "\u00a0"
"""Keeps a citation on one line, and in one message."""
_SPECIAL = re.compile(r"[\\`*_~|<\[\]]|@(?=everyone|here)|:(?=//)")
_OPENING = re.compile(r"^(\s*)([-+>#]|\d+(?=[.)]))")


@lru_cache(maxsize=8_192)  # names, titles and dates come again and again
def escape(text: str) -> str:
    """Write data so that Discord shows just its characters, wherever in a line it stands."""
    text = inline(text)
    if _SPECIAL.search(text):
        text = _SPECIAL.sub(_shut, text)
    return _OPENING.sub(_open, text) if not text[:1].isalpha() else text


def _shut(match: re.Match[str]) -> str:
    character = match[0]
    return f"{character}{_JOINER}" if character in "@:" else f"\\{character}"


def _open(match: re.Match[str]) -> str:
    """Keep a line from opening a list, a quotation or a heading."""
    space, opening = match.groups()
    return f"{space}{opening}\\" if opening.isdigit() else f"{space}\\{opening}"


def named(markup: str, person: Person | None) -> str:
    """Put a mention where a person of Discord's is named by id: the client draws their name, and nobody is pinged."""
    if person is None or person.platform != "discord" or not person.id.isdigit():
        return markup
    return markup.replace(escape(str(person)), f"<@{person.id}>", 1)


def bold(text: str) -> str:
    """Make data bold; nothing stays nothing."""
    words = escape(text).strip()
    return f"**{words}**" if words else ""


def marks(citations: Iterable[Citation], numbers: Numbers, *, graded: bool = False) -> str:
    """Citations in a row: `[1][2][4] (⚠ AI-written) [5]`; graded: `[1] (B) [4] (E, ⚠ AI-written)`."""
    text = ""
    for cited in in_row(citations, numbers):
        text += " " if text.endswith(")") else ""
        text += f"[{numbers[cited]}]"
        if remarks := cited.remarks(graded=graded):
            text += f" ({remarks})".replace(" ", _NBSP)
    return text


def spans_text(spans: Spans, numbers: Numbers) -> str:
    """Words and citations in order, with one space between them."""
    text = ""
    for cites, run in groupby(spans, key=_is_cite):
        if cites:
            piece = marks((span.citation for span in run if isinstance(span, Cite)), numbers)
        else:
            piece = "".join(map(_words, run)).strip()
        tight = not text or not piece or (not cites and piece.startswith(TIGHT))
        text += piece if tight else f" {piece}"
    return text


def _is_cite(span: Span) -> bool:
    return isinstance(span, Cite)


def _words(span: Span) -> str:
    match span:
        case str():
            return escape(span)
        case Strong(text):
            return bold(text)
        case Quote(text):
            return escape(quoted(text))
        case Link(text, url):
            return f"<{url}>" if text == url else link(text, url)
        case Cite():
            return ""
        case _:
            assert_never(span)


def link(label: str, url: str | None) -> str:
    """A link of ours around escaped words; where there is no web address, the words alone."""
    if url is None or not is_web_address(url) or len(url) > LONGEST_LINK:
        return escape(label).strip()
    # Discord reads brackets in a label before it reads backslashes, and an address up to its first closing one.
    words = escape(label.replace("[", "(").replace("]", ")")).strip()
    address = url.replace("(", "%28").replace(")", "%29")
    return f"[{words}](<{address}>)" if words else f"<{address}>"


def source_line(cited: Citation, number: int, *, brief: bool = False) -> str:
    """One source in small print: its number, title and address, part, date, grade and every flag.

    In brief, for lists that would go on for messages: the id that /sources takes, its grade and grave flags.
    """
    return f"-# [{number}] {_source(cited, brief)}"


@lru_cache(maxsize=8_192)
def _source(cited: Citation, brief: bool) -> str:
    if brief:
        return f"{escape(cited.source)} ({cited.remarks(graded=True)})"
    part = escape(cited.part.replace("-", " ")) if cited.part else ""
    title = link(cited.title or cited.publisher, cited.url)
    return joined(title, part, *map(escape, cited.facts))
