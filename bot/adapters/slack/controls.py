"""Buttons and menus: each carries the Call it asks for, so nothing waits in memory and old messages keep working.

An element's value is the Call's own text. Its action says what pressing does: `turn` shows another page in the
same place, `call` answers below, `open` is a menu of the events on the page, `share` shows the reply to everyone,
`form` asks for what is missing.
"""

from __future__ import annotations

from typing import Any

from bot.adapters.slack.limits import LONGEST_LABEL, LONGEST_PRESS, LONGEST_VALUE, MOST_ELEMENTS, MOST_OPTIONS, cut
from bot.reply import Buttons, Call, Pager, Reply, Timeline
from bot.reply.plain import inline

Native = dict[str, Any]


def controls(reply: Reply, *, share: bool = False, form: Call | None = None, owner: str = "") -> list[Native]:
    """Draw what can be pressed under a reply: pages, what to ask next, the events shown, a form, Share.

    Args:
        reply: whose buttons they are.
        share: add the button that shows the reply to everyone.
        form: add a button that opens the form of this call.
        owner: the user for whom `turn` changes a message that others see too; it is written into the block's id.
    """
    at = f"@{owner}" if owner else ""
    elements: list[Native] = []
    menus: list[Native] = []
    for block in reply.blocks:
        match block:
            case Pager(page, pages, previous, following):
                if previous:
                    elements.append(button(f"‹ Page {page - 1}", previous, f"turn:{page - 1}{at}"))
                if following:
                    elements.append(button(f"Page {page + 1} of {pages} ›", following, f"turn:{page + 1}{at}"))
            case Timeline(entries):
                if options := [_option(f"{e.when}: {e.title}", e.call) for e in entries if e.call]:
                    menus.append(_menu("Everything about one event…", options, f"open:{len(menus)}{at}"))
            case Buttons(buttons):
                start = len(elements)
                elements.extend(button(one.label, one.call, f"call:{start + n}{at}") for n, one in enumerate(buttons))
            case _:
                continue
    elements.extend(menus)
    if form:
        elements.append(button("Look it up…", form, f"form:0{at}"))
    if share and reply.call and len(reply.call.text()) <= LONGEST_PRESS:
        elements.append(button("Share with channel", reply.call, f"share:0{at}"))
    return [
        {"type": "actions", "block_id": f"ask:{n}:{owner}", "elements": elements[n : n + MOST_ELEMENTS]}
        for n in range(0, len(elements), MOST_ELEMENTS)
    ]


def owner_of(block_id: str) -> str:
    """Whose message it is, as `controls` wrote it into the id of the block with the buttons; "" for nobody's."""
    kind, _, rest = block_id.partition(":")
    return rest.partition(":")[2] if kind == "ask" else ""


def button(label: str, call: Call, action: str) -> Native:
    """Draw a button that asks for a call."""
    words = cut(inline(label).strip() or call.name, LONGEST_LABEL)
    return {
        "type": "button",
        "action_id": action,
        "text": {"type": "plain_text", "text": words, "emoji": False},
        "value": call.text(),
    }


def _menu(placeholder: str, options: list[Native], action: str) -> Native:
    return {
        "type": "static_select",
        "action_id": action,
        "placeholder": {"type": "plain_text", "text": placeholder},
        "options": options[:MOST_OPTIONS],
    }


def _option(label: str, call: Call) -> Native:
    words = cut(inline(label).strip() or call.name, LONGEST_LABEL)
    value = call.text()
    assert len(value) <= LONGEST_VALUE, value
    return {"text": {"type": "plain_text", "text": words, "emoji": False}, "value": value}
