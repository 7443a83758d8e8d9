"""The same way in a shell, with the real program: say, history, and what it costs those who ask for nothing of it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shipped import SHIPPED

OLD, NEW = "Iran strikes Pakistan's Balochistan", "Iran fires at Balochistan"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder to work in, with a copy of the shipped knowledge."""
    shutil.copytree(SHIPPED, tmp_path / "knowledge")
    return tmp_path


def run(home: Path, *arguments: str, code: int = 0, **environment: str) -> str:
    """Run the program; give what it prints."""
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=home,
        env={"PYTHONPATH": root, "PATH": "", "HOME": str(home), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == code, (done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def test_from_suggestion_to_answer_and_back(home: Path) -> None:
    """Each line is a process of its own; the memory lies in the data folder."""
    before = (home / "knowledge" / "iran-pakistan-2024" / "events.yaml").read_bytes()
    assert "is number 1" in run(home, "say", f'/suggest iran-strike wrong:"{OLD}" right:"{NEW}"')
    assert (home / "data" / "explainer-bot.sqlite3").exists()
    assert "Not allowed" in run(home, "say", "/accept 1", code=2)
    assert "It is revision 1" in run(home, "say", "--as", "moderator", "/review", "/accept 1")
    assert run(home, "say", "/event iran-strike").startswith(NEW)
    (told,) = json.loads(run(home, "history", "iran-strike", "--format", "json"))
    assert (told["revision"], told["proposal"], told["changes"][0]["record"]) == (1, 1, "iran-strike")
    assert "It is revision 2" in run(home, "say", "--as", "moderator", "/rollback 1")
    assert run(home, "say", "/event iran-strike").startswith(OLD)
    assert (home / "knowledge" / "iran-pakistan-2024" / "events.yaml").read_bytes() == before
    assert "takes back 1" in run(home, "history")


def test_nothing_is_made_for_those_who_only_ask(home: Path) -> None:
    """An answer opens no database and leaves no folder behind."""
    assert run(home, "say", "/timeline", "who paid the piper")
    assert sorted(path.name for path in home.iterdir() if path.name != ".cache") == ["knowledge"]


def test_a_wrong_address_is_told_without_its_password(home: Path) -> None:
    """DATABASE_URL is checked when it is needed, and never shown."""
    assert "Timeline" in run(home, "say", "/timeline", DATABASE_URL="mysql://root:secret@host/db")
    for arguments in (("history",), ("say", "--as", "moderator", "/review")):
        told = run(home, *arguments, code=2, DATABASE_URL="mysql://root:secret@host/db")
        assert "DATABASE_URL" in told
        assert "secret" not in told


def test_a_talk_remembers_and_leaves_cleanly(home: Path) -> None:
    """Questions in vain are counted in a chat, and the database is let go at its end."""
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-m", "bot", "chat", "--as", "moderator"],
        input="who paid the piper\n/gaps\n/status\n",
        cwd=home,
        env={"PYTHONPATH": root, "PATH": "", "HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "“who paid the piper” asked once" in done.stdout
    assert done.stderr == ""
