"""Panels fitted into messages: Components V2 as the plain objects that Discord is sent.

Limits: 4,000 characters over all texts of a message (discord.py's documentation of `LayoutView.content_length`), 40
components, nested ones included (Discord's documentation, components reference). A reply that needs more goes on in
the next message, between lines; its controls stand under the last one.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.adapters.discord.controls import Component, controls
from bot.adapters.discord.drawing import Panel, Tone, panels
from bot.reply import Reply

MOST_TEXT = 3_900
"""Characters of a message; the rest is for the line that says who shared it."""
MOST_COMPONENTS = 39
LEAST_PIECE = 500
"""Characters for which it pays to begin a line that must be cut anyway."""

DRAWN = "discord"
"""The key of our drawings."""
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
    """Draw a reply as one message, seldom more: the components of each. They are kept with the reply: leave them be."""
    kept: list[list[Component]] | None = reply.drawn.get((DRAWN, share))
    if kept is None:
        kept = reply.drawn[DRAWN, share] = _draw(reply, share=share)
    return kept


def _draw(reply: Reply, *, share: bool) -> list[list[Component]]:
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
    drawn = list(drawn)
    whole = "\n".join(line for panel in drawn for line in panel.lines)
    if _size(whole) <= MOST_TEXT and reserved + sum(map(_cost, drawn)) <= MOST_COMPONENTS:
        return [drawn]
    pages: list[list[Panel]] = [[]]
    text, components = 0, reserved
    for panel in drawn:
        cost = _cost(panel)
        waiting = list(reversed(panel.lines))
        part: Panel | None = None
        while waiting:
            line, room = waiting.pop(), MOST_TEXT - text
            if _size(line) > MOST_TEXT and room > LEAST_PIECE:
                line, rest = _cut(line, room - 1)
                waiting.append(rest)
            elif pages[-1] and (_size(line) > room or (part is None and components + cost > MOST_COMPONENTS)):
                waiting.append(line)
                if part is not None and len(part.lines) > 1 and part.lines[-1].startswith("### "):
                    waiting.append(part.lines.pop())  # a heading goes with what it announces
                part, text, components = None, 0, reserved
                pages.append([])
                continue
            if part is None:
                part = Panel(panel.tone)
                pages[-1].append(part)
                components += cost
            part.lines.append(line)
            text += _size(line)
    return pages


def _cost(panel: Panel) -> int:
    """Components of a panel: its text, and the box around it."""
    return 1 if panel.tone == "none" else 2


def _size(line: str) -> int:
    """Count a line with its break as JavaScript does, in UTF-16 units: at least as many as characters."""
    return 1 + (len(line) if line.isascii() else len(line.encode("utf-16-le")) // 2)


def _cut(line: str, room: int) -> tuple[str, str]:
    """Cut a line that no message could hold: behind a citation if there is one, else between words.

    A citation is never cut: what belongs to it holds together by no-break spaces.
    """
    most = room if _size(line) == len(line) + 1 else room // 2
    backed = max(line.rfind(f"{end} ", 0, most) + 1 for end in ("]", ")"))
    end = backed if backed > most // 2 else max(line.rfind(" ", 0, most), line.rfind("\n", 0, most))
    end = end if end > 0 else most
    return line[:end], line[end:].lstrip(" ")


def _component(panel: Panel) -> Component:
    text = {"type": TEXT, "content": _joined(panel.lines)}
    if panel.tone == "none":
        return text
    return {"type": CONTAINER, "accent_color": COLOURS[panel.tone], "components": [text]}


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines).strip("\n")
