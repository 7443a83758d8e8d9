"""The law of the house: imports go downward only, files stay small, names say what they are.

A module imports from floors strictly below its own and from its own package. An adapter's package
is its folder: adapters never import each other. The root package `bot` (its version) lies under all.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parent.parent

FLOORS = {
    "beside": 0,
    "errors": 0,
    "log": 0,
    "decode": 0,
    "knowledge": 1,
    "reply": 1,
    "config": 1,
    "search": 2,
    "store": 2,
    "editing": 2,
    "desk": 3,
    "limits": 2,
    "commands": 4,
    "app": 5,
    "evaluation": 5,
    "live": 5,
    "adapters": 6,
    "backup": 7,
    "service": 7,
    "cli": 8,
    "__main__": 9,
}

# Libraries that may be imported in one place only.
HOMES = {
    "discord": "bot.adapters.discord",
    "slack_bolt": "bot.adapters.slack",
    "slack_sdk": "bot.adapters.slack",
    "rich": "bot.adapters.terminal",
    "prompt_toolkit": "bot.adapters.terminal",
    "click": "bot.cli",
    "watchfiles": "bot.live",
    "prometheus_client": "bot.service",
    "sqlalchemy": "bot.store",
    "alembic": "bot.store",
    "aiosqlite": "bot.store",
    "asyncpg": "bot.store",
}

# What a second room may import for one reason: Slack's SDK keeps its OAuth installations in a SQLAlchemy engine.
# A backup is told where the database is by the same address that the store opens.
GUESTS = {("bot.adapters.slack", "sqlalchemy"), ("bot.backup", "sqlalchemy")}

EMPTY_NAMES = {"utils", "util", "common", "manager", "base", "helpers", "helper", "misc"}
LONGEST_FILE = 400
LONGEST_MEDIAN = 130

SOURCES = sorted((ROOT / "bot").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def path_of(file: Path) -> str:
    """Name a file as a person would: relative to the checkout."""
    return file.relative_to(ROOT).as_posix()


def module_of(path: str) -> str:
    """Turn `bot/reply/__init__.py` into `bot.reply`."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def package_of(module: str) -> str:
    """Give the package a module belongs to: `bot.reply`, `bot.adapters.slack`, or `bot` itself."""
    parts = module.split(".")
    return ".".join(parts[: 3 if parts[1:2] == ["adapters"] else 2])


def imports_of(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the line and the full name of everything imported; a relative import starts with a dot."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name) for alias in names)
            case ast.ImportFrom(module="bot", level=0, names=names):
                # `from bot import app` may name a package or something of the root itself.
                rooms = [f"bot.{alias.name}" if alias.name in FLOORS else "bot" for alias in names]
                yield from ((node.lineno, room) for room in rooms)
            case ast.ImportFrom(module="bot.adapters", level=0, names=names):
                # A platform's folder, or what all of them are: `from bot.adapters import Adapter`.
                shared = {alias.name: "" if alias.name[0].isupper() else f".{alias.name}" for alias in names}
                yield from ((node.lineno, f"bot.adapters{room}") for room in shared.values())
            case ast.ImportFrom(module=module, level=level):
                yield node.lineno, "." * level + (module or "")
            case ast.Call(
                func=ast.Name(id="import_module" | "__import__") | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield node.lineno, name


def violation(module: str, imported: str) -> str | None:
    """Say which law `module` breaks by importing `imported`, if it breaks one."""
    library = imported.partition(".")[0]
    package = package_of(module)
    if imported.startswith("."):
        return f"relative import of {imported}"
    if library in HOMES and package != HOMES[library] and (package, library) not in GUESTS:
        return f"{library} is imported under {HOMES[library]} only"
    if library != "bot" or imported == "bot":
        return None
    target = imported.split(".")[1]
    if target not in FLOORS:
        return f"{imported} stands on no floor: give it one in FLOORS"
    # The registry, bot/adapters/__init__.py, may load any adapter.
    if package_of(imported) == package or module == "bot.adapters" == imported.rpartition(".")[0]:
        return None
    # What every platform is stands there too.
    if imported == "bot.adapters" and module.startswith("bot.adapters."):
        return None
    if module == "bot":
        return f"the root package imports nothing of the house, not {imported}"
    room = module.split(".")[1]
    if FLOORS[target] >= FLOORS[room]:
        return f"{room} (floor {FLOORS[room]}) imports {imported} (floor {FLOORS[target]})"
    return None


def violations(path: str, text: str) -> list[str]:
    """List every broken law of one file of `bot/`, each with its line."""
    module = module_of(path)
    if module != "bot" and module.split(".")[1] not in FLOORS:
        return [f"{path}:1: {module} stands on no floor: give it one in FLOORS"]
    found = ((line, violation(module, name)) for line, name in imports_of(ast.parse(text)))
    return [f"{path}:{line}: {law}" for line, law in found if law]


@pytest.mark.parametrize("path", [path_of(file) for file in SOURCES])
def test_imports_go_downward(path: str) -> None:
    """A module imports only from floors below its own, or from its own package."""
    assert violations(path, (ROOT / path).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("path", "text", "law"),
    [
        ("bot/knowledge/load.py", "from bot.app import App", "knowledge (floor 1) imports bot.app (floor 5)"),
        ("bot/reply/call.py", "import bot.knowledge.model", "reply (floor 1) imports bot.knowledge.model (floor 1)"),
        ("bot/errors.py", "from bot import log", "errors (floor 0) imports bot.log (floor 0)"),
        ("bot/__init__.py", "from bot.app import App", "the root package imports nothing of the house, not bot.app"),
        ("bot/reply/call.py", "from . import cite", "relative import of ."),
        ("bot/reply/call.py", "from ..knowledge import model", "relative import of ..knowledge"),
        (
            "bot/adapters/slack/render.py",
            "from bot.adapters.discord.render import draw",
            "adapters (floor 6) imports bot.adapters.discord.render (floor 6)",
        ),
        (
            "bot/adapters/slack/render.py",
            "from bot.adapters import terminal",
            "adapters (floor 6) imports bot.adapters.terminal (floor 6)",
        ),
        ("bot/adapters/slack/render.py", "import discord.ui", "discord is imported under bot.adapters.discord only"),
        ("bot/adapters/discord/__init__.py", "import slack_sdk", "slack_sdk is imported under bot.adapters.slack only"),
        ("bot/commands/who.py", "import click", "click is imported under bot.cli only"),
        ("bot/cli.py", "from rich.console import Console", "rich is imported under bot.adapters.terminal only"),
        ("bot/desk/desk.py", "import sqlalchemy", "sqlalchemy is imported under bot.store only"),
        ("bot/adapters/slack/oauth.py", "import asyncpg", "asyncpg is imported under bot.store only"),
        ("bot/cli.py", "import bot.web", "bot.web stands on no floor: give it one in FLOORS"),
        ("bot/web.py", "", "bot.web stands on no floor: give it one in FLOORS"),
        (
            "bot/search/index.py",
            "def late():\n    if True:\n        import bot.store",
            "search (floor 2) imports bot.store (floor 2)",
        ),
        (
            "bot/search/index.py",
            "import importlib\nimportlib.import_module('bot.store')",
            "search (floor 2) imports bot.store (floor 2)",
        ),
    ],
)
def test_a_broken_law_is_found(path: str, text: str, law: str) -> None:
    """The checker names the line and the law, wherever in a file the import stands."""
    line = max(text.count("\n") + 1, 1)
    assert violations(path, text) == [f"{path}:{line}: {law}"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("bot/commands/who.py", "from bot.knowledge import Entity\nfrom bot.commands.command import command"),
        ("bot/app.py", "from bot import __version__, commands"),
        ("bot/adapters/slack/__init__.py", "from bot.adapters import Adapter, Health"),
        ("bot/adapters/slack/render.py", "import slack_sdk\nfrom bot.adapters.slack.limits import LONGEST"),
        ("bot/adapters/__init__.py", "from bot.adapters import terminal\nimport bot.adapters.slack"),
        ("bot/adapters/slack/oauth.py", "import sqlalchemy.ext.asyncio"),
        ("bot/cli/__init__.py", "import click\nfrom bot.cli import say"),
        ("bot/__main__.py", "from bot.cli import main"),
    ],
)
def test_a_kept_law_is_left_alone(path: str, text: str) -> None:
    """Lower floors, the own package and the libraries at home are free to import."""
    assert violations(path, text) == []


def length(file: Path) -> int:
    """Count a file's lines."""
    return len(file.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("file", SOURCES + TESTS, ids=path_of)
def test_a_file_is_small_and_named(file: Path) -> None:
    """No file is longer than 400 lines, and its name says what it is for."""
    assert length(file) <= LONGEST_FILE
    assert EMPTY_NAMES.isdisjoint(Path(path_of(file)).with_suffix("").parts)


def test_most_files_are_smaller() -> None:
    """Half of the files of `bot/` have fewer than 130 lines."""
    assert median(map(length, SOURCES)) < LONGEST_MEDIAN
