"""Slack's rich text: words in pieces that carry their own style, so that data needs no escaping at all.

A leaf is `{"type": "text" | "link" | "user", …}`. What a person wrote stands in a leaf's text and can neither format,
mention, link nor make an emoji.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, assert_never

from bot.reply import Citation, Cite, Link, Person, Quote, Span, Spans, Strong
from bot.reply.citation import in_row
from bot.reply.plain import inline, is_web_address, quoted
from bot.reply.text import TIGHT

Leaf = dict[str, Any]
BOLD = {"bold": True}
ITALIC = {"italic": True}


def text(words: str, style: dict[str, bool] | None = None) -> Leaf:
    """Make a leaf of words that are already safe to stand beside citations."""
    return {"type": "text", "text": words, "style": style} if style else {"type": "text", "text": words}


def link(label: str, url: str | None) -> Leaf:
    """Make a leaf that links; where there is no web address, the words alone."""
    if url is None or not is_web_address(url):
        return text(label)
    return {"type": "link", "url": url, "text": label}


def named(words: str, person: Person | None, style: dict[str, bool] | None = None) -> list[Leaf]:
    """Words in which a person of Slack's is a mention: the client draws their name."""
    before, id, after = words.partition(str(person))
    if person is None or person.platform != "slack" or not person.id.isalnum() or not id:
        return [text(words, style)]
    user: Leaf = {"type": "user", "user_id": person.id}
    return [*([text(before, style)] if before else []), user, *([text(after, style)] if after else [])]


def marks(citations: Iterable[Citation], numbers: Mapping[Citation, int], *, graded: bool = False) -> list[Leaf]:
    """Citations in a row: `[1][2] [4] (⚠ AI-written)`; graded: `[1] (B) [4] (E, ⚠ AI-written)`."""
    leaves: list[Leaf] = []
    words = ""
    for cited in in_row(citations, numbers):
        number = f"[{numbers[cited]}]"
        words += " " if words.endswith(")") else ""
        if cited.url and is_web_address(cited.url):
            if words:
                leaves.append(text(words))
            leaves.append(link(number, cited.url))
            words = ""
        else:
            words += number
        remarks = cited.remarks(graded=graded)
        words += f" ({remarks})" if remarks else ""
    if words:
        leaves.append(text(words))
    return leaves


def spans_leaves(spans: Spans, numbers: Mapping[Citation, int]) -> list[Leaf]:
    """Words and citations in order, with one space between them."""
    leaves: list[Leaf] = []
    for cites, run in groupby(spans, key=lambda span: isinstance(span, Cite)):
        if cites:
            piece = marks((span.citation for span in run if isinstance(span, Cite)), numbers)
        else:
            piece = _stripped([_words(span) for span in run])
        if not piece:
            continue
        if leaves and (cites or not piece[0]["text"].startswith(TIGHT)):
            _append(leaves, " ")
        leaves.extend(piece)
    return leaves


def section(leaves: list[Leaf]) -> dict[str, Any]:
    """Put leaves on one line; an empty one is not allowed, so nothing becomes a space."""
    return {"type": "rich_text_section", "elements": leaves or [text(" ")]}


def bullets(items: list[list[Leaf]]) -> list[dict[str, Any]]:
    """Make a list."""
    return [{"type": "rich_text_list", "style": "bullet", "elements": [section(item) for item in items]}]


def lines(items: list[list[Leaf]]) -> list[dict[str, Any]]:
    """Make a line of each."""
    return [section(item) for item in items]


def length(leaves: Iterable[Leaf]) -> int:
    """Count characters."""
    return sum(len(leaf.get("text") or leaf["user_id"]) for leaf in leaves)


def _append(leaves: list[Leaf], words: str) -> None:
    last = leaves[-1]
    if last["type"] == "text" and "style" not in last:
        leaves[-1] = text(last["text"] + words)
    else:
        leaves.append(text(words))


def _stripped(leaves: list[Leaf]) -> list[Leaf]:
    """Leave out empty leaves, and the space at both ends."""
    leaves = [leaf for leaf in leaves if length([leaf])]
    while leaves and not leaves[0]["text"].strip():
        del leaves[0]
    while leaves and not leaves[-1]["text"].strip():
        del leaves[-1]
    if leaves:
        leaves[0] = {**leaves[0], "text": leaves[0]["text"].lstrip()}
        leaves[-1] = {**leaves[-1], "text": leaves[-1]["text"].rstrip()}
    return leaves


def _words(span: Span) -> Leaf:
    match span:
        case str():
            return text(inline(span))
        case Strong(words):
            return text(inline(words), BOLD)
        case Quote(words):
            return text(inline(quoted(words)))
        case Link(words, url):
            return link(inline(words).strip() or url, url)
        case Cite():
            return text("")
        case _:
            assert_never(span)
