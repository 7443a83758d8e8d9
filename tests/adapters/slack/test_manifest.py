"""The manifest: what Slack's own schema takes, with nothing that is not used, and names that Slack takes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it comes without types
import pytest
import yaml

from bot.adapters.slack.manifest import PROMPTS, SCOPES, manifest
from bot.adapters.slack.typed import typed
from bot.app import App
from bot.commands import COMMANDS
from bot.config import SlackConfig, load_config

# github.com/slackapi/manifest-schema, schemas/manifest.schema.2.0.0.json, MIT License, (c) Slack Technologies, LLC.
SCHEMA = json.loads((Path(__file__).parent / "manifest.schema.2.0.0.json").read_text(encoding="utf-8"))
HTTP = "https://bot.example.org"


def read(http: str = "", config: SlackConfig | None = None, **more: Any) -> dict[str, Any]:
    """Make a manifest and read it as Slack does."""
    read: dict[str, Any] = yaml.safe_load(manifest(config or SlackConfig(), {**COMMANDS, **more}, http=http))
    return read


def faults(document: dict[str, Any]) -> Iterator[str]:
    """Say what Slack's schema refuses."""
    validator = jsonschema.validators.validator_for(SCHEMA)(SCHEMA)
    yield from (f"{error.json_path}: {error.message}" for error in validator.iter_errors(document))


@pytest.mark.parametrize("http", ["", HTTP])
def test_slacks_schema_takes_it(http: str) -> None:
    """In both modes; with a command in the menu of messages, and names as long as may be."""
    assert [*faults(read(http))] == []
    long = SlackConfig(prefix="x" * 10, command="y" * 21, commands={"z" * 21: "ask"})
    document = read(http, long, checks=replace(COMMANDS["ask"], name="checks", menu="Check this message " * 3))
    assert [*faults(document)] == []
    assert "menu:checks" in {shortcut["callback_id"] for shortcut in document["features"]["shortcuts"]}


def test_the_schema_refuses_what_is_wrong() -> None:
    """So the test above says something."""
    document = read()
    document["display_information"]["name"] = "n" * 36
    assert len([*faults(document)]) == 1


def test_each_mode_has_what_it_needs() -> None:
    """Addresses and the events of leaving over HTTP; none of them by socket."""
    by_socket, by_http = read(), read(HTTP)
    assert by_socket["settings"]["socket_mode_enabled"] is True
    assert "example.org" not in json.dumps(by_socket)
    assert by_http["settings"]["socket_mode_enabled"] is False
    assert {command["url"] for command in by_http["features"]["slash_commands"]} == {f"{HTTP}/slack/events"}
    assert by_http["oauth_config"]["redirect_urls"] == [f"{HTTP}/slack/oauth_redirect"]
    events = [set(one["settings"]["event_subscriptions"]["bot_events"]) for one in (by_socket, by_http)]
    assert events[1] - events[0] == {"app_uninstalled", "tokens_revoked"}
    assert all(command["should_escape"] for command in by_socket["features"]["slash_commands"])


def test_every_scope_has_a_reason() -> None:
    """In a comment beside it, for whoever approves the app."""
    written = manifest(SlackConfig(), COMMANDS)
    for scope, why in SCOPES:
        assert f'- "{scope}"  # {why}' in written


def test_the_suggested_prompts_work(app: App) -> None:
    """Each is read as a command that there is."""
    assert {typed(app, message).name for _, message in PROMPTS} == {"timeline", "sources", "help"}


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("commands: {who: who}", "cannot be 'who': /who is Slack's own command; call it 'whois', or set prefix"),
        ("command: search", "'command' cannot be 'search': /search is Slack's own command; call it 'explain-search'"),
        ("command: Explain", "cannot be 'Explain': it is up to 31 small letters"),
        ("command: /explain", "without the slash"),
        ("commands: {explain: ask}", "holds 'explain', which is the name of the parent command too"),
        ("prefix: X!", "'prefix' cannot be 'X!'"),
        ("public_url: bot.example.org", "'public_url' cannot be 'bot.example.org': it is an address"),
        (f"{{prefix: {'x' * 20}, command: {'y' * 20}}}", "it is up to 31 small letters"),
    ],
)
def test_a_name_that_slack_refuses_is_refused_here(tmp_path: Path, written: str, text: str) -> None:
    """By every command that reads the configuration, `check` and `manifest` among them, at its line."""
    file = tmp_path / "config.yaml"
    file.write_text(f"slack:\n  {written}\n")
    problems = load_config(file)
    assert isinstance(problems, list)
    assert text in str(problems[0])
    assert problems[0].mark.line == 2


def test_a_prefix_frees_a_name(tmp_path: Path) -> None:
    """`/x-who` is nobody's."""
    file = tmp_path / "config.yaml"
    file.write_text("slack: {prefix: x-, commands: {who: who}}\n")
    config = load_config(file)
    assert not isinstance(config, list)
    names = [command["command"] for command in read(config=config.slack)["features"]["slash_commands"]]
    assert names == ["/x-explain", "/x-who"]
