"""The app manifest that an administrator pastes at Slack."""

from __future__ import annotations

SCOPES: tuple[tuple[str, str], ...] = (
    ("commands", "slash commands and shortcuts"),
    ("chat:write", "answers where something was asked"),
    ("app_mentions:read", "sees messages that mention it, and no others in a channel"),
    ("im:history", "reads the direct messages people send it"),
    ("users:read", "asks whether a person is a workspace admin, when a moderator's command is used"),
)
"""Every scope we ask for, and why."""
