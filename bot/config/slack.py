"""What only Slack needs to be told: the names of its commands."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class SlackConfig(BaseModel):
    """Which slash commands there are. `command` is the parent that reaches everything; `commands` have names of
    their own: what is typed, and the command that it runs; `prefix` stands before all of these.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    command: str = "explain"
    prefix: str = ""
    commands: dict[str, str] = {"timeline": "timeline", "sources": "sources", "ask": "ask", "whois": "who"}
