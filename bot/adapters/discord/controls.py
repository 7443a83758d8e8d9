"""What can be pressed: rows of buttons and selects, each carrying a Call in at most 100 characters.

Ids that begin with a letter are Calls; those that begin with `!` are our own: `!share`, `!pick:0`. No two
controls of a message have the same id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from bot.reply import Button, Buttons, Call, Card, Pager, Reply, Timeline
from bot.reply.call import BUTTON_LENGTH
from bot.reply.plain import inline
from bot.reply.text import KINDS

Component = dict[str, Any]

ROW, BUTTON, SELECT = 1, 2, 3
"""Discord's numbers for the types of components."""
PRIMARY, SECONDARY = 1, 2
LONGEST_LABEL = 80
LONGEST_OPTION = 100
MOST_OPTIONS = 25
MOST_BUTTONS = 5
"""In one row."""
MOST_ASKED = 10
"""Buttons of a reply, beside those that turn the page and share it."""

SHARE = "!share"
PICK = "!pick:"


def controls(reply: Reply, *, share: bool) -> list[Component]:
    """Give the rows of a reply: selects of what stands in it, pages and sharing, what to ask next."""
    pages: list[Component] = []
    asked: list[Button] = []
    selects: list[Component] = []
    for what, options in _choices(reply):
        if len(options) == 1:
            asked.append(options[0][0])
        for start in range(0, len(options), MOST_OPTIONS) if len(options) > 1 else ():
            part = options[start : start + MOST_OPTIONS]
            selects.append(_select(f"{PICK}{len(selects)}", what, part))
    used: set[str] = set()
    for block in reply.blocks:
        match block:
            case Pager(page, pages_, previous, following):
                if previous:
                    pages.extend(_buttons([Button(f"◀ Page {page - 1}", previous)], used))
                if following:
                    label = f"Page {page + 1} of {pages_} ▶"
                    pages.extend(_buttons([Button(label, following)], used, PRIMARY))
            case Buttons(buttons):
                asked.extend(buttons)
            case _:
                continue
    if share:
        pages.append({"type": BUTTON, "style": SECONDARY, "label": "Share with channel", "custom_id": SHARE})
    rest = [*_buttons(asked[:MOST_ASKED], used)]
    rows = [pages, *(rest[start : start + MOST_BUTTONS] for start in range(0, len(rest), MOST_BUTTONS))]
    return [*selects, *({"type": ROW, "components": row} for row in rows if row)]


def _choices(reply: Reply) -> Iterator[tuple[str, list[tuple[Button, str]]]]:
    """What a reply lists with a Call of its own: events, and matters whose accounts can be traced."""
    events = [entry for block in reply.blocks if isinstance(block, Timeline) for entry in block.entries]
    cards = [block for block in reply.blocks if isinstance(block, Card)]
    listed = (
        ("More about an event", [(Button(entry.title, entry.call), entry.when) for entry in events if entry.call]),
        (
            "Trace where it was read",
            [(Button(card.title, card.call), KINDS[card.kind]) for card in cards if card.call],
        ),
    )
    for what, options in listed:
        distinct = {custom_id: option for option in options if (custom_id := call_id(option[0].call))}
        if distinct:
            yield what, list(distinct.values())


def call_id(call: Call) -> str | None:
    """Write a Call as an id; None if it does not fit (a question in many words), so that it cannot be pressed."""
    text = call.text()
    return text if len(text) <= BUTTON_LENGTH else None


@lru_cache(maxsize=8_192)
def short(text: str, longest: int) -> str:
    """Make data a label: one clean line, cut where Discord would refuse it, never empty."""
    words = inline(text).strip() or "…"
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


def _select(custom_id: str, placeholder: str, options: Iterable[tuple[Button, str]]) -> Component:
    listed = [
        {
            "label": short(button.label, LONGEST_OPTION),
            "value": button.call.text(),
            "description": short(description, LONGEST_OPTION),
        }
        for button, description in options
    ]
    select = {"type": SELECT, "custom_id": custom_id, "placeholder": placeholder, "options": listed}
    return {"type": ROW, "components": [select]}


def _buttons(buttons: Iterable[Button], used: set[str], style: int = SECONDARY) -> Iterator[Component]:
    """Draw buttons; a second one with the same Call leads nowhere else and is left out."""
    for button in buttons:
        custom_id = call_id(button.call)
        if custom_id is not None and custom_id not in used:
            used.add(custom_id)
            label = short(button.label, LONGEST_LABEL)
            yield {"type": BUTTON, "style": style, "label": label, "custom_id": custom_id}
