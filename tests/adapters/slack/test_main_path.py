"""The real program over Socket Mode: what a member of a workspace does first."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.emulator


@pytest.mark.parametrize(("command", "text"), [("/explain", "timeline"), ("/timeline", "")])
async def test_a_command_is_answered_inside_its_acknowledgement(slack: Any, bot: Any, command: str, text: str) -> None:
    """The timeline comes with the acknowledgement, privately, with buttons that carry calls."""
    asked = await slack.command(command, text)
    message = await asked.message()
    assert (message["via"], message["response_type"]) == ("ack", "ephemeral")
    assert message["text"].startswith("Timeline: Iran and Pakistan strike each other, January 2024: ")
    values = [element["value"] for element in message["blocks"][-1]["elements"] if "value" in element]
    assert values[0] == "timeline page:2"
    assert slack.stats()["late"] == 0
