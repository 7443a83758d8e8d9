"""When something is gone or happens at once: clear words, no lost and no mixed write, and the knowledge is served."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.app import App
from bot.desk.carry_out import Refused
from bot.desk.desk import Desk
from bot.reply import Call
from bot.reply.text import render_text
from tests.desk.conftest import MEMBER, MODERATOR, TOPIC, serving
from tests.desk.test_flow import SUGGEST, ask


def desk_of(app: App) -> Desk:
    """The app's desk."""
    assert app.desk is not None
    return app.desk


async def test_without_a_database_the_knowledge_is_served(folder: Path, tmp_path: Path) -> None:
    """Every command that remembers says so plainly; every other answers; nothing is raised."""
    (tmp_path / "blocked").mkdir()
    app = serving(folder, f"sqlite:///{tmp_path / 'blocked'}")
    for line in (SUGGEST, "/review", "/accept 1", "/reject 1 reason:x", "/history", "/rollback 1", "/gaps", "/status",
                 "/settings public", "/rate why-flood vote:yes", '/add entity title:"X" text:"x:"'):  # fmt: skip
        reply = await app.answer(app.parse(line), MODERATOR)
        assert reply.outcome == "error", line
        assert "memory (its database) does not answer" in render_text(reply)
    assert "rain fell" in await ask(app, "Why did the river flood the town?", MEMBER)
    assert "Not covered" in await ask(app, "who paid the piper", MEMBER)


async def test_who_gives_up_waiting_leaves_the_memory_open(folder: Path, database_url: str) -> None:
    """A probe that does not wait for a slow database does not lose what is being opened, nor open it twice."""
    desk = desk_of(serving(folder, database_url))
    probe = asyncio.create_task(desk.store())
    await asyncio.sleep(0)
    probe.cancel()
    await asyncio.gather(probe, return_exceptions=True)
    one, other = await asyncio.gather(desk.store(), desk.store())
    assert one is other is desk.opened
    await desk.close()
    probe = asyncio.create_task(desk.store())
    await asyncio.sleep(0)
    probe.cancel()
    await desk.close()
    await asyncio.sleep(0.1)
    assert desk.opened is None


async def test_a_wrong_address_is_no_crash(folder: Path) -> None:
    """A mistyped DATABASE_URL is told with an id for the operator, and never shown."""
    app = serving(folder, "mysql://root:secret@host/db")
    text = await ask(app, "/review")
    assert "SQLite and PostgreSQL" in text
    assert "secret" not in text


async def test_an_app_without_memory_says_so(folder: Path) -> None:
    """Where nothing is remembered, commands that need it say that, and answers have no buttons for it."""
    app = serving(folder, "")
    bare = App(app.snapshot)
    assert "keeps no memory" in await ask(bare, "/review")
    assert "Helpful" not in await ask(bare, "Why did the river flood the town?", MEMBER)
    assert "Suggest a correction" not in await ask(bare, "/event flood", MEMBER)


@pytest.mark.parametrize("lock", [".explainer-bot.desk.lock", ".explainer-bot.lock"])
async def test_a_folder_that_cannot_be_written_is_told(small: App, folder: Path, lock: str) -> None:
    """When the system refuses, before or after the intent is stored, the moderator is told; later it works."""
    await ask(small, SUGGEST, MEMBER)
    (folder / lock).mkdir()  # root may write everywhere, but not over a folder
    assert "Nothing was changed" in await ask(small, "/accept 1")
    assert await desk_of(small).history("small") == []
    (folder / lock).rmdir()
    assert "is accepted" in await ask(small, "/accept 1")


async def test_of_two_accepts_one_is_told(small: App) -> None:
    """Ten moderators press Accept at once: one revision, nine told that it is decided."""
    await ask(small, SUGGEST, MEMBER)
    replies = await asyncio.gather(*(small.answer(Call("accept", {"proposal": "1"}), MODERATOR) for _ in range(10)))
    texts = [render_text(reply) for reply in replies]
    assert sum("It is revision 1" in text for text in texts) == 1
    assert sum("was accepted" in text for text in texts) == 9
    assert len(await desk_of(small).history("small")) == 1


async def test_twenty_edits_at_once_all_survive(small: App, folder: Path, database_url: str) -> None:
    """Edits of twenty records, accepted at once by two processes' worth of desks: every one is in file and history."""
    file = folder / "small" / "people.yaml"
    people = [f"p{number}" for number in range(20)]
    record = "  {0}:\n    type: person\n    name: Person {0}\n    read_in: paper\n"
    file.write_text("entities:\n" + "".join(map(record.format, people)), encoding="utf-8")
    second = serving(folder, database_url)
    for id in people:
        text = f"{id}:\n  type: person\n  name: New {id}\n  read_in: paper\n"
        await small.answer(Call("edit", {"record": id, "text": text}), MODERATOR)
        if id == people[0]:
            await desk_of(small).reload()
    await desk_of(small).reload()
    waiting = await desk_of(second).waiting("small")
    made = {proposal.record for proposal in waiting}
    for id in people:
        if id not in made:
            text = f"{id}:\n  type: person\n  name: New {id}\n  read_in: paper\n"
            await small.answer(Call("edit", {"record": id, "text": text}), MODERATOR)
    waiting = await desk_of(second).waiting("small")
    assert len(waiting) == 20
    desks = [desk_of(small), desk_of(second)]
    done = await asyncio.gather(
        *(desks[turn % 2].accept(one.id, "discord:8") for turn, one in enumerate(waiting)), return_exceptions=True
    )
    await desk_of(second).close()
    assert [result for result in done if isinstance(result, BaseException)] == []
    written = file.read_text()
    assert [id for id in people if f"name: New {id}\n" not in written] == []
    assert len(await desk_of(small).history("small")) == 20


async def test_two_edits_of_one_record_do_not_mix(small: App, folder: Path) -> None:
    """Two moderators edit one record; the second to accept is told what changed."""
    for name in ("Ada King", "Ada Byron"):
        text = f"ada:\n  type: person\n  name: {name}\n  read_in: paper\n"
        await small.answer(Call("edit", {"record": "ada", "text": text}), MODERATOR)
    results = await asyncio.gather(
        *(desk_of(small).accept(number, "discord:8") for number in (1, 2)), return_exceptions=True
    )
    refused = [result for result in results if isinstance(result, Refused)]
    assert len(refused) == 1
    assert refused[0].conflict is not None
    assert sum(name in (folder / "small" / "all.yaml").read_text() for name in ("Ada King", "Ada Byron")) == 1
    assert len(await desk_of(small).waiting("small")) == 1


async def test_a_rollback_of_what_changed_since_is_refused(small: App, folder: Path) -> None:
    """A revision whose record was edited afterwards is not taken back over the newer words."""
    await ask(small, SUGGEST, MEMBER)
    await ask(small, "/accept 1")
    file = folder / "small" / "all.yaml"
    file.write_text(file.read_text().replace("the old town", "the oldest town"), encoding="utf-8")
    assert "changed since" in await ask(small, "/rollback 1")
    assert "the oldest town" in file.read_text()
    assert "no revision 9" in await ask(small, "/rollback 9")


async def test_a_cancelled_accept_is_finished(small: App, folder: Path) -> None:
    """A call that its platform gives up on half-way is carried to its end all the same."""
    await ask(small, SUGGEST, MEMBER)
    task = asyncio.ensure_future(desk_of(small).accept(1, "discord:8"))
    await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    for _ in range(500):
        if await desk_of(small).history("small"):
            break
        await asyncio.sleep(0.02)
    assert len(await desk_of(small).history("small")) == 1
    assert "the old town" in (folder / "small" / "all.yaml").read_text()


async def test_what_a_crash_left_is_put_right(small: App, folder: Path, database_url: str) -> None:
    """At the next start a written intent is history, and one that was not written opens its proposal again."""
    from datetime import UTC, datetime

    from bot.desk.edits import changes_of
    from bot.desk.judge import attempt
    from bot.editing import Prepared, write

    desk = desk_of(small)
    await ask(small, SUGGEST, MEMBER)
    await ask(small, '/suggest flood-cause wrong:"for a week" right:"for a month"', MEMBER)
    store = await desk.store()
    for number in (1, 2):
        proposal = await store.proposals.get(number)
        assert proposal is not None
        prepared = await attempt(folder, "small", proposal.changes)
        assert isinstance(prepared, Prepared)
        await store.revisions.begin(
            topic="small", who="discord:8", at=datetime.now(UTC), why="", edits=changes_of(prepared), proposal=number
        )
        if number == 1:
            assert isinstance(write(folder, prepared), Prepared)
    await desk.close()  # here the process dies
    again = serving(folder, database_url)
    assert [one.id for one in await desk_of(again).history("small")] == [1]
    assert [one.id for one in await desk_of(again).waiting("small")] == [2]
    await desk_of(again).close()
    assert TOPIC.count("week") == (folder / "small" / "all.yaml").read_text().count("week")
