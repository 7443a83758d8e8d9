"""What we are told: `config.yaml`, read with the same care as knowledge; every fault has its line."""

from __future__ import annotations

import re
from collections.abc import Mapping as AnyMapping
from dataclasses import replace
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

_SECRET = re.compile(r"^unknown key '\w*(?:token|secret|password|database_url)'", re.IGNORECASE)


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
    config = validate(Config, root, str(path), {})
    if isinstance(config, Config):
        return config
    return sorted(map(_told_where_secrets_go, config), key=lambda problem: (problem.mark.line, problem.mark.column))


def _told_where_secrets_go(problem: Problem) -> Problem:
    """Where a key is one that only the environment may hold, say so."""
    if not _SECRET.search(problem.text):
        return problem
    where = "secrets do not stand here: set DISCORD_TOKEN, SLACK_BOT_TOKEN, SLACK_APP_TOKEN or DATABASE_URL instead"
    return replace(problem, text=f"{problem.text}; {where}")


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
