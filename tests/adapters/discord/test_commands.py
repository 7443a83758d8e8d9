"""The registry as Discord is told of it; and how it is remembered what Discord was told."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.adapters.discord.client import Client
from bot.adapters.discord.commands import options as listed
from bot.adapters.discord.completing import Completions
from bot.adapters.discord.register import SyncFile, digest
from bot.app import App
from bot.commands import COMMANDS, Snapshot, User

NOW = datetime(2024, 1, 16, tzinfo=UTC)


def told(app: App) -> dict[str, dict[str, Any]]:
    """What would be registered, by name."""
    tree = Client(app, presence="").tree
    return {command.name: command.to_dict(tree) for command in tree.get_commands()}


def options(command: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The options of a command, by name."""
    return {option["name"]: option for option in command["options"]}


async def test_every_command_is_native(app: App) -> None:
    """All that are typed, required options first, everywhere: servers, direct messages, as a user's own app."""
    commands = told(app)
    typed = {name for name, command in COMMANDS.items() if not command.by_button}
    assert set(COMMANDS) - typed == {"rate", "accept", "reject", "rollback", "alias"}
    assert set(commands) == typed | {command.menu for command in COMMANDS.values() if command.menu}
    for name, command in [item for item in commands.items() if item[0] in COMMANDS]:
        shown = [param.name for param in listed(COMMANDS[name])]
        everyone = COMMANDS[name].audience == "everyone"
        assert [*options(command)] == shown
        assert sorted(command["contexts"]) == ([0, 1, 2] if everyone else [0])
        assert sorted(command["integration_types"]) == ([0, 1] if everyone else [0])
        required = [option.get("required", False) for option in command["options"]]
        assert required == sorted(required, reverse=True)


async def test_options_are_typed_and_completed(app: App) -> None:
    """Names complete while they are typed, pages are numbers from 1, closed sets are choices, `from` keeps its name."""
    commands = told(app)
    assert options(commands["who"])["entity"] | {"description": ""} == {
        "type": 3, "name": "entity", "description": "", "required": True, "autocomplete": True,
    }  # fmt: skip
    assert options(commands["timeline"])["page"]["type"] == 4
    assert options(commands["timeline"])["page"]["min_value"] == 1
    assert "from" in options(commands["timeline"])
    assert [choice["value"] for choice in options(commands["help"])["command"]["choices"]] == [*COMMANDS]


async def test_other_commands_have_another_hash(app: App) -> None:
    """The hash is the same at every start, and another when anything that Discord is told changes."""
    fewer = App(app.snapshot, commands={name: one for name, one in COMMANDS.items() if name != "topics"})
    assert digest(Client(app, presence="").tree) == digest(Client(app, presence="").tree)
    assert digest(Client(app, presence="").tree) != digest(Client(fewer, presence="").tree)


async def test_what_was_registered_is_remembered(tmp_path: Path) -> None:
    """Hashes are kept by application and scope, over restarts; a broken file is as good as none."""
    file = tmp_path / "data" / "commands.json"
    assert await SyncFile(file).get("1") is None
    await SyncFile(file).set("1", "", "aa", at=NOW)
    await SyncFile(file).set("1", "77", "bb", at=NOW)
    assert [await SyncFile(file).get("1"), await SyncFile(file).get("1", "77"), await SyncFile(file).get("2")] == [
        "aa", "bb", None,
    ]  # fmt: skip
    file.write_text("{")
    assert await SyncFile(file).get("1") is None


async def test_nowhere_to_remember_is_no_failure(tmp_path: Path) -> None:
    """Where nothing can be written, commands are registered again next time."""
    (tmp_path / "file").write_text("")
    syncs = SyncFile(tmp_path / "file" / "commands.json")
    await syncs.set("1", "", "aa", at=NOW)
    assert await syncs.get("1") is None


async def test_completion_follows_the_knowledge(app: App) -> None:
    """What was looked up is given again, until the knowledge changes."""
    served = App(app.snapshot)
    completions = Completions(served)
    who = COMMANDS["who"]
    first = completions.complete(who, "entity", "jai", None, User())
    assert first[0].value == "jaish-al-adl"
    assert completions.complete(who, "entity", "jai", None, User()) is first
    served.snapshot = Snapshot.of(app.snapshot.knowledge)
    again = completions.complete(who, "entity", "jai", None, User())
    assert again is not first
    assert again == first
    assert completions.complete(who, "entity", "x" * 4_000, None, User()) == []
