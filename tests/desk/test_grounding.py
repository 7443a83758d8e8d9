"""Over the shipped topic: what moderators are shown speaks for the bot itself, and every button leads somewhere."""

from __future__ import annotations

import shutil
from pathlib import Path

from bot.commands import User
from bot.reply import Call, Reply
from tests.commands.test_grounding import uncited
from tests.desk.conftest import MEMBER, MODERATOR, serving
from tests.shipped import SHIPPED

DECIDING = {"accept", "rollback", "settings"}
"""What a button of a walk is not pressed for: it would change what the rest of the walk sees."""


async def test_every_reply_is_sound(tmp_path: Path) -> None:
    """Each command for moderators in each state: no claim without a source, no bug, no dead button."""
    shutil.copytree(SHIPPED, tmp_path / "knowledge")
    app = serving(tmp_path / "knowledge", f"sqlite:///{tmp_path / 'test.sqlite3'}")
    assert app.desk is not None
    replies: list[Reply] = []

    async def ask(line: str, user: User = MODERATOR) -> None:
        replies.append(await app.answer(app.parse(line), user))

    await ask("/review")
    for record, wrong, right in (
        ("iran-strike", "Iran strikes Pakistan's Balochistan", "Iran fires at Balochistan"),
        ("pakistan-strike-nine", "9", "8"),
        ("jaish-al-adl", "nothing like it", "something else"),
        ("doc-003", "wire", "newspaper"),
    ):
        await ask(f'/suggest {record} wrong:"{wrong}" right:"{right}" link:https://example.org', MEMBER)
    await ask("what colour is the moon", MEMBER)
    for line in ("/review", "/review 1", "/review 2", "/review 3", "/review 4", "/accept 1", "/reject 3 reason:no",
                 "/review 1", "/review 3", "/history", "/history revision:1", "/history iran-strike", "/rollback 1",
                 "/history", "/gaps", "/status", "/settings", "/edit iran-strike",
                 "/add event title:Peace"):  # fmt: skip
        await ask(line)
    for line in ("/who iran", "/event iran-strike", "/trace pakistan-strike-nine", "/sources doc-003",
                 "how many people died in Pakistan's strike?"):  # fmt: skip
        await ask(line, MEMBER)
    assert [reply.call for reply in replies if reply.outcome in {"error", "denied", "not_found"}] == []
    assert [(reply.call, text) for reply in replies for block in reply.blocks for text in uncited(block)] == []
    offered: dict[str, Call] = {call.button_text(): call for reply in replies for call in reply.calls}
    names = {call.name for call in offered.values()}
    assert {"suggest", "rate", "review", "history", "accept", "reject", "edit", "rollback", "add", "alias"} <= names
    dead = []
    for text, call in offered.items():
        if call.name in DECIDING or app.form(call, MODERATOR) is not None:
            continue
        reply = await app.answer(app.parse(f"/{text}"), MODERATOR)
        if reply.outcome in {"error", "usage", "denied", "not_found"}:
            dead.append((text, reply.blocks[:2]))
    assert dead == []
    await app.desk.close()
