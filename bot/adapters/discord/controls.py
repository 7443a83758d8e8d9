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
WIDE = 30
"""Characters of a label beyond which a phone cannot put two beside each other."""
WIDEST_ROW = 66
"""Characters of all labels of a row, with the space around each."""
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
            asked.append(Button(what, options[0][0].call))
        for start in range(0, len(options), MOST_OPTIONS) if len(options) > 1 else ():
            part = options[start : start + MOST_OPTIONS]
            selects.append(_select(f"{PICK}{len(selects)}", what, part))
    used: set[str] = set()
    for block in reply.blocks:
        match block:
            case Pager(page, pages_, previous, following):
                back = [Button(f"◀ Page {page - 1}", previous)] if previous else []
                on = [Button(f"Page {page + 1} of {pages_} ▶", following)] if following else []
                pages.extend(map(_button, _distinct(back, used)))
                pages.extend(_button(button, PRIMARY) for button in _distinct(on, used))
            case Buttons(buttons):
                asked.extend(buttons)
            case _:
                continue
    if share:
        pages.append({"type": BUTTON, "style": SECONDARY, "label": "Share with channel", "custom_id": SHARE})
    asked = _distinct(asked, used)
    wide = [button for button in asked if len(button.label) > WIDE]
    if len(wide) > 1 and reply.outcome == "answer":
        selects.append(_select(f"{PICK}{len(selects)}", "Ask next", [(button, "") for button in wide[:MOST_OPTIONS]]))
        asked = [button for button in asked if len(button.label) <= WIDE]
    return [*selects, *({"type": ROW, "components": row} for row in (pages, *_rows(asked[:MOST_ASKED])) if row)]


def _distinct(buttons: Iterable[Button], used: set[str]) -> list[Button]:
    """Give the buttons whose Call an id can carry, each Call once: a second one leads nowhere else."""
    kept = []
    for button in buttons:
        custom_id = call_id(button.call)
        if custom_id is not None and custom_id not in used:
            used.add(custom_id)
            kept.append(button)
    return kept


def _rows(buttons: Iterable[Button]) -> Iterator[list[Component]]:
    """Lay buttons out in rows that a phone can show: up to five, or as many as their labels leave room for."""
    row: list[Component] = []
    width = 0
    for button in buttons:
        width += len(button.label) + 4
        if row and (width > WIDEST_ROW or len(row) == MOST_BUTTONS):
            yield row
            row, width = [], len(button.label) + 4
        row.append(_button(button))
    yield row


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
        {"label": short(button.label, LONGEST_OPTION), "value": button.call.text()}
        | ({"description": short(description, LONGEST_OPTION)} if description else {})
        for button, description in options
    ]
    select = {"type": SELECT, "custom_id": custom_id, "placeholder": placeholder, "options": listed}
    return {"type": ROW, "components": [select]}


def _button(button: Button, style: int = SECONDARY) -> Component:
    label = short(button.label, LONGEST_LABEL)
    return {"type": BUTTON, "style": style, "label": label, "custom_id": button.call.text()}
