"""Telling Discord which commands there are, and only when they have changed since it was told."""

from __future__ import annotations

import hashlib
import json
import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import discord
from discord import app_commands

log = logging.getLogger(__name__)

Tree = app_commands.CommandTree[Any]


class Syncs(Protocol):
    """What was registered last, by application and scope: a server's id, "" for everywhere."""

    async def get(self, application: str, scope: str = "") -> str | None:
        """Give the hash of what was registered."""

    async def set(self, application: str, scope: str, hash: str, *, at: datetime) -> None:
        """Remember the hash of what is registered now."""


class SyncFile:
    """The hashes in a small JSON file; where it cannot be written, commands are registered at every start."""

    def __init__(self, file: Path) -> None:
        self.file = file

    async def get(self, application: str, scope: str = "") -> str | None:
        """Give the hash of what was registered."""
        return self._read().get(f"{application} {scope}".strip())

    async def set(self, application: str, scope: str, hash: str, *, at: datetime) -> None:  # noqa: ARG002 - the file's own time says when
        """Remember the hash of what is registered now."""
        known = self._read() | {f"{application} {scope}".strip(): hash}
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.file.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
        except OSError as error:
            log.warning("%s cannot be written: commands are registered at every start: %s", self.file, error.strerror)

    def _read(self) -> dict[str, str]:
        try:
            known = json.loads(self.file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return known if isinstance(known, dict) else {}


def digest(tree: Tree) -> str:
    """Hash what would be registered."""
    payload = [command.to_dict(tree) for command in tree.get_commands()]
    text = json.dumps(payload, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


async def register(
    tree: Tree,
    application: int,
    syncs: Syncs,
    *,
    server: int | None = None,
    again: bool = False,
) -> bool:
    """Register the commands everywhere, or in one server; say whether Discord had to be told.

    Args:
        tree: the commands.
        application: our id at Discord.
        syncs: what was registered last.
        server: where; None means everywhere.
        again: even if nothing has changed.

    Raises:
        discord.HTTPException: Discord refused.
    """
    scope = str(server) if server is not None else ""
    hash = digest(tree)
    if not again and await syncs.get(str(application), scope) == hash:
        return False
    if server is None:
        await tree.sync()
    else:
        there = discord.Object(server)
        tree.copy_global_to(guild=there)
        await tree.sync(guild=there)
    await syncs.set(str(application), scope, hash, at=datetime.now(UTC))
    return True


async def unregister(tree: Tree, application: int, syncs: Syncs, *, server: int) -> None:
    """Take a server's own commands away; those registered everywhere stay."""
    there = discord.Object(server)
    tree.clear_commands(guild=there)
    await tree.sync(guild=there)
    await syncs.set(str(application), str(server), "", at=datetime.now(UTC))
