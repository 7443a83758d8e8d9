"""One page of a long reply, with the Pager that leads to the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.commands.cite import feet
from bot.commands.context import Context
from bot.reply import Block, Buttons, Call, Pager
from bot.reply.pages import Weight, split, windows


def paged(ctx: Context, blocks: list[Block], page: int, name: str, **options: str) -> tuple[Block, ...]:
    """Cut blocks to one page; pages past the end show the last one.

    `name` and `options` are the call that shows the whole; its pages are the same call with `page`.
    """
    pages = split(blocks)
    page = min(page, len(pages))
    shown = pages[page - 1]
    buttons = [block for block in shown if isinstance(block, Buttons)]
    rest = [block for block in shown if not isinstance(block, Buttons)]
    return (*rest, *pager(ctx, page, len(pages), name, options), *buttons)


def windowed(
    ctx: Context,
    weights: Iterable[Weight],
    draw: Callable[[slice], list[Block]],
    page: int,
    name: str,
    *,
    keep: str = "",
    **options: str,
) -> tuple[Block, ...]:
    """Draw one page of a list that may have thousands of items; only the items of the page are drawn.

    Args:
        ctx: of the call.
        weights: of each item, with its sources as `bot.commands.cite.sources_of` numbers them.
        draw: makes blocks of the items of one page.
        page: from 1; past the end, the last one.
        name: of the call that shows the whole; its options follow.
        keep: a name under which this snapshot remembers where the pages begin; only for lists of which there
            are not more than records.
        options: of that call.
    """

    def lay() -> list[int]:
        return windows(weights, feet(ctx.topic))

    starts = ctx.once(f"pages of {keep}", lay) if keep else lay()
    page = min(page, len(starts))
    end = starts[page] if page < len(starts) else None
    return (*draw(slice(starts[page - 1], end)), *pager(ctx, page, len(starts), name, options))


def pager(ctx: Context, page: int, pages: int, name: str, options: dict[str, str]) -> list[Block]:
    """Lead to the pages before and after; nothing for a single page."""

    def turn(to: int) -> Call | None:
        if not 1 <= to <= pages:
            return None
        return ctx.call(name, **options, **({"page": to} if to > 1 else {}))

    return [Pager(page, pages, turn(page - 1), turn(page + 1))] if pages > 1 else []
