"""The terminal, the reference adapter: one reply onto one stream.

Law: rich and prompt_toolkit are imported only when somebody sits at a terminal; what is piped stays plain.
"""

from __future__ import annotations

from typing import Literal, TextIO

from bot.reply import Reply
from bot.reply.text import render_text

Format = Literal["text", "json", "markdown"]


def show(reply: Reply, stream: TextIO, format: str | None = None) -> None:
    """Write a reply to a stream and end the line.

    Args:
        reply: what to show.
        stream: where to; it is flushed, so that a reader of a pipe need not wait for the next answer.
        format: None draws with colour, tables and links on a terminal and plain text elsewhere.
    """
    match format:
        case "json":
            import orjson

            from bot.reply.jsonform import reply_object

            write(stream, orjson.dumps(reply_object(reply)).decode())
        case "markdown":
            from bot.reply.markdown import render_markdown

            write(stream, render_markdown(reply))
        case None if is_rich(stream):
            from bot.adapters.terminal.render import print_reply

            print_reply(reply, stream)
        case _:
            write(stream, render_text(reply))


def write(stream: TextIO, text: str) -> None:
    """Write a line; characters that the stream's encoding lacks become question marks instead of a crash."""
    encoding = stream.encoding or "utf-8"
    try:
        stream.write(f"{text}\n")
    except UnicodeEncodeError:
        stream.write(f"{text.encode(encoding, 'replace').decode(encoding)}\n")
    stream.flush()


def is_rich(stream: TextIO) -> bool:
    """Whether a stream can show colour, lines and links: a terminal that speaks UTF-8."""
    return stream.isatty() and (stream.encoding or "").lower().startswith("utf")
