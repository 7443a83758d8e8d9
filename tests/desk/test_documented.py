"""What docs/moderators.md and /help tell people to type works as it is written."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import App
from bot.cli import join_lines
from bot.commands import COMMANDS, User
from bot.reply.text import render_text
from tests.desk.conftest import serving
from tests.shipped import SHIPPED

TEXT = (Path(__file__).parents[2] / "docs" / "moderators.md").read_text(encoding="utf-8")
TABLES = "\n".join(line for line in TEXT.splitlines() if line.startswith("|"))
TYPED = sorted(set(re.findall(r"`(/[a-z][^`]*)`", TABLES)))
EXAMPLES = sorted({example for command in COMMANDS.values() for example in command.examples})
IN_A_SHELL = re.findall(r"^    explainer-bot say --as moderator (.*)$", TEXT, re.MULTILINE)
HERE = User("8", moderator=True, platform="discord", server="1")


@pytest.fixture
async def shipped(tmp_path: Path) -> AsyncIterator[App]:
    """The bot over a copy of the shipped knowledge."""
    shutil.copytree(SHIPPED, tmp_path / "knowledge")
    app = serving(tmp_path / "knowledge", f"sqlite:///{tmp_path / 'test.sqlite3'}")
    yield app
    assert app.desk is not None
    await app.desk.close()


@pytest.mark.parametrize("line", TYPED)
async def test_what_moderators_are_told_to_type(shipped: App, line: str) -> None:
    """Each command answers, or opens the form that asks for the rest."""
    call = shipped.parse(line)
    if shipped.form(call, HERE) is None:
        assert (await shipped.answer(call, HERE)).outcome == "answer"


@pytest.mark.parametrize("arguments", IN_A_SHELL)
async def test_what_moderators_are_told_to_type_in_a_shell(shipped: App, arguments: str) -> None:
    """Each command answers, where there are no forms."""
    (line,) = join_lines(tuple(shlex.split(arguments)))
    assert (await shipped.answer(shipped.parse(line), HERE)).outcome == "answer"


@pytest.mark.parametrize("line", EXAMPLES)
async def test_the_examples_of_help(shipped: App, line: str) -> None:
    """Each example of /help finds what it names, but for the numbers, which are other ones in every place."""
    call = shipped.parse(line)
    if shipped.form(call, HERE) is not None:
        return
    reply = await shipped.answer(call, HERE)
    if reply.outcome not in {"answer", "closest"}:
        assert re.search(r"There is no (open )?(proposal|revision|question) \d", render_text(reply))
