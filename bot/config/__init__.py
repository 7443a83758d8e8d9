"""What we are told: `config.yaml`, read with the same care as knowledge; every fault has its line."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from bot.config.discord import DiscordConfig
from bot.config.http import HttpConfig
from bot.config.knowledge import KnowledgeConfig
from bot.config.limits import LimitsConfig
from bot.config.log import LogConfig
from bot.config.review import ReviewConfig
from bot.config.server import ServerConfig
from bot.config.slack import SlackConfig
from bot.config.store import StoreConfig
from bot.config.variables import overlay
from bot.decode import Mapping, Mark, Problem, read_yaml, validate


class Config(BaseModel):
    """Every setting. Secrets and addresses are not among them: `bot.config.environment` reads those."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    knowledge: Annotated[KnowledgeConfig, Field(default_factory=KnowledgeConfig)]
    servers: Annotated[ServerConfig, Field(default_factory=ServerConfig)]
    discord: Annotated[DiscordConfig, Field(default_factory=DiscordConfig)]
    slack: Annotated[SlackConfig, Field(default_factory=SlackConfig)]
    store: Annotated[StoreConfig, Field(default_factory=StoreConfig)]
    review: Annotated[ReviewConfig, Field(default_factory=ReviewConfig)]
    limits: Annotated[LimitsConfig, Field(default_factory=LimitsConfig)]
    http: Annotated[HttpConfig, Field(default_factory=HttpConfig)]
    log: Annotated[LogConfig, Field(default_factory=LogConfig)]


__all__ = [
    "Config",
    "DiscordConfig",
    "HttpConfig",
    "KnowledgeConfig",
    "LimitsConfig",
    "LogConfig",
    "ReviewConfig",
    "ServerConfig",
    "SlackConfig",
    "StoreConfig",
    "load_config",
]


def load_config(
    path: Path, *, required: bool = False, variables: AnyMapping[str, str] | None = None
) -> Config | list[Problem]:
    """Read a config file, and the settings among the environment's variables, which go before it.

    A missing file means the defaults, unless it was asked for by name.
    """
    root, problems = _tree(path, required)
    problems = problems + overlay(root, variables or {}, Config)
    if problems:
        return problems
    return validate(Config, root, str(path), {})


def _tree(path: Path, required: bool) -> tuple[Mapping, list[Problem]]:
    """Read a file as a tree. An empty or missing one is an empty mapping."""
    empty = Mapping(0, 0)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        text = "does not exist: copy config.example.yaml to it, or leave out --config"
        return empty, [Problem(Mark(str(path)), text, "config")] if required else []
    except OSError as error:
        return empty, [Problem(Mark(str(path)), f"cannot be read: {error.strerror}", "config")]
    root, problems = read_yaml(data, str(path))
    return root or empty, problems
