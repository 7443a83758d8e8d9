"""Text fitted to the place it goes to: its indentation, its line breaks. What it says stays."""

from __future__ import annotations

import re

from bot.editing.outline import BREAK

_TWO_SIGNS_OR_OLD = re.compile("\r\n|\r")


def dedent(text: str, columns: int) -> str:
    """Take so many spaces from the beginning of every line, and write every line break as a newline sign.

    A text in which a line begins further left (YAML allows it inside quotes and braces) is left as it is.
    """
    lines = _TWO_SIGNS_OR_OLD.sub("\n", text).split("\n")
    if any(line.strip() and line[:columns].strip(" ") for line in lines):
        return "\n".join(lines)
    return "\n".join(line[columns:] for line in lines)


def place(text: str, columns: int, line_break: str) -> str:
    """Move a text so that its first line begins in a column; every other line moves with it.

    Lines that cannot move as far to the left keep to the margin: they stand inside quotes or braces.
    """
    lines = clean(text).split("\n")
    first = next((line for line in lines if line.strip() and not line.lstrip().startswith("#")), lines[0])
    shift = columns - (len(first) - len(first.lstrip(" ")))
    return line_break.join(_move(line, shift) for line in lines)


def clean(text: str) -> str:
    """Give a text as an editor may send it without blank lines before it, and without its last line break."""
    lines = _TWO_SIGNS_OR_OLD.sub("\n", text.removeprefix("\ufeff")).split("\n")
    while len(lines) > 1 and not lines[0].strip():
        lines.pop(0)
    if len(lines) > 1 and not lines[-1].strip():
        lines.pop()
    return "\n".join(lines)


def _move(line: str, shift: int) -> str:
    if not line:
        return line
    if shift >= 0:
        return " " * shift + line
    return line[min(-shift, len(line) - len(line.lstrip(" "))) :]


def line_break_near(text: str, position: int) -> str:
    """Give the line break in use at a place: the one behind it, else the one before, else a newline sign."""
    found = BREAK.search(text, position)
    if found is None:
        earlier = list(BREAK.finditer(text, max(position - 4_000, 0), position))
        found = earlier[-1] if earlier else None
    return found[0] if found and found[0] in {"\r\n", "\n", "\r"} else "\n"
