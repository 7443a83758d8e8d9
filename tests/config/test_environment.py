"""Secrets and addresses from variables, named files and folders of secrets; every fault says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.config.environment import SECRETS, Environment, read_environment


def faults(variables: dict[str, str], folders: list[Path] | None = None) -> list[str]:
    """List the problems that a set of variables has."""
    read = read_environment(variables, folders or [])
    return [str(problem) for problem in read] if isinstance(read, list) else []


def test_an_empty_environment_is_fine() -> None:
    """Nothing set means nothing to serve, which is for `run` to say."""
    assert read_environment({}, []) == Environment()


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_may_be_a_variable_a_file_or_in_a_folder(secret: str, tmp_path: Path) -> None:
    """The three ways to hand over a secret give the same; a variable goes before a folder."""
    value = {
        "SLACK_BOT_TOKEN": "xoxb-1-abc",
        "SLACK_APP_TOKEN": "xapp-1-abc",
        "DATABASE_URL": "postgresql://bot:pw@db/bot",
    }.get(secret, "s3cret")
    # what Slack needs beside the one secret under test
    others = {"SLACK_BOT_TOKEN": "xoxb-2", "SLACK_APP_TOKEN": "xapp-2"}
    others.pop(secret, None)
    (tmp_path / secret.lower()).write_text(f"{value}\n")
    expected = Environment.model_validate({name.lower(): text for name, text in (others | {secret: value}).items()})
    assert expected == read_environment(others | {secret: f"  {value} "}, [])
    assert expected == read_environment(others | {f"{secret}_FILE": str(tmp_path / secret.lower())}, [])
    assert expected == read_environment(others, [tmp_path])
    (tmp_path / secret.lower()).write_text("xoxb-other" if secret == "SLACK_BOT_TOKEN" else "xapp-other")
    assert expected == read_environment(others | {secret: value}, [tmp_path])


def test_systemd_names_a_folder_of_secrets(tmp_path: Path) -> None:
    """LoadCredential= of a systemd unit needs nothing else: systemd sets CREDENTIALS_DIRECTORY."""
    (tmp_path / "DISCORD_TOKEN").write_text("abc")
    read = read_environment({"CREDENTIALS_DIRECTORY": str(tmp_path)})
    assert isinstance(read, Environment)
    assert read.discord_token == SecretStr("abc")


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({"DISCORD_TOKEN": "a b"}, "DISCORD_TOKEN: error: holds a space, a quote or a line break"),
        ({"DISCORD_TOKEN": '"abc"'}, "DISCORD_TOKEN: error: holds a space, a quote"),
        ({"SLACK_BOT_TOKEN": "xapp-1", "SLACK_APP_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN: error: does not begin with xox"),
        ({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN: error: does not begin with xap"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN: error: is not set, and Socket Mode needs it"),
        ({"SLACK_APP_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN: error: is not set, but SLACK_APP_TOKEN is"),
        (
            {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_MODE": "http"},
            "SLACK_SIGNING_SECRET: error: is not set, and SLACK_MODE=http needs it",
        ),
        ({"SLACK_MODE": "websocket"}, "SLACK_MODE: error: is wrong: input should be 'socket' or 'http'"),
        ({"PORT": "http"}, "PORT: error: is wrong: input should be a valid integer"),
        ({"PORT": "65536"}, "PORT: error: is wrong: input should be less than or equal to 65535"),
        ({"DISCORD_API_BASE": "discord.com"}, "DISCORD_API_BASE: error: is no address: it begins with https://"),
        ({"DISCORD_GATEWAY": "https://x"}, "DISCORD_GATEWAY: error: is no address: it begins with wss://"),
        ({"DATABASE_URL": "mysql://a:s3cret@b/c"}, "DATABASE_URL: error: names no database we know"),
        ({"DISCORD_TOKEN_FILE": "no/such/file"}, "DISCORD_TOKEN_FILE: error: names a file that cannot be read"),
        ({"DISCORD_TOKEN": "a", "DISCORD_TOKEN_FILE": "b"}, "DISCORD_TOKEN: error: is set, and so is"),
    ],
)  # fmt: skip
def test_a_fault_says_what_to_do(variables: dict[str, str], told: str) -> None:
    """A wrong or missing value is named with what to do about it, and never shown."""
    found = faults(variables)
    assert [fault for fault in found if fault.startswith(told)] == found
    assert len(found) == 1
    assert "s3cret" not in found[0]


def test_an_empty_secret_file_is_a_fault(tmp_path: Path) -> None:
    """A file that was made but never filled is said to be empty."""
    (tmp_path / "token").write_text("\n")
    assert faults({"DISCORD_TOKEN_FILE": str(tmp_path / "token")}) == [
        "DISCORD_TOKEN_FILE: error: names an empty file: write the secret into it"
    ]


def test_a_folder_in_place_of_a_secret_is_a_fault(tmp_path: Path) -> None:
    """Docker makes a folder where a mounted file is missing: that is said, not passed over."""
    (tmp_path / "discord_token").mkdir()
    (fault,) = faults({}, [tmp_path])
    assert "found a directory instead" in fault


def test_no_secret_is_shown() -> None:
    """Neither the environment as a text nor its JSON shows a secret."""
    read = read_environment({"DISCORD_TOKEN": "s3cret", "DATABASE_URL": "postgresql://bot:s3cret@db/bot"}, [])
    assert isinstance(read, Environment)
    assert "s3cret" not in f"{read} {read!r} {read.model_dump_json()}"
    assert read.secrets() == ["s3cret", "postgresql://bot:s3cret@db/bot"]


def test_kubernetes_mounts_secrets_as_links(tmp_path: Path) -> None:
    """A mounted secret is a link into a dated folder beside it, and is read all the same."""
    (tmp_path / "..2026_11_20").mkdir()
    (tmp_path / "..2026_11_20" / "discord_token").write_text("abc")
    (tmp_path / "..data").symlink_to("..2026_11_20")
    (tmp_path / "discord_token").symlink_to("..data/discord_token")
    read = read_environment({}, [tmp_path])
    assert isinstance(read, Environment)
    assert read.discord_token == SecretStr("abc")
