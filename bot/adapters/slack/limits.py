"""What Slack allows in one message (docs.slack.dev, Block Kit reference), and the margins we keep."""

from __future__ import annotations

MOST_BLOCKS = 45
"""Of 50: the others stay free for the buttons, and for what stands above a shared reply."""
MOST_CHARACTERS = 11_000
"""Of about 13,200 over all blocks of a message, then `msg_blocks_too_long` (observed: bolt-js issue 2509)."""
LONGEST_TEXT = 3_000
"""Characters of a section's or a context element's text."""
LONGEST_HEADER = 150
LONGEST_LABEL = 75
"""Characters of a button's or an option's text."""
LONGEST_VALUE = 150
"""Characters of an option's value."""
LONGEST_PRESS = 2_000
"""Characters of a button's value."""
LONGEST_TITLE = 24
"""Characters of a modal's title and of its two buttons."""
LONGEST_PLACEHOLDER = 150
MOST_FIELDS = 10
"""Fields of a section."""
LONGEST_FIELD = 2_000
MOST_ELEMENTS = 25
"""Elements of an actions block."""
MOST_OPTIONS = 100
LONGEST_SUMMARY = 600
"""Characters of `text`, which notifications and screen readers use; Slack recommends at most 4,000."""


def cut(text: str, longest: int) -> str:
    """Shorten a label to what Slack allows. Never used on anything that carries a citation."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
