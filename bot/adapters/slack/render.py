"""A reply as Slack's messages: the exact `text` and `blocks` of each, with the buttons under the last.

Law: what Slack refuses is never made. A long reply becomes several messages, cut between blocks; no citation is cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.adapters.slack.controls import controls
from bot.adapters.slack.draw import Drawn, Native, body
from bot.adapters.slack.limits import LONGEST_TEXT, MOST_BLOCKS, MOST_CHARACTERS
from bot.adapters.slack.mrkdwn import escape, mrkdwn, source
from bot.adapters.slack.summary import summarize
from bot.reply import Call, Reply


def payloads(
    reply: Reply, *, share: bool = False, form: Call | None = None, owner: str = "", note: str = ""
) -> list[Native]:
    """Draw a reply as messages: `text` and `blocks` of each, nothing about who sees them.

    Args:
        reply: what to draw.
        share: add a button that shows the same reply to the whole channel.
        form: add a button that opens the form of this call.
        owner: the user whose message it is, where others see it too: turning a page changes it for that user
            only; everybody else gets a copy of their own.
        note: what stands small under the reply, as mrkdwn.
    """
    messages = [*_pack((*body(reply), *_foot(reply, note)))]
    messages[-1].extend(controls(reply, share=share, form=form, owner=owner))
    summary = summarize(reply)
    return [{"text": summary, "blocks": blocks} for blocks in messages]


def _foot(reply: Reply, note: str) -> Iterator[Drawn]:
    """The numbered sources, and which knowledge answered."""
    lines = [note] if note else []
    lines.extend(source(cited, number) for cited, number in reply.numbers.items())
    if reply.stamp:
        lines.append(escape(f"{reply.stamp.topic} · version {reply.stamp.version} · {reply.stamp.hash}"))
    page = ""
    for line in lines:
        if page and len(page) + len(line) >= LONGEST_TEXT:
            yield {"type": "context", "elements": [mrkdwn(page)]}, len(page)
            page = ""
        page += f"\n{line}" if page else line
    if page:
        yield {"type": "context", "elements": [mrkdwn(page)]}, len(page)


def _pack(drawn: Iterable[Drawn]) -> Iterator[list[Native]]:
    """Put blocks into messages within Slack's limits."""
    message: list[Native] = []
    weight = 0
    for block, size in drawn:
        if message and (len(message) >= MOST_BLOCKS or weight + size > MOST_CHARACTERS):
            yield message
            message, weight = [], 0
        message.append(block)
        weight += size
    yield message
