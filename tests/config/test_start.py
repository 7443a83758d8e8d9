"""Broken and whole configurations through the real program: what it prints, and the code it ends with."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def start(cwd: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run `explainer-bot ARGUMENTS` in a folder with these variables alone."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        env={"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(ROOT), **variables},
        check=False,
        timeout=60,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder to start in, with the shipped knowledge."""
    (tmp_path / "knowledge").symlink_to(ROOT / "knowledge")
    return tmp_path


def test_nothing_set_says_what_to_set(folder: Path) -> None:
    """Without any token it ends with 2 and says which ones there are."""
    done = start(folder, "run")
    assert done.returncode == 2
    assert "No platform to serve: set DISCORD_TOKEN, or SLACK_BOT_TOKEN and SLACK_APP_TOKEN." in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("log:\n  levle: INFO\n", "config.yaml:2:3: error: unknown key 'levle'; did you mean 'level'?"),
        ("log:\n  level: LOUD\n", "config.yaml:2:10: error: 'level' cannot be 'LOUD'"),
        ("http: {port: many}\n", "config.yaml:1:14: error: 'port' cannot be 'many': it is a whole number"),
        ("logs: {}\n", "config.yaml:1:1: error: unknown key 'logs'; did you mean 'log'?"),
        ("discord_token: abc\n", "config.yaml:1:1: error: unknown key 'discord_token'"),
        ("log: [\n", "config.yaml:"),
        ("- log\n", "config.yaml:1:1: error:"),
        ("log: loud\n", "config.yaml:1:6: error: 'log' must hold keys and values"),
        ("\x00", "config.yaml:1:1: error:"),
    ],
)
def test_a_broken_file_is_named_with_its_line(folder: Path, text: str, told: str) -> None:
    """Unknown keys, wrong types and broken YAML: file, line, column, what is meant; code 2."""
    (folder / "config.yaml").write_text(text)
    done = start(folder, "run", DISCORD_TOKEN="abc")
    assert done.returncode == 2
    assert done.stderr.startswith(told)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN: error: is not set"),
        ({"DISCORD_TOKEN_FILE": "missing"}, "DISCORD_TOKEN_FILE: error: names a file that cannot be read"),
        ({"DISCORD_TOKEN": "a", "PORT": "x"}, "PORT: error: is wrong"),
        ({"DISCORD_TOKEN": "a", "EXPLAINER_LOG_LEVEL": "x"}, "EXPLAINER_LOG_LEVEL: error: 'level' cannot be 'x'"),
    ],
)
def test_a_broken_environment_is_named(folder: Path, variables: dict[str, str], told: str) -> None:
    """Without a config file a wrong or missing variable is named, with what to do; code 2."""
    done = start(folder, "run", **variables)
    assert done.returncode == 2
    assert done.stderr.startswith(told)
    assert "Traceback" not in done.stderr


def test_a_named_file_must_exist(folder: Path) -> None:
    """`--config` names a file that has to be there."""
    done = start(folder, "--config", "other.yaml", "run")
    assert (done.returncode, done.stderr.startswith("other.yaml:1:1: error: does not exist: copy")) == (2, True)


def test_say_minds_variables_too(folder: Path) -> None:
    """One-shot commands read the same settings: here, where the knowledge lies."""
    (folder / "elsewhere").mkdir()
    (folder / "elsewhere" / "knowledge").symlink_to(ROOT / "knowledge")
    done = start(folder / "elsewhere", "say", "/topics", EXPLAINER_KNOWLEDGE_FOLDER="../knowledge")
    assert (done.returncode, "iran-pakistan-2024" in done.stdout) == (0, True)


def test_faults_stand_in_the_order_of_the_file(folder: Path) -> None:
    """From top to bottom, as they are mended; a token is sent to where it belongs, and not shown."""
    (folder / "config.yaml").write_text("log: {levle: INFO}\nservers: {replies: open}\ndiscord: {token: hunter2}\n")
    done = start(folder, "run")
    assert done.returncode == 2
    assert [line.split(":")[1] for line in done.stderr.splitlines()] == ["1", "2", "3"]
    assert "unknown key 'token'; secrets do not stand here: set DISCORD_TOKEN" in done.stderr
    assert "hunter2" not in done.stderr
