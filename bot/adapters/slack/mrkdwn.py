"""Slack's mrkdwn, for the few places that know nothing richer: titles with a button, fields, the list of sources.

Law: data stays words. Slack has no escape but for `&`, `<` and `>`; other marks of formatting are kept from
working by a zero-width space beside them, and `verbatim` keeps Slack from finding mentions and links by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import groupby
from typing import Any, assert_never

from bot.adapters.slack.limits import LONGEST_TEXT, cut
from bot.reply import Citation, Cite, Link, Quote, Span, Spans, Strong
from bot.reply.citation import in_row
from bot.reply.plain import inline, is_web_address, quoted
from bot.reply.text import TIGHT, joined

_ENTITIES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
# A mark formats only at the edge of a word; between letters (`ai_generated`) it is left alone, so that it copies clean.
_FORMATTING = re.compile(r"(?<!\w)[*_~`]+|[*_~`]+(?!\w)|(?<!\d):(?=[a-z0-9_+'-]+:)")
_SPECIAL = re.compile(r"[*_~`:&<>]")
_APART = "\u200b"
_FINDABLE = re.compile(r"[@#]|www\.|(?<![<|])https?:", re.IGNORECASE)


def escape(text: str) -> str:
    """Write data so that mrkdwn shows just its characters."""
    return _plain(inline(text))


def _plain(text: str) -> str:
    return _FORMATTING.sub(_idle, text).translate(_ENTITIES) if _SPECIAL.search(text) else text


def _idle(mark: re.Match[str]) -> str:
    """Put space that nobody sees around a mark, or behind the colon that would begin an emoji."""
    return f":{_APART}" if mark[0] == ":" else f"{_APART}{mark[0]}{_APART}"


def mrkdwn(text: str) -> dict[str, Any]:
    """Make a text object; what is too long for one is a bug of the caller's."""
    assert len(text) <= LONGEST_TEXT, f"{len(text)} characters: {text[:80]}"
    return (
        {"type": "mrkdwn", "text": text, "verbatim": True}
        if _FINDABLE.search(text)
        else {"type": "mrkdwn", "text": text}
    )


def link(label: str, url: str | None) -> str:
    """A link of ours around escaped words; where there is no web address, the words alone."""
    if url is None or not is_web_address(url) or "|" in url or len(url) > 1_000:
        return label
    # A bar in the label would be read as the one before it.
    return f"<{url.replace('&', '&amp;')}|{label.replace('|', '¦')}>"


def marks(citations: Iterable[Citation], numbers: Mapping[Citation, int], *, graded: bool = False) -> str:
    """Citations in a row: `[1][2] [4] (⚠ AI-written)`, each a link where its document has an address."""
    text = remarks = ""
    for cited in in_row(citations, numbers):
        text += (" " if remarks else "") + link(f"[{numbers[cited]}]", cited.url)
        remarks = cited.remarks(graded=graded)
        text += f" ({remarks})" if remarks else ""
    return text


def spans_text(spans: Spans, numbers: Mapping[Citation, int]) -> str:
    """Words and citations in order, with one space between them."""
    text = ""
    for cites, run in groupby(spans, key=lambda span: isinstance(span, Cite)):
        if cites:
            piece = marks([span.citation for span in run if isinstance(span, Cite)], numbers)
        else:
            piece = "".join(map(_words, run)).strip()
        tight = not text or not piece or (not cites and piece.startswith(TIGHT))
        text += piece if tight else f" {piece}"
    return text


def source(cited: Citation, number: int) -> str:
    """One line of the list of sources: its number, title, grade, every flag, and the file it was read from.

    A very long address is left to the number in the text, whose link nothing counts.
    """
    return f"[{number}] {_described(cited)}"


@lru_cache(maxsize=4_096)
def _described(cited: Citation) -> str:
    title = link(_bounded(cited.title or cited.publisher, 200), cited.url if len(cited.url or "") <= 200 else None)
    part = _bounded(cited.part.replace("-", " "), 100) if cited.part else ""
    rest = [_bounded(fact, 150) for fact in (cited.source, *cited.facts, cited.file or "")]
    return joined(title, part, *rest)


def _bounded(text: str, longest: int) -> str:
    """Escape a title; one that is too long for its line is shortened, each `&` counted as the five it may become."""
    words = escape(text).strip()
    return words if len(words) <= longest else escape(cut(text, longest // 6)).strip()


def _words(span: Span) -> str:
    match span:
        case str():
            return escape(span)
        case Strong(text):
            return f"*{bold}*" if (bold := escape(text)).strip() else ""
        case Quote(text):
            return escape(quoted(text))
        case Link(text, url):
            return link(escape(text).strip() or _plain(url), url)
        case Cite():
            return ""
        case _:
            assert_never(span)
