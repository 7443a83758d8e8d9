"""What we are told: `config.yaml`, read with the same care as knowledge; every fault has its line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from bot.config.discord import DiscordConfig
from bot.config.knowledge import KnowledgeConfig
from bot.config.limits import LimitsConfig
from bot.config.log import LogConfig
from bot.config.review import ReviewConfig
from bot.config.server import ServerConfig
from bot.config.slack import SlackConfig
from bot.config.store import StoreConfig
from bot.decode import Mark, Problem, read_yaml, validate


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
    log: Annotated[LogConfig, Field(default_factory=LogConfig)]


__all__ = [
    "Config",
    "DiscordConfig",
    "KnowledgeConfig",
    "LimitsConfig",
    "LogConfig",
    "ReviewConfig",
    "ServerConfig",
    "SlackConfig",
    "StoreConfig",
    "load_config",
]


def load_config(path: Path, *, required: bool = False) -> Config | list[Problem]:
    """Read a config file. A missing file means the defaults, unless it was asked for by name."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        if required:
            return [Problem(Mark(str(path)), "does not exist", "config")]
        return Config.model_validate({})
    except OSError as error:
        return [Problem(Mark(str(path)), f"cannot be read: {error.strerror}", "config")]
    root, problems = read_yaml(data, str(path))
    if problems or root is None:
        return problems or Config.model_validate({})
    return validate(Config, root, str(path), {})
