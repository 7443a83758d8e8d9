"""Whatever is declared is documented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.commands import COMMANDS
from bot.knowledge.model import RECORDS

ROOT = Path(__file__).parents[1]
DOCS = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")}
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_its_row(name: str) -> None:
    """docs/commands.md has a row for each command that names every parameter."""
    row = next((line for line in DOCS["commands.md"].splitlines() if line.startswith(f"| `/{name}`")), "")
    assert row
    assert [param.name for param in COMMANDS[name].params if f"`{param.name}`" not in row] == []


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.section)
def test_every_field_is_explained(record: type) -> None:
    """docs/knowledge-format.md names every field a person may write."""
    fields = set(record.model_fields) - {"id", "topic", "mark"}  # type: ignore[attr-defined]  # every record is a pydantic model
    assert set() == {field for field in fields if not re.search(rf"\b{field}\b", DOCS["knowledge-format.md"])}


def test_documents_link_to_what_is_there() -> None:
    """No link between the documents leads nowhere."""
    texts = {"README.md": README, **{f"docs/{name}": text for name, text in DOCS.items()}}
    texts["CONTRIBUTING.md"] = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    dead = [
        (name, target)
        for name, text in texts.items()
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
        if not ((ROOT / name).parent / target).exists()
    ]
    assert dead == []
