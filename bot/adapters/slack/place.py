"""Where something was asked and by whom, read from whatever Slack sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """A user in a channel of a workspace; `thread` is the message whose thread it is.

    `response_url` takes five answers within 30 minutes, `trigger` opens one modal within 3 seconds (docs.slack.dev).
    """

    team: str
    user: str
    channel: str = ""
    thread: str = ""
    response_url: str = ""
    trigger: str = ""

    @property
    def direct(self) -> bool:
        """Whether nobody else reads it: a direct message, a modal, the home tab."""
        return not self.channel or self.channel.startswith("D")


def of_command(body: Body) -> Place:
    """Read a slash command."""
    return Place(
        body["team_id"],
        body["user_id"],
        body.get("channel_id", ""),
        response_url=body.get("response_url", ""),
        trigger=body.get("trigger_id", ""),
    )


def of_event(body: Body) -> Place:
    """Read an event: a message stands in its own thread if in no other."""
    event = body["event"]
    return Place(body.get("team_id", ""), event.get("user", ""), event.get("channel", ""), event.get("thread_ts", ""))


def of_interaction(body: Body) -> Place:
    """Read a press, a shortcut, a suggestion or a modal."""
    container = body.get("container") or {}
    message = body.get("message") or {}
    return Place(
        (body.get("team") or body["user"]).get("id") or body["user"].get("team_id", ""),
        body["user"]["id"],
        (body.get("channel") or {}).get("id", "") or container.get("channel_id", ""),
        message.get("thread_ts", "") or container.get("thread_ts", ""),
        body.get("response_url", ""),
        body.get("trigger_id", ""),
    )
