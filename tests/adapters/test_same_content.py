"""Discord and Slack say the same for the same Call: the same words, citations with their warnings, and Calls to press.

What is compared is what each platform is really sent, over every reply of the shipped knowledge. Markup,
order and labels are each platform's own; words, numbers, warnings and where a press leads are not.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, assert_never

from bot.adapters.discord.controls import PICK, SHARE, call_id
from bot.adapters.discord.payload import messages
from bot.adapters.slack.render import payloads
from bot.reply import (
    Buttons,
    Card,
    Cite,
    Diff,
    Fields,
    Heading,
    Items,
    Note,
    Pager,
    Paragraph,
    Reply,
    Spans,
    Timeline,
)

MARKS = re.compile(r"\[\d+\](?: ?\((?:[A-F], )?⚠ [^)]*\))?")
"""A citation's number, with the warning behind it where there is one."""


def letters(text: str) -> str:
    """Keep letters and digits: what is left when each platform's markup and spaces are gone."""
    return "".join(filter(str.isalnum, text)).casefold()


def strings(value: Any, keys: frozenset[str]) -> Iterator[str]:
    """List every text a payload shows, in order."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in keys and isinstance(inner, str):
                yield inner
            else:
                yield from strings(inner, keys)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, keys)


def on_discord(reply: Reply) -> str:
    """What a reader sees on Discord."""
    shown = "\n".join(strings([sent["components"] for sent in messages(reply)], frozenset({"content"})))
    # Escapes are markup, and so is the space that keeps a warning on the line of its number.
    return re.sub(r"\\([^\w\s])", r"\1", shown).replace("\N{NO-BREAK SPACE}", " ")


def on_slack(reply: Reply) -> str:
    """What a reader sees on Slack."""
    return html.unescape("\n".join(strings([sent["blocks"] for sent in payloads(reply)], frozenset({"text"}))))


def said(reply: Reply) -> Iterator[str]:
    """Every statement of a reply, without its citations."""
    for block in reply.blocks:
        match block:
            case Heading(text) | Note(text):
                yield text
            case Paragraph(spans):
                yield from words(spans)
            case Items(items):
                for item in items:
                    yield from words(item)
            case Fields(fields):
                for field in fields:
                    yield field.label
                    yield from words(field.spans)
            case Card():
                yield from (block.title, block.basis)
                for row in block.rows:
                    yield from (row.speaker, row.side, row.value, row.detail, row.standing, row.note)
            case Timeline(entries):
                for entry in entries:
                    yield from (entry.when, entry.title, entry.place, entry.actors, *words(entry.disputed))
            case Diff(title, rows):
                yield title
                for changed in rows:
                    yield from (changed.field, changed.before, changed.after)
            case Pager() | Buttons():
                continue
            case _:
                assert_never(block)


def words(spans: Spans) -> Iterator[str]:
    """The words between citations."""
    yield from (span if isinstance(span, str) else span.text for span in spans if not isinstance(span, Cite))


def pressed(payload: Any) -> Iterator[str]:
    """Every Call that a payload carries, as its text."""
    if isinstance(payload, dict):
        for key in ("custom_id", "value"):
            text = payload.get(key, "")
            if isinstance(text, str) and text and text != SHARE and not text.startswith(PICK):
                yield text
        for inner in payload.values():
            yield from pressed(inner)
    elif isinstance(payload, list):
        for inner in payload:
            yield from pressed(inner)


def test_both_say_every_statement(replies: tuple[Reply, ...]) -> None:
    """Nothing that a reply states is left out on either platform."""
    for reply in replies:
        for name, shown in (("discord", letters(on_discord(reply))), ("slack", letters(on_slack(reply)))):
            missing = [text for text in said(reply) if letters(text) not in shown]
            assert not missing, (name, reply.call, missing)


def test_both_cite_and_warn_alike(replies: tuple[Reply, ...]) -> None:
    """Each citation stands as often on both, with the same warning behind it."""
    for reply in replies:
        discord, slack = (Counter(MARKS.findall(shown)) for shown in (on_discord(reply), on_slack(reply)))
        assert discord == slack, reply.call


def test_both_lead_to_the_same_calls(replies: tuple[Reply, ...]) -> None:
    """What can be pressed is the same; a Call too long for a button cannot be pressed on Discord."""
    for reply in replies:
        discord = set(pressed([sent["components"] for sent in messages(reply)]))
        slack = set(pressed([sent["blocks"] for sent in payloads(reply)]))
        assert discord == {text for text in slack if len(text) <= 100}, reply.call
        assert discord <= {text for call in reply.calls if (text := call_id(call))}, reply.call
