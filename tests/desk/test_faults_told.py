"""A file that cannot be served is told to moderators where they look: above their next private reply, once."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import App
from bot.config import Config
from bot.decode import Mark, Problem
from bot.live import Live
from bot.reply.text import render_text
from tests.desk.conftest import MEMBER, MODERATOR, OTHER, serving
from tests.desk.test_faults import desk_of
from tests.desk.test_flow import SUGGEST, ask

BROKEN = "events:\n  flood2:\n    titel: x\n    title: x\n    date: unknown\n    kind: war\n"


@asynccontextmanager
async def followed(folder: Path) -> AsyncIterator[tuple[App, Live]]:
    """An app that follows its files as `run` does."""
    app = serving(folder, "")
    config = Config.model_validate({"knowledge": {"watch": "poll"}})
    live = Live(app, config, folder, tell=desk_of(app).faults.tell)
    async with live.following():
        yield app, live


async def until_told(live: Live, *, errors: bool) -> None:
    """Wait until the files were looked at, and what was found was told."""
    for _ in range(300):
        if bool(live._told) is errors:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(live.problems)


async def test_moderators_are_told_once(folder: Path) -> None:
    """Each hears of it with file, line, column and what to do; members do not; then that it is over."""
    async with followed(folder) as (app, live):
        await asyncio.sleep(0.2)
        (folder / "small" / "more.yaml").write_text(BROKEN, encoding="utf-8")
        await until_told(live, errors=True)
        assert "small/more.yaml" not in await ask(app, "/event flood", MEMBER)
        told = await ask(app, "/event flood")
        assert "For moderators: the knowledge files have an error" in told
        assert "small/more.yaml, line 3, column 5: unknown key 'titel'" in told
        assert "Mend it and save" in told
        assert "For moderators" not in await ask(app, "/event flood")
        (folder / "small" / "more.yaml").write_text(BROKEN + "\n# saved again\n", encoding="utf-8")
        await asyncio.sleep(1)
        assert "For moderators" not in await ask(app, "/event flood")
        assert "For moderators" in await ask(app, "/who ada", OTHER)
        (folder / "small" / "more.yaml").unlink()
        await until_told(live, errors=False)
        assert "files are right again" in await ask(app, "/event flood")
        assert "files are right again" not in await ask(app, "/event flood")
        assert "files are right again" not in await ask(app, "/event flood", MEMBER)


async def test_status_itself_tells_all(small: App, folder: Path) -> None:
    """Whoever asks for /status is not told the same above it, nor again above what they ask next."""
    (folder / "small" / "more.yaml").write_text(BROKEN, encoding="utf-8")
    live = Live(small, Config.model_validate({}), folder, tell=desk_of(small).faults.tell)
    await live.reload()
    await live.tell_news()
    status = await ask(small, "/status")
    assert status.count("unknown key 'titel'") == 1
    assert "For moderators" not in status
    assert "For moderators" not in await ask(small, "/event flood")
    assert "small/more.yaml, line 3" in await ask(small, "/event flood", OTHER)


async def test_what_is_shared_holds_nothing_personal(small: App) -> None:
    """Faults and decisions wait while others see the answer; the reply that holds them says that it is personal."""
    await ask(small, SUGGEST, MODERATOR)
    await ask(small, "/reject 1 reason:No.", OTHER)
    await desk_of(small).faults.tell([Problem(Mark("small/more.yaml", 3, 5), "unknown key 'titel'", "keys")])
    call = small.parse("/event flood")
    assert not (await small.answer(call, MODERATOR, alone=False)).personal
    reply = await small.answer(call, MODERATOR)
    assert reply.personal
    assert "titel" in render_text(reply)
    assert "not taken up: No." in render_text(reply)
    assert not (await small.answer(call, MODERATOR)).personal


async def test_a_lost_folder_is_told(folder: Path) -> None:
    """There is no line to look at then."""
    app = serving(folder, "")
    live = Live(app, Config.model_validate({}), folder, tell=desk_of(app).faults.tell)
    shutil.move(folder, folder.with_name("moved"))
    await live.reload()
    await live.tell_news()
    told = await ask(app, "/event flood")
    assert "is no folder" in told
    assert "line 1" not in told
