"""Over the whole shipped topic: nothing is said without a source, nothing weak without its flag."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from bot.app import App
from bot.knowledge.prose import split_sentences
from bot.knowledge.topic import Topic
from bot.reply import (
    Block,
    Buttons,
    Call,
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
from bot.reply.text import render_text


def uncited(block: Block) -> Iterator[str]:
    """Give every statement of a block behind which no citation stands."""
    match block:
        case Paragraph(spans):
            yield from _uncited_sentences(spans)
        case Items(items):
            yield from (str(spans) for spans in items if not spans or not isinstance(spans[-1], Cite))
        case Fields(fields):
            yield from (str(field) for field in fields if not isinstance(field.spans[-1], Cite))
        case Card(rows=rows):
            yield from (str(row) for row in rows if not row.citations)
        case Timeline(entries):
            for entry in entries:
                if not entry.citations:
                    yield str(entry)
                yield from _uncited_sentences(entry.disputed)
        case Heading() | Note() | Diff() | Pager() | Buttons():
            return
        case _:
            assert_never(block)


def _uncited_sentences(spans: Spans) -> Iterator[str]:
    """A citation backs the one sentence before it: any other text is unbacked."""
    text = ""
    for span in spans:
        if isinstance(span, Cite):
            yield from split_sentences(text)[:-1]
            text = ""
        else:
            text += span if isinstance(span, str) else span.text
    if text.strip():
        yield text


def test_the_walk_is_long(replies: tuple[Reply, ...], topic: Topic) -> None:
    """The walk reaches every record at least once."""
    records = len(topic.entities) + len(topic.events) + len(topic.claims) + len(topic.sources) + len(topic.questions)
    assert len(replies) > records
    assert {"answer"} == {
        reply.outcome for reply in replies if reply.call and reply.call.name in {"who", "event", "trace"}
    }


def test_no_bug_on_the_way(replies: tuple[Reply, ...]) -> None:
    """No call of the walk ends in an apology or a usage note."""
    assert [reply.call for reply in replies if reply.outcome in {"error", "usage", "not_found", "denied"}] == []


def test_every_statement_is_cited(replies: tuple[Reply, ...]) -> None:
    """Every sentence, item, field, row and entry of every reply carries a citation."""
    bare = [(reply.call, statement) for reply in replies for block in reply.blocks for statement in uncited(block)]
    assert bare == []


def test_the_bots_own_words_hold_no_claims(replies: tuple[Reply, ...], topic: Topic) -> None:
    """A Note never carries what a claim says: only the bot speaks in it."""
    statements = [claim.statement for claim in topic.claims.values() if claim.statement and len(claim.statement) > 30]
    notes = {block.text for reply in replies for block in reply.blocks if isinstance(block, Note)}
    assert [(note, statement) for note in notes for statement in statements if statement in note] == []


def test_weak_sources_never_come_without_their_flag(replies: tuple[Reply, ...]) -> None:
    """Whatever rests on document 004 or the last bullet of 002 says so, right beside the number."""
    seen = 0
    for reply in replies:
        text, _, listed = render_text(reply).partition("\n\nSources\n")
        for citation, number in reply.numbers.items():
            if citation.source == "doc-004" or (citation.source, citation.part) == ("doc-002", "last-bullet"):
                assert citation.warnings, citation
            for found in re.finditer(rf"\[{number}\](.*)", text) if citation.warnings else ():
                seen += 1
                assert citation.warnings[0] in found.group(1), (reply.call, found.group())
            if citation.warnings:
                assert re.search(rf"\[{number}\].*\n.*⚠ {citation.warnings[0]}", listed), (reply.call, listed)
    assert seen > 100


def test_no_reply_puts_2023_without_calling_it_wrong(replies: tuple[Reply, ...]) -> None:
    """January 2023 never stands as the date of a strike: only as refuted, disputed or a known error."""
    allowed = re.compile(r"refuted|AI-written|unreliable|contested|wrong|error", re.IGNORECASE)
    for reply in replies:
        for line in render_text(reply).splitlines():
            if "January 2023" in line or "2023-01" in line:
                assert allowed.search(line), (reply.call, line)


def test_kerman_is_never_jaish_al_adls_deed(topic: Topic) -> None:
    """No live claim in a document's own voice gives the Kerman bombing to Jaish al-Adl."""
    guilty = [
        claim.id
        for claim in topic.claims.values()
        if claim.about == "kerman-bombing"
        and claim.responsibility
        and "jaish-al-adl" in claim.responsibility
        and (claim.said_by == "source itself" or topic.status[claim.id] == "corroborated")
    ]
    assert guilty == []


def test_the_tolls_are_never_mixed(topic: Topic) -> None:
    """Two died in Iran's strike; seven, then nine, in Pakistan's; no claim crosses over."""
    killed = {
        event: {claim.killed.low for claim in topic.claims_about[event] if claim.killed and claim.killed.counted}
        for event in ("iran-strike", "pakistan-strike")
    }
    assert {"iran-strike": {2}, "pakistan-strike": {7, 9}} == killed


def test_every_button_leads_somewhere(app: App, replies: tuple[Reply, ...]) -> None:
    """Every Call that any reply offers fits a button and is answered."""
    from bot.cli import run_now

    offered: dict[str, Call] = {call.button_text(): call for reply in replies for call in reply.calls}
    outcomes = {text: run_now(app.answer(call)).outcome for text, call in offered.items()}
    assert [text for text, outcome in outcomes.items() if outcome in {"error", "usage", "not_found", "denied"}] == []
