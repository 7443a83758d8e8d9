"""What only Slack needs to be told: the names of its commands, and where it reaches us."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationInfo, field_validator

RESERVED = frozenset(
    """
    active apps archive away call collapse dm dnd expand feed feedback invite join keys kick leave me msg mute open
    people prefs remind remove rename search shortcuts shrug star status todo topic who
    """.split()
)
"""Slack's own commands (slack.com/help, "Slash commands in Slack"): an app's command of that name never arrives."""

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,30}")
"""A slash and at most 31 characters (Slack's manifest schema)."""


def fault(name: str) -> str:
    """Say why a slash command cannot be called so; "" if it can."""
    if not _NAME.fullmatch(name):
        return f"cannot be {name!r}: it is up to 31 small letters, digits, - and _, without the slash"
    if name in RESERVED:
        other = "whois" if name == "who" else f"explain-{name}"
        return f"cannot be {name!r}: /{name} is Slack's own command; call it {other!r}, or set prefix"
    return ""


def _prefix(text: str) -> str:
    if text and not _NAME.fullmatch(text):
        raise ValueError(f"cannot be {text!r}: it is small letters, digits, - and _")
    return text


class SlackConfig(BaseModel):
    """Which slash commands there are. `command` is the parent that reaches everything; `commands` have names of
    their own: what is typed, and the command that it runs; `prefix` stands before all of these. `public_url` is where
    Slack and installers reach us over HTTP.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    # Read before the names it stands before.
    prefix: Annotated[str, AfterValidator(_prefix)] = ""
    command: str = "explain"
    commands: dict[str, str] = {"timeline": "timeline", "sources": "sources", "ask": "ask", "whois": "who"}
    public_url: str = ""

    @field_validator("command")
    @classmethod
    def _may_be_called_so(cls, name: str, info: ValidationInfo) -> str:
        if text := fault(info.data.get("prefix", "") + name):
            raise ValueError(text)
        return name

    @field_validator("commands")
    @classmethod
    def _may_all_be_called_so(cls, commands: dict[str, str], info: ValidationInfo) -> dict[str, str]:
        for name in commands:
            if text := fault(info.data.get("prefix", "") + name):
                raise ValueError(text)
        if info.data.get("command") in commands:
            raise ValueError(f"holds {info.data['command']!r}, which is the name of the parent command too")
        return commands

    @field_validator("public_url")
    @classmethod
    def _is_an_address(cls, url: str) -> str:
        if url and not re.fullmatch(r"https?://[^/\s?#]+(/[^\s?#]*)?", url):
            raise ValueError(f"cannot be {url!r}: it is an address such as https://bot.example.org")
        return url.rstrip("/")
