"""What moderators look after: gaps, votes, status, long histories and records, limits, commits."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import App
from bot.config import Config
from bot.reply.text import render_text
from bot.store import Change
from tests.desk.conftest import MEMBER, MODERATOR, OTHER, TOPIC, serving
from tests.desk.test_flow import SUGGEST, ask, press


async def test_gaps_are_counted_and_closed(small: App) -> None:
    """A question in vain is counted without its asker; a moderator makes it an alias, and it finds its answer."""
    from bot.desk.readers import settled

    for line in ("who paid the piper", "Who paid the piper?"):
        assert "Not covered" in await ask(small, line, MEMBER)
        await settled()
    listed = await small.answer(small.parse("/gaps"), MODERATOR)
    assert "“Who paid the piper?” asked 2 times" in render_text(listed)
    made = await ask(small, "/alias 1 record:why-flood")
    assert "+ also_asked: What caused the flood?, Who paid the piper?" in made
    assert "is accepted" in await ask(small, "/accept 1")
    assert "rain fell for a week" in await ask(small, "who paid the piper", MEMBER)
    assert "Every question has found something" in await ask(small, "/gaps")


async def test_answers_are_rated_once_a_person(small: App) -> None:
    """The buttons under an answer count; /status shows the figures."""
    answer = await small.answer(small.parse("Why did the river flood the town?"), MEMBER)
    await press(small, answer, "Helpful", MEMBER)
    await press(small, answer, "Not helpful", MEMBER)
    await press(small, answer, "Helpful", OTHER)
    assert "why-flood: helpful 1, not helpful 1" in await ask(small, "/status")


async def test_status_says_what_is_wrong_with_the_files(small: App, folder: Path) -> None:
    """A broken file is named with its line, while the last good knowledge answers."""
    (folder / "small" / "more.yaml").write_text("events:\n  flood2:\n    titel: x\n", encoding="utf-8")
    text = await ask(small, "/status")
    assert "what was last right is served" in text
    assert "small/more.yaml:3" in text
    assert (await ask(small, "/event flood")).startswith("The river floods the town")


async def test_a_long_history_says_where_the_rest_is(small: App) -> None:
    """Over 200 revisions of a record, the last page says so, and what to type in a shell."""
    assert small.desk is not None
    store = await small.desk.store()
    for number in range(201):
        change = Change("small/all.yaml", "entities", "ada", f"ada:\n  name: {number}\n", "ada:\n  name: x\n", "a", "b")
        made = await store.revisions.begin(
            topic="small", who="discord:8", at=datetime.now(UTC), why="", edits=[change], proposal=None, undoes=None
        )
        assert made is not None
        await store.revisions.finish(made)
    first = await ask(small, "/history ada")
    assert "201 · " in first
    assert "newest 200" not in first
    last = await ask(small, "/history ada page:99")
    assert "2 · " in last
    assert "These are the newest 200; a shell lists the others: explainer-bot history ada --limit 10000" in last


async def test_a_long_record_is_edited_by_hand(small: App, folder: Path) -> None:
    """What no form holds opens none: the reply says how long it is, and in which file and line it stands."""
    file = folder / "small" / "all.yaml"
    old, new = "type: person\n    name: Ada", f"type: person\n    # {'Rain fell. ' * 300}\n    name: Ada"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert small.desk is not None
    await small.desk.reload()
    call = small.parse("/edit ada")
    assert small.form(call, MODERATOR) is None
    text = await ask(small, "/edit ada")
    assert "It stands in small/all.yaml, line 13. It has 3," in text
    assert "characters and a form holds 3,000: edit the file by hand." in text


@pytest.mark.parametrize("reviewed", ["", "  reviewed: 2020-01-01\n"])
async def test_status_says_that_a_review_is_due(folder: Path, database_url: str, reviewed: str) -> None:
    """Whether it was never made or too long ago, it stands before the other warnings."""
    file = folder / "small" / "all.yaml"
    file.write_text(
        TOPIC.replace("  version: 1\n", f"  version: 1\n  review_every: 30 days\n{reviewed}"), encoding="utf-8"
    )
    app = serving(folder, database_url)
    assert app.desk is not None
    assert "Review: " in await ask(app, "/status")
    await app.desk.close()


async def test_limits_are_friendly(small: App) -> None:
    """One question too many is told when to come back; moderators are free."""
    replies = [await ask(small, "why flood", MEMBER) for _ in range(21)]
    assert "Please try again in" in replies[-1]
    assert "Please try again in" not in replies[-2]
    assert "Please try again" not in await ask(small, "why flood")


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder; give what it prints."""
    return subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True, text=True).stdout


async def test_a_revision_is_a_commit_where_that_is_set(folder: Path, database_url: str) -> None:
    """With `knowledge.git: commit` each revision is its moderator's commit; what git refuses is only a remark."""
    app = serving(folder, database_url, Config.model_validate({"knowledge": {"git": "commit"}}))
    assert app.desk is not None
    await ask(app, SUGGEST, MEMBER)
    assert "The edit is made, but git refused it" in await ask(app, "/accept 1")
    git(folder, "init", "--quiet")
    text = await ask(app, '/rollback 1 because:"No source says old."')
    assert "git refused" not in text
    assert git(folder, "log", "--format=%an|%s|%b").startswith("discord:8|Revision 2: flood|No source says old.")
    await app.desk.close()
