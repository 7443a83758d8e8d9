"""Each revision as a git commit, for those who keep their knowledge in git (`knowledge.git: commit`)."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from bot.errors import UserError

PATIENCE = 20
"""Seconds before git is given up: a hook may wait for somebody."""
_NO_QUESTIONS = {"GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": "true", "LC_ALL": "C"}


class GitRefused(UserError):
    """The edit is made, but git did not take it; its text says why."""


def commit(folder: Path, author: str, message: str, files: Sequence[str]) -> str:
    """Commit just these files, whatever else is changed or staged in the repository.

    Args:
        folder: the knowledge folder, anywhere in a repository.
        author: the moderator's name; the bot is the committer.
        message: the subject, or a subject, an empty line and more.
        files: names relative to the knowledge folder.

    Returns:
        The commit's hash; "" if git has nothing to commit.

    Raises:
        GitRefused: no git, no repository, a hook or lock in the way, or it took too long.
    """
    name = " ".join(author.translate(dict.fromkeys(map(ord, "<>\n\r\0"), " ")).split()) or "a moderator"
    _git(folder, "add", "--", *files)
    if not _git(folder, "status", "--porcelain", "--", *files):
        return ""
    who = f"{name} <moderator@explainer-bot.invalid>"
    own = ["-c", "user.name=explainer-bot", "-c", "user.email=bot@explainer-bot.invalid", "-c", "commit.gpgSign=false"]
    _git(folder, *own, "commit", "--quiet", f"--author={who}", "-m", message.replace("\0", " "), "--only", "--", *files)
    return _git(folder, "rev-parse", "HEAD").strip()


def _git(folder: Path, *arguments: str) -> str:
    # Not through a shell: a file or a moderator may be called anything.
    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - arguments in a list, names behind "--"
            command,
            env={**os.environ, **_NO_QUESTIONS},
            capture_output=True,
            timeout=PATIENCE,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except FileNotFoundError as error:
        raise GitRefused("The edit is made, but git is not installed here.") from error
    except subprocess.TimeoutExpired as error:
        raise GitRefused(f"The edit is made, but git took longer than {PATIENCE} seconds.") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip() or done.stdout.decode("utf-8", "replace").strip()
        raise GitRefused(f"The edit is made, but git refused it: {said.splitlines()[0][:200] if said else 'no reason'}")
    return done.stdout.decode("utf-8", "replace")
