"""With `knowledge.git: commit` an accepted edit becomes a commit of real git, and never more than that edit."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bot.editing import GitRefused, commit, write
from tests.editing.small import killed, prepared, small_knowledge


def git(folder: Path, *arguments: str) -> str:
    """Run git as somebody else would."""
    who = ["-c", "user.name=Somebody", "-c", "user.email=some@body.invalid"]
    done = subprocess.run(["git", "-C", str(folder), *who, *arguments], capture_output=True, check=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small knowledge that is kept in git, with somebody's unfinished work beside it."""
    folder = small_knowledge(tmp_path / "house" / "knowledge")
    git(folder.parent, "init", "--quiet")
    git(folder.parent, "add", ".")
    git(folder.parent, "commit", "--quiet", "-m", "Begin")
    (folder / "small/staged.txt").write_text("staged")
    git(folder, "add", "small/staged.txt")
    return folder


def test_an_edit_becomes_a_commit(folder: Path) -> None:
    """With the moderator as its author; what others have staged stays staged."""
    ready = prepared(folder, killed(folder, "c0", 7))
    write(folder, ready)
    made = commit(folder, 'Ada "-x" <Lovelace>\n', "Mend c0\n\n--all; $(touch no)", [file.name for file in ready.files])
    assert git(folder, "log", "-1", "--format=%H|%an|%cn|%s") == f'{made}|Ada "-x" Lovelace|explainer-bot|Mend c0'
    assert git(folder, "show", "--name-only", "--format=", "HEAD") == "knowledge/small/events.yaml"
    assert git(folder, "diff", "--cached", "--name-only") == "knowledge/small/staged.txt"
    assert commit(folder, "Ada", "Again", [file.name for file in ready.files]) == ""


def test_no_repository_is_told(tmp_path: Path) -> None:
    """The edit is made all the same."""
    folder = small_knowledge(tmp_path / "knowledge")
    with pytest.raises(GitRefused, match="The edit is made, but git refused it: fatal: not a git repository"):
        commit(folder, "Ada", "Mend", ["small/events.yaml"])


def test_a_hook_that_refuses_is_told(folder: Path) -> None:
    """With the first line of what it says."""
    hook = folder.parent / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'not on a Friday' >&2\nexit 1\n")
    hook.chmod(0o755)
    write(folder, prepared(folder, killed(folder, "c0", 7)))
    with pytest.raises(GitRefused, match="not on a Friday"):
        commit(folder, "Ada", "Mend", ["small/events.yaml"])


def test_a_machine_without_git_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In words for whoever accepted the edit."""
    monkeypatch.setenv("PATH", str(folder))
    with pytest.raises(GitRefused, match="git is not installed"):
        commit(folder, "Ada", "Mend", ["small/events.yaml"])
