"""One page of a long reply, with the Pager that leads to the others."""

from __future__ import annotations

from bot.commands.context import Context
from bot.reply import Block, Buttons, Call, Pager
from bot.reply.pages import split


def paged(ctx: Context, blocks: list[Block], page: int, name: str, **options: str) -> tuple[Block, ...]:
    """Cut blocks to one page; pages past the end show the last one.

    `name` and `options` are the call that shows the whole; its pages are the same call with `page`.
    """
    pages = split(blocks)
    page = min(page, len(pages))
    if len(pages) == 1:
        return tuple(pages[0])

    def turn(to: int) -> Call | None:
        if not 1 <= to <= len(pages):
            return None
        return ctx.call(name, **options, **({"page": to} if to > 1 else {}))

    shown = pages[page - 1]
    buttons = [block for block in shown if isinstance(block, Buttons)]
    rest = [block for block in shown if not isinstance(block, Buttons)]
    return (*rest, Pager(page, len(pages), turn(page - 1), turn(page + 1)), *buttons)
