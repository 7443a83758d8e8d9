"""The whole way of a correction at Slack, with the real program, its real database and real files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.adapters.slack.conftest import control, emulator, logged, reachable
from tests.desk.conftest import TOPIC

pytestmark = pytest.mark.emulator

MEMBER, MODERATOR = "U2", "U9"
WRONG, RIGHT = "The river floods the town", "The river floods the old town"


def said(message: dict[str, Any]) -> str:
    """Everything a message shows, as it was sent."""
    return json.dumps(message["blocks"], ensure_ascii=False)


async def test_from_suggestion_to_answer_and_back(slack: Any, tmp_path: Path) -> None:
    """A member suggests, a moderator accepts by buttons, the answer changes; rolled back, the old one is back."""
    file = tmp_path / "knowledge" / "small" / "all.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(TOPIC, encoding="utf-8")
    before = file.read_bytes()
    settings = {
        "EXPLAINER_KNOWLEDGE_FOLDER": str(tmp_path / "knowledge"),
        "EXPLAINER_STORE_FOLDER": str(tmp_path / "data"),
        "EXPLAINER_SERVERS_MODERATORS": f"[{MODERATOR}]",
    }

    async def asked(text: str, user: str) -> dict[str, Any]:
        return dict(await (await slack.command("/explain", text, user=user)).message())

    async def pressed(message: dict[str, Any], label: str, user: str) -> dict[str, Any]:
        return dict(await (await slack.click(message, control(message, label), user=user)).message())

    async with emulator().Bot(logged(tmp_path / "log"), slack, **settings):
        await reachable(slack)
        assert "is number 1" in said(await asked(f'suggest flood wrong:"{WRONG}" right:"{RIGHT}"', MEMBER))

        queue = await asked("review", MODERATOR)
        assert "1 waiting" in said(queue)
        seen = await pressed(queue, "Look at 1", MODERATOR)
        assert RIGHT in said(seen)
        assert "The checks have nothing against it." in said(seen)

        assert "is for moderators" in said(await pressed(seen, "Accept", MEMBER))
        assert "is for moderators" in said(await asked("review", MEMBER))
        assert file.read_bytes() == before

        accepted = await pressed(seen, "Accept", MODERATOR)
        assert "It is revision 1" in said(accepted)
        told = said(await asked("event flood", MEMBER))
        assert "was accepted" in told
        assert RIGHT in told
        assert RIGHT in file.read_text(encoding="utf-8")

        assert "on Slack" in said(await asked("history flood", MODERATOR))
        back = await pressed(accepted, "Take it back", MODERATOR)
        assert "It is revision 2" in said(back)
        assert RIGHT not in said(await asked("event flood", MEMBER))
        assert file.read_bytes()[: len(before)] == before
