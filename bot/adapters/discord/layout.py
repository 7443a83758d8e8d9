"""Panels fitted into messages: Components V2 as the plain objects that Discord is sent.

Limits: 4,000 characters over all texts of a message (discord.py's documentation of `LayoutView.content_length`), 40
components, nested ones included (Discord's documentation, components reference). A reply that needs more goes on in
the next message, between lines; its controls stand under the last one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.adapters.discord.controls import Component, controls
from bot.adapters.discord.drawing import Panel, Tone, panels
from bot.reply import Reply

MOST_TEXT = 3_900
"""Characters of a message; the rest is for the line that says who shared it."""
MOST_COMPONENTS = 39
LONGEST_LINE = 3_800

TEXT, CONTAINER = 10, 17
"""Discord's numbers for the types of components."""

COLOURS: dict[Tone, int] = {
    "body": 0x4F7CAC,
    "disputed": 0xE3A008,
    "several": 0x3B9C6E,
    "single": 0x80848E,
    "closest": 0x4F7CAC,
    "refusal": 0x80848E,
    "error": 0xC0392B,
}


def draw(reply: Reply, *, share: bool = False) -> list[list[Component]]:
    """Draw a reply as one message, seldom more: the components of each."""
    rows = controls(reply, share=share)
    weight = sum(1 + len(row["components"]) for row in rows)
    pages = _fit(panels(reply), weight)
    if len(pages) > 1:
        pages = _fit(panels(reply, brief=True), weight)
    if len(pages) > 1 and share:  # what is shared is one message, as it was seen
        rows = controls(reply, share=False)
    messages = [[_component(panel) for panel in page] for page in pages]
    messages[-1].extend(rows)
    return messages


def _fit(drawn: Iterable[Panel], reserved: int) -> list[list[Panel]]:
    """Lay panels out on messages, every one with room for the components reserved."""
    pages: list[list[Panel]] = [[]]
    text, components = 0, reserved
    for panel in drawn:
        cost = 1 if panel.tone == "none" else 2
        size = sum(map(_length, panel.lines)) + len(panel.lines)
        if components + cost <= MOST_COMPONENTS and text + size <= MOST_TEXT:
            pages[-1].append(panel)
            text, components = text + size, components + cost
            continue
        part: Panel | None = None
        for line in (piece for whole in panel.lines for piece in _pieces(whole)):
            size = _length(line) + 1
            full = text + size > MOST_TEXT or (part is None and components + cost > MOST_COMPONENTS)
            if full and pages[-1]:
                part, text, components = None, 0, reserved
                pages.append([])
            if part is None:
                part = Panel(panel.tone)
                pages[-1].append(part)
                components += cost
            part.lines.append(line)
            text += size
    return pages


def _length(text: str) -> int:
    """Count as JavaScript does, in UTF-16 units: at least as many as characters."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def _pieces(line: str) -> Iterator[str]:
    """Cut a line that no message could hold between words; citations hold together by their no-break spaces."""
    while _length(line) > LONGEST_LINE:
        end = max(line.rfind(" ", 0, LONGEST_LINE // 2), line.rfind("\n", 0, LONGEST_LINE // 2))
        end = end if end > 0 else LONGEST_LINE // 2
        yield line[:end]
        line = line[end:].lstrip(" ")
    yield line


def _component(panel: Panel) -> Component:
    text = {"type": TEXT, "content": _joined(panel.lines)}
    if panel.tone == "none":
        return text
    return {"type": CONTAINER, "accent_color": COLOURS[panel.tone], "components": [text]}


def _joined(lines: Iterable[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
